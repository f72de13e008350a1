"""What is given out is kept as it is: under its hash, before the row, and never made again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from secretariat.documents.composed import from_json
from secretariat.errors import KnownError
from secretariat.models.kinds import Audience, DocumentKind, Format, Restriction
from secretariat.models.pack_kinds import CheckState
from secretariat.models.page_plan import labels_between
from secretariat.models.records import PackRange, Publication
from secretariat.models.release import ReleaseCheck, ReleaseFault, ReleaseFinding
from secretariat.services import agenda, publish
from secretariat.services.giving import (
    GivenFile,
    composed_of,
    give_out,
    keep_first,
    kept_path,
    last_pack,
    pack_given,
)
from secretariat.services.session import Session
from secretariat.store import checkup
from secretariat.store import papers as store
from secretariat.store.rows import Writer
from tests.services.test_packs import WAIT, Board

DATA = b"%PDF-1.7 as it was given out"


@pytest.fixture
def board(register_folder: Path, tmp_path: Path) -> Iterator[Board]:
    session = Session.open(register_folder, create=True, who="Ann Clerk")
    yield Board(session, tmp_path)
    session.close()


def passed(data: bytes, *found: ReleaseFinding) -> ReleaseCheck:
    return ReleaseCheck(sha256(data).hexdigest(), 3, found)


def pack(data: bytes = DATA, **values: object) -> GivenFile:
    given = GivenFile(
        DocumentKind.PACK, Format.PDF, Audience.PUBLIC, "Pack.pdf", data, check=passed(data)
    )
    return replace(given, **values)  # type: ignore[arg-type]


def kept(session: Session, sha: str) -> bytes:
    return store.place(session.register.folder / store.FOLDER, sha).read_bytes()


def test_a_document_that_goes_out_is_kept_and_never_made_again(board: Board) -> None:
    session = board.session
    item = board.item("Allotments")
    composed = publish.compose(session, DocumentKind.AGENDA, board.meeting)
    data = publish.make(session, DocumentKind.AGENDA, board.meeting, Format.HTML)
    row = publish.record_publication(
        session, DocumentKind.AGENDA, board.meeting, Format.HTML, Audience.PUBLIC, "a.html", data,
        composed_of(composed),
    ).result(WAIT)  # fmt: skip
    agenda.change_item(session, item, title="The football ground").result(WAIT)
    path = kept_path(session, session.reader.get(Publication, row.uid))
    assert path is not None
    assert path.read_bytes() == data
    assert path.name == row.sha256 == sha256(data).hexdigest()
    assert from_json(kept(session, row.composed_sha256)).documents == (composed,)
    assert (row.made_by, row.version, row.is_kept) == ("Ann Clerk", 1, True)
    assert row.check_state is CheckState.NONE


def test_the_file_is_there_before_the_row(board: Board) -> None:
    session, seen = board.session, []
    insert = Writer.insert

    def watched(self: Writer, record: object) -> object:
        if isinstance(record, Publication):
            seen.append((kept_path(session, record), kept(session, record.check_sha256)))
        return insert(self, record)  # type: ignore[type-var]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Writer, "insert", watched)
        give_out(session, board.meeting, pack()).result(WAIT)
    ((path, check),) = seen
    assert path is not None
    assert b'"state": "passed"' in check


def test_a_row_that_cannot_be_written_leaves_no_row_without_its_file(board: Board) -> None:
    lost = replace(pack(), person="nobody of this register")
    with pytest.raises(Exception, match=r"\w"):
        give_out(board.session, board.meeting, lost).result(WAIT)
    assert board.session.reader.find(Publication) == []


def test_a_failed_check_stops_it_and_nothing_else(board: Board) -> None:
    leak = ReleaseFinding(ReleaseFault.RESTRICTED, 2, words="the text of the page")
    with pytest.raises(KnownError, match="failed"):
        give_out(board.session, board.meeting, pack(check=passed(DATA, leak)))
    with pytest.raises(KnownError, match="is checked before"):
        give_out(board.session, board.meeting, pack(check=None))
    with pytest.raises(KnownError, match="not the file that was checked"):
        give_out(board.session, board.meeting, pack(check=passed(b"another"))).result(WAIT)
    assert board.session.reader.find(Publication) == []
    warned = passed(DATA, ReleaseFinding(ReleaseFault.SCANNED, 1))
    row = give_out(board.session, board.meeting, pack(check=warned)).result(WAIT)
    assert row.check_state is CheckState.WARNED
    assert row.check_words == "Release check passed: 1 to look at"
    assert row.pages == 3


def test_a_second_person_is_asked_for_where_the_body_wants_one(board: Board) -> None:
    board.choose("release.second_person", "yes")
    for name in ("", "  ", "ann clerk"):
        with pytest.raises(KnownError, match="second person"):
            give_out(board.session, board.meeting, pack(checked_by=name))
    row = give_out(board.session, board.meeting, pack(checked_by=" Bo Deputy ")).result(WAIT)
    assert row.checked_by == "Bo Deputy"


def test_a_pack_says_what_it_was_made_of_and_which_numbers_it_gave(board: Board) -> None:
    session = board.session
    board.paper(board.item("Open"), 3)
    private = board.item("The refuge", public_title="A lease")
    agenda.change_item(
        session, private, restriction=Restriction.EXEMPT, restriction_ground="3"
    ).result(WAIT)
    board.paper(private, 4)
    last = board.paper(board.item("Forward plan"), 2)
    made = board.pack(Audience.MEMBERS)
    given = pack_given(made.pack, board.folder / "members.pdf", passed(made.data))
    first = keep_first(session, given)
    assert keep_first(session, first) == first
    row = give_out(session, board.meeting, first).result(WAIT)
    found = session.reader.find(PackRange, publication=row.uid, order="position")
    told = [label for row in found for label in labels_between(row.first, row.last, row.pages)]
    assert told == [label for some in made.pack.plan.labels.values() for label in some]
    assert found[-1].paper == last
    parts = from_json(kept(session, row.composed_sha256)).parts
    assert [one.key for one in parts] == list(made.pack.plan.labels)
    assert all(one.sha256 for one in parts[1:])
    assert kept(session, row.sha256) == made.data
    assert last_pack(session.reader, board.meeting, Audience.MEMBERS) == row
    assert last_pack(session.reader, board.meeting, Audience.PUBLIC) is None


def test_reserved_numbers_are_kept_as_they_stand_in_every_pack(board: Board) -> None:
    board.choose("pack.restricted", "reserve")
    private = board.item("Contract", public_title="A contract")
    agenda.change_item(
        board.session, private, restriction=Restriction.EXEMPT, restriction_ground="3"
    ).result(WAIT)
    board.paper(private, 5)
    made = board.pack()
    one = pack_given(made.pack, made.data).ranges[-1]
    assert (one.first, one.last, one.pages) == ("2", "6", 5)


def test_only_documents_can_be_read_back() -> None:
    for data in (b"{}", b"[]", b'{"format": "secretariat-composed", "version": 1}', b"\xff"):
        with pytest.raises(ValueError, match=r"\w"):
            from_json(data)


def test_a_lost_file_that_was_given_out_is_told_and_its_row_stays(board: Board) -> None:
    session = board.session
    row = give_out(session, board.meeting, pack()).result(WAIT)
    path = kept_path(session, row)
    assert path is not None
    path.unlink()
    assert kept_path(session, row) is None
    folder = session.register.folder
    session.close()
    found = [one for one in checkup.check(folder) if one.code == "publication"]
    assert [one.message for one in found] == [
        "The file “Pack.pdf” was given out and is not in this register."
    ]
