"""What must not be in a file that was rebuilt, looked for without the rebuild's own lists.

The file is taken apart by qpdf into a form in which every stream is open and every name is written
plainly, and searched as bytes.
"""

from __future__ import annotations

import io
import re

import pikepdf

FORBIDDEN = (
    "JavaScript", "JS", "Launch", "SubmitForm", "ImportData", "GoToR", "GoToE", "RichMedia",
    "RichMediaContent", "3D", "3DD", "Sound", "Movie", "Rendition", "Screen", "EmbeddedFile",
    "EmbeddedFiles", "EF", "Filespec", "FileAttachment", "Collection", "XFA", "AcroForm", "Widget",
    "PieceInfo", "Thumb", "OCProperties", "OCG", "OCMD", "OC", "AA", "OpenAction", "Dests", "AF",
    "Author", "Creator", "Producer", "Keywords", "Subject", "ModDate", "CreationDate", "Perms",
    "Sig", "ByteRange", "Popup", "Stamp", "FreeText", "Highlight", "Ink", "Redact", "Encrypt",
    "Threads", "B", "Trans", "Dur", "PageLabels", "SpiderInfo", "OutputIntents", "UserProperties",
    "Alternates", "OPI", "Ref", "Measure", "Requirements", "Extensions", "DSS", "Legal", "URI",
    "NeedAppearances", "PS", "TR2", "HTP", "Next",
)  # fmt: skip
"""Names that stand for what was taken out, one by one: not the opposite of what is let in."""
_MAY = {"URI", "B", "Next", "Ref"}
"""Of these, those that have an honest use as well, and are looked at by hand in the tests."""

_NAME = re.compile(rb"/([A-Za-z0-9.+_-]+)")


def opened_out(data: bytes) -> bytes:
    """Return a file with all its streams open and its objects in order."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(
            made,
            qdf=True,
            static_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        )
    return made.getvalue()


def _without_data(plain: bytes) -> bytes:
    """Return the bytes of a file without those of its pictures and fonts, which are no names."""
    return re.sub(rb"stream\n.*?\nendstream", b"", plain, flags=re.DOTALL)


def forbidden_names(data: bytes) -> set[str]:
    """Return the names in a file, its dictionaries and its drawing, that must not be there."""
    found = set()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        texts = [_without_data(opened_out(data))]
        for page in pdf.pages:
            for one in (
                page.obj.Contents
                if isinstance(page.obj.Contents, pikepdf.Array)
                else [page.obj.Contents]
            ):
                texts.append(one.read_bytes())
    wanted = set(FORBIDDEN) - _MAY
    for text in texts:
        found |= {name for one in _NAME.findall(text) if (name := one.decode()) in wanted}
    return found


def holds(data: bytes, words: str) -> bool:
    """Say whether words are in a file: as it is, opened out, or in either byte order."""
    forms = [words.encode(), words.encode("utf-16-be"), words.encode("utf-16-le")]
    forms += [words.encode().hex().encode(), words.encode("utf-16-be").hex().encode()]
    return any(form in text for text in (data, opened_out(data)) for form in forms)


def trailing_parts(data: bytes) -> int:
    """Return how many ends a file has: one, when nothing was ever added to it."""
    return data.count(b"%%EOF")
