"""A round of an election: candidates a line each with their votes, and who was elected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from secretariat.models.records import Vote, VoteOption
from secretariat.services import votes
from secretariat.ui.editors.fields import ProseField
from secretariat.ui.meeting.foot_fields import Line, Told
from secretariat.ui.page import Context
from secretariat.ui.widgets import Choice, column, flat_button

_LOT = "lot "


class Round(QWidget):
    """Edits one round. What is typed is kept as it is typed; the count says who is elected."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._uid = ""
        self._name = Told("small", "Round")
        self.candidates = ProseField(
            context.autosave, self._save, "Candidates, a line each, with their votes", lines=2
        )
        self.candidates.setPlaceholderText("Ann Webb: 12")
        self.elected = Choice((), "Who was elected")
        self.elected.chosen.connect(self._elect)
        self.again = flat_button("Next round", "", self._next)
        self.again.setToolTip("Vote again, without the candidate who had fewest votes")
        self.gone = flat_button("Remove round", "", self._remove)
        column(
            self._name,
            self.candidates,
            Line(self.elected, self.again, self.gone),
            parent=self,
            spacing=6,
        )

    def show_round(self, vote: Vote, options: Sequence[VoteOption], *, last: bool) -> None:
        """Show the candidates of a round; what is being typed stays."""
        self._uid = vote.uid
        heading = "Candidates" if vote.round == 1 else f"Round {vote.round}"
        self._name.tell(f"{heading}, a line each with the votes: Ann Webb: 12")
        text = votes.candidate_lines(options)
        typed = self.candidates.toPlainText()
        same = [line.split() for line in typed.splitlines() if line.strip()] == [
            line.split() for line in text.splitlines()
        ]
        if not same and not self.candidates.hasFocus():
            self.candidates.show_value(text)
        self.candidates.setAccessibleName(f"{heading}, a line each, with their votes")
        offered: list[tuple[str, str]] = [("", "Nobody elected")]
        offered += [(one.uid, f"{one.label} elected") for one in options]
        offered += [(f"{_LOT}{one.uid}", f"{one.label}, by lot") for one in _level(options)]
        self.elected.set_options(offered)
        chosen = next((one.uid for one in options if one.is_elected), "")
        self.elected.show_value(f"{_LOT}{chosen}" if vote.by_lot and chosen else chosen)
        self.elected.setVisible(last and bool(options))
        self.again.setVisible(last and len(options) > 1 and not chosen)
        self.gone.setVisible(last and vote.round > 1)

    def fields(self) -> Sequence[QWidget]:
        """Return what the keyboard goes through, in order."""
        return (self.candidates, self.elected, self.again, self.gone)

    def _save(self, text: str) -> Any:
        return votes.set_candidates(self.context.session, self._uid, text) if self._uid else None

    def _elect(self, value: object) -> None:
        words = str(value)
        uid = words.removeprefix(_LOT) or None
        lot = words.startswith(_LOT)
        self.context.submit(votes.elect(self.context.session, self._uid, uid, by_lot=lot))

    def _next(self) -> None:
        self.candidates.flush()
        self.context.submit(votes.next_round(self.context.session, self._uid))

    def _remove(self) -> None:
        self.context.submit(votes.remove_round(self.context.session, self._uid))


def _level(options: Sequence[VoteOption]) -> list[VoteOption]:
    """Return those who share the most votes, between whom a lot may be drawn."""
    most = max((one.count for one in options if one.count is not None), default=None)
    first = [one for one in options if one.count == most and most is not None]
    return first if len(first) > 1 else [one for one in options if one.is_elected]
