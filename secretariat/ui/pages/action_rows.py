"""Actions as the tracker lists them, and the ways to narrow the list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from secretariat.models.dates import parse_date, plain_date
from secretariat.models.kinds import ActionState, DueKind
from secretariat.models.plaintext import one_line, unmarked
from secretariat.models.views import ActionView
from secretariat.services.actions import overdue
from secretariat.ui.pages.people_rows import holds
from secretariat.ui.tables.rows import ListRow


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which actions are shown; empty means all. `state` is open, overdue, closed or all."""

    state: str = "open"
    owner: str = ""
    body: str = ""
    text: str = ""

    def lets(self, view: ActionView, today: date) -> bool:
        """Say whether an action is shown."""
        is_open = view.action.state.is_open
        states = {
            "open": is_open,
            "overdue": overdue(view, today),
            "closed": not is_open,
            "all": True,
        }
        return (
            states[self.state]
            and (not self.owner or self.owner in view.owner_names)
            and (not self.body or view.body.uid == self.body)
            and holds(_searched(view), self.text)
        )


def _searched(view: ActionView) -> str:
    item = view.item.title if view.item else ""
    notes = " ".join(update.text for update in view.updates)
    owners = " ".join((*view.owner_names, *view.owner_initials))
    return f"{view.words} {owners} {view.body.name} {view.body.short_name} {item} {notes}"


def action_rows(views: Iterable[ActionView], today: date, only: Narrowed) -> list[ListRow]:
    """Return the actions that `only` lets through, in the order in which they come."""
    return [action_row(view, today) for view in views if only.lets(view, today)]


def action_row(view: ActionView, today: date) -> ListRow:
    """Return one action as a line of the tracker."""
    words = one_line(unmarked(view.words)) or "No words yet"
    tag, tone = state_tag(view, today)
    owners = ", ".join(view.owner_names) or "No owner"
    due = due_words(view)
    detail = " · ".join(
        filter(None, (owners, view.body.short_name or view.body.name, origin(view)))
    )
    notes = len(view.updates)
    told = f" {notes} progress note{'s' if notes != 1 else ''}." if notes else ""
    sentence = f"{words}. {owners}. {view.body.name}. {due or 'No date'}. {tag}.{told}"
    return ListRow(
        view.action.uid,
        words,
        detail,
        note=due,
        tag=tag,
        tone=tone,
        quiet=not view.action.state.is_open,
        sentence=sentence,
    )


def origin(view: ActionView) -> str:
    """Return the meeting an action comes from, in a few words."""
    if view.sitting:
        return plain_date(view.sitting.date)
    return "" if view.meeting is None else "meeting without a date"


def state_tag(view: ActionView, today: date) -> tuple[str, str]:
    """Return the words and the tone that say how an action stands."""
    action = view.action
    if overdue(view, today) and action.due:
        days = (today - action.due).days
        return (f"{days} day{'s' if days != 1 else ''} late", "bad")
    if action.state is ActionState.OPEN and action.due and (action.due - today).days <= 7:
        return ("Due soon", "warn")
    tones = {
        ActionState.OPEN: "quiet",
        ActionState.IN_PROGRESS: "accent",
        ActionState.DONE: "good",
        ActionState.DROPPED: "quiet",
    }
    return (action.state.value.capitalize(), tones[action.state])


def due_words(view: ActionView) -> str:
    """Return when an action is due, as it is said."""
    action = view.action
    if action.due:
        return plain_date(action.due)
    return action.due_kind.value.capitalize()


_DUE_WORDS = {
    DueKind.NONE: ("", "none", "no date", "-"),
    DueKind.NEXT_MEETING: ("next meeting", "next", "by next meeting", "by the next meeting", "nm"),
    DueKind.AS_SOON_AS_POSSIBLE: ("asap", "as soon as possible", "now", "soon", "urgent"),
    DueKind.ONGOING: ("ongoing", "on-going", "on going", "continuing"),
}


def read_due(text: str, today: date) -> tuple[DueKind, date | None] | None:
    """Return what was typed as a due date: a day, “next meeting”, “asap”; None when neither."""
    words = one_line(text).casefold().rstrip(".")
    for kind, spellings in _DUE_WORDS.items():
        if words in spellings:
            return kind, None
    found = parse_date(words.removeprefix("by ").removeprefix("on "), today)
    return (DueKind.DATE, found) if found else None
