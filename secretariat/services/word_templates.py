"""The Word template of a house style, as somebody takes it to Word to alter it there."""

from __future__ import annotations

from pathlib import Path

from secretariat.errors import KnownError
from secretariat.models.plaintext import safe_file_name
from secretariat.models.records import StyleFile
from secretariat.models.style_records import StylePlace
from secretariat.paths import resources
from secretariat.services.house_styles import file_of, look_of, shipped, styles
from secretariat.services.session import Session

FOLDER = "word"
"""Where in the resources the template lies that is made from the plain style."""


def template_file(session: Session, style: str) -> tuple[str, bytes]:
    """Return the Word template of a style as a file to alter in Word, and its name.

    It is the template that the style has; of a style without one, a template in its look, with
    its crest, all its styles and the places for name, address and words. Brought back with
    `style_files.keep_template` as it is, it makes the documents that were made without it.
    Raises KnownError for a style that is gone, or whose template can no longer be read.
    """
    from secretariat.documents.wording import FALLBACK, load_wording
    from secretariat.render.docx import as_template, check_template, word_template

    reader = session.reader
    one = next((each for each in styles(reader) if each.key == style), None)
    if one is None:
        raise KnownError("This house style is gone.")
    row = reader.one(StyleFile, style=style, place=StylePlace.WORD_TEMPLATE)
    if row is not None:
        path = file_of(session, style, StylePlace.WORD_TEMPLATE)
        if path is None:
            raise KnownError("The Word template of this house style is lost; add it again.")
        clean, _ = check_template(path.read_bytes())
        return safe_file_name(Path(row.name).stem, "dotx"), as_template(clean)
    name = safe_file_name(one.name, "dotx")
    ready = resources() / FOLDER / f"{style}.dotx"
    if style in shipped() and ready.is_file():
        return name, ready.read_bytes()
    say = load_wording(resources() / "wording", FALLBACK)
    return name, word_template(look_of(session, style), say)
