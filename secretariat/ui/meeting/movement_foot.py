"""Below an entry of the minutes that tells who came or went, or what befell the meeting."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from secretariat.documents.room_events import event_words
from secretariat.documents.room_movements import movement_words
from secretariat.models.exclusion import is_secret
from secretariat.models.kinds import AttendanceKind
from secretariat.models.records import AttendanceEvent, Entry, MeetingEvent
from secretariat.models.room_kinds import MeetingEventKind
from secretariat.services import room
from secretariat.ui.editors.fields import LineField, TimeField
from secretariat.ui.meeting.entry_foot import EntryFoot
from secretariat.ui.meeting.minutes_picture import MinutesPicture
from secretariat.ui.page import Context
from secretariat.ui.widgets import Choice, column, row

K = AttendanceKind
_KINDS = (
    (K.ARRIVES, "arrives"),
    (K.LEAVES, "leaves"),
    (K.RETURNS, "returns"),
    (K.WITHDRAWS, "withdraws"),
    (K.TAKES_OVER, "takes over"),
    (K.TAKES_CHAIR, "takes the chair"),
    (K.LEAVES_CHAIR, "leaves the chair"),
)
_EVENTS = tuple((kind, kind.value.capitalize()) for kind in MeetingEventKind)


class MovementFoot(EntryFoot):
    """Who, what and when of a movement; what and when of an event of the meeting."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.recorded: AttendanceEvent | MeetingEvent | None = None
        self._sentence = ""
        self.who = Choice((), "Who it is")
        self.kind = Choice(_KINDS, "What they do")
        self.befallen = Choice(_EVENTS, "What befell the meeting")
        self.words = LineField(context.autosave, self._save_words, "Items and grounds")
        self.at = TimeField(context.autosave, self._save_time, "Time")
        self.at.setFixedWidth(context.theme.length(76))
        self.who.chosen.connect(lambda uid: self._ask(attendee=uid))
        self.kind.chosen.connect(lambda kind: self._ask(kind=kind))
        self.befallen.chosen.connect(lambda kind: self._ask(kind=kind))
        for choice in (self.who, self.kind, self.befallen):
            choice.setMinimumWidth(context.theme.length(72))
        self.setProperty("framed", True)
        line = row(self.who, self.kind, self.befallen, self.at, spacing=8)
        for at, stretch in enumerate((3, 2, 4)):
            line.setStretch(at, stretch)
        column(line, self.words, parent=self, spacing=6)

    def show_entry(self, entry: Entry, picture: MinutesPicture) -> None:
        super().show_entry(entry, picture)
        moved = picture.room.movements_in(entry.uid)
        befallen = picture.room.befallen_in(entry.uid)
        self.recorded = moved[0] if moved else befallen[0] if befallen else None
        self.setVisible(self.recorded is not None)
        if self.recorded is None:
            self._sentence = ""
            return
        is_move = isinstance(self.recorded, AttendanceEvent)
        for widget, shown in (
            (self.who, is_move),
            (self.kind, is_move),
            (self.befallen, not is_move),
            (self.words, not is_move),
        ):
            widget.setVisible(shown)
        self.at.style_of_clock = picture.phrases.choices["clock"]
        self.at.show_value(self.recorded.at)
        if isinstance(self.recorded, AttendanceEvent):
            self._show_move(self.recorded, picture)
        else:
            self._show_event(self.recorded, picture)

    def _show_move(self, event: AttendanceEvent, picture: MinutesPicture) -> None:
        people = picture.room.attendees
        self.who.set_options((one.uid, one.name) for one in people.values())
        self.who.show_value(event.attendee)
        self.kind.show_value(event.kind)
        self._sentence = movement_words(picture.phrases, event, picture.called)

    def _show_event(self, event: MeetingEvent, picture: MinutesPicture) -> None:
        excluded = event.kind is MeetingEventKind.PUBLIC_EXCLUDED
        name = "Items and grounds" if excluded else "Anything to add"
        self.befallen.show_value(event.kind)
        self.words.setPlaceholderText(name)
        self.words.setAccessibleName(name)
        self.words.show_value(event.ground if excluded else event.note)
        items = [topic.item for topic in picture.topics if topic.item is not None]
        held = {topic.uid: topic.held for topic in picture.topics}
        secret = excluded and is_secret(items, held, event.item)
        told = event_words(picture.phrases, event, picture.profile, secret=secret)
        self._sentence = " ".join(told)

    def sentence(self) -> str:
        return self._sentence

    def flush(self) -> None:
        self.words.flush()
        self.at.flush()

    def begin(self) -> None:
        (self.who if isinstance(self.recorded, AttendanceEvent) else self.befallen).setFocus()

    # ------------------------------------------------------------------ writing

    def _save_time(self, at: Any) -> Any:
        return self._change(at=at)

    def _save_words(self, words: str) -> Any:
        event = self.recorded
        if not isinstance(event, MeetingEvent):
            return None
        excluded = event.kind is MeetingEventKind.PUBLIC_EXCLUDED
        return self._change(**{"ground" if excluded else "note": words.strip()})

    def _change(self, **values: Any) -> Any:
        session, event = self.context.session, self.recorded
        if isinstance(event, AttendanceEvent):
            return room.change_movement(session, event.uid, **values)
        return room.change_event(session, event.uid, **values) if event else None

    def _ask(self, **values: Any) -> None:
        receipt = self._change(**values)
        if receipt is not None:
            self.context.submit(receipt)
