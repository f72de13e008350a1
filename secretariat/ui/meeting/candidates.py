"""A round of an election: candidates a line each, who voted for whom, and who was elected."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from secretariat.models.kinds import AttendanceKind
from secretariat.models.records import Vote, VoteOption
from secretariat.models.room_kinds import BallotChoice, VoteMethod
from secretariat.models.typed_votes import attendee_named
from secretariat.services import elections, room
from secretariat.services.room import Spot
from secretariat.ui.editors.fields import ProseField
from secretariat.ui.meeting.foot_fields import Line, Told, kept_out
from secretariat.ui.meeting.minutes_picture import MinutesPicture
from secretariat.ui.meeting.name_grid import CHOICES, Mark, NameGrid
from secretariat.ui.page import Context
from secretariat.ui.widgets import Choice, column, flat_button

NEXT_ROUND_KEY = "Ctrl+J"
_LOT, _ALL = "lot ", "all"
_MOST = 9
"""How many candidates have a digit of their own in a vote by name."""
_CHAIR, _VICE = "chair", re.compile(r"\b(vice|deputy)\b")
_KEPT_OUT = (BallotChoice.ABSTAIN, BallotChoice.NOT_VOTING)


class Round(QWidget):
    """Edits one round. What is typed is kept as it is typed; the count says who is elected."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._uid = self._out = ""
        self._winner: tuple[Vote, str] | None = None
        self._name = Told("small", "Round")
        self.candidates = ProseField(
            context.autosave, self._save, "Candidates, a line each, with their votes", lines=2
        )
        self.candidates.is_prose = False
        self.grid = NameGrid(context.theme)
        self.grid.voted.connect(self._record)
        self._tally = Told("small", "Votes by name")
        self.elected = Choice((), "Who was elected")
        self.elected.chosen.connect(self._elect)
        self.chair = flat_button("Takes the chair", "", self._take_chair)
        self.chair.setToolTip("Record that whoever was elected took the chair")
        self.out = Choice((), "Who takes no part in the next round")
        self.out.chosen.connect(self._leave_out)
        self.again = flat_button("Next round", "", self.next_round)
        self.again.setToolTip(f"Vote again ({NEXT_ROUND_KEY})")
        self.gone = flat_button("Remove round", "", self._remove)
        column(
            self._name,
            self.candidates,
            self.grid,
            self._tally,
            Line(self.elected, self.chair, wide=(self.elected,)),
            Line(self.out, wide=(self.out,)),
            Line(self.again, self.gone),
            parent=self,
            spacing=6,
        )

    def show_round(self, picture: MinutesPicture, vote: Vote, *, last: bool) -> None:
        """Show the candidates of a round; what is being typed stays."""
        held = picture.voted
        self._uid = vote.uid
        options = held.options_of(vote)
        by_name = vote.method is VoteMethod.NAMED
        heading = "Candidates" if vote.round == 1 else f"Round {vote.round}"
        how = "a line each" if by_name else "a line each with the votes: Ann Webb: 12"
        self._name.tell(f"{heading}, {how}")
        self.candidates.setPlaceholderText("Ann Webb" if by_name else "Ann Webb: 12")
        self.candidates.setAccessibleName(f"{heading}, a line each, with their votes")
        text = elections.candidate_lines(options, counts=not by_name)
        typed = self.candidates.toPlainText()
        same = [line.split() for line in typed.splitlines() if line.strip()] == [
            line.split() for line in text.splitlines()
        ]
        if not same and not self.candidates.hasFocus():
            self.candidates.show_value(text)
        self._show_names(picture, vote, options)
        self._show_outcome(vote, options, last=last)
        self._winner = _may_preside(picture, vote, options) if last else None
        self.chair.setVisible(self._winner is not None)

    def _show_names(
        self, picture: MinutesPicture, vote: Vote, options: Sequence[VoteOption]
    ) -> None:
        held = picture.voted
        by_name = vote.method is VoteMethod.NAMED and bool(options)
        self.grid.setVisible(by_name)
        if not by_name:
            self._tally.tell("")
            return
        ballots = held.ballots_of(vote)
        said: dict[str, object] = {one.attendee: one.option or one.choice for one in ballots}
        self.grid.offer_marks(_marks(options))
        may = held.electorate(vote).entitled | said.keys()
        people = sorted(held.attendees, key=lambda one: one.position)
        self.grid.show_votes([(one.uid, one.name) for one in people if one.uid in may], said)
        out = kept_out(picture, vote, may)
        keys = [f"{key.key} {key.words}" for key in _marks(options).values()]
        counts = [f"{one.label}: {one.count or 0}" for one in options] if ballots else []
        self._tally.tell("\n".join(filter(None, (out, " · ".join(keys), ", ".join(counts)))))

    def _show_outcome(self, vote: Vote, options: Sequence[VoteOption], *, last: bool) -> None:
        offered: list[tuple[str, str]] = [("", "Nobody elected")]
        offered += [(one.uid, f"{one.label} elected") for one in options]
        offered += [(f"{_LOT}{one.uid}", f"{one.label} elected by lot") for one in _level(options)]
        self.elected.set_options(offered)
        chosen = next((one.uid for one in options if one.is_elected), "")
        self.elected.show_value(f"{_LOT}{chosen}" if vote.by_lot and chosen else chosen)
        self.elected.setVisible(last and bool(options))
        more = last and len(options) > 1 and not chosen
        self._show_out(options, shown=more and len(options) > 2)
        self.again.setVisible(more)
        self.gone.setVisible(last and vote.round > 1)

    def _show_out(self, options: Sequence[VoteOption], *, shown: bool) -> None:
        """Show who takes no part in a further round: whoever has the fewest votes, unless another
        is chosen; where those are equal, a lot may say it."""
        before, known = self.out.value(), {one.uid for one in options}
        offered = [
            (_ALL, "All stand again"),
            *((one.uid, f"Without {one.label}") for one in options),
        ]
        equal = _level(options, fewest=True)
        offered += [(f"{_LOT}{one.uid}", f"Without {one.label}, by lot") for one in equal]
        self.out.set_options(offered)
        kept = before == _ALL or str(before or "").removeprefix(_LOT) in known
        least = elections.falls_out(options)
        chosen = before if kept and self.out.hasFocus() else least.uid if least else _ALL
        self.out.show_value(chosen)
        self.out.setVisible(shown)

    def fields(self) -> Sequence[QWidget]:
        """Return what the keyboard goes through, in order."""
        return (
            self.candidates,
            self.grid,
            self.elected,
            self.chair,
            self.out,
            self.again,
            self.gone,
        )

    def begin(self) -> None:
        """Put the focus where this round is taken: the names, or the candidates."""
        if self.grid.isHidden():
            self.candidates.setFocus()
        else:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ changes

    def _save(self, text: str) -> Any:
        session = self.context.session
        return elections.set_candidates(session, self._uid, text) if self._uid else None

    def _record(self, said: Mapping[str, Any]) -> None:
        self.context.submit(elections.vote_for(self.context.session, self._uid, said))

    def _elect(self, value: object) -> None:
        words = str(value)
        uid = words.removeprefix(_LOT) or None
        lot = words.startswith(_LOT)
        self.context.submit(elections.elect(self.context.session, self._uid, uid, by_lot=lot))

    def _take_chair(self) -> None:
        if self._winner is not None:
            vote, who = self._winner
            spot = Spot(vote.meeting, vote.item, vote.entry)
            session = self.context.session
            self.context.submit(
                room.record_movement(session, spot, who, AttendanceKind.TAKES_CHAIR)
            )

    def _leave_out(self, value: object) -> None:
        self._out = str(value)

    def next_round(self) -> None:
        """Vote again, without whoever takes no further part."""
        if self.again.isHidden():
            return
        self.candidates.flush()
        without, lot = None, False
        if not self.out.isHidden():
            words = str(self.out.value() or "")
            lot = words.startswith(_LOT)
            without = "" if words == _ALL else words.removeprefix(_LOT)
        self.context.submit(
            elections.next_round(self.context.session, self._uid, without=without, by_lot=lot)
        )

    def _remove(self) -> None:
        self.context.submit(elections.remove_round(self.context.session, self._uid))


def _may_preside(
    picture: MinutesPicture, vote: Vote, options: Sequence[VoteOption]
) -> tuple[Vote, str] | None:
    """Return the vote and who was elected in it, where somebody was elected to the chair, is there
    and does not preside yet."""
    held, topic = picture.voted, picture.topic(vote.item or "")
    about = f"{vote.question} {topic.title if topic else ''}".casefold()
    title = picture.meet.bodies[0].chair_title.casefold() if picture.meet.bodies else _CHAIR
    chosen = next((one for one in options if one.is_elected), None)
    to_chair = (title in about or _CHAIR in about) and not _VICE.search(about)
    if chosen is None or held.timeline is None or not to_chair:
        return None
    who = attendee_named(held.attendees, chosen.label)
    after = held.timeline.at(vote.item)
    there = who is not None and who.uid in after.present and who.uid != after.chair
    return (vote, who.uid) if who is not None and there else None


def _marks(options: Sequence[VoteOption]) -> dict[object, Mark]:
    """Return the keys of a vote by name: a digit a candidate, and the letters of who kept out."""
    made: dict[object, Mark] = {
        one.uid: Mark(str(at), one.label) for at, one in enumerate(options[:_MOST], start=1)
    }
    return made | {choice: CHOICES[choice] for choice in _KEPT_OUT}


def _level(options: Sequence[VoteOption], *, fewest: bool = False) -> Sequence[VoteOption]:
    """Return those who have equally many votes and the most of all, or the fewest; at least two."""
    counted = [one for one in options if one.count is not None]
    edge = (min if fewest else max)((one.count or 0 for one in counted), default=0)
    level = [one for one in counted if one.count == edge]
    return level if len(level) > 1 else ()
