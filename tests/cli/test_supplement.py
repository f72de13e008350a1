"""A supplement made by command."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from secretariat.cli import main
from secretariat.models.kinds import Audience
from secretariat.models.records import Publication
from secretariat.services.pack_numbers import ranges_of
from secretariat.services.packs import build_pack, pack_brief
from secretariat.services.session import Session
from secretariat.store.rows import Writer
from tests.services.test_packs import WAIT, Board


def test_a_supplement_follows_what_was_given_out(
    register_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["--register", str(register_folder), "make", *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    session = Session.open(register_folder, create=True)
    board = Board(session, tmp_path)
    board.paper(board.item("Roads"), 2, "Potholes")
    meeting = board.meeting
    session.close()
    room = tmp_path / "out"
    room.mkdir()
    code, _, err = run("pack", meeting, "--supplement", "-o", str(room))
    assert (code, "nothing to supplement" in err) == (1, True)
    assert list(room.iterdir()) == []

    session = Session.open(register_folder)
    board.session = session
    made = build_pack(pack_brief(session, meeting, Audience.PUBLIC), tmp_path / "pack.pdf")

    def give(writer: Writer) -> None:
        row = writer.insert(Publication(meeting=meeting, kind=made.brief.kind, format="pdf"))
        for one in ranges_of(made):
            writer.insert(replace(one, publication=row.uid))

    session.change("Give out", give).result(WAIT)
    board.paper(board.item("Parks"), 3, "Trees")
    session.close()
    code, out, err = run("supplement-pack", meeting, "-o", str(room))
    assert code == 0, err
    assert "supplement pack 1.pdf: 5 pages" in out
    code, _, err = run("pack", meeting, "--supplement", "--audience", "members", "-o", str(room))
    assert (code, "to members yet" in err) == (1, True)
    code, _, err = run("agenda", meeting, "--supplement", "--as", "pdf", "-o", str(room))
    assert (code, "Only a pack" in err) == (2, True)
