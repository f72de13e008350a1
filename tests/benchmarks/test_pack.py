"""What a pack of 40 reports and some 600 pages costs, against a plain merge by qpdf.

Ours numbers, stamps, links and bookmarks every page, with and without the joined structure tree;
qpdf only puts the pages together. Each runs in a process of its own, in turn, so that a busy
machine slows each alike; the time of ours is that of the assembling, without Python's start.

`rebuilt` are reports as they reach a pack: cleaned on the way in, each page with resources of its
own, and trusted to be sound. `shared` are the same as they came, most of them from Word by way of
LibreOffice, which lets the pages of a file share their resources; where it is absent, our own are
given such. `alone` are others without sharing.

The goals hold for `shared`: qpdf looks through such pages for what it may leave out, which is what
takes its time. It copies the others without a look, in about the time that its library takes in our
process to do no more; there, bounds keep what was reached. Seconds of computing are compared,
because they depend less on what else the machine does; those of the clock stand beside them.
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
from secretariat.packs.limits import USUAL
from secretariat.packs.opening import open_pdf
from secretariat.packs.rebuild import Wishes, rebuild
from secretariat.render.docx import render_docx
from tests.packs.material import SENTENCE, tagged, untagged
from tests.render.pdf_check import CALM, ROOT

ROUNDS = 5
MODES = ("plain", "tags")
MOST = {
    "shared": {"plain": (0.5, 3.0), "tags": (1.0, 3.0)},
    "alone": {"plain": (2.2, 3.0), "tags": (5.0, 3.3)},
    "rebuilt": {"plain": (2.5, 3.0), "tags": (5.0, 3.3)},
}
"""How many times the computing and the memory of qpdf each kind of report may take."""
HEAD = "reports mode   computing       by the clock    memory"
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


def rebuilt(pdf: bytes) -> bytes:
    """Return the report as the intake leaves it."""
    opened = open_pdf(pdf, USUAL)
    with opened.pdf:
        return rebuild(opened, Wishes(), "en-GB", USUAL, lambda done, of, what: None).data


@pytest.fixture(scope="module")
def as_they_came(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of 40 reports that share resources, 24 of them tagged."""
    folder = tmp_path_factory.mktemp("shared")
    office = shutil.which("soffice")
    if office:
        by_libreoffice(folder, range(16), True)
        by_libreoffice(folder, range(16, 24), False)
    for number in range(24 if office else 0, 40):
        made = tagged(f"Report {number}", 11)
        if number >= 32 or (number >= 16 and not office):
            made = untagged(f"Report {number}", 15, pictures=True)
        (folder / f"{number:02}.pdf").write_bytes(made if office else sharing(made))
    return folder


@pytest.fixture(scope="module", params=["shared", "rebuilt", "alone"])
def reports(
    request: pytest.FixtureRequest, as_they_came: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path]:
    """Return a kind of reports and the folder of 40."""
    kind = str(request.param)
    if kind == "shared":
        return kind, as_they_came
    folder = tmp_path_factory.mktemp(kind)
    for number, path in enumerate(sorted(as_they_came.glob("*.pdf"))):
        if kind == "rebuilt":
            made = rebuilt(path.read_bytes())
        elif number < 16:
            made = tagged(f"Report {number}", 11)
        else:
            made = untagged(f"Report {number}", 15, pictures=True)
        (folder / path.name).write_bytes(made)
    return kind, folder


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


def test_a_pack_costs_no_more_than_a_plain_merge(reports: tuple[str, Path], tmp_path: Path) -> None:
    kind, folder = reports
    known = "sound" if kind == "rebuilt" else "unknown"
    ours = [sys.executable, "-m", "tests.benchmarks.pack_run", str(folder)]
    times: dict[str, list[tuple[float, float]]] = {mode: [] for mode in ("merge", *MODES)}
    memory: dict[str, list[float]] = {mode: [] for mode in times}
    pages = ""
    for at in range(ROUNDS):
        # A file of its own each time: to do away with an old one takes time too.
        target = tmp_path / f"{at}.pdf"
        clock, computed, used, _ = measured(merge_command(folder, target))
        times["merge"].append((clock, computed))
        memory["merge"].append(used)
        for mode in MODES:
            target.unlink()
            *_, used, words = measured([*ours, str(target), mode, known])
            clock_words, computed_words, pages = words.split()
            times[mode].append((float(clock_words), float(computed_words)))
            memory[mode].append(used)
        target.unlink()
    by = Path(merge_command(folder, folder)[0]).name
    print(f"\n40 {kind} reports, {pages} pages, merged by {by}")
    print(HEAD)
    base = [statistics.median(column) for column in zip(*times["merge"], strict=True)]
    found: dict[str, tuple[float, float]] = {}
    for mode, values in times.items():
        clock, computed = (statistics.median(column) for column in zip(*values, strict=True))
        used = statistics.median(memory[mode])
        found[mode] = (computed / base[1], used / statistics.median(memory["merge"]))
        print(
            f"{kind:7} {mode:6} {computed * 1000:5.0f} ms ({found[mode][0]:4.2f})"
            f" {clock * 1000:5.0f} ms ({clock / base[0]:4.2f})"
            f" {used:4.0f} MB ({found[mode][1]:4.2f})"
        )
    for mode, (time_most, memory_most) in MOST[kind].items():
        assert found[mode][0] <= time_most
        assert found[mode][1] <= memory_most
