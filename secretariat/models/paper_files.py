"""Files of papers: what a file name says, what kind a file is, and which version counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from secretariat.models.limits import clean_text
from secretariat.models.pack_kinds import Edition, FileState, PaperRole
from secretariat.models.pack_records import PaperFile
from secretariat.models.plaintext import one_line

PDF = "application/pdf"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIPPED = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "docm": "application/vnd.ms-word.document.macroenabled.12",
    "xlsm": "application/vnd.ms-excel.sheet.macroenabled.12",
    "pptm": "application/vnd.ms-powerpoint.presentation.macroenabled.12",
}
_OLD = {
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
}
_KIN = {"docx": "doc", "docm": "doc", "xlsx": "xls", "xlsm": "xls", "pptx": "ppt", "pptm": "ppt"}
"""What a file is that has a new ending and begins as an old one: old, or locked with a password."""
_RICH_TEXT = "application/rtf"
OFFICE = {
    **{kind: ending for ending, kind in (*_ZIPPED.items(), *_OLD.items())},
    _RICH_TEXT: "rtf",
}
"""The kinds of file that office programs open, with the endings they know them by."""
EMAIL = "message/rfc822"
_STARTS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"BM", "image/bmp"),
    (b"{\\rtf", _RICH_TEXT),
)
_HEIC = (b"heic", b"heix", b"heif", b"mif1", b"msf1", b"hevc")
_TEXTS = {"txt": "text/plain", "md": "text/markdown", "csv": "text/csv", "htm": "text/html",
          "html": "text/html", "eml": EMAIL}  # fmt: skip
PICTURES = ("image/png", "image/jpeg", "image/gif", "image/tiff", "image/webp", "image/bmp")
"""The kinds of picture that this program makes pages of itself."""
TEXTS = tuple(dict.fromkeys(_TEXTS.values()))
"""The kinds of text that this program makes pages of itself."""
_CALLED = {
    PDF: "PDF",
    "image/png": "Picture",
    "image/jpeg": "Picture",
    "image/gif": "Picture",
    "image/tiff": "Picture",
    "image/webp": "Picture",
    "image/bmp": "Picture",
    "image/heic": "Picture",
    _RICH_TEXT: "Rich text",
    EMAIL: "E-mail",
    "application/vnd.ms-outlook": "Outlook",
    "text/plain": "Text",
    "text/markdown": "Text",
    "text/csv": "Table of text",
    "text/html": "Web page",
    _ZIPPED["docx"]: "Word",
    _ZIPPED["xlsx"]: "Excel",
    _ZIPPED["pptx"]: "PowerPoint",
    _ZIPPED["odt"]: "OpenDocument",
    _ZIPPED["ods"]: "OpenDocument",
    _ZIPPED["odp"]: "OpenDocument",
    _ZIPPED["docm"]: "Word",
    _ZIPPED["xlsm"]: "Excel",
    _ZIPPED["pptm"]: "PowerPoint",
    _OLD["doc"]: "Word",
    _OLD["xls"]: "Excel",
    _OLD["ppt"]: "PowerPoint",
}
_UNKNOWN = "application/octet-stream"
_HEAD = 1024
"""How far into a file a PDF may say that it is one; readers look no further."""

_ITEM = re.compile(
    r"(?i)^(?:agenda\s+)?item\s*(?:no\.?\s*)?(\d{1,3}(?:\s?\(?[a-z]\)?)?)(?![\w.])[\s:.,-]*"
)
_NUMBER = re.compile(
    r"(?i)^(?:(0\d|\d{1,2}[a-z])(?:\s*[-:.)]\s*|\s+)|(\d{1,2})\s*[-:.)]\s*)(?=[^\W\d])"
)
_APPENDIX = re.compile(
    r"(?i)\b(?:(?:appendix|annexe?)\s*([a-z]|\d{1,2})?|(?:app\.?|schedule)\s*([a-z]|\d{1,2}))"
    r"(?!\w)[\s:.-]*"
)
_BACKGROUND = re.compile(r"(?i)\bbackground(?:\s+(?:papers?|documents?|information))?\b[\s:-]*")
_REDACTED = re.compile(r"(?i)[\s(]*\b(?:redacted|public version|open version)\b\)?")
_DUST = re.compile(
    r"(?i)(?:[\s(_-]+(?:v(?:er(?:sion)?)?\.?\s?\d+(?:[._]\d+)*|draft\d*|final\d*|copy|clean"
    r"|\(\d{1,3}\)|\d{1,3}\)))+\)?$"
)


@dataclass(frozen=True, slots=True)
class FileName:
    """What the name of a file says of the paper in it.

    `number` is that of an agenda item (“7”, “8b”), `letter` how an appendix is told from others
    (“Appendix B”); both are empty where nothing is said.
    """

    title: str
    number: str = ""
    letter: str = ""
    role: PaperRole | None = None
    is_redacted: bool = False


def read_file_name(name: str) -> FileName:
    """Read the name of a file as officers give them: “Item 7 - Appendix B Costs v3 FINAL.pdf”.

    The title is what is left; it is never empty.
    """
    whole = one_line(clean_text(name))
    stem, dot, ending = whole.rpartition(".")
    words = stem if dot and stem and len(ending) <= 5 and ending.isalnum() else whole
    words = one_line(words.replace("_", " ").replace("+", " ").replace("%20", " "))
    if " " not in words:
        words = words.replace("-", " ")
    left, number = _without_number(words)
    letter, role = "", None
    if found := _APPENDIX.search(left):
        mark = (found[1] or found[2] or "").upper()
        letter, role = f"Appendix {mark}" if mark else "", PaperRole.APPENDIX
        left = one_line(f"{left[: found.start()]} {left[found.end() :]}")
    elif found := _BACKGROUND.search(left):
        role = PaperRole.BACKGROUND
        left = one_line(f"{left[: found.start()]} {left[found.end() :]}")
    redacted = bool(_REDACTED.search(left))
    left = _DUST.sub("", _REDACTED.sub("", left)).strip(" -–_.,:;")
    title = left or letter or words
    return FileName(title[:1].upper() + title[1:], number, letter, role, redacted)


def _without_number(words: str) -> tuple[str, str]:
    for pattern in (_ITEM, _NUMBER):
        if found := pattern.match(words):
            number = "".join(part for part in found.groups() if part)
            number = re.sub(r"[\s()]", "", number).casefold().lstrip("0")
            return words[found.end() :], number
    return words, ""


def media_type_of(name: str, head: bytes) -> str:
    """Return what kind of file begins with these bytes; its name decides only between kin."""
    ending = name.rpartition(".")[2].casefold()
    if b"%PDF-" in head[:_HEAD]:
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return _ZIPPED.get(ending, _UNKNOWN)
    if head.startswith(_OLE):
        if ending == "msg":
            return "application/vnd.ms-outlook"
        return _OLD.get(_KIN.get(ending, ending), _UNKNOWN)
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC:
        return "image/heic"
    for start, kind in _STARTS:
        if head.startswith(start) and (start != b"BM" or b"\0" in head[:16]):
            return kind
    return _TEXTS.get(ending, _UNKNOWN) if b"\0" not in head else _UNKNOWN


def kind_words(media_type: str) -> str:
    """Return what a person calls a kind of file: PDF, Word, Picture."""
    return _CALLED.get(media_type, "File")


def main_language(files: Iterable[PaperFile], edition: Edition = Edition.FULL) -> str:
    """Return the language in which an edition of a paper counts, "" for that of the body.

    That is the body's own where the paper is there in it, else the only one, or the first by tag.
    """
    return min((one.language for one in files if one.edition is edition), default="")


def newest(
    files: Iterable[PaperFile], edition: Edition = Edition.FULL, language: str | None = None
) -> PaperFile | None:
    """Return the latest version of an edition in a language, whatever state it is in; without one,
    in that in which the paper counts."""
    held = list(files)
    wanted = main_language(held, edition) if language is None else language
    held = [one for one in held if one.edition is edition and one.language == wanted]
    return max(held, key=lambda one: one.version, default=None)


def in_pack(
    files: Iterable[PaperFile], edition: Edition = Edition.FULL, language: str | None = None
) -> PaperFile | None:
    """Return the version that is in the pack: the latest that is ready, None where none is.

    Without a language, of that in which the paper counts, among what is ready.
    """
    ready = [one for one in files if one.state is FileState.READY]
    return newest(ready, edition, language)


def next_version(files: Iterable[PaperFile], edition: Edition, language: str) -> int:
    """Return the number of the version that comes next."""
    last = newest(files, edition, language)
    return last.version + 1 if last else 1


def next_letter(taken: Iterable[str]) -> str:
    """Return how the next appendix is told from those that are there: Appendix C after B.

    After Z come AA, AB and so on.
    """
    there = {one_line(letter).casefold() for letter in taken}
    for at in range(len(there) + 1):
        letter = f"Appendix {_in_letters(at)}"
        if letter.casefold() not in there:
            return letter
    raise AssertionError("one of these letters is free")


def relettered(letters: Sequence[str]) -> list[str] | None:
    """Return the letters of appendices in a new order, as A, B, C … again.

    None where they are not exactly such a row, as when somebody gave one by hand: then each keeps
    its own.
    """
    row = [f"Appendix {_in_letters(at)}" for at in range(len(letters))]
    return row if sorted(letters) == sorted(row) else None


def _in_letters(at: int) -> str:
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def likeness(left: str, right: str) -> float:
    """Return how much of the words of two titles is the same, from 0 to 1; order counts not."""
    one, other = _words(left), _words(right)
    return len(one & other) / len(one | other) if one and other else 0.0


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) > 2}


def size_words(size: int) -> str:
    """Return a size as people read it: 420 KB, 4.2 MB."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB" if size else "0 KB"
    return f"{size / 1_000_000:.1f} MB"
