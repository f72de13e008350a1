"""PDFs of all the world: each with its outcome and its time, and damaged a few thousand times.

The files are shared material beside the project; where they are absent the tests say so. What came
of each stands afterwards in `out/papers.md`; what came of them once is in `tests/packs/README.md`.
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest

from secretariat.models.paper_findings import Gravity, PaperFault, gathered
from secretariat.packs.child import FailedError, run
from secretariat.packs.intake import Intake, IntakeOrder, failed
from secretariat.packs.rebuild import Wishes
from tests.packs.scanner import forbidden_names, trailing_parts

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "pdf"
WORKTREE = Path(__file__).resolve().parents[4] / "shared" / "corpus" / "pdf"
FILES = CORPUS if CORPUS.is_dir() else WORKTREE

FLIPPED = ("284", "313", "139", "401", "306", "246", "195", "099", "426", "253")
TIMES = 200
_LONGEST = 120.0
_NEVER_OPEN = ("encrypted-userpw", "unopenable")
# Files of those two kinds that open for pdfium, page by page.
_OPEN_ALL_THE_SAME = ("120",)

pytestmark = [
    pytest.mark.battery,
    pytest.mark.skipif(not FILES.is_dir(), reason="the shared corpus is not beside the project"),
]


def taken(data: bytes) -> Intake:
    try:
        return run("intake", IntakeOrder(data, Wishes("A paper", "en-GB")), Intake)
    except FailedError as error:
        return failed(str(error))


def manifest() -> list[dict[str, str]]:
    with (FILES / "MANIFEST.tsv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def outcome(row: dict[str, str]) -> tuple[str, list[str]]:
    """Return a line of the table for one file, and what is wrong with it."""
    data = (FILES / row["file"]).read_bytes()
    began = time.monotonic()
    paper = taken(data)
    seconds = time.monotonic() - began
    wrong = [] if seconds < _LONGEST else ["too slow"]
    if paper.failure:
        if not paper.failure.endswith("."):
            wrong.append("no sentence")
        if any(one.kind is PaperFault.TOO_HARD for one in paper.findings):
            wrong.append(paper.failure)
    else:
        wrong += [f"forbidden: {name}" for name in forbidden_names(paper.data)]
        wrong += ["an earlier state"] if trailing_parts(paper.data) != 1 else []
        with pikepdf.open(io.BytesIO(paper.data)) as pdf:
            wrong += ["pages lost"] if len(pdf.pages) != len(paper.pages) else []
        again = taken(paper.data)
        wrong += [] if again.data == paper.data else ["not rebuilt into itself"]
        wrong += ["changed again"] if again.changed else []
    kept_out = row["category"] in _NEVER_OPEN and not row["file"].startswith(_OPEN_ALL_THE_SAME)
    if kept_out and not paper.failure:
        wrong.append("taken in")
    told = [one for one in gathered(paper.findings) if one.finding.kind.gravity is not Gravity.NOTE]
    kinds = ", ".join(one.finding.kind.value for one in told) or "clean"
    what = "refused" if paper.failure else f"{len(paper.pages)} pages"
    name = row["file"].partition(".pdf")[0][:60]
    return f"| {name} | {row['category']} | {what} | {kinds} | {seconds:.1f} s |", wrong


def test_every_file_comes_to_an_outcome() -> None:
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(outcome, manifest()))
    lines = ["| file | kind | outcome | told | time |", "|---|---|---|---|---|"]
    lines += [line for line, _ in found]
    out = ROOT / "out"
    out.mkdir(exist_ok=True)
    (out / "papers.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert [(line, wrong) for line, wrong in found if wrong] == []
    assert len(found) == 100


@pytest.mark.parametrize("start", FLIPPED)
def test_damaged_files_neither_crash_nor_hang(start: str) -> None:
    path = next(FILES.glob(f"{start}_*.pdf"))
    done = subprocess.run(
        [sys.executable, "-m", "tests.packs.flips", str(path), str(TIMES)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=1_000,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    came = json.loads(done.stdout)
    assert came.get("refused", 0) + came["taken in"] == TIMES
    assert "not clean" not in came
