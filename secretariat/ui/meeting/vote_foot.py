"""Below a vote: how it was taken, what was counted, who voted how, and what it came to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secretariat.models.records import Entry, Vote
from secretariat.models.room_kinds import BallotChoice, Majority, Result, VoteMethod
from secretariat.services import votes
from secretariat.services.voted import Voted
from secretariat.ui.meeting.candidates import Round
from secretariat.ui.meeting.entry_foot import EntryFoot
from secretariat.ui.meeting.foot_fields import (
    MAJORITIES,
    RESULTS,
    CountField,
    Line,
    Told,
    kept_out,
)
from secretariat.ui.meeting.minutes_picture import MinutesPicture
from secretariat.ui.meeting.name_grid import NameGrid
from secretariat.ui.page import Context
from secretariat.ui.widgets import Choice, column, flat_button

ELECTION = "election"
_METHODS = (
    (VoteMethod.SHOW, "Show of hands"),
    (VoteMethod.AGREED, "Without a count"),
    (VoteMethod.NAMED, "By name"),
    (VoteMethod.BALLOT, "Secret ballot"),
    (ELECTION, "Election, show of hands"),
    (f"{ELECTION} named", "Election, by name"),
    (f"{ELECTION} ballot", "Election, secret ballot"),
)
_KEYS = "F for · A against · B abstains · N not voting · Shift: all who are left"
_CASTING = (
    (BallotChoice.NOT_VOTING, "No casting vote"),
    (BallotChoice.FOR, "Casting vote for"),
    (BallotChoice.AGAINST, "Casting vote against"),
)


class VoteFoot(EntryFoot):
    """Edits the vote of an entry, or the rounds of an election."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._vote: Vote | None = None
        self._asked = False
        save = context.autosave
        self.method = Choice(_METHODS, "How the vote was taken")
        self.method.chosen.connect(self._set_method)
        self.on = Choice((), "What was voted on")
        self.on.chosen.connect(lambda uid: self._change(motion=uid or None))
        self.votes_for = CountField(save, self._keeper("votes_for"), "Votes for")
        self.against = CountField(save, self._keeper("votes_against"), "Votes against")
        self.abstentions = CountField(save, self._keeper("abstentions"), "Abstentions")
        for field in (self.votes_for, self.against, self.abstentions):
            field.setPlaceholderText("–")
        self.majority = Choice(MAJORITIES, "Majority needed")
        self.majority.chosen.connect(lambda value: self._change(majority=Majority(value)))
        self.casting = Choice(_CASTING, "Casting vote")
        self.casting.chosen.connect(self._give_casting)
        self.result = Choice(RESULTS, "Result of the vote")
        self.result.chosen.connect(lambda value: self._change(result=Result(value)))
        self.ask = flat_button("Record a member’s vote", "", self._show_names)
        self.ask.setToolTip("A member may ask that how they voted be recorded")
        self.grid = NameGrid(context.theme)
        self.grid.voted.connect(self._record)
        self._keys = Told("small", "Keys")
        self._out = Told("small", "Who may not vote")
        self._says = Told("quiet", "What prints")
        self._doubts = Told("small", "What does not add up")
        self._doubts.setProperty("tone", "warn")
        for choice in (self.method, self.on, self.majority, self.casting):
            choice.setMinimumContentsLength(8)
        self._rounds: dict[str, Round] = {}
        for choice, wide in ((self.method, 210), (self.result, 150), (self.majority, 190)):
            choice.setMaximumWidth(context.theme.length(wide))
        self.setProperty("framed", True)
        self._lay_out()

    def _lay_out(self) -> None:
        self._count = QWidget()
        counted = Line(
            "For", self.votes_for, "Against", self.against, "Abstentions", self.abstentions
        )
        counted.setContentsMargins(0, 0, 0, 0)
        self._count.setLayout(counted)
        self._outcome = QWidget()
        outcome = Line(self.result, self.majority, wide=(self.result, self.majority))
        outcome.setContentsMargins(0, 0, 0, 0)
        self._outcome.setLayout(outcome)
        self._elections = QVBoxLayout()
        self._elections.setSpacing(8)
        column(
            Line(self.method, self.on, wide=(self.method, self.on)),
            self._count,
            self.grid,
            self._out,
            self._keys,
            self._outcome,
            Line(self.casting),
            self._elections,
            Line(self.ask),
            self._says,
            self._doubts,
            parent=self,
            spacing=6,
        )

    # ------------------------------------------------------------------ showing

    def show_entry(self, entry: Entry, picture: MinutesPicture) -> None:
        super().show_entry(entry, picture)
        held = picture.voted
        found = held.votes_in(entry.uid)
        self._vote = found[0] if found else None
        self.setEnabled(bool(found))
        if not found:
            return
        vote = found[0]
        self.method.show_value(_election(vote.method) if vote.is_election else vote.method)
        self._show_motions(held, vote, picture)
        self._show_count(held, vote)
        self._show_names_of(picture, vote)
        self._show_rounds(picture, found if vote.is_election else ())
        told = [words for one in found for words in held.doubts(one)]
        self._doubts.tell("\n".join(f"⚠ {words}" for words in told))
        says = "" if entry.text.strip() else picture.said.get(entry.uid, "")
        self._says.tell(f"Prints: {says}" if says else "")

    def _show_motions(self, held: Voted, vote: Vote, picture: MinutesPicture) -> None:
        options: list[tuple[str, str]] = [("", "On a proposal")]
        for motion in held.motions:
            if motion.item == vote.item and motion.entry:
                what = "amendment" if motion.amends else "motion"
                words = " ".join(picture.words_of(motion.entry).split())
                short = f"{words[:40]}…" if len(words) > 40 else words
                options.append(
                    (motion.uid, f"On the {what}: {short}" if short else f"On the {what}")
                )
        self.on.set_options(options)
        self.on.show_value(vote.motion or "")
        self.on.setVisible(not vote.is_election and len(options) > 1)

    def _show_count(self, held: Voted, vote: Vote) -> None:
        count, named = held.count(vote), vote.method is VoteMethod.NAMED
        for field, many in (
            (self.votes_for, count.votes_for),
            (self.against, count.against),
            (self.abstentions, count.abstentions),
        ):
            field.setEnabled(not named)
            field.show_value(many)
        self._count.setVisible(not vote.is_election and vote.method is not VoteMethod.AGREED)
        self._outcome.setVisible(not vote.is_election)
        self.casting.setEnabled(not vote.is_election)
        self.result.show_value(vote.result)
        if vote.result not in {value for value, _ in RESULTS}:
            self.result.offer(vote.result, vote.result.value.capitalize())
            self.result.show_value(vote.result)
        self.majority.show_value(vote.majority)
        self.casting.show_value(vote.casting_choice)
        equal = not vote.is_election and count.is_counted and count.votes_for == count.against
        self.casting.setVisible(equal or vote.casting_choice is not BallotChoice.NOT_VOTING)

    def _show_names_of(self, picture: MinutesPicture, vote: Vote) -> None:
        held = picture.voted
        named = vote.method is VoteMethod.NAMED and not vote.is_election
        ballots = {one.attendee: one.choice for one in held.ballots_of(vote)}
        shown = not vote.is_election and (named or self._asked or bool(ballots))
        if shown:
            may = held.electorate(vote).entitled | ballots.keys()
            people = sorted(held.attendees, key=lambda one: one.position)
            self.grid.show_votes([(one.uid, one.name) for one in people if one.uid in may], ballots)
            self._out.tell(kept_out(picture, vote, may))
        else:
            self._out.tell("")
        self.grid.setVisible(shown)
        self._keys.tell(_KEYS if shown else "")
        self.ask.setVisible(not vote.is_election and not shown)

    def _show_rounds(self, picture: MinutesPicture, rounds: Sequence[Vote]) -> None:
        """Show the rounds of an election; a further one that was asked for takes the cursor."""
        uids = [one.uid for one in rounds]
        further = bool(self._rounds) and len(uids) > len(self._rounds)
        for uid in [uid for uid in self._rounds if uid not in uids]:
            gone = self._rounds.pop(uid)
            self._elections.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for at, one in enumerate(rounds):
            if one.uid not in self._rounds:
                self._rounds[one.uid] = Round(self.context)
                self._elections.insertWidget(at, self._rounds[one.uid])
            self._rounds[one.uid].show_round(picture, one, last=at == len(rounds) - 1)
        if further:
            self._rounds[uids[-1]].begin()

    # ------------------------------------------------------------------ the foot

    def sentence(self) -> str:
        return "Written for you as below; or say it in your own words"

    def flush(self) -> None:
        for field in (self.votes_for, self.against, self.abstentions):
            field.flush()
        for one in self._rounds.values():
            one.candidates.flush()

    def begin(self) -> None:
        """Put the focus where counting begins."""
        first = next(reversed(self._rounds.values()), None)
        if first is not None:
            first.begin()
        elif not self.grid.isHidden():
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self._count.isHidden():
            self.votes_for.setFocus()
        else:
            self.result.setFocus()

    def next_round(self) -> None:
        """Add a round to the election, where one is to be had."""
        if self._rounds:
            next(reversed(self._rounds.values())).next_round()

    def fields(self) -> Sequence[QWidget]:
        counted = (self.votes_for, self.against, self.abstentions, self.grid)
        rounds = [field for one in self._rounds.values() for field in one.fields()]
        outcome = (self.result, self.majority, self.casting, self.ask)
        return (self.method, self.on, *counted, *outcome, *rounds)

    # ------------------------------------------------------------------ changes

    def _keeper(self, name: str) -> Any:
        def keep(value: int | None) -> Any:
            if self._vote is None:
                return None
            values: dict[str, Any] = {name: value}
            return votes.change_vote(self.context.session, self._vote.uid, **values)

        return keep

    def _change(self, **values: Any) -> None:
        if self._vote is not None:
            self.context.submit(votes.change_vote(self.context.session, self._vote.uid, **values))

    def _set_method(self, value: object) -> None:
        election = str(value).startswith(ELECTION)
        method = next((one for one in VoteMethod if _election(one) == value), VoteMethod.SHOW)
        self._change(method=method if election else VoteMethod(str(value)), is_election=election)

    def _give_casting(self, value: object) -> None:
        if self._vote is not None:
            choice = BallotChoice(str(value))
            self.context.submit(votes.give_casting(self.context.session, self._vote.uid, choice))

    def _record(self, said: dict[str, BallotChoice | None]) -> None:
        if self._vote is not None:
            self.context.submit(votes.set_ballots(self.context.session, self._vote.uid, said))

    def _show_names(self) -> None:
        self._asked = True
        self.asked_again.emit()
        self.grid.setFocus()


def _election(method: VoteMethod) -> str:
    """Return what the choice of how it was taken calls an election by a method."""
    words = {VoteMethod.BALLOT: f"{ELECTION} ballot", VoteMethod.NAMED: f"{ELECTION} named"}
    return words.get(method, ELECTION)
