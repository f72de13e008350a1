"""Submissions as the list shows them, and the ways to narrow the list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from secretariat.models.dates import plain_date
from secretariat.models.kinds import SubmissionKind
from secretariat.models.plaintext import one_line, shortened, unmarked
from secretariat.models.records import Submission
from secretariat.models.submissions import SubmissionState, awaits_written_reply
from secretariat.services.horizon import OUTSIDE
from secretariat.services.meetings import all_meetings
from secretariat.services.submission_views import SubmissionView
from secretariat.store.rows import Reader
from secretariat.ui.pages.people_rows import holds
from secretariat.ui.tables.rows import ListRow

TABS: tuple[tuple[SubmissionState | None, str], ...] = (
    (SubmissionState.TO_RULE, "To rule on"),
    (SubmissionState.IN_ORDER, "In order"),
    (SubmissionState.ANSWERED, "Answered"),
    (SubmissionState.RULED_OUT, "Ruled out"),
    (SubmissionState.WITHDRAWN, "Withdrawn"),
    (None, "All"),
)
"""The states by which the list is narrowed, and what their tabs are called; None is all."""

KINDS = tuple((kind, kind.value.capitalize()) for kind in SubmissionKind)
_TONES = {
    SubmissionState.TO_RULE: "warn",
    SubmissionState.IN_ORDER: "good",
    SubmissionState.ANSWERED: "accent",
}
_LONGEST = 140


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which submissions are shown; empty means all."""

    state: SubmissionState | None = None
    body: str = ""
    kind: str = ""
    text: str = ""

    def lets(self, view: SubmissionView) -> bool:
        """Say whether a submission is shown."""
        row = view.submission
        return (
            (self.state is None or view.state is self.state)
            and (not self.body or row.body == self.body)
            and (not self.kind or row.kind.value == self.kind)
            and holds(_searched(view), self.text)
        )


def _searched(view: SubmissionView) -> str:
    row = view.submission
    item = view.item.title if view.item else ""
    words = (row.name, row.organisation, row.title, row.text, row.kind, row.mover, row.seconder)
    return " ".join((*words, view.body.name, view.body.short_name, item, row.reply, row.note))


def submission_rows(views: Iterable[SubmissionView], only: Narrowed) -> list[ListRow]:
    """Return the submissions that `only` lets through, under a heading for each meeting."""
    rows: list[ListRow] = []
    group = ""
    for view in views:
        if not only.lets(view):
            continue
        heading = meeting_words(view)
        if heading != group:
            rows.append(ListRow("", heading))
            group = heading
        rows.append(submission_row(view))
    return rows


def submission_row(view: SubmissionView) -> ListRow:
    """Return one submission as a line of the list."""
    row = view.submission
    words, tone = state_tag(view)
    late = "Late" if view.is_late else ""
    parts = (row.kind.value.capitalize(), whom(row), view.item.title if view.item else "")
    detail = " · ".join(part for part in parts if part)
    told = (called(row), detail, late, words, meeting_words(view))
    return ListRow(
        row.uid,
        called(row),
        detail,
        note=late,
        tag=words,
        tone=tone,
        quiet=view.state in (SubmissionState.RULED_OUT, SubmissionState.WITHDRAWN),
        sentence=". ".join(part for part in told if part),
    )


def called(row: Submission) -> str:
    """Return what a submission is called in a list: its title, or its first words."""
    words = one_line(row.title) or one_line(unmarked(row.text))
    return shortened(words, _LONGEST) if words else f"{row.kind.value.capitalize()} without words"


def whom(row: Submission) -> str:
    """Return from whom a submission is, in one line."""
    return ", ".join(part for part in (one_line(row.name), one_line(row.organisation)) if part)


def meeting_words(view: SubmissionView) -> str:
    """Return the meeting that a submission is for: “CSSP, 2 December 2026”."""
    name = view.body.short_name or view.body.name
    if view.meet is None:
        return f"{name}, for no meeting yet"
    return f"{name}, {plain_date(view.meet.date) if view.meet.date else 'meeting without a date'}"


def state_tag(view: SubmissionView) -> tuple[str, str]:
    """Return the words and the tone that say how a submission stands."""
    if awaits_written_reply(view.submission):
        return "Reply in writing", "warn"
    return view.state.value.capitalize(), _TONES.get(view.state, "quiet")


def meeting_options(
    reader: Reader, body: str, today: date, given: str = ""
) -> list[tuple[str, str]]:
    """Return the meetings that a body's submissions can be put to: none, those to come with the
    next one first, and the one that is given though it is over or off."""
    found = [("", "No meeting yet")]
    for meet in all_meetings(reader, body=body) if body else ():
        ahead = meet.date is not None and meet.date >= today
        if meet.meeting.uid == given or (ahead and meet.meeting.stage not in OUTSIDE):
            words = plain_date(meet.date) if meet.date else "Without a date"
            title = f", {meet.meeting.title}" if meet.meeting.title else ""
            found.append((meet.meeting.uid, words + title))
    return found
