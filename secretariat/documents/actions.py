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
from secretariat.documents.two_languages import titled
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
    shown = [one for one in view.actions if view.audience.may_see(one.action.restriction)]
    told = _table(phrases, shown, view) if shown else Paragraph(runs(say("actions.none")))
    return action_list(view, phrases, "actions", say("actions"), [told])


def action_list(
    view: ActionListView, phrases: Phrases, kind: str, heading: str, blocks: Sequence[Block]
) -> Document:
    """Return a document of actions: whose they are, as at which day, and its blocks."""
    say, made = phrases.say, phrases.spoken(view.made.date())
    title = one_line(view.title)
    marking = one_line(view.body.marking) if view.body else ""
    opening: list[Block] = [Paragraph((Text(marking),), Role.MARKING)] if marking else []
    opening.append(Heading(1, titled(view.choices, title or heading)))
    opening.append(Paragraph(runs(say("actions.as_at", date=made)), Role.SUBTITLE))
    return Document(
        title=say("actions.title", title=title or made) if kind == "actions" else heading,
        blocks=(*opening, *blocks),
        kind=kind,
        language=view.body.language if view.body else "en-GB",
        author=view.body.name if view.body else "",
        made=view.made,
        furniture=PageFurniture(
            head=say("head", body=view.body.name) if view.body else "",
            foot=say("foot", title=heading, date=made),
            page_pattern=say.raw("page"),
            marking=marking,
        ),
        audience=view.audience.value,
    )


def header_row(phrases: Phrases, keys: Sequence[str]) -> tuple[Cell, ...]:
    """Return a row of column headings, a phrase each."""
    return tuple(Cell((Paragraph(runs(phrases.say(key))),), header=True) for key in keys)


def _table(phrases: Phrases, shown: Sequence[ActionView], view: ActionListView) -> Table:
    heads = ("action", "owner", "due", "state")
    header = header_row(phrases, [f"actions.column.{head}" for head in heads])
    rows = [
        (
            Cell(_words(phrases, one, view)),
            Cell(tuple(Paragraph(runs(name)) for name in owner_names(one))),
            cell(due_text(phrases, one.action)),
            cell(state_words(phrases, one.action)),
        )
        for one in shown
    ]
    return Table((header, *rows), _WIDTHS, summary=phrases.say("actions.summary"))


def cell(words: str) -> Cell:
    """Return a cell of plain words; an empty one without any."""
    return Cell((Paragraph(runs(words)),) if words else ())


def state_words(phrases: Phrases, action: Action) -> str:
    """Return how an action stands; with its day where it is closed."""
    state = phrases.say(f"actions.state.{action.state}")
    closed = action.state in (ActionState.DONE, ActionState.DROPPED) and action.closed_on
    if not closed:
        return state
    return phrases.say("actions.closed", state=state, date=phrases.plain_date(closed))


def _words(
    phrases: Phrases, one: ActionView, view: ActionListView
) -> tuple[Paragraph | ListBlock, ...]:
    """Return the words of an action, where it comes from, and its progress notes by date."""
    words, notes = flat(prose(without_prefix(one.words))), _notes(phrases, one)
    source = source_of(phrases, one, view)
    return (*words, *([Paragraph(runs(source), Role.SMALL)] if source else []), *notes)


def action_words(phrases: Phrases, one: ActionView) -> tuple[Paragraph | ListBlock, ...]:
    """Return the words of an action and its progress notes by date."""
    return (*flat(prose(without_prefix(one.words))), *_notes(phrases, one))


def _notes(phrases: Phrases, one: ActionView) -> list[Paragraph]:
    found = []
    for update in sorted(one.updates, key=lambda update: update.on):
        day = phrases.plain_date(update.on)
        words = phrases.say("actions.update", date=day, text=one_line(update.text))
        found.append(Paragraph(runs(words), Role.SMALL))
    return found


def source_of(phrases: Phrases, one: ActionView, view: ActionListView) -> str:
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
