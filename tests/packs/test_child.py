"""Jobs in child processes: what comes back, what ends them, and what a child cannot say."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from secretariat.errors import BugError, KnownError
from secretariat.models.paper_findings import PaperFault, PaperFinding
from secretariat.packs import wire
from secretariat.packs.child import Cancel, CancelledError, FailedError, run, worker_command
from secretariat.packs.jobs import JOBS, Job
from secretariat.packs.limits import MEGABYTE, Limits
from secretariat.packs.opening import OpenAnswer, OpenOrder
from secretariat.packs.worker import work_of


def pages(count: int) -> bytes:
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(count):
            pdf.add_blank_page()
        pdf.save(made, deterministic_id=True)
    return made.getvalue()


def test_a_job_answers_with_its_dataclass_and_says_how_far_it_is() -> None:
    told: list[tuple[int, int, str]] = []
    answer = run("open", OpenOrder(pages(3)), OpenAnswer, report=lambda *step: told.append(step))
    assert answer == OpenAnswer(3, ())
    assert told == [(0, 1, "Opening")]


def test_every_job_has_its_function() -> None:
    for name in JOBS:
        assert callable(work_of(name))


def test_a_refusal_is_one_sentence() -> None:
    with pytest.raises(FailedError) as told:
        run("open", OpenOrder(b"PK\3\4 a Word file"), OpenAnswer)
    assert str(told.value) == "This is not a PDF, whatever its name says."
    assert isinstance(told.value, KnownError)


def test_a_job_that_takes_too_long_is_ended() -> None:
    with pytest.raises(FailedError, match="longer than 0 seconds"):
        run("open", OpenOrder(pages(1)), OpenAnswer, Limits(seconds=0.01))
    with pytest.raises(FailedError, match="longer than 0 seconds"):
        run("open", OpenOrder(pages(1)), OpenAnswer, Limits(silence=0.01))


@pytest.mark.skipif(sys.platform == "win32", reason="a job object ends it in another way there")
def test_a_job_that_takes_too_much_memory_is_ended() -> None:
    with pytest.raises(FailedError):
        run("open", OpenOrder(pages(1)), OpenAnswer, Limits(memory=30 * MEGABYTE))


def test_a_job_that_is_called_off_is_ended() -> None:
    cancel = Cancel()
    cancel.ask()
    with pytest.raises(CancelledError):
        run("open", OpenOrder(pages(1)), OpenAnswer, cancel=cancel)


def test_an_answer_of_another_class_is_not_taken() -> None:
    with pytest.raises(FailedError, match="could not be read"):
        run("open", OpenOrder(pages(1)), PaperFinding)


def test_a_child_whose_program_has_gone_ends() -> None:
    child = subprocess.Popen(worker_command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.close()
    assert child.wait(timeout=30) == 1
    child.stdout.close()


def test_what_travels_comes_back_as_it_was() -> None:
    value = OpenAnswer(7, (PaperFinding(PaperFault.ACTIVE, 2, 3, "JavaScript “é”"),))
    for one in (value, b"", b"x" * 1000, "é", None, 2.5, True, (1, (2,)), {"a": b"\0"}, Path("x")):
        frame = wire.read(io.BytesIO(wire.pack(wire.ANSWER, one)), 10_000)
        assert frame == (wire.ANSWER, one)
    assert wire.read(io.BytesIO(b""), 10) is None


@pytest.mark.parametrize(
    "told",
    [
        {"c": "subprocess:Popen", "f": {"args": ["true"]}},
        {"c": "secretariat.packs.opening:KnownError", "f": {}},
        {"c": "secretariat.packs.opening:open_pdf", "f": {}},
        {"c": "secretariat.services.session:Session", "f": {}},
        {"c": "secretariat.packs.nowhere:Job", "f": {}},
        {"c": "secretariat.packs.jobs:Job", "f": {"other": 1}},
        {"e": "secretariat.models.paper_findings:PaperFault", "v": "another"},
        {"b": 4},
        {},
    ],
)
def test_a_child_names_nothing_but_dataclasses_and_enumerations(told: object) -> None:
    text = json.dumps(told).encode()
    frame = wire._HEAD.pack(wire.ANSWER, len(text), 4) + text + bytes(4)
    with pytest.raises(ValueError):
        wire.read(io.BytesIO(frame), 10_000)


def test_a_frame_that_is_too_large_is_not_read() -> None:
    with pytest.raises(ValueError):
        wire.read(io.BytesIO(wire.pack(wire.ANSWER, b"x" * 1000)), 900)


def test_what_is_no_plain_value_does_not_travel() -> None:
    for value in (object(), os, {1, 2}, Job("open", object())):
        with pytest.raises(BugError):
            wire.pack(wire.ORDER, value)
