"""Bodies: each board, panel and group with its members, its texts and its way of printing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from secretariat.models.records import (
    AgendaTemplate,
    Body,
    BodyLink,
    BodyOption,
    Meeting,
    MeetingBody,
    Membership,
    Organisation,
    OwnStyle,
    Person,
    ReportLayout,
    ReportPart,
    Rule,
    Seat,
    Sitting,
    Snippet,
    StandingText,
    StyleSetting,
    TemplateItem,
)
from secretariat.models.records import (
    Sequence as NumberSequence,
)
from secretariat.services import bodies, directory, meetings
from secretariat.services.directory import Branch
from secretariat.store.history import Changed
from secretariat.ui.page import Command, Context, Route
from secretariat.ui.pages.base import Screen
from secretariat.ui.pages.body_about import AboutBody
from secretariat.ui.pages.body_documents import BodyDocuments
from secretariat.ui.pages.body_layout import BodyLayout
from secretariat.ui.pages.body_leaves import SIDES, BodyLeaves, keys_of
from secretariat.ui.pages.body_members import BodyMembers
from secretariat.ui.pages.body_reports import BodyReports
from secretariat.ui.pages.body_rules import BodyRules
from secretariat.ui.pages.body_templates import BodyTemplates
from secretariat.ui.pages.body_texts import BodyTexts
from secretariat.ui.pages.kit import Header, boxed, keyed
from secretariat.ui.pages.master_detail import MasterDetail
from secretariat.ui.pages.meeting_rows import meeting_rows
from secretariat.ui.pages.snippet_list import BodySnippets
from secretariat.ui.tables.row_list import RowList
from secretariat.ui.tables.rows import ListRow
from secretariat.ui.widgets import (
    EmptyState,
    button,
    card,
    column,
    flat_button,
    link_button,
    primary_button,
    row,
    section,
)

Commanding = (
    BodyMembers
    | BodyTexts
    | BodyLayout
    | BodyRules
    | BodyTemplates
    | BodySnippets
    | BodyDocuments
    | BodyReports
)
_SHOWING = AboutBody | Commanding


class BodiesPage(Screen):
    """The tree of bodies at the left, the chosen one at the right."""

    page_title = "Bodies"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        new = keyed(primary_button("Add body", "", self.start_new), "Ctrl+Shift+N")
        self._header = Header(theme, "Bodies", new)
        self._tree: list[Branch] = []
        self.list = RowList(theme, "Bodies", lines=3)
        self.list.chosen.connect(lambda _: self._show_body())
        self.list.opened.connect(self._to_sides)
        self.name = QLineEdit()
        self.name.setAccessibleName("Name of the new body")
        self.name.setPlaceholderText("Name of the new body")
        self.name.setMaxLength(400)
        self.name.returnPressed.connect(self._add)
        self._new = self._new_panel()
        self._new.hide()
        self._heading = section("")
        self._heading.setWordWrap(True)
        self.about = AboutBody(context, self.refresh)
        self.members = BodyMembers(context)
        self.texts = BodyTexts(context)
        self.layout_ = BodyLayout(context)
        self.rules = BodyRules(context)
        self.templates = BodyTemplates(context)
        self.snippets = BodySnippets(context)
        self.documents = BodyDocuments(context)
        self.reports = BodyReports(context)
        self.meetings = RowList(theme, "Meetings of this body")
        self.meetings.opened.connect(lambda uid: context.go("meeting", uid))
        self.leaves = BodyLeaves(theme, self._sides())
        self.leaves.turned.connect(self._turn)
        self._empty = EmptyState(
            "landmark",
            "No bodies yet",
            "A body is a board, a committee, a panel or a group that meets. It has members and "
            "seats, its own words and its own way of numbering, and its meetings.",
            "Add the first body",
        )
        self._empty.begun.connect(self.start_new)
        self._lay_out()
        self.home = self.list

    def open(self, route: Route) -> None:
        """Show a body, and one part of it; `tab` “new” begins a new one."""
        self.refresh()
        if route.tab == "new":
            self.start_new()
            return
        if route.uid:
            self.list.choose(route.uid)
            self._split.to_detail()
        if route.tab in SIDES:
            self.leaves.bring(route.tab)

    def refresh(self) -> None:
        """Read the register again; cursor, part and what is typed stay."""
        tree = self._tree = directory.body_tree(self.reader, self.context.session.today())
        self.list.show_rows([_branch_row(branch) for branch in tree])
        if tree and not self.list.key:
            self.list.choose_first()
        count = len(tree)
        words = f"{count} {'body' if count == 1 else 'bodies'}." if count else ""
        self._header.say("Bodies", words)
        self._empty.setVisible(not tree and self._new.isHidden())
        self._split.setVisible(bool(tree) or not self._new.isHidden())
        self._split.show_right(bool(tree))
        self._show_body()

    def concerns(self, changed: Changed) -> bool:
        """Say whether a commit changes what is shown here."""
        return changed.touches(
            Body, BodyLink, BodyOption, OwnStyle, StyleSetting, StandingText, Seat, Membership,
            Person, Organisation, Snippet,
            Meeting, MeetingBody, Sitting, Rule, NumberSequence, AgendaTemplate, TemplateItem,
            ReportLayout, ReportPart,
        )  # fmt: skip

    def commands(self) -> Sequence[Command]:
        """Return what can be done here, and with the part that is shown."""
        sides = [
            Command(
                f"bodies.tab.{side}", f"Body: {name}", partial(self._go, side), (keys_of(side),)
            )
            for side, name in SIDES.items()
        ]
        within = [
            self._within(side, command)
            for side, part in self._parts().items()
            for command in part.commands()
        ]
        meeting = self._new_meeting
        return [
            Command("bodies.new", "Add a body", self.start_new, ("Ctrl+Shift+N",), "plus"),
            *sides,
            *within,
            Command("bodies.new-meeting", "New meeting of this body", meeting, ("Alt+M",)),
            Command("bodies.plan", "Forward plan of this body", self._to_plan, ("Alt+P",)),
        ]

    def start_new(self) -> None:
        """Ask for the name of a new body, in place."""
        self._new.show()
        self._split.show()
        self._empty.hide()
        self.name.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.name.hasFocus():
            self._end_new()
        else:
            super().keyPressEvent(event)

    def _within(self, side: str, command: Command) -> Command:
        """Return a command of a part that brings the part to the front before it is run."""
        plain = all("+" not in keys for keys in command.keys)

        def run() -> None:
            self.leaves.bring(side)
            command.run()

        def enabled() -> bool:
            here = self.leaves.side == side or not plain
            return bool(self.list.key) and here and command.enabled()

        return replace(command, run=run, enabled=enabled)

    def _lay_out(self) -> None:
        theme = self.context.theme
        side = theme.length(24)
        left = column(self._new, card(self.list, padding=1), spacing=theme.length(12))
        left.setStretch(1, 1)
        to_plan = keyed(
            link_button("Forward plan", self._to_plan), "Alt+P", "Forward plan of this body"
        )
        head = row(self._heading, to_plan, spacing=theme.length(8))
        head.setStretch(0, 1)
        detail = column(head, self.leaves, spacing=theme.length(8))
        detail.setStretch(1, 1)
        detail.setContentsMargins(0, 0, 0, 0)
        self._split = MasterDetail(theme, boxed(left), boxed(detail), self.list, width=270)
        body = column(self._split, self._empty)
        body.setContentsMargins(side, 0, side, side)
        self.stack.addWidget(self._header)
        self.stack.addLayout(body, 1)

    def _sides(self) -> dict[str, QWidget]:
        """Return what shows each side of a body."""
        theme = self.context.theme
        more = keyed(button("New meeting", "calendar-plus", self._new_meeting), "Alt+M")
        self._listed = card(self.meetings, padding=1)
        self._no_meetings = EmptyState(
            "calendar-days", "No meetings yet", "The meetings of this body will stand here."
        )
        met = column(row(1, more), self._listed, self._no_meetings, spacing=theme.length(12))
        met.setStretch(1, 1)
        met.setStretch(2, 1)
        return {"about": self.about, "meetings": boxed(met), **self._parts()}

    def _parts(self) -> dict[str, Commanding]:
        """Return the parts that have commands of their own, by their side."""
        return {
            "members": self.members,
            "rules": self.rules,
            "templates": self.templates,
            "texts": self.texts,
            "layout": self.layout_,
            "snippets": self.snippets,
            "documents": self.documents,
            "reports": self.reports,
        }

    def _new_panel(self) -> QFrame:
        theme = self.context.theme
        add = keyed(button("Add", "", self._add), "Return", "Add the body")
        cancel = keyed(flat_button("Cancel", "", self._end_new), "Esc")
        return card(self.name, _as_row(1, cancel, add), padding=theme.length(12))

    def _turn(self) -> None:
        self.context.autosave.flush_all()
        self._show_body()

    def _to_sides(self) -> None:
        self.leaves.begin()

    def _go(self, side: str) -> None:
        self.leaves.bring(side)
        self.leaves.begin()

    def _show_body(self) -> None:
        branch = next((b for b in self._tree if b.body.uid == self.list.key), None)
        if branch is None:
            return
        body = branch.body
        self._heading.setText(body.name)
        part = self.leaves.part
        if isinstance(part, _SHOWING):
            part.show_body(body)
        else:
            self._show_meetings(body)
        self.leaves.tabs.set_count(1, str(branch.members) if branch.members else "")

    def _show_meetings(self, body: Body) -> None:
        meets = meetings.all_meetings(self.reader, body=body.uid)
        self.meetings.show_rows(meeting_rows(meets, self.context.session.today()))
        self._listed.setVisible(bool(meets))
        self._no_meetings.setVisible(not meets)

    def _new_meeting(self) -> None:
        if self.list.key:
            self.context.go("meetings", self.list.key, "new")

    def _to_plan(self) -> None:
        if self.list.key:
            self.context.go("plan", self.list.key)

    def _add(self) -> None:
        self.ask(bodies.add_body, self.name.text(), then=self._added)

    def _added(self, body: Body) -> None:
        self._end_new()
        self.refresh()
        self.list.choose(body.uid)
        self._split.to_detail()
        self.leaves.bring("about")
        self._show_body()
        self.about.focus_name()

    def _end_new(self) -> None:
        self.name.clear()
        self._new.hide()
        self.refresh()
        self.list.setFocus()


def _as_row(*parts: QWidget | int) -> QWidget:
    return boxed(row(*parts))


def _branch_row(branch: Branch) -> ListRow:
    body = branch.body
    people = f"{branch.members} {'member' if branch.members == 1 else 'members'}"
    free = f"{branch.vacancies} vacant" if branch.vacancies else ""
    under = "Stands under another body. " if branch.depth else ""
    return ListRow(
        body.uid,
        body.name,
        " · ".join(filter(None, (people, free))),
        depth=branch.depth,
        sentence=f"{body.name}, {body.kind.value}. {under}{people}. {free}".strip(),
    )
