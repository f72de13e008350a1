"""What was typed and never saved is put back once, where it was, and nothing is written over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from threading import Event

import pytest

from secretariat.models.kinds import EntryKind, Restriction
from secretariat.models.records import Entry
from secretariat.services import agenda, bodies, meetings, minutes
from secretariat.services.recovery import left_over, put_back, stop_told
from secretariat.services.session import Session
from secretariat.store.uids import new_uid


class Place:
    """A register with one item of one meeting."""

    def __init__(self, folder: Path) -> None:
        self.session = session = Session.open(folder, create=True)
        body = bodies.add_body(session, "Harbour Board").result()
        self.meeting = (
            meetings.add_meeting(session, [body.uid], date(2026, 3, 5), time(10)).result().uid
        )
        self.item = agenda.add_item(session, self.meeting, "Progress").result().uid

    def add(self, text: str) -> str:
        return minutes.add_entry(self.session, self.meeting, self.item, text).result().uid

    def aside(self, uid: str, text: str, **values: object) -> None:
        known = {"meeting": self.meeting, "item": self.item, "text": text, **values}
        assert self.session.set_aside(Entry, uid, **known)

    def back(self) -> int:
        """Put back what is left over, and wait until the recorder has heard of it."""
        receipt, heard = put_back(self.session, left_over(self.session)), Event()
        receipt.when_done(lambda _: heard.set())
        count = receipt.result()
        assert heard.wait(5)
        return count

    def texts(self) -> list[str]:
        found = minutes.entries_under(self.session.reader, self.meeting, self.item)
        return [entry.text for entry in found]


@pytest.fixture
def place(register_folder: Path) -> Iterator[Place]:
    made = Place(register_folder)
    yield made
    made.session.close()


def test_words_go_on_where_they_were(place: Place) -> None:
    first, last = place.add("The report"), place.add("The end.")
    place.aside(first, "The report was late.")
    one, two = new_uid(), new_uid()
    place.aside(two, "Third.", after=[one, first])
    place.aside(one, "Second.", after=[first], restriction="exempt", kind="question")
    place.aside(new_uid(), "  ")
    assert place.back() == 3
    assert place.texts() == ["The report was late.", "Second.", "Third.", "The end."]
    second = place.session.reader.get(Entry, one)
    assert (second.kind, second.restriction) == (EntryKind.QUESTION, Restriction.EXEMPT)
    assert left_over(place.session) == []
    place.session.undo().result()
    assert place.texts() == ["The report", "The end."]
    assert left_over(place.session) == []
    assert last


def test_words_of_the_register_are_never_written_over(place: Place) -> None:
    uid = place.add("What was saved.")
    place.aside(uid, "What was typed otherwise.")
    assert place.back() == 1
    assert place.texts() == ["What was saved.", "What was typed otherwise."]
    assert left_over(place.session) == []


def test_what_is_saved_later_is_not_put_back(place: Place) -> None:
    uid, gone = place.add("The report"), place.add("To go")
    place.aside(uid, "The report was late.")
    place.aside(gone, "To go away")
    place.aside(new_uid(), "Of a meeting that is gone.", meeting="nowhere")
    minutes.change_entry(place.session, uid, text="The report was late again.").result()
    minutes.remove_entry(place.session, gone).result()
    assert left_over(place.session) == []


def test_a_stop_is_told_once(place: Place, register_folder: Path) -> None:
    assert stop_told(place.session, 0) == ""
    place.add("Words.")
    place.session.close()
    mark = register_folder / "lock"
    assert mark.read_bytes() == b""
    mark.write_bytes(b"at work")  # as a kill leaves it
    again = Session.open(register_folder)
    try:
        assert again.cut_off
        assert stop_told(again, 0).startswith("Secretariat was stopped without being closed. All")
        assert "the last words are from" in stop_told(again, 0)
        assert "2 paragraphs that could not be saved then are back" in stop_told(again, 2)
        assert stop_told(again, 1).count("One paragraph") == 1
    finally:
        again.close()
    once_more = Session.open(register_folder)
    try:
        assert not once_more.cut_off
        assert stop_told(once_more, 0) == ""
        assert stop_told(once_more, 1) == (
            "One paragraph that could not be saved then is back in the minutes."
        )
    finally:
        once_more.close()
