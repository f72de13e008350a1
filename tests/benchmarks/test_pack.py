"""What a pack of 40 reports and some 600 pages costs, against a plain merge by qpdf.

Ours numbers, stamps, links and bookmarks every page, with and without the joined structure tree;
qpdf only puts the pages together. Each runs in a process of its own, in turn, so that a busy
machine slows each alike; the time of ours is that of the assembling, without Python's start.

Reports come as most do, from Word by way of LibreOffice, which lets the pages of a file share their
resources; where it is absent, our own are given such. The goals hold for these: qpdf looks through
such pages for what it may leave out, which is what takes its time. `alone` is the same without
sharing. Seconds of computing are compared, because they depend less on what else the machine does;
those of the clock stand beside them.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from time import perf_counter

import pytest
from pikepdf import Dictionary, Pdf

from secretariat.documents.model import Document, Heading, ListBlock, ListItem, Paragraph, runs
from secretariat.render.docx import render_docx
from tests.packs.material import SENTENCE, tagged, untagged
from tests.render.pdf_check import CALM, ROOT

ROUNDS = 5
TIME_GOALS = {"plain": 0.5, "tags": 1.0}
MEMORY_GOAL = 3.0
FILTERS = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"%s"}}'


def by_libreoffice(folder: Path, numbers: range, tags: bool) -> None:
    """Make reports of about 15 pages with LibreOffice."""
    words = folder / f"words-{tags}"
    words.mkdir()
    for number in numbers:
        blocks: list[object] = [Heading(1, runs(f"Report {number}"))]
        for section in range(12):
            blocks.append(Heading(2, runs(f"Section {section}")))
            blocks.extend(Paragraph(runs(SENTENCE * 4)) for _ in range(5))
            item = ListItem("•", (Paragraph(runs(SENTENCE)),))
            blocks.append(ListBlock((item,) * 4))
        document = Document(f"Report {number}", tuple(blocks), "minutes")  # type: ignore[arg-type]
        (words / f"{number:02}.docx").write_bytes(render_docx(document, CALM))
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
    command += ["--convert-to", FILTERS % str(tags).lower(), "--outdir", str(folder)]
    command += map(str, sorted(words.glob("*.docx")))
    subprocess.run(command, check=True, capture_output=True, timeout=600)


def sharing(pdf: bytes) -> bytes:
    """Return the file with one dictionary of resources for all of its pages."""
    with Pdf.open(BytesIO(pdf)) as opened:
        fonts, pictures = Dictionary(), Dictionary()
        for page in opened.pages:
            for held, kind in ((fonts, "/Font"), (pictures, "/XObject")):
                for name, thing in page.resources.get(kind, Dictionary()).items():
                    held[name] = thing
        shared = opened.make_indirect(Dictionary(Font=fonts, XObject=pictures))
        for page in opened.pages:
            page.obj.Resources = shared
        out = BytesIO()
        opened.save(out)
    return out.getvalue()


@pytest.fixture(scope="module", params=["shared", "alone"])
def reports(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of 40 reports, 24 of them tagged."""
    folder = tmp_path_factory.mktemp(str(request.param))
    office = request.param == "shared" and shutil.which("soffice")
    if office:
        by_libreoffice(folder, range(16), True)
        by_libreoffice(folder, range(16, 24), False)
    for number in range(24 if office else 0, 40):
        made = tagged(f"Report {number}", 11)
        if number >= 32 or (number >= 16 and not office):
            made = untagged(f"Report {number}", 15, pictures=True)
        if request.param == "shared" and not office:
            made = sharing(made)
        (folder / f"{number:02}.pdf").write_bytes(made)
    return folder


# Started from a small process, because the peak of a child counts what its parent held before.
STARTER = """
import os, sys
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(pid, 0)
print(os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
"""


def measured(command: list[str]) -> tuple[float, float, float, str]:
    """Return the seconds by the clock and of computing, the peak megabytes of a process, and what
    it printed."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    began = perf_counter()
    done = subprocess.run(
        [sys.executable, "-S", "-c", STARTER, *command],
        check=True,
        capture_output=True,
        env=environment,
        timeout=600,
    )
    clock = perf_counter() - began
    *words, told = done.stdout.decode().strip().split("\n")
    code, computed, kilobytes = told.split()
    assert code in ("0", "3"), done.stderr
    return clock, float(computed), int(kilobytes) / 1024, " ".join(words)


def merge_command(folder: Path, target: Path) -> list[str]:
    """Return what merges with qpdf: its program, or where it is absent the library of pikepdf."""
    files = [str(path) for path in sorted(folder.glob("*.pdf"))]
    words = ["--empty", "--pages", *files, "--", str(target)]
    if program := shutil.which("qpdf"):
        return [program, *words]
    code = "import sys, pikepdf; pikepdf.Job(['qpdf', *sys.argv[1:]]).run()"
    return [sys.executable, "-c", code, *words]


def test_a_pack_costs_no_more_than_a_plain_merge(reports: Path, tmp_path: Path) -> None:
    ours = [sys.executable, "-m", "tests.benchmarks.pack_run", str(reports)]
    merge = merge_command(reports, tmp_path / "merged.pdf")
    times: dict[str, list[tuple[float, float]]] = {"merge": [], "plain": [], "tags": []}
    memory: dict[str, float] = {}
    pages = ""
    for _ in range(ROUNDS):
        clock, computed, memory["merge"], _ = measured(merge)
        times["merge"].append((clock, computed))
        for mode in ("plain", "tags"):
            *_, memory[mode], words = measured([*ours, str(tmp_path / f"{mode}.pdf"), mode])
            clock_words, computed_words, pages = words.split()
            times[mode].append((float(clock_words), float(computed_words)))
    print(f"\n{reports.name}, {pages} pages, merged by {Path(merge[0]).name}")
    ratios: dict[str, float] = {}
    base = [statistics.median(column) for column in zip(*times["merge"], strict=True)]
    for mode, values in times.items():
        clock, computed = (statistics.median(column) for column in zip(*values, strict=True))
        ratios[mode] = computed / base[1]
        print(
            f"{mode:6} {computed:6.2f} s ({ratios[mode]:4.2f}), by the clock {clock:6.2f} s"
            f" ({clock / base[0]:4.2f}), {memory[mode]:4.0f} MB"
            f" ({memory[mode] / memory['merge']:4.2f})"
        )
    if reports.name.startswith("shared"):
        for mode, goal in TIME_GOALS.items():
            assert ratios[mode] <= goal
            assert memory[mode] / memory["merge"] <= MEMORY_GOAL
