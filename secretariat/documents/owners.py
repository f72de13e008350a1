"""Who is to do an action and by when, in words."""

from __future__ import annotations

import re

from secretariat.documents.common import Phrases
from secretariat.models.kinds import DueKind
from secretariat.models.plaintext import one_line
from secretariat.models.records import Action
from secretariat.models.views import ActionView

_TYPED_PREFIX = re.compile(r"(?i)\A\s*\**\s*actions?\s*:\s*\**\s*")


def without_prefix(words: str) -> str:
    """Return the words of an action without an “ACTION:” typed before them."""
    return _TYPED_PREFIX.sub("", words)


def owner_names(view: ActionView) -> list[str]:
    """Return the owners of an action in full, in order."""
    named = view.owner_names or tuple(owner.name for owner in view.owners)
    return [one_line(name) for name in named if name.strip()]


def due_by(phrases: Phrases, action: Action) -> str:
    """Return when an action is due as it stands beside its words: by 1 March 2017."""
    if action.due_kind is DueKind.DATE:
        day = phrases.plain_date(action.due) if action.due else ""
        return phrases.say("actions.due.by", date=day) if day else ""
    keys = {
        DueKind.NEXT_MEETING: "actions.due.by_next",
        DueKind.AS_SOON_AS_POSSIBLE: "actions.due.by_asap",
        DueKind.ONGOING: "actions.due.by_ongoing",
    }
    return phrases.say(keys[action.due_kind]) if action.due_kind in keys else ""


def due_text(phrases: Phrases, action: Action) -> str:
    """Return when an action is due as a list shows it."""
    if action.due_kind is DueKind.DATE:
        return phrases.plain_date(action.due) if action.due else ""
    keys = {
        DueKind.NEXT_MEETING: "actions.due.next",
        DueKind.AS_SOON_AS_POSSIBLE: "actions.due.asap",
        DueKind.ONGOING: "actions.due.ongoing",
    }
    return phrases.say(keys[action.due_kind]) if action.due_kind in keys else ""
