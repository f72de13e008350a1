"""What is wanted of papers that come in: marks refused, sites that are inside, titles that tell."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from secretariat.models.inside_hosts import inside_hosts
from secretariat.models.kinds import Restriction
from secretariat.models.pack_kinds import Edition, FileState
from secretariat.models.records import Body, Paper, PaperFile
from secretariat.services import agenda, bodies, paper_files, paper_versions, paper_wishes, papers
from secretariat.services.meeting_papers import meeting_papers
from secretariat.services.paper_intake import take_all
from secretariat.services.session import Session
from tests.services.test_paper_intake import Board
from tests.services.test_paper_words import worded

WAIT = 10.0


@pytest.fixture
def board(register_folder: Path) -> Iterator[Board]:
    session = Session.open(register_folder, create=True, who="officer")
    yield Board(session)
    session.close()


def marked(address: str = "https://hub.fairmere.example/secret") -> bytes:
    """Return a PDF with a link, and with a stamp that has a look of its own."""
    import pikepdf
    from pikepdf import Array, Dictionary, Name, String

    with pikepdf.open(BytesIO(worded("A plan"))) as made:
        look = made.make_stream(
            b"1 0 0 rg 0 0 60 20 re f", Type=Name.XObject, Subtype=Name.Form,
            BBox=Array([0, 0, 60, 20]),
        )  # fmt: skip
        stamp = Dictionary(
            Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([60, 500, 120, 520]), F=4,
            AP=Dictionary(N=look),
        )  # fmt: skip
        link = Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=Array([60, 690, 120, 710]),
            A=Dictionary(S=Name.URI, URI=String(address)),
        )  # fmt: skip
        made.pages[0].Annots = Array([made.make_indirect(stamp), made.make_indirect(link)])
        held = BytesIO()
        made.save(held, deterministic_id=True)
    return held.getvalue()


def body_of(board: Board) -> str:
    (body,) = board.session.reader.find(Body)
    return body.uid


def taken(board: Board, file: PaperFile) -> PaperFile:
    take_all(board.session, [file.uid])
    return board.file(file)


def again(board: Board, file: PaperFile) -> PaperFile:
    paper_versions.check_again(board.session, file.uid).result(WAIT)
    return taken(board, file)


def rebuilt(board: Board, file: PaperFile) -> bytes:
    """Return the objects of the cleaned file, without its compression."""
    import pikepdf

    held = BytesIO()
    with pikepdf.open(paper_files.path_of(board.session, file.pdf_sha256)) as made:
        made.save(
            held, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        )  # fmt: skip
    return held.getvalue()


def test_a_body_may_refuse_marks_on_top_of_pages(board: Board) -> None:
    file = taken(board, board.come("Plan.pdf", marked()))
    assert file.state is FileState.READY
    bodies.set_choice(board.session, body_of(board), "paper.marks", "refuse").result(WAIT)
    file = again(board, file)
    assert file.state is FileState.REFUSED
    assert "Stamp" in file.failure


def test_links_to_sites_that_a_body_calls_inside_are_taken_out(board: Board) -> None:
    file = taken(board, board.come("Plan.pdf", marked()))
    assert b"hub.fairmere.example" in rebuilt(board, file)
    paper_wishes.set_hosts(board.session, body_of(board), "fairmere.example, and").result(WAIT)
    assert paper_wishes.hosts_of(board.session.reader, body_of(board)) == ("fairmere.example",)
    file = again(board, file)
    assert file.state is FileState.READY
    assert b"hub.fairmere.example" not in rebuilt(board, file)


@pytest.mark.parametrize(
    ("text", "names", "others"),
    [
        ("", (), ()),
        ("Hub.Fairmere.gov.uk", ("hub.fairmere.gov.uk",), ()),
        ("https://docs.x.org:8080/a?b; *.hub.org,hub.org.", ("docs.x.org", "hub.org"), ()),
        ("com . *. hub 10.0.0.1 <b>", (), ("com", ".", "*.", "hub", "10.0.0.1", "<b>")),
        ("hub.org\n\0docs.org", ("hub.org", "docs.org"), ()),
    ],
)  # fmt: skip
def test_a_line_of_sites_is_read(
    text: str, names: tuple[str, ...], others: tuple[str, ...]
) -> None:
    said = inside_hosts(text)
    assert (said.names, said.others) == (names, others)


def test_at_most_forty_sites_count() -> None:
    assert len(inside_hosts(" ".join(f"a{n}.org" for n in range(90))).names) == 40


def test_a_redacted_edition_never_carries_the_title_of_its_paper(board: Board) -> None:
    session = board.session
    secret = "Lease to Wherry and Sons"
    full = taken(board, board.come(f"{secret}.pdf", worded("all of it")))
    assert secret.encode() in rebuilt(board, full)
    kept = paper_files.keep_bytes(session, "Open.pdf", worded("some of it"))
    papers.change_paper(session, full.paper, restriction=Restriction.EXEMPT).result(WAIT)
    made = paper_versions.replace(session, full.paper, kept, edition=Edition.REDACTED).result(WAIT)
    redacted = taken(board, made)
    assert redacted.state is FileState.READY
    data = rebuilt(board, redacted)
    assert b"Wherry" not in data
    assert b"/Title" not in data
    agenda.change_item(session, board.item, public_title="Use of a building").result(WAIT)
    redacted = again(board, redacted)
    data = rebuilt(board, redacted)
    assert b"Use of a building" in data
    assert b"Wherry" not in data


def test_a_paper_has_an_edition_in_a_second_language(board: Board) -> None:
    session = board.session
    bodies.set_choice(session, body_of(board), "second_language", "cy").result(WAIT)
    first = taken(board, board.come("Plan.pdf", worded("the plan")))
    paper_versions.mark_seen(session, first.uid).result(WAIT)
    kept = paper_files.keep_bytes(session, "Cynllun.pdf", worded("y cynllun"))
    made = paper_versions.replace(session, first.paper, kept, language="cy").result(WAIT)
    second = taken(board, made)
    assert (second.language, second.version) == ("cy", 1)
    there = meeting_papers(session, board.meeting)
    (line,) = there.lines
    assert (there.language, there.second) == ("en-GB", "cy")
    assert line.file == board.file(first)
    assert "also in Welsh" in line.detail(there.today)
    assert b"/Lang (cy)" in rebuilt(board, second)
    # The next version goes to the language in which the paper counts.
    kept = paper_files.keep_bytes(session, "Plan 2.pdf", worded("the plan again"))
    newer = paper_versions.replace(session, first.paper, kept).result(WAIT)
    assert (newer.language, newer.version) == ("", 2)
    paper_versions.remove_version(session, newer.uid).result(WAIT)
    # A paper that is only there in Welsh counts in Welsh.
    paper_versions.set_language(session, second.uid, "en-GB").result(WAIT)
    assert board.file(second).language == ""
    assert board.file(second).version == 2
    paper_versions.remove_version(session, first.uid).result(WAIT)
    paper_versions.mark_seen(session, second.uid).result(WAIT)
    paper_versions.set_language(session, second.uid, "cy").result(WAIT)
    (line,) = meeting_papers(session, board.meeting).lines
    assert line.file is not None
    assert (line.file.uid, line.is_in) == (second.uid, True)
    assert "in Welsh" in line.detail(there.today)
    assert session.reader.get(Paper, first.paper).received_on is not None
    session.undo().result(WAIT)
    assert board.file(second).language == ""
