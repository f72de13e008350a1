"""The headings of the items in minutes, and those of the columns over the first of them."""

from __future__ import annotations

from collections.abc import Mapping

from secretariat.documents.common import Frame
from secretariat.documents.minute_columns import column_words
from secretariat.documents.minute_numbers import CLOSING
from secretariat.documents.minutes_head import closing_title
from secretariat.documents.model import (
    Block,
    Heading,
    LineBreak,
    Paragraph,
    Role,
    Runs,
    Text,
    runs,
)
from secretariat.documents.two_languages import titled, worded
from secretariat.models.numbering import NO_NUMBER, Number
from secretariat.models.plaintext import one_line
from secretariat.models.records import Item


class ItemHeadings:
    """Writes the heading of each item; the first of all bears that of the margin.

    Where the body gives its columns headings, these stand in a line of their own before the
    first item instead.
    """

    def __init__(self, frame: Frame, numbers: Mapping[str, Number], *, has_margin: bool) -> None:
        self._frame = frame
        self._numbers = numbers
        self._margin: Runs = ()
        self._columns: list[Block] = []
        self.lowest = 2
        """The lowest level of the headings that were written."""

        def column_of(one: Frame) -> str:
            return column_words(one, actions=has_margin)

        margin = column_of(frame)
        if frame.choices["minutes.columns"] == "none":
            self._margin = worded(frame, column_of, bold=True) if margin else ()
        else:
            self._columns = _columns(frame, margin)

    def band(self, item: Item, level: int) -> list[Block]:
        """Return the heading over a part of the business."""
        words = titled(
            self._frame.choices, self._frame.title(item), lambda one: self._timed(item, one)
        )
        return [*self._over(), Heading(level, words, section=True)]

    def of(self, item: Item, level: int) -> list[Block]:
        """Return the heading of an item."""
        frame = self._frame
        title = self._cased(one_line(item.minute_title) or frame.title(item))
        words = titled(frame.choices, title, lambda one: self._dressed(item, one))
        number = self._numbers.get(item.uid, NO_NUMBER).printed
        return [*self._over(), self._heading(level, words, number)]

    def closing(self, level: int) -> list[Block]:
        """Return the heading that says when the meeting ended, where the body has one."""
        if not closing_title(self._frame):
            return []
        number = self._numbers.get(CLOSING, NO_NUMBER).printed
        words = worded(self._frame, lambda one: self._cased(closing_title(one)))
        return [*self._over(), self._heading(level, words, number)]

    def _cased(self, title: str) -> str:
        return title if self._frame.choices["minutes.case"] == "as-written" else title.upper()

    def _dressed(self, item: Item, title: str) -> str:
        """Return a title with the presenter, the number on the agenda and the hour."""
        frame = self._frame
        presenter = one_line(item.presenter)
        if presenter and frame.choices.yes("minutes.presenter"):
            title = frame.say("agenda.presenter.title", title=title, presenter=presenter)
            if frame.choices["minutes.case"] == "capitals":
                title = title.upper()
        agenda = frame.numbers.get(item.uid, NO_NUMBER).compact
        if agenda and frame.choices.yes("minutes.agenda_number"):
            title = f"{title} {frame.say('minutes.agenda_number', number=agenda)}"
        return self._timed(item, title)

    def _heading(self, level: int, words: Runs, number: str) -> Heading:
        self.lowest = max(self.lowest, level)
        margin, self._margin = self._margin, ()
        if number and self._frame.choices["minutes.number_place"] == "above":
            return Heading(level, (Text(number), LineBreak(), *words), margin=margin)
        return Heading(level, words, number=number, margin=margin)

    def _timed(self, item: Item, title: str) -> str:
        if item.started is None or not self._frame.choices.yes("minutes.started"):
            return title
        time = self._frame.phrases.clock(item.started)
        return self._frame.say("minutes.started", time=time, title=title)

    def _over(self) -> list[Block]:
        """Return the headings of the columns, once."""
        columns, self._columns = self._columns, []
        return columns


def _columns(frame: Frame, margin: str) -> list[Block]:
    number, words = frame.say("minutes.column.number"), frame.say("minutes.column.item")
    line = Paragraph(
        runs(words), Role.COLUMNS, label=number, margin=runs(margin), keep_with_next=True
    )
    return [line]
