"""The list of actions of a meeting, a body or the whole office."""

from __future__ import annotations

from collections.abc import Sequence

from secretariat.documents.common import Phrases
from secretariat.documents.model import (
    Block,
    Cell,
    Document,
    Heading,
    ListBlock,
    PageFurniture,
    Paragraph,
    Role,
    Table,
    Text,
    runs,
)
from secretariat.documents.owners import due_text, owner_names, without_prefix
from secretariat.documents.prose import flat, prose
from secretariat.documents.wording import Wording
from secretariat.models.kinds import ActionState
from secretariat.models.plaintext import one_line
from secretariat.models.records import Action
from secretariat.models.views import ActionListView, ActionView

_WIDTHS = (0.46, 0.23, 0.16, 0.15)


def compose_actions(view: ActionListView, wording: Wording) -> Document:
    """Return the list of actions for the audience of `view`, restricted ones left out."""
    phrases = Phrases(wording.of_body(view.choices), view.choices)
    say = phrases.say
    made = phrases.spoken(view.made.date())
    shown = [one for one in view.actions if view.audience.may_see(one.action.restriction)]
    blocks: list[Block] = []
    marking = one_line(view.body.marking) if view.body else ""
    if marking:
        blocks.append(Paragraph((Text(marking),), Role.MARKING))
    blocks.append(Heading(1, runs(one_line(view.title) or say("actions"))))
    blocks.append(Paragraph(runs(say("actions.as_at", date=made)), Role.SUBTITLE))
    if shown:
        blocks.append(_table(phrases, shown, view))
    else:
        blocks.append(Paragraph(runs(say("actions.none"))))
    return Document(
        title=say("actions.title", title=one_line(view.title) or made),
        blocks=tuple(blocks),
        kind="actions",
        language=view.body.language if view.body else "en-GB",
        author=view.body.name if view.body else "",
        made=view.made,
        furniture=PageFurniture(
            head=say("head", body=view.body.name) if view.body else "",
            foot=say("foot", title=say("actions"), date=made),
            page_pattern=say.raw("page"),
            marking=marking,
        ),
        audience=view.audience.value,
    )


def _table(phrases: Phrases, shown: Sequence[ActionView], view: ActionListView) -> Table:
    heads = ("action", "owner", "due", "state")
    header = tuple(
        Cell((Paragraph(runs(phrases.say(f"actions.column.{head}"))),), header=True)
        for head in heads
    )
    rows = [
        (
            Cell(_words(phrases, one, view)),
            Cell(tuple(Paragraph(runs(name)) for name in owner_names(one))),
            _cell(due_text(phrases, one.action)),
            _cell(_state(phrases, one.action)),
        )
        for one in shown
    ]
    return Table((header, *rows), _WIDTHS, summary=phrases.say("actions.summary"))


def _cell(words: str) -> Cell:
    return Cell((Paragraph(runs(words)),) if words else ())


def _state(phrases: Phrases, action: Action) -> str:
    state = phrases.say(f"actions.state.{action.state}")
    closed = action.state in (ActionState.DONE, ActionState.DROPPED) and action.closed_on
    if not closed:
        return state
    return phrases.say("actions.closed", state=state, date=phrases.plain_date(closed))


def _words(
    phrases: Phrases, one: ActionView, view: ActionListView
) -> tuple[Paragraph | ListBlock, ...]:
    """Return the words of an action, where it comes from, and its progress notes by date."""
    blocks = list(flat(prose(without_prefix(one.words))))
    if source := _source(phrases, one, view):
        blocks.append(Paragraph(runs(source), Role.SMALL))
    for update in sorted(one.updates, key=lambda update: update.on):
        day = phrases.plain_date(update.on)
        words = phrases.say("actions.update", date=day, text=one_line(update.text))
        blocks.append(Paragraph(runs(words), Role.SMALL))
    return tuple(blocks)


def _source(phrases: Phrases, one: ActionView, view: ActionListView) -> str:
    """Return the item, body and date an action comes from, as far as they are known.

    The title of a restricted item is its public one, which may be none.
    """
    parts: list[str] = []
    if one.item:
        open_title = view.audience.may_see(one.item.restriction)
        title = one_line(one.item.title if open_title else one.item.public_title)
        number = one.item.published_number or one.item.number
        parts.append(f"{number} {title}".strip() if number != "-" else title)
    if view.body is None or view.body.uid != one.body.uid:
        parts.append(one.body.short_name or one.body.name)
    if one.sitting:
        parts.append(phrases.plain_date(one.sitting.date))
    return ", ".join(part for part in parts if part)
