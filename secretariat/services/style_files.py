"""Files of a house style: its crest, fonts and Word template, each checked before it is kept."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from secretariat.errors import KnownError
from secretariat.models.font_files import check_font, read_font
from secretariat.models.records import OwnStyle, StyleFile
from secretariat.models.style_records import StylePlace
from secretariat.paths import resources
from secretariat.services.session import Session
from secretariat.store import papers
from secretariat.store.rows import Writer
from secretariat.store.writer import Receipt

if TYPE_CHECKING:
    from secretariat.documents.style import HouseStyle


def keep_crest(
    session: Session, style: str, name: str, data: bytes, alt: str = ""
) -> Receipt[StyleFile]:
    """Give a house style its crest; `alt` says what it shows, empty: it is decoration.

    It is kept upright, in sRGB, on white and no larger than paper can show. Raises KnownError when
    it is no PNG or JPEG picture, is broken, or has far too many pixels.
    """
    from secretariat.services.crests import crest_picture

    return _keep(session, style, StylePlace.CREST, name, crest_picture(data), alt)


def describe_crest(session: Session, style: str, alt: str, *, origin: str = "") -> Receipt[None]:
    """Say what the crest of a house style shows; nothing: it is decoration."""

    def work(writer: Writer) -> None:
        row = writer.one(StyleFile, style=style, place=StylePlace.CREST)
        if row is not None:
            writer.update(StyleFile, row.uid, alt=" ".join(alt.split()))

    key = f"style:{style}:crest-alt"
    return session.change("Describe crest", work, origin=origin, merge_key=key)


def keep_template(session: Session, style: str, name: str, data: bytes) -> Receipt[StyleFile]:
    """Let the Word files of a style be made in this Word template, in the place of another.

    Only its page, heads, feet, pictures, styles and lists are kept: no tracked changes, comments
    or names of people. Raises KnownError, in one sentence, for what can be no template: macros,
    passwords, pictures from elsewhere, a damaged file.
    """
    from secretariat.render.docx import check_template

    clean, _ = check_template(data)
    return _keep(session, style, StylePlace.WORD_TEMPLATE, name, clean)


def word_styles(session: Session, style: str) -> dict[str, list[str]]:
    """Return the names of the styles in the Word template by their kind, paragraph or table.

    Which of them stands for what the settings `word.<role>` say (`models.word_roles`); nothing is
    returned without a template. Raises KnownError when it can no longer be read.
    """
    from secretariat.render.docx import check_template

    row = session.reader.one(StyleFile, style=style, place=StylePlace.WORD_TEMPLATE)
    path = papers.place(session.register.folder / papers.FOLDER, row.sha256) if row else None
    return check_template(path.read_bytes())[1] if path is not None and path.is_file() else {}


def keep_font(
    session: Session, style: str, place: StylePlace, name: str, data: bytes
) -> Receipt[StyleFile]:
    """Give a house style a font of its own, for the text or the headings, in one weight.

    Raises KnownError, in one sentence, for what is no TrueType font, is broken, may not be
    embedded, or lacks Latin letters; and for another place.
    """
    if "font" not in place.value:
        raise KnownError("That is not a place for a font.")
    return _keep(session, style, place, name, usable_font(data))


def usable_font(data: bytes) -> bytes:
    """Return a font that documents can be set in; KnownError, as `keep_font` says, for others."""
    from secretariat.render.pdf import try_font

    check_font(data)
    with TemporaryDirectory() as folder:
        path = Path(folder) / sha256(data).hexdigest()
        path.write_bytes(data)
        try_font(path, resources() / "fonts")
    return data


def named_after(style: HouseStyle) -> HouseStyle:
    """Return the style with its own fonts called as their files say, so that Word and browsers find
    them too; headings that are set in the font of the text stay so."""
    files = dict(style.faces)
    text = font_called(files["font"]) if "font" in files else style.font
    headings = text if style.heading_font == style.font else style.heading_font
    if "heading font" in files:
        headings = font_called(files["heading font"])
    return replace(style, font=text, heading_font=headings)


@lru_cache(maxsize=64)
def font_called(path: Path) -> str:
    """Return the family that a kept font file names; empty for one that is damaged."""
    try:
        return read_font(path.read_bytes()).family
    except (KnownError, OSError):
        return ""


def remove_file(session: Session, style: str, place: StylePlace) -> Receipt[None]:
    """Take a crest, a font or a Word template from a house style."""

    def work(writer: Writer) -> None:
        if (row := writer.one(StyleFile, style=style, place=place)) is not None:
            writer.delete(StyleFile, row.uid)

    return session.change(f"Remove {place.value}", work)


def _keep(
    session: Session, style: str, place: StylePlace, name: str, data: bytes, alt: str = ""
) -> Receipt[StyleFile]:
    """Keep a file in its place of a style, instead of the one that was there."""
    session.reader.get(OwnStyle, style)
    sha = papers.keep(session.register.folder / papers.FOLDER, data)
    alt = " ".join(alt.split())

    def work(writer: Writer) -> StyleFile:
        row = writer.one(StyleFile, style=style, place=place)
        if row is None:
            made = StyleFile(style=style, place=place, name=name, alt=alt, sha256=sha)
            return writer.insert(made)
        writer.update(StyleFile, row.uid, name=name, alt=alt, sha256=sha)
        return writer.get(StyleFile, row.uid)

    return session.change(f"Add {place.value}", work)
