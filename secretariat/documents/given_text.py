"""Text that came as a paper: plain, Markdown, a table of text, a web page or an e-mail.

Its words are all there, in their order; of its looks nothing is kept but headings, lists, tables
and emphasis. Nothing that it refers to is fetched.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from secretariat.documents.model import Block, Cell, Heading, Paragraph, Table, runs
from secretariat.documents.pasted import PasteReader
from secretariat.documents.pasted_text import passages
from secretariat.documents.prose import prose
from secretariat.documents.wording import Wording
from secretariat.errors import KnownError
from secretariat.models.limits import clean_text
from secretariat.models.plaintext import one_line

MOST_ROWS = 3_000
MOST_COLUMNS = 60
_HEADERS = (("From", "given.from"), ("To", "given.to"), ("Cc", "given.copy"),
            ("Date", "given.date"), ("Subject", "given.subject"))  # fmt: skip
_DELIMITERS = ",;\t|"


class UnreadableTextError(KnownError):
    """A text is none that can be read; the sentence says why."""


def decoded(data: bytes) -> str:
    """Return the letters of a text file: Unicode as it says, else the usual letters of Windows."""
    for start, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"),
                        (b"\xfe\xff", "utf-16")):  # fmt: skip
        if data.startswith(start):
            return data.decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def plain_blocks(text: str) -> tuple[Block, ...]:
    """Return the paragraphs of a plain text, parted by empty lines; lines stay lines."""
    blocks: list[Block] = []
    lines: list[str] = []
    for line in [*clean_text(text).expandtabs(4).split("\n"), ""]:
        if line.strip():
            lines.append(line.rstrip())
        elif lines:
            # A paragraph of thousands of lines is parted, so that pages can end within it.
            for at in range(0, len(lines), 40):
                blocks.append(Paragraph(runs("\n".join(lines[at : at + 40]))))
            lines = []
    return tuple(blocks)


def markdown_blocks(text: str) -> tuple[Block, ...]:
    """Return the headings, lists and paragraphs of a text with marks."""
    return prose(clean_text(text), base_level=2)


def web_blocks(text: str) -> tuple[Block, ...]:
    """Return the words of a web page with its headings, lists and emphasis; no script runs."""
    reader = PasteReader()
    reader.feed(clean_text(text))
    reader.close()
    return prose("\n\n".join(_passage(one.text, one.is_heading)
                             for one in passages(reader.blocks)), base_level=2)  # fmt: skip


def _passage(text: str, is_heading: bool) -> str:
    return f"### {text}" if is_heading and not text.startswith("#") else text


def table_blocks(text: str) -> tuple[Block, ...]:
    """Return a table of text as a table; its first row is its heading.

    UnreadableTextError where it has more rows or columns than a pack is for.
    """
    lines = clean_text(text).split("\n")
    delimiter = max(_DELIMITERS, key=lambda one: sum(line.count(one) for line in lines[:20]))
    try:
        rows = [row for row in csv.reader(lines, delimiter=delimiter) if any(map(str.strip, row))]
    except csv.Error as error:
        raise UnreadableTextError("This table cannot be read.") from error
    if not rows:
        return ()
    columns = max(map(len, rows))
    if len(rows) > MOST_ROWS or columns > MOST_COLUMNS:
        raise UnreadableTextError(
            f"This table has {len(rows):,} rows and {columns:,} columns; a pack takes at most"
            f" {MOST_ROWS:,} rows and {MOST_COLUMNS}."
        )
    return (_table(rows, columns),)


def _table(rows: Sequence[Sequence[str]], columns: int) -> Table:
    longest = [
        min(40, max((len(row[at].strip()) for row in rows if at < len(row)), default=0))
        for at in range(columns)
    ]
    widths = tuple(max(4.0, float(one)) for one in longest)
    cells = [
        tuple(
            Cell((Paragraph(runs(one_line(row[at] if at < len(row) else ""))),), header=not number)
            for at in range(columns)
        )
        for number, row in enumerate(rows)
    ]
    whole = sum(widths)
    return Table(tuple(cells), tuple(one / whole for one in widths))


def email_blocks(data: bytes, say: Wording) -> tuple[Block, ...]:
    """Return an e-mail: who wrote to whom when, its text, and the names of what hangs on it."""
    message = BytesParser(policy=policy.default).parsebytes(data)
    assert isinstance(message, EmailMessage)
    heads = [(say(key), words) for name, key in _HEADERS if (words := _header(message, name))]
    blocks: list[Block] = [
        Paragraph((*runs(f"{name}: ", bold=True), *runs(words)), keep_with_next=True)
        for name, words in heads
    ]
    blocks += _body(message)
    if names := list(_attached(message)):
        blocks.append(Heading(2, runs(say("given.attached"))))
        blocks += [Paragraph(runs(name)) for name in names]
    return tuple(blocks)


def _header(message: EmailMessage, name: str) -> str:
    try:
        return one_line(clean_text(str(message.get(name, ""))))
    except (ValueError, LookupError, TypeError, AttributeError, IndexError):
        return ""  # a header that is broken beyond reading


def _body(message: EmailMessage) -> tuple[Block, ...]:
    try:
        part = message.get_body(("plain", "html"))
        if part is None:
            return ()
        text = str(part.get_content())
    except (LookupError, ValueError, AttributeError, TypeError):
        return plain_blocks(decoded(message.get_payload(decode=True) or b""))  # type: ignore[arg-type]
    return web_blocks(text) if part.get_content_type() == "text/html" else plain_blocks(text)


def _attached(message: EmailMessage) -> Iterable[str]:
    try:
        for part in message.iter_attachments():
            yield one_line(clean_text(part.get_filename() or part.get_content_type()))
    except (KeyError, AttributeError, TypeError):
        return
