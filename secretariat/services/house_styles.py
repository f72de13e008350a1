"""House styles: the shipped ones, the office's own, and what a body prints in.

What a style says holds for every body that prints in it; what the body itself says wins.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from secretariat.errors import KnownError
from secretariat.models.kinds import TextPlace
from secretariat.models.limits import check_name
from secretariat.models.records import (
    Body,
    BodyOption,
    OwnStyle,
    StandingText,
    StyleFile,
    StyleSetting,
)
from secretariat.models.style_records import StylePlace
from secretariat.models.styles import (
    BODY,
    LONGEST,
    OPTION_KEYS,
    TAKEN_OVER,
    TEXT,
    TEXTS,
    WORDING,
    check,
    cramped,
    default,
    text_key,
    text_place,
    texts_said,
    unreadable,
)
from secretariat.paths import resources
from secretariat.services.session import Session
from secretariat.services.style_files import describe_crest as describe_crest
from secretariat.services.style_files import font_called, named_after
from secretariat.services.style_files import keep_crest as keep_crest
from secretariat.services.style_files import keep_font as keep_font
from secretariat.services.style_files import keep_template as keep_template
from secretariat.services.style_files import remove_file as remove_file
from secretariat.services.style_files import word_styles as word_styles
from secretariat.store import papers
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt

if TYPE_CHECKING:
    from secretariat.documents.style import HouseStyle, Shipped

PLAIN = "calm"
"""The style of what belongs to no body, and of a body whose own is gone."""


@dataclass(frozen=True, slots=True)
class StyleChoice:
    """A house style that a body can print in. `uid` is empty for one that is shipped."""

    key: str
    name: str
    note: str
    base: str = ""
    uid: str = ""


@cache
def shipped() -> Mapping[str, Shipped]:
    """Return the house styles that come with the program, by their key; the plain one first."""
    from secretariat.documents.style import load_shipped

    folder = resources() / "styles"
    keys = sorted(
        (path.stem for path in folder.glob("*.json")), key=lambda key: (key != PLAIN, key)
    )
    return {key: load_shipped(folder, key) for key in keys}


def styles(reader: Reader) -> list[StyleChoice]:
    """Return every house style, the office's own first, by name."""
    own = [
        StyleChoice(one.uid, one.name, one.note, one.base, one.uid)
        for one in reader.find(OwnStyle, order="name")
    ]
    return own + [StyleChoice(one.key, one.name, one.note) for one in shipped().values()]


def settings_of(reader: Reader, key: str) -> dict[str, str]:
    """Return everything that a style says, its base under it; a style that is gone is plain."""
    if key in shipped():
        return dict(shipped()[key].settings)
    own = reader.maybe(OwnStyle, key)
    if own is None:
        return dict(shipped()[PLAIN].settings)
    under = shipped().get(own.base, shipped()[PLAIN]).settings
    return {**under, **{row.key: row.value for row in reader.find(StyleSetting, style=key)}}


def choices_under(reader: Reader, body: str) -> dict[str, str]:
    """Return what the house style of a body says about its choices and wording."""
    found = reader.maybe(Body, body)
    said = settings_of(reader, found.house_style) if found else {}
    return {key: value for key, value in said.items() if _is_choice(key)}


def texts_under(reader: Reader, body: Body, own: list[StandingText]) -> list[StandingText]:
    """Return the standing texts of a body, and those of its style where it has none itself."""
    taken = {text.place for text in own}
    said = texts_said(settings_of(reader, body.house_style))
    lent = [
        StandingText(body=body.uid, place=place, heading=heading, text=words, position=at)
        for at, (place, heading, words) in enumerate(said)
        if place not in taken
    ]
    return [*own, *lent]


def lent_texts(reader: Reader, body: Body) -> list[StandingText]:
    """Return the standing texts that print on a body's documents because its style says them."""
    own = reader.find(StandingText, body=body.uid)
    return texts_under(reader, body, own)[len(own) :]


def take_texts(session: Session, body: str, where: TextPlace) -> Receipt[list[StandingText]]:
    """Let a body have the standing texts of a place as its own, as its house style says them now.

    What the style says there later no longer concerns it.
    """

    def work(writer: Writer) -> list[StandingText]:
        last = writer.count(StandingText, body=body)
        lent = [one for one in lent_texts(writer, writer.get(Body, body)) if one.place is where]
        return [writer.insert(replace(text, position=last + at)) for at, text in enumerate(lent)]

    return session.change("Take over standing text", work)


def look_of(session: Session, key: str) -> HouseStyle:
    """Return the look of a style, with its crest and fonts; a file that is gone is left out."""
    from secretariat.documents.style import Crest, style_of

    reader, folder = session.reader, session.register.folder / papers.FOLDER
    crest, template, faces = None, None, []
    for file in reader.find(StyleFile, style=key):
        path = papers.place(folder, file.sha256)
        if not file.sha256 or not path.is_file():
            continue
        if file.place is StylePlace.CREST:
            crest = Crest(path.read_bytes(), file.alt)
        elif file.place is StylePlace.WORD_TEMPLATE:
            template = path
        elif font_called(path):
            faces.append((file.place.value, path))
    return named_after(style_of(settings_of(reader, key), key, crest, tuple(faces), template))


def file_of(session: Session, key: str, place: StylePlace) -> Path | None:
    """Return where a file of a style lies, None where it has none."""
    row = session.reader.one(StyleFile, style=key, place=place)
    path = papers.place(session.register.folder / papers.FOLDER, row.sha256) if row else None
    return path if path is not None and path.is_file() else None


def add_style(
    session: Session, name: str, base: str = PLAIN, settings: Mapping[str, str] | None = None
) -> Receipt[OwnStyle]:
    """Add a house style of the office; one made from another of its own holds what that holds.

    Raises KnownError without a name, with one that another style has, or when `settings` has
    something that no style can hold.
    """
    name = _free_name(session.reader, name)
    said = {key: check(key, value) for key, value in (settings or {}).items()}
    return session.change(
        "Add house style",
        lambda writer: _made(writer, name, base, {**settings_of(writer, base), **said}),
    )


def change_style(session: Session, uid: str, *, origin: str = "", **values: Any) -> Receipt[None]:
    """Set the name, base or note of a house style."""
    if "name" in values:
        values["name"] = _free_name(session.reader, values["name"], uid)

    def work(writer: Writer) -> None:
        writer.update(OwnStyle, uid, **values)

    key = f"style:{uid}:{'+'.join(sorted(values))}"
    return session.change("Change house style", work, origin=origin, merge_key=key)


def set_setting(
    session: Session, style: str, key: str, value: str, *, origin: str = ""
) -> Receipt[None]:
    """Say something in a house style; an empty value, or what its base says, says nothing. An
    empty standing text is one that was taken out: it stays so over the words of the base.

    Raises KnownError when a style cannot hold it, words could no longer be read, or
    the margins would leave too little of the paper.
    """
    said = settings_of(session.reader, style)
    if value:
        value = check(key, value)
        faint = {look.key: better for look, better in unreadable({**said, key: value})}
        if faint.keys() - {look.key for look, _ in unreadable(said)}:
            look, better = next(iter(unreadable({**said, key: value})))
            raise KnownError(f"“{look.label}” could hardly be read so; {better} is dark enough.")
        if (narrow := cramped({**said, key: value})) and not cramped(said):
            raise KnownError(narrow)

    def work(writer: Writer) -> None:
        own = writer.get(OwnStyle, style)
        base = shipped().get(own.base, shipped()[PLAIN]).settings.get(key, default(key))
        row = writer.one(StyleSetting, style=style, key=key)
        says = value != base and (bool(value) or key.startswith(TEXT))
        if row and not says:
            writer.delete(StyleSetting, row.uid)
        elif row:
            writer.update(StyleSetting, row.uid, value=value)
        elif says:
            writer.insert(StyleSetting(style=style, key=key, value=value))

    return session.change(
        "Change house style", work, origin=origin, merge_key=f"style:{style}:{key}"
    )


def remove_style(session: Session, uid: str) -> Receipt[None]:
    """Remove a house style; bodies that print in it go on in the one it was based on."""

    def work(writer: Writer) -> None:
        own = writer.get(OwnStyle, uid)
        base = own.base if own.base in shipped() else PLAIN
        for body in writer.find(Body, house_style=uid):
            writer.update(Body, body.uid, house_style=base)
        writer.delete(OwnStyle, uid)

    return session.change("Remove house style", work)


def print_in(session: Session, body: str, key: str) -> Receipt[None]:
    """Let a body print in a style from now on: it takes over what the style says of numbers and
    titles. What the body itself has chosen stays; `follow` lets go of it."""

    def work(writer: Writer) -> None:
        said = settings_of(session.reader, key)
        taken = {rest: value for one, value in said.items() if (rest := _of_body(one))}
        writer.update(Body, body, house_style=key, **taken)

    return session.change("Change house style", work)


def own_choices(reader: Reader, body: str) -> dict[str, str]:
    """Return what a body has of its own that a house style may say, as settings of a style.

    That are its choices of layout and wording, its standing texts, how its items and minutes are
    numbered, the titles of its chairs and its marking, as far as its house style says otherwise;
    "" where the style says something and the body does not. How it works (its quorum, its rules,
    its running numbers, `models.styles.BODYS_OWN`) is no style.
    """
    row = reader.get(Body, body)
    said = settings_of(reader, row.house_style)
    own = {one.key: one.value or default(one.key) for one in departures(reader, body)}
    for place, texts in _own_texts(reader, body).items():
        wanted = {key: "" for key in said if text_place(key) is place}
        for at, text in enumerate((one for one in texts if _says(one)), start=1):
            wanted[text_key(place, at)] = text.text
            wanted[text_key(place, at, heading=True)] = text.heading
        own |= {key: words for key, words in wanted.items() if words != said.get(key, "")}
    usual = {one.name: one.default for one in fields(Body)}
    for name in TAKEN_OVER:
        value = getattr(row, name)
        if value != said.get(BODY + name, usual[name]):
            own[BODY + name] = value
    return own


def style_from_body(session: Session, body: str, name: str) -> Receipt[OwnStyle]:
    """Make a house style of the office out of what a body has of its own, over the one that it
    prints in, and let the body print in it: its own choices and standing texts are let go of.

    Its documents stay as they were, byte for byte. What a style cannot hold stays the body's own.
    Raises KnownError without a name, with one that another style has, or when the body has
    nothing of its own.
    """
    name = _free_name(session.reader, name)
    if not own_choices(session.reader, body):
        raise KnownError("This body does in everything as its house style does.")

    def work(writer: Writer) -> OwnStyle:
        row = writer.get(Body, body)
        settings = settings_of(writer, row.house_style) | own_choices(writer, body)
        made = _made(writer, name, row.house_style, settings)
        for option in writer.find(BodyOption, body=body):
            if _is_choice(option.key) and _can_hold(option):
                writer.delete(BodyOption, option.uid)
        for texts in _own_texts(writer, body).values():
            for text in texts:
                writer.delete(StandingText, text.uid)
        writer.update(Body, body, house_style=made.uid)
        return made

    return session.change("Make house style", work)


def departures(reader: Reader, body: str) -> list[BodyOption]:
    """Return the choices of layout and wording in which a body departs from its house style."""
    said = choices_under(reader, body)
    rows = reader.find(BodyOption, body=body)
    return [
        row
        for row in rows
        if _is_choice(row.key)
        and _can_hold(row)
        and (row.value or default(row.key)) != (said.get(row.key) or default(row.key))
    ]


def follow(session: Session, body: str) -> Receipt[None]:
    """Let a body do in everything as its house style does: its own choices of layout and wording
    are forgotten."""
    found = departures(session.reader, body)

    def work(writer: Writer) -> None:
        for row in found:
            writer.delete(BodyOption, row.uid)

    return session.change("Follow the house style", work)


def _made(writer: Writer, name: str, base: str, settings: Mapping[str, str]) -> OwnStyle:
    """Add a style that says `settings`, with the files of the one it is made from."""
    other = writer.maybe(OwnStyle, base)
    under = other.base if other else base
    below = shipped().get(under, shipped()[PLAIN])
    made = writer.insert(OwnStyle(name=name, base=below.key))
    for key, value in settings.items():
        if value != below.settings.get(key, default(key)):
            writer.insert(StyleSetting(style=made.uid, key=key, value=value))
    for file in writer.find(StyleFile, style=base):
        writer.insert(
            StyleFile(
                style=made.uid, place=file.place, name=file.name, alt=file.alt, sha256=file.sha256
            )
        )
    return made


def _own_texts(reader: Reader, body: str) -> dict[TextPlace, list[StandingText]]:
    """Return a body's standing texts by their place, but for places with nothing but blanks and
    with more than a style can hold."""
    found: dict[TextPlace, list[StandingText]] = {}
    for text in reader.find(StandingText, body=body):
        found.setdefault(text.place, []).append(text)
    return {
        place: texts
        for place, texts in found.items()
        if 0 < sum(_says(one) for one in texts) <= TEXTS
        and all(len(one.text) <= LONGEST and len(one.heading) <= LONGEST for one in texts)
    }


def _says(text: StandingText) -> bool:
    return bool(text.text.strip() or text.heading.strip())


def _is_choice(key: str) -> bool:
    return key in OPTION_KEYS or key.startswith(WORDING)


def _can_hold(row: BodyOption) -> bool:
    """Say whether a style can hold a choice: one from elsewhere may be none of the program's."""
    try:
        return check(row.key, row.value or default(row.key)) == (row.value or default(row.key))
    except KnownError:
        return False


def _of_body(key: str) -> str:
    return key.removeprefix(BODY) if key.startswith(BODY) else ""


def _free_name(reader: Reader, name: str, but: str = "") -> str:
    name = check_name(" ".join(name.split()))
    if not name:
        raise KnownError("A house style needs a name.")
    for one in styles(reader):
        if one.name.casefold() == name.casefold() and one.key != but:
            raise KnownError(f"There is a house style “{one.name}” already.")
    return name
