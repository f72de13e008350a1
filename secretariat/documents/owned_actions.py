"""The open actions of one owner, or of each owner on a page of its own."""

from __future__ import annotations

from secretariat.documents.actions import (
    action_list,
    action_words,
    cell,
    header_row,
    source_of,
    state_words,
)
from secretariat.documents.common import Phrases
from secretariat.documents.model import (
    Block,
    Cell,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Role,
    Table,
    runs,
)
from secretariat.documents.owners import due_text, owner_names
from secretariat.documents.wording import Wording
from secretariat.models.plaintext import joined, one_line
from secretariat.models.views import ActionListView, ActionView, OwnedActions

_WIDTHS = (0.4, 0.26, 0.19, 0.15)
_LEVEL = 2


def compose_owned_actions(view: ActionListView, wording: Wording) -> Document:
    """Return the open actions of each owner in `view`, each from a new page on.

    With each stand the meeting and the item from which it comes, when it is due and how it
    stands; an action of several owners says with whom it is shared.
    """
    phrases = Phrases(wording.of_body(view.choices), view.choices)
    say = phrases.say
    blocks: list[Block] = []
    for owner in view.owners:
        if blocks:
            blocks.append(PageBreak())
        blocks.append(Heading(_LEVEL, runs(say("owned_actions.of", name=one_line(owner.name)))))
        if owner.actions:
            blocks.append(_table(phrases, owner, view))
        else:
            blocks.append(Paragraph(runs(say("owned_actions.none"))))
    if not view.owners:
        blocks.append(Paragraph(runs(say("owned_actions.none"))))
    heading = say("owned_actions")
    if len(view.owners) == 1:
        heading = say("owned_actions.of", name=one_line(view.owners[0].name))
    return action_list(view, phrases, "actions by person", heading, blocks)


def _table(phrases: Phrases, owner: OwnedActions, view: ActionListView) -> Table:
    heads = ("actions.column.action", "owned_actions.column.from", "actions.column.due",
             "actions.column.state")  # fmt: skip
    rows = [
        (
            Cell((*action_words(phrases, one), *_with(phrases, one, owner))),
            cell(source_of(phrases, one, view)),
            cell(due_text(phrases, one.action)),
            cell(_state(phrases, one, view)),
        )
        for one in owner.actions
    ]
    summary = phrases.say("owned_actions.summary", name=one_line(owner.name))
    return Table((header_row(phrases, heads), *rows), _WIDTHS, summary=summary)


def _with(phrases: Phrases, one: ActionView, owner: OwnedActions) -> list[Paragraph]:
    others = [name for name in owner_names(one) if name != one_line(owner.name)]
    if not others:
        return []
    words = phrases.say("owned_actions.with", names=joined(others, phrases.say.raw("and")))
    return [Paragraph(runs(words), Role.SMALL)]


def _state(phrases: Phrases, one: ActionView, view: ActionListView) -> str:
    """Return how an action stands; one whose day had passed by the day of the list is overdue."""
    due = one.action.due
    if due is not None and due < view.made.date():
        return phrases.say("owned_actions.overdue")
    return state_words(phrases, one.action)
