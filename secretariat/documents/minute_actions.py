"""How actions stand in minutes: their owners in the margin, or a bold line that begins ACTION."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from secretariat.documents.common import Frame, restricted_line
from secretariat.documents.initials import legend_of
from secretariat.documents.model import (
    Block,
    Heading,
    LineBreak,
    ListBlock,
    ListItem,
    Paragraph,
    Role,
    Run,
    Runs,
    Text,
    runs,
)
from secretariat.documents.owners import due_by, owner_names, without_prefix
from secretariat.documents.prose import emboldened, flat, prose
from secretariat.models.agenda import visible_actions
from secretariat.models.kinds import EntryKind, EntryLayout, Restriction
from secretariat.models.plaintext import joined
from secretariat.models.records import Entry
from secretariat.models.views import ActionView


class ActionWriter:
    """How the actions of one meeting stand in its minutes."""

    def __init__(self, frame: Frame, entries: Sequence[Entry]) -> None:
        self.frame = frame
        self._entries = {entry.uid: entry for entry in entries}
        self._by_entry: dict[str, list[ActionView]] = {}
        self._by_item: dict[str, list[ActionView]] = {}
        self._unplaced: list[ActionView] = []
        actions = self._visible(entries)
        self.legend = legend_of(replace(frame.view, attendees=frame.typed), actions)
        for view in actions:
            action = view.action
            if action.entry is not None:
                self._by_entry.setdefault(action.entry, []).append(view)
            elif action.item is not None:
                self._by_item.setdefault(action.item, []).append(view)
            else:
                self._unplaced.append(view)

    def _visible(self, entries: Sequence[Entry]) -> list[ActionView]:
        """Return the actions of this meeting that its audience may see, in order."""
        view = self.frame.view
        own = [one for one in view.actions if one.action.meeting in (None, view.meeting.uid)]
        seen = visible_actions(
            (one.action for one in own), entries, self.frame.items, view.audience
        )
        uids = {action.uid for action in seen}
        kept = (one for one in own if one.action.uid in uids)
        return sorted(kept, key=lambda one: one.action.position)

    @property
    def uses_margin(self) -> bool:
        """Whether any owner stands in the right margin, so that the column has a heading."""
        return any(self._has_margin(layout) for layout in self._layouts())

    @property
    def quotes_initials(self) -> bool:
        """Whether the list of those present explains initials: always, or for owners so quoted."""
        if self.frame.choices["minutes.initials"] != "actions":
            return True
        return self.uses_margin and self.frame.choices["minutes.owner"] == "initials"

    def run_of(self, entries: Sequence[Entry]) -> list[Entry]:
        """Return the leading entries that are actions printed as lines, or the first alone."""
        run: list[Entry] = []
        for entry in entries:
            if entry.kind is not EntryKind.ACTION or not self._is_line(self._layout(entry)):
                break
            run.append(entry)
        return run or list(entries[:1])

    def written(self, run: Sequence[Entry]) -> list[Block]:
        """Return the blocks of a run of action entries; several lines share one ACTION."""
        blocks: list[Block] = []
        prefix = self.frame.say("minutes.action.line")
        if len(run) > 1:
            shared = Paragraph(runs(prefix, bold=True), Role.ACTION, keep_with_next=True)
            blocks.append(shared)
            prefix = ""
        for entry in run:
            views = self._by_entry.get(entry.uid, [])
            if entry.restriction is not Restriction.NONE:
                line = restricted_line(self.frame, entry.restriction, entry.restriction_ground)
                blocks.append(line)
            words = entry.text.strip() or "\n\n".join(view.action.text for view in views)
            blocks.extend(self._action(words, views, self._layout(entry), prefix))
        return blocks

    def beside(self, entry: Entry, blocks: Sequence[Block]) -> list[Block]:
        """Return the blocks of an entry that is no action with the owners of the actions that it
        has beside it, or with those actions in lines below it."""
        views = self._by_entry.get(entry.uid, [])
        layout = self._layout(entry)
        held = list(blocks)
        if views and self._has_margin(layout):
            at = next(
                (i for i, one in enumerate(held) if isinstance(one, Paragraph | ListBlock)), 0
            )
            held[at : at + 1] = with_margin(
                [one for one in held[at : at + 1] if isinstance(one, Paragraph | ListBlock)],
                self._margins(views),
            )
        elif views:
            told = [view for view in views if view.action.text.strip()]
            held.extend(self._plainly(told))
        return held

    def of_item(self, item: str) -> list[Block]:
        """Return the actions of an item that no entry of the minutes says."""
        return self._plainly(self._by_item.get(item, []))

    def unplaced(self) -> list[Block]:
        """Return the actions of the meeting that belong to no item, under a heading."""
        blocks = self._plainly(self._unplaced)
        heading = Heading(2, runs(self.frame.say("minutes.actions")))
        return [heading, *blocks] if blocks else []

    def _plainly(self, views: Sequence[ActionView]) -> list[Block]:
        prefix = self.frame.say("minutes.action.line")
        house = self.frame.choices["minutes.actions"]
        return [
            block
            for view in views
            for block in self._action(view.action.text, [view], house, prefix)
        ]

    def _layouts(self) -> list[str]:
        """Return the layout of every action that has an owner."""
        owned = [
            self._layout(self._entries[uid])
            for uid, views in self._by_entry.items()
            if uid in self._entries and any(self._margin(view) for view in views)
        ]
        house = self.frame.choices["minutes.actions"]
        others = [*self._unplaced, *(view for views in self._by_item.values() for view in views)]
        return owned + [house for view in others if self._margin(view)]

    def _layout(self, entry: Entry) -> str:
        if entry.layout is EntryLayout.HOUSE:
            return self.frame.choices["minutes.actions"]
        return entry.layout.value

    @staticmethod
    def _is_line(layout: str) -> bool:
        return layout in ("line", "both")

    @staticmethod
    def _has_margin(layout: str) -> bool:
        return layout in ("margin", "both")

    def _action(
        self, words: str, views: Sequence[ActionView], layout: str, prefix: str
    ) -> list[Block]:
        """Return the blocks of one action's words with their owners."""
        if not self._is_line(layout):
            # A minute like any other, with its owner beside it.
            blocks = list(flat(prose(words)))
            return with_margin(blocks, self._margins(views))
        blocks = list(flat(prose(without_prefix(words), role=Role.ACTION)))
        first = blocks[0] if blocks and isinstance(blocks[0], Paragraph) else None
        opening = runs(f"{prefix} " if first and prefix else prefix, bold=True)
        margin = self._margins(views) if self._has_margin(layout) else ()
        if first:
            notes = () if margin else self._unnamed(views, words)
            content = (*opening, *emboldened(first.runs), *notes)
            blocks[0] = replace(first, runs=_merged(content))
        elif opening and blocks:
            blocks.insert(0, Paragraph(opening, Role.ACTION, keep_with_next=True))
        return with_margin(blocks, margin)

    def _unnamed(self, views: Sequence[ActionView], words: str) -> Runs:
        """Return in brackets the owners whom the words do not name, and when the action is due."""
        names = [name for view in views for name in self._not_named(view, words)]
        due = [by for view in views if (by := due_by(self.frame.phrases, view.action))]
        notes = [joined(list(dict.fromkeys(names)), self.frame.say("and")), *dict.fromkeys(due)]
        note = ", ".join(part for part in notes if part)
        return (Text(f" ({note})", bold=True),) if note else ()

    def _not_named(self, view: ActionView, words: str) -> list[str]:
        """Return the owners of whom neither name, family name nor initials are in the words."""
        said = words.casefold()
        initials = view.owner_initials or ("",) * len(view.owners)
        left: list[str] = []
        for owner, short, name in zip(view.owners, initials, owner_names(view), strict=False):
            person = self.frame.view.people.get(owner.person or "")
            known = [name, person.family_name if person else ""]
            by_name = any(one and one.casefold() in said for one in known)
            if not by_name and not (short and re.search(rf"\b{re.escape(short)}\b", words)):
                left.append(name)
        return left

    def _margins(self, views: Sequence[ActionView]) -> Runs:
        lines = [line for view in views if (line := self._margin(view))]
        return tuple(run for line in dict.fromkeys(lines) for run in (*line, LineBreak()))[:-1]

    def _margin(self, view: ActionView) -> Runs:
        """Return the owners of an action as they stand in the margin, and when it is due."""
        initials = self.frame.choices["minutes.owner"] == "initials"
        names = self.legend.owners(view) if initials else owner_names(view)
        short = initials and not any(" " in name for name in names)
        separator = ", " if short else "\n"
        due = due_by(self.frame.phrases, view.action)
        return runs("\n".join(part for part in (separator.join(names), due) if part))


def with_margin(blocks: Sequence[Paragraph | ListBlock], margin: Runs) -> list[Block]:
    """Return the blocks with `margin` at their first paragraph, that of a list when it comes first.

    Without any words the margin stands alone.
    """
    if not margin:
        return list(blocks)
    if not blocks:
        return [Paragraph((), margin=margin)]
    first, *rest = blocks
    if isinstance(first, Paragraph):
        return [replace(first, margin=margin), *rest]
    return [_list_with_margin(first, margin), *rest]


def _list_with_margin(block: ListBlock, margin: Runs) -> ListBlock:
    first, *others = block.items
    head: Paragraph | ListBlock = Paragraph((), margin=margin)
    rest = first.blocks
    if rest and isinstance(rest[0], Paragraph):
        head, rest = replace(rest[0], margin=margin), rest[1:]
    elif rest and isinstance(rest[0], ListBlock):
        head, rest = _list_with_margin(rest[0], margin), rest[1:]
    return replace(block, items=(ListItem(first.label, (head, *rest)), *others))


def _merged(content: Sequence[Run]) -> Runs:
    """Return runs with neighbouring words of one weight joined."""
    held: list[Run] = []
    for run in content:
        last = held[-1] if held else None
        if isinstance(run, Text) and isinstance(last, Text) and _alike(run, last):
            held[-1] = replace(last, text=last.text + run.text)
        else:
            held.append(run)
    return tuple(held)


def _alike(one: Text, other: Text) -> bool:
    return (one.bold, one.italic, one.lang) == (other.bold, other.italic, other.lang)
