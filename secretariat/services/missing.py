"""What a coming meeting still waits for, told in a sentence on the desk and before it goes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from secretariat.models.papers import PaperState
from secretariat.models.plaintext import joined
from secretariat.services.findings import Finding, Gravity
from secretariat.services.horizon import in_words
from secretariat.services.owed import PaperView, owed_to
from secretariat.store.rows import Reader

_NAMED = 4


@dataclass(frozen=True, slots=True)
class Missing:
    """The reports of a meeting that are missing: the first day due, how many are late, and the
    sentence that names their authors: “Three of seven are missing: Kate Lowther (2), …”."""

    due: date | None
    late: int
    sentence: str


def missing(views: Sequence[PaperView], today: date) -> Missing | None:
    """Return what is missing of the reports of one meeting; None when all have come."""
    owed = [view for view in views if view.is_missing(today)]
    if not owed:
        return None
    late = sum(1 for view in owed if view.state(today) is PaperState.LATE)
    wanted = [view for view in views if view.is_missing(today) or view.state(today).is_in]
    words = f"{in_words(len(owed)).capitalize()} of {in_words(len(wanted))}"
    words += f" {'is' if len(owed) == 1 else 'are'} missing: {_authors(owed)}."
    if late and late < len(owed):
        words += f" {in_words(late).capitalize()} {'is' if late == 1 else 'are'} late."
    return Missing(min((v.due_day for v in owed if v.due_day), default=None), late, words)


def missing_reports(reader: Reader, meeting: str, today: date) -> list[Finding]:
    """Return that reports are still missing, for whoever is about to give out the agenda."""
    views = owed_to(reader, [meeting]).get(meeting, ())
    told = missing(views, today)
    if told is None:
        return []
    first = next(view for view in views if view.is_missing(today))
    item = next(place.item.uid for place in first.live if place.meet.meeting.uid == meeting)
    words = f"Of the reports asked for, {told.sentence[:1].lower()}{told.sentence[1:]}"
    return [Finding(Gravity.WARN, words, item)]


def _authors(views: Sequence[PaperView]) -> str:
    counted = Counter(view.author_name or "no author yet" for view in views)
    names = [f"{name} ({count})" if count > 1 else name for name, count in counted.items()]
    rest = sum(counted.values()) - sum(list(counted.values())[:_NAMED])
    return joined([*names[:_NAMED], *([f"{rest} more"] if len(names) > _NAMED else [])])
