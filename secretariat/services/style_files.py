"""Files of a house style: its crest and its fonts, each checked before it is kept."""

from __future__ import annotations

from secretariat.models.records import OwnStyle, StyleFile
from secretariat.models.style_records import StylePlace
from secretariat.services.session import Session
from secretariat.store import papers
from secretariat.store.rows import Writer
from secretariat.store.writer import Receipt


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


def remove_file(session: Session, style: str, place: StylePlace) -> Receipt[None]:
    """Take a crest or a font from a house style."""

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
