"""The standing texts of a house style: which there are, and how one is taken out or given back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from secretariat.errors import KnownError
from secretariat.models.kinds import TextPlace
from secretariat.models.records import OwnStyle, StyleSetting
from secretariat.models.styles import TEXTS, text_key
from secretariat.services.house_styles import shipped
from secretariat.services.session import Session
from secretariat.store.rows import Writer
from secretariat.store.writer import Receipt


@dataclass(frozen=True, slots=True)
class StyleText:
    """One standing text of a house style, the `at`th of its place.

    `usual` and `usual_heading` are the shipped words in its place, "" where there are none.
    """

    place: TextPlace
    at: int
    heading: str
    text: str
    usual_heading: str = ""
    usual: str = ""

    @property
    def keys(self) -> tuple[str, str]:
        """The settings that hold its heading and its words."""
        return text_key(self.place, self.at, heading=True), text_key(self.place, self.at)

    @property
    def is_usual(self) -> bool:
        """Say whether it is just what ships, or nothing of the sort ships."""
        ships = bool(self.usual or self.usual_heading)
        return not ships or (self.heading, self.text) == (self.usual_heading, self.usual)


def texts_in(said: Mapping[str, str], base: Mapping[str, str]) -> list[StyleText]:
    """Return the standing texts of a style that say something, or that ship with its base and
    were taken out, place by place."""
    found = []
    for place in TextPlace:
        for at in range(1, TEXTS + 1):
            one = text_at(said, base, place, at)
            if any((one.heading, one.text, one.usual_heading, one.usual)):
                found.append(one)
    return found


def text_at(
    said: Mapping[str, str], base: Mapping[str, str], place: TextPlace, at: int
) -> StyleText:
    """Return a standing text of a style by its place, whether it says anything or not."""
    heading, words = text_key(place, at, heading=True), text_key(place, at)
    return StyleText(
        place,
        at,
        said.get(heading, ""),
        said.get(words, ""),
        base.get(heading, ""),
        base.get(words, ""),
    )


def free_text(said: Mapping[str, str], base: Mapping[str, str], place: TextPlace) -> StyleText:
    """Return the next standing text of a place that says nothing yet.

    Raises KnownError when the place has as many as a style can hold.
    """
    taken = {one.at for one in texts_in(said, base) if one.place is place}
    free = next((at for at in range(1, TEXTS + 1) if at not in taken), None)
    if free is None:
        raise KnownError(f"A house style has at most {TEXTS} texts in one place.")
    return text_at(said, base, place, free)


def remove_text(session: Session, style: str, place: TextPlace, at: int) -> Receipt[None]:
    """Take a standing text out of a house style, also one that ships with its base."""

    def work(writer: Writer) -> None:
        own = writer.get(OwnStyle, style)
        base = shipped()[own.base].settings if own.base in shipped() else {}
        for key in text_at({}, {}, place, at).keys:
            row = writer.one(StyleSetting, style=style, key=key)
            if row and base.get(key):
                writer.update(StyleSetting, row.uid, value="")
            elif row:
                writer.delete(StyleSetting, row.uid)
            elif base.get(key):
                writer.insert(StyleSetting(style=style, key=key, value=""))

    return session.change("Remove standing text", work)


def usual_text(session: Session, style: str, place: TextPlace, at: int) -> Receipt[None]:
    """Let a standing text of a house style be the shipped one again."""

    def work(writer: Writer) -> None:
        for key in text_at({}, {}, place, at).keys:
            if row := writer.one(StyleSetting, style=style, key=key):
                writer.delete(StyleSetting, row.uid)

    return session.change("Go back to the shipped words", work)
