"""Papers from strangers: what comes in, what is told, and what never comes through."""

from __future__ import annotations

import io

import pikepdf
import pytest

from secretariat.packs.child import FailedError, run
from secretariat.packs.intake import Intake, IntakeOrder, failed
from secretariat.packs.limits import MEGABYTE, Limits
from secretariat.packs.rebuild import Wishes
from tests.packs.crafted import SECRET, SEEN
from tests.packs.hostile import CASES, REFUSED
from tests.packs.scanner import forbidden_names, holds, trailing_parts

LIMITS = Limits(seconds=60, memory=1_000 * MEGABYTE)
WISHES = Wishes(title="Budget & rent", language="en-GB")


def taken(data: bytes, limits: Limits = LIMITS) -> Intake:
    try:
        return run("intake", IntakeOrder(data, WISHES), Intake, limits)
    except FailedError as error:
        return failed(str(error))


@pytest.mark.parametrize("name", CASES)
def test_what_must_not_come_through_does_not(name: str) -> None:
    maker, faults = CASES[name]
    taken_in = taken(maker())
    assert taken_in.failure == ""
    data = taken_in.data
    assert not holds(data, SECRET)
    assert forbidden_names(data) == set()
    assert trailing_parts(data) == 1
    assert faults <= {one.kind for one in taken_in.findings}
    assert SEEN in "".join(taken_in.text) or name == "nested_too_deep"
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.Root.Lang == "en-GB"
    again = taken(data)
    assert again.data == data, "what was rebuilt is rebuilt into itself"
    assert again.changed == ()


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_taken_in_is_refused_in_a_sentence(name: str) -> None:
    maker, faults = REFUSED[name]
    taken_in = taken(maker(), Limits(seconds=60, memory=500 * MEGABYTE))
    assert taken_in.data == b""
    assert taken_in.failure.endswith(".")
    assert {one.kind for one in taken_in.findings} <= faults
