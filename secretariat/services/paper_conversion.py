"""Files that are no PDF on their way into the pack: what makes a PDF of which, and what stops it.

Word, Excel, PowerPoint, OpenDocument and rich text are opened by LibreOffice where it is on this
computer, all that wait in one call; pictures and texts become pages by this program itself. What
comes out is a PDF like any that came, and is checked and rebuilt as one. The original stays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from secretariat.errors import KnownError
from secretariat.models.paper_files import EMAIL, OFFICE, PICTURES, TEXTS, kind_words
from secretariat.models.paper_findings import PaperFault, PaperFinding
from secretariat.models.records import Body, Paper, PaperFile
from secretariat.services.finished import style_of
from secretariat.services.paper_files import path_of

if TYPE_CHECKING:
    from secretariat.documents.model import Block, Document
    from secretariat.documents.wording import Wording
    from secretariat.packs.child import Cancel
    from secretariat.packs.convert import Converted
    from secretariat.packs.word_look import WordLook
    from secretariat.services.session import Session

MOST_TEXT = 3_000_000
"""Bytes of a text that is still made into pages."""
_LOCKED = "It opens only with a password; please save it as a PDF without one and add that."
_FETCHING = (
    "It asks for pictures or text of other files, which might be yours;"
    " please save it as a PDF and add that."
)
_PLEASE = "Please save it as a PDF and add that."
_ASK = "please save it as a PDF and add that."


@dataclass(frozen=True, slots=True)
class Pages:
    """What was made of a file: a PDF with what was found on the way, or why there is none."""

    data: bytes = b""
    findings: tuple[PaperFinding, ...] = ()
    failure: str = ""


def is_office(file: PaperFile) -> bool:
    """Say whether an office program has to open a file."""
    return file.media_type in OFFICE


def pages_of(
    session: Session,
    file: PaperFile,
    *,
    report: Callable[[int, int, str], None] | None = None,
    cancel: Cancel | None = None,
) -> Pages:
    """Return one file as a PDF that is yet to be checked. Raises CancelledError when called off."""
    if is_office(file):
        return office_pages(session, [file], cancel=cancel)[file.uid]
    from secretariat.packs import child

    try:
        if file.media_type in PICTURES:
            return Pages(_picture(session, file, report, cancel), (_made_here(),))
        if file.media_type in TEXTS:
            return Pages(_text(session, file), (_made_here(),))
    except child.CancelledError:
        raise
    except KnownError as error:
        return Pages(failure=f"{error} Please save it as a PDF and add that.")
    return Pages(failure=_nothing_here(file))


def office_pages(
    session: Session,
    files: Sequence[PaperFile],
    *,
    done: Callable[[int], None] = lambda _: None,
    cancel: Cancel | None = None,
) -> dict[str, Pages]:
    """Return files of office programs as PDFs, by uid, all of them in one call.

    Raises CancelledError when called off.
    """
    from secretariat.packs import child, convert

    looks = {file.uid: _look(session, file, cancel) for file in files}
    told: dict[str, Pages] = {}
    for file in files:
        look = looks[file.uid]
        if look.is_locked or look.is_fetching or look.refused:
            sentence = _LOCKED if look.is_locked else _FETCHING
            if look.refused:
                sentence = f"{look.refused[:1].upper()}{look.refused[1:]} {_PLEASE}"
            told[file.uid] = Pages(findings=look.findings, failure=sentence)
    files = [file for file in files if file.uid not in told]
    program = convert.libre_office() if files else ""
    if not program:
        return told | {
            file.uid: Pages(findings=looks[file.uid].findings, failure=_no_program(file))
            for file in files
        }
    orders = [convert.OfficeFile(path_of(session, file.sha256), OFFICE[file.media_type])
              for file in files]  # fmt: skip
    try:
        made = convert.to_pdf(orders, program, cancel=cancel, done=done)
    except child.CancelledError:
        raise
    except (KnownError, OSError) as error:
        sentence = str(error) if isinstance(error, KnownError) else "It could not be converted."
        made = tuple(convert.Converted(failure=sentence) for _ in files)
    return told | {
        file.uid: _of_office(one, looks[file.uid].findings)
        for file, one in zip(files, made, strict=True)
    }


def _look(session: Session, file: PaperFile, cancel: Cancel | None) -> WordLook:
    """Return what is in a file and will not be in its pages; what broke in looking is told too."""
    from secretariat.packs import child
    from secretariat.packs.word_look import WordLook, WordLookOrder

    order = WordLookOrder(path_of(session, file.sha256), OFFICE[file.media_type])
    try:
        return child.run("word-look", order, WordLook, cancel=cancel)
    except child.CancelledError:
        raise
    except child.FailedError as error:
        return WordLook((PaperFinding(PaperFault.UNREAD, words=str(error)),))


def _of_office(made: Converted, found: tuple[PaperFinding, ...]) -> Pages:
    if not made.data:
        return Pages(
            findings=found, failure=f"{made.failure} Please save it as a PDF and add that."
        )
    return Pages(made.data, (*found, PaperFinding(PaperFault.CONVERTED, words="LibreOffice")))


def _made_here() -> PaperFinding:
    return PaperFinding(PaperFault.CONVERTED, words="this program")


def _nothing_here(file: PaperFile) -> str:
    kind = kind_words(file.media_type)
    if file.media_type == "image/heic":
        return f"Pictures of this kind (HEIC) cannot be opened here; {_ASK}"
    what = "A file of this kind" if kind == "File" else f"{_a(kind)} {kind} file"
    return f"{what} cannot be put into a pack here; {_ASK}"


def _no_program(file: PaperFile) -> str:
    kind = kind_words(file.media_type)
    return f"{_a(kind)} {kind} file needs LibreOffice, which is not on this computer; {_ASK}"


def _a(word: str) -> str:
    return "An" if word[0] in "AEIO" else "A"


def _language(session: Session, file: PaperFile) -> tuple[Paper, Body | None, str]:
    paper = session.reader.get(Paper, file.paper)
    body = session.reader.maybe(Body, paper.body)
    return paper, body, file.language or (body.language if body else "")


def _picture(
    session: Session,
    file: PaperFile,
    report: Callable[[int, int, str], None] | None,
    cancel: Cancel | None,
) -> bytes:
    from secretariat.packs import child
    from secretariat.packs.picture_pages import PictureOrder, PicturePages

    paper, _, language = _language(session, file)
    order = PictureOrder(path_of(session, file.sha256), paper.title, language)
    return child.run("picture", order, PicturePages, report=report, cancel=cancel).data


def _text(session: Session, file: PaperFile) -> bytes:
    from secretariat.models.kinds import Format
    from secretariat.paths import resources
    from secretariat.render.dispatch import render

    if file.size > MOST_TEXT:
        raise KnownError("This text is too long for pages.")
    _, body, _ = _language(session, file)
    made = text_document(session, file, path_of(session, file.sha256))
    return render(made, style_of(session, body), resources() / "fonts", Format.PDF)


def text_document(session: Session, file: PaperFile, path: Path) -> Document:
    """Return a file of text as a document with the paper's title, made on the day it came."""
    from secretariat.documents.model import Document, Heading, PageFurniture, Text
    from secretariat.services.chase import wording

    paper, _, language = _language(session, file)
    say = wording(language) if language else wording()
    blocks = _blocks(file.media_type, path.read_bytes(), say)
    if not blocks:
        raise KnownError("There is no text in this file.")
    came = file.received_on or session.today()
    return Document(
        title=paper.title,
        blocks=(Heading(1, (Text(paper.title),)), *blocks),
        kind="paper",
        language=language or "en-GB",
        made=datetime.combine(came, time()),
        furniture=PageFurniture(page_pattern=""),
    )


def _blocks(media_type: str, data: bytes, say: Wording) -> tuple[Block, ...]:
    from secretariat.documents import given_text

    if media_type == EMAIL:
        return given_text.email_blocks(data, say)
    text = given_text.decoded(data)
    if media_type == "text/csv":
        return given_text.table_blocks(text)
    if media_type == "text/html":
        return given_text.web_blocks(text)
    if media_type == "text/markdown":
        return given_text.markdown_blocks(text)
    return given_text.plain_blocks(text)
