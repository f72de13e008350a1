"""Below the words of a motion: who moved and seconded, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from secretariat.models.kinds import EntryKind
from secretariat.models.records import Entry, Motion
from secretariat.models.room_kinds import Result
from secretariat.services import minutes, motions
from secretariat.store.writer import Receipt
from secretariat.ui.meeting.entry_foot import EntryFoot
from secretariat.ui.meeting.foot_fields import FATES, Line, Told, WhoField, movers
from secretariat.ui.meeting.minutes_picture import MinutesPicture
from secretariat.ui.page import Context
from secretariat.ui.widgets import Choice, column, flat_button


class MotionFoot(EntryFoot):
    """Edits a motion; its words are those of the entry."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._motion: Motion | None = None
        self.mover = self._who("mover", "Moved by")
        self.seconder = self._who("seconder", "Seconded by")
        self.result = Choice(FATES, "What became of the motion")
        self.result.setMinimumContentsLength(5)
        self.result.setMaximumWidth(context.theme.length(170))
        self.result.chosen.connect(lambda value: self._change(result=Result(value)))
        self.amend = flat_button("Amendment", "", self.add_amendment)
        self.amend.setToolTip("Add an amendment to this motion; or type AMENDMENT: on a line")
        self.vote = flat_button("Vote", "", self.add_vote)
        self.vote.setToolTip("Record the vote on this motion (Ctrl+7)")
        self._amends = Told("small", "What it would change")
        self.setProperty("framed", True)
        column(
            self._amends,
            Line(self.mover, self.seconder, wide=(self.mover, self.seconder)),
            Line(self.result, self.amend, self.vote, wide=(self.result,)),
            parent=self,
            spacing=6,
        )

    def _who(self, role: str, name: str) -> WhoField:
        def keep(words: str, typing: bool) -> Receipt[Any] | None:
            if self._motion is None:
                return None
            session = self.context.session
            return motions.set_who(session, self._motion.uid, role, words, whole=typing)

        field = WhoField(self.context.autosave, keep, name)
        field.setMinimumWidth(120)
        return field

    def _change(self, **values: Any) -> None:
        if self._motion is not None:
            session = self.context.session
            self.context.submit(motions.change_motion(session, self._motion.uid, **values))

    # ------------------------------------------------------------------ the foot

    def show_entry(self, entry: Entry, picture: MinutesPicture) -> None:
        super().show_entry(entry, picture)
        held = picture.voted
        motion = self._motion = held.motion_in(entry.uid)
        self.setEnabled(motion is not None)
        if motion is None:
            return
        names = {one.uid: one.name for one in held.attendees}
        for field, uid, typed in (
            (self.mover, motion.mover, motion.mover_name),
            (self.seconder, motion.seconder, motion.seconder_name),
        ):
            field.offer(lambda: movers(picture, entry))
            field.show_who(names.get(uid or "", typed))
        self.result.show_value(motion.result)
        main = next((one for one in held.motions if one.uid == motion.amends), None)
        words = " ".join(picture.words_of(main.entry).split()) if main else ""
        short = f"{words[:90]}…" if len(words) > 90 else words
        self._amends.tell(f"Amendment to: {short}" if main else "")
        self.amend.setVisible(main is None)

    def sentence(self) -> str:
        return "The words that were moved"

    def flush(self) -> None:
        self.mover.flush()
        self.seconder.flush()

    def begin(self) -> None:
        self.mover.setFocus()

    def fields(self) -> Sequence[QWidget]:
        return (self.mover, self.seconder, self.result, self.amend, self.vote)

    # ------------------------------------------------------------------ what follows

    def add_amendment(self) -> None:
        """Add an amendment after the motion, and go to it."""
        if self._motion is not None:
            self.flush()
            receipt = motions.add_amendment(self.context.session, self._motion.uid)
            self.context.submit(receipt, then=lambda made: self.made.emit(made.entry or ""))

    def add_vote(self) -> None:
        """Add a vote after the motion, and go to it."""
        motion = self._motion
        if motion is not None and motion.entry:
            self.flush()
            receipt = minutes.add_entry(
                self.context.session,
                motion.meeting,
                motion.item,
                kind=EntryKind.VOTE,
                after=motion.entry,
            )
            self.context.submit(receipt, then=lambda made: self.made.emit(made.uid))
