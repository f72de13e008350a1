"""A house style in one file: its settings, crest, fonts and Word template, in a zip.

It may come from a stranger. Members are read by an exact list of names and counted while they are
read, nothing is unpacked, and whatever is kept has passed the checks of its kind.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from secretariat.errors import KnownError
from secretariat.models.limits import check_name
from secretariat.models.plaintext import one_line
from secretariat.models.records import OwnStyle, StyleFile, StyleSetting
from secretariat.models.style_records import StylePlace
from secretariat.models.styles import RETIRED, check, cramped, default, unreadable
from secretariat.services.house_styles import PLAIN, file_of, settings_of, shipped, styles
from secretariat.services.session import Session
from secretariat.store import papers
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt

SUFFIX = ".secretariat-style"
LARGEST = 80_000_000
"""The most bytes of such a file, and of all that is in it."""
_FORMAT = "secretariat-style"
_VERSION = 1
_LIST = "style.json"
_MOST_LIST = 4_000_000
_MOST_SETTINGS = 5_000
_WHEN = (2000, 1, 1, 0, 0, 0)
"""One time for every member, so that the same style gives the same bytes."""
_NOT_ONE = "This is no house style file: it could not be read."
_WORDS = {"name": str, "note": str, "base": str, "settings": dict, "files": list}


@dataclass(frozen=True, slots=True)
class FileInStyle:
    """A crest, a font or a Word template, checked and made ready to be kept."""

    place: StylePlace
    name: str
    alt: str
    data: bytes


@dataclass(frozen=True, slots=True)
class StyleInFile:
    """A house style as a file holds it. `settings` is all that it says, its base included."""

    name: str
    note: str
    base: str
    settings: Mapping[str, str]
    files: tuple[FileInStyle, ...] = ()


def file_name(reader: Reader, key: str) -> str:
    """Return what the file of a style is called; safe on every system."""
    name = next((one.name for one in styles(reader) if one.key == key), "House style")
    safe = "".join(one if one.isalnum() or one in " -_()" else " " for one in name)
    return f"{one_line(safe)[:80] or 'House style'}{SUFFIX}"


def style_file(session: Session, key: str) -> bytes:
    """Return a house style, shipped or the office's own, as the bytes of one file.

    The same style gives the same bytes. Raises KnownError for a style that is not there.
    """
    reader = session.reader
    one = next((each for each in styles(reader) if each.key == key), None)
    if one is None:
        raise KnownError("This house style is gone.")
    held = {}
    for row in reader.find(StyleFile, style=key):
        path = file_of(session, key, row.place)
        if path is not None:
            held[row.place] = (row, path.read_bytes())
    listed = [
        {
            "place": place.value,
            "name": row.name,
            "alt": row.alt,
            "sha256": hashlib.sha256(data).hexdigest(),
        }
        for place, (row, data) in sorted(held.items())
    ]
    told = {
        "format": _FORMAT,
        "version": _VERSION,
        "name": one.name,
        "note": one.note,
        "base": one.base or key,
        "settings": settings_of(reader, key),
        "files": listed,
    }
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        text = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True)
        archive.writestr(_info(_LIST), text.encode())
        for place, (_, data) in sorted(held.items()):
            archive.writestr(_info(_member(place)), data)
    return made.getvalue()


def read_style(data: bytes) -> StyleInFile:
    """Return the house style that a file holds, everything in it checked.

    Raises KnownError, in one sentence, for a file that is none, is damaged or too large, or says
    something that no style can.
    """
    if len(data) > LARGEST:
        raise KnownError(f"The file is too large: a house style has at most {LARGEST:,} bytes.")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _read(archive)
    except (
        zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, ValueError, MemoryError,
    ) as error:  # fmt: skip
        raise KnownError(_NOT_ONE) from error


def same_style(reader: Reader, found: StyleInFile) -> str:
    """Return the key of the style that is called so here and says the same; "" when none is."""
    own = next((one for one in reader.find(OwnStyle) if one.name == found.name), None)
    if own is None or own.note != found.note:
        return ""
    here = {(row.place, row.alt, row.sha256) for row in reader.find(StyleFile, style=own.uid)}
    there = {(one.place, one.alt, hashlib.sha256(one.data).hexdigest()) for one in found.files}
    same = _said(settings_of(reader, own.uid)) == _said(found.settings)
    return own.uid if same and here == there else ""


def free_name(reader: Reader, name: str) -> str:
    """Return the name, with a number after it when another style is called so."""
    taken = {one.name.casefold() for one in styles(reader)}
    at, free = 2, name
    while free.casefold() in taken:
        free, at = f"{name} {at}", at + 1
    return free


def bring_in(session: Session, found: StyleInFile, name: str = "") -> Receipt[OwnStyle]:
    """Add a style that was read from a file as the office's own, under its name or another.

    Raises KnownError when another style has the name; nothing is ever overwritten.
    """
    name = check_name(one_line(name or found.name))
    if not name:
        raise KnownError("A house style needs a name.")
    if free_name(session.reader, name) != name:
        raise KnownError(f"There is a house style “{name}” already; please give another name.")
    base = found.base if found.base in shipped() else PLAIN
    below = shipped()[base].settings
    folder = session.register.folder / papers.FOLDER
    kept = [(one, papers.keep(folder, one.data)) for one in found.files]

    def work(writer: Writer) -> OwnStyle:
        made = writer.insert(OwnStyle(name=name, base=base, note=found.note))
        # What the base says and the file does not was said otherwise there: by nothing at all.
        for key in sorted(found.settings.keys() | below.keys()):
            value = found.settings.get(key, "")
            if value != below.get(key, default(key)):
                writer.insert(StyleSetting(style=made.uid, key=key, value=value))
        for one, sha in kept:
            writer.insert(
                StyleFile(style=made.uid, place=one.place, name=one.name, alt=one.alt, sha256=sha)
            )
        return made

    return session.change("Bring in house style", work)


def _said(settings: Mapping[str, str]) -> dict[str, str]:
    """Return what settings say beyond what holds anyway."""
    return {key: value for key, value in settings.items() if value != default(key)}


def _info(name: str) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name, _WHEN)
    made.create_system = 3
    made.external_attr = 0o600 << 16
    return made


def _member(place: StylePlace) -> str:
    return f"files/{place.value.replace(' ', '-')}"


def _read(archive: zipfile.ZipFile) -> StyleInFile:
    members = {info.filename: info for info in archive.infolist()}
    possible = {_LIST, *map(_member, StylePlace)}
    if _LIST not in members or len(members) != len(archive.infolist()):
        raise KnownError(_NOT_ONE)
    if strange := sorted(members.keys() - possible):
        raise KnownError(f"The file holds “{strange[0][:60]}”, which belongs to no house style.")
    told = json.loads(_bytes(archive, members[_LIST], _MOST_LIST))
    if not isinstance(told, dict) or told.get("format") != _FORMAT:
        raise KnownError(_NOT_ONE)
    if told.get("version") != _VERSION:
        raise KnownError("This house style was made by a newer version of the program.")
    if any(not isinstance(told.get(key), kind) for key, kind in _WORDS.items()):
        raise KnownError(_NOT_ONE)
    name, note = check_name(one_line(told["name"])), one_line(told["note"])[:2_000]
    if not name:
        raise KnownError("The house style in this file has no name.")
    files = _files(archive, members, told["files"])
    return StyleInFile(name, note, told["base"], _settings(told["settings"]), files)


def _settings(told: dict[Any, Any]) -> dict[str, str]:
    if len(told) > _MOST_SETTINGS:
        raise KnownError("The house style in this file says far too much.")
    found = {}
    for key, value in told.items():
        if not isinstance(key, str) or not isinstance(value, str):
            raise KnownError(_NOT_ONE)
        found[key] = check(RETIRED.get(key, key), value) if value else ""
    for old, now in RETIRED.items():
        if found.pop(old, "") and old in told:
            found.setdefault(now, check(now, told[old]))
    if narrow := cramped(found):
        raise KnownError(narrow)
    if faint := unreadable(found):
        look, better = faint[0]
        raise KnownError(
            f"In this style “{look.label}” could hardly be read; {better} is dark enough."
        )
    return found


def _files(
    archive: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo], told: list[Any]
) -> tuple[FileInStyle, ...]:
    found: dict[StylePlace, FileInStyle] = {}
    for one in told:
        if not isinstance(one, dict) or any(
            not isinstance(one.get(key), str) for key in ("place", "name", "alt", "sha256")
        ):
            raise KnownError(_NOT_ONE)
        place = StylePlace(one["place"])
        info = members.get(_member(place))
        if info is None or place in found:
            raise KnownError(_NOT_ONE)
        data = _bytes(archive, info, LARGEST)
        if hashlib.sha256(data).hexdigest() != one["sha256"]:
            raise KnownError("The house style file is damaged; please ask for it again.")
        alt = one_line(one["alt"])[:2_000]
        found[place] = FileInStyle(place, one_line(one["name"])[:200], alt, _ready(place, data))
    if {_LIST, *map(_member, found)} != members.keys():
        raise KnownError(_NOT_ONE)
    return tuple(found[place] for place in sorted(found))


def _bytes(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """Return a member, however large it says it is, up to a number of bytes."""
    if info.flag_bits & 1:
        raise KnownError("The house style file asks for a password, which no house style has.")
    with archive.open(info) as source:
        data = source.read(most + 1)
    if len(data) > most:
        raise KnownError("The house style file holds far too much.")
    return data


def _ready(place: StylePlace, data: bytes) -> bytes:
    """Return a file as a style keeps it, by the checks of its kind."""
    if place is StylePlace.CREST:
        from secretariat.services.crests import crest_picture

        return crest_picture(data)
    if place is StylePlace.WORD_TEMPLATE:
        from secretariat.render.docx import check_template

        return check_template(data)[0]
    from secretariat.services.style_files import usable_font

    return usable_font(data)
