"""To whom a draft goes: groups, single people to be ticked, and addresses of others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from secretariat.models.addresses import typed_addresses
from secretariat.models.kinds import Audience, MemberRole
from secretariat.services.mail_gate import MailTo
from secretariat.ui.theme import Theme
from secretariat.ui.widgets import Choice, FormRow, card, column, row

_FEW = 8
"""More recipients than these do not need each other's addresses."""
_ROWS = 5


class Group(StrEnum):
    """Whom a group holds: officers who serve the body are among its members."""

    ALL = "Everybody"
    MEMBERS = "Members"
    OFFICERS = "Officers"
    NOBODY = "Nobody"


class MailPeople(QWidget):
    """Who is to have it. `moved` tells that somebody else is."""

    moved = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._people: list[MailTo] = []
        self._is_own_way = False
        self.group = Choice(((one, one.value) for one in Group), "To")
        self.group.chosen.connect(self.choose)
        self.way = Choice(((True, "Bcc"), (False, "To")), "Seen by each other")
        self.way.setToolTip("Bcc: nobody learns who else has it")
        self.way.chosen.connect(self._choose_way)
        self.list = QListWidget()
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName("Who is to have it")
        self.list.setSpacing(theme.length(3))
        self.list.setFixedHeight(theme.length(28) * _ROWS)
        self.list.itemChanged.connect(lambda _: self._tell())
        self.others = QLineEdit()
        self.others.setPlaceholderText("Further addresses")
        self.others.setAccessibleName("Further addresses")
        self.others.setToolTip("Between commas; they may have what is public")
        self.others.textChanged.connect(lambda _: self._tell())
        for choice in (self.group, self.way):
            choice.setMinimumContentsLength(4)
        line = row(FormRow("To", self.group), FormRow("As", self.way), spacing=12)
        line.setStretch(0, 2)
        line.setStretch(1, 1)
        column(line, card(self.list, padding=1), self.others, parent=self, spacing=8)

    def show_people(self, people: Sequence[MailTo]) -> None:
        """Offer these people; who is ticked stays so."""
        if people == self._people:
            return
        ticked = {one.person for one in self.chosen() if one.person}
        is_first = not self._people
        self._people = [*people]
        blocked = self.list.blockSignals(True)
        self.list.clear()
        for one in people:
            role = (
                f", {one.role.value}"
                if one.role in (MemberRole.OBSERVER, MemberRole.OFFICER)
                else ""
            )
            item = QListWidgetItem(f"{one.name}{role}" + ("" if one.address else " – no address"))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
                          | Qt.ItemFlag.ItemIsUserCheckable)  # fmt: skip
            item.setToolTip(one.email)
            is_on = is_first or one.person in ticked
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.blockSignals(blocked)

    def choose(self, group: Group) -> None:
        """Tick the people of a group, and no others."""
        self.group.show_value(group)
        audience = {Group.MEMBERS: Audience.MEMBERS, Group.OFFICERS: Audience.OFFICERS}.get(group)
        self._tick(
            one.person
            for one in self._people
            if group is Group.ALL or (audience is not None and one.may_see(audience))
        )

    def choose_person(self, person: str) -> None:
        """Tick one person alone."""
        self._tick((person,))

    def leave_out(self, people: Iterable[MailTo]) -> None:
        """Tick these people no longer, and take their addresses out."""
        out = [*people]
        gone = {one.person for one in out if one.person}
        self._tick(one.person for one in self.chosen() if one.person and one.person not in gone)
        strangers = {one.email for one in out if not one.person}
        kept = [one for one in typed_addresses(self.others.text()) if one not in strangers]
        self.others.setText(", ".join(kept))

    def chosen(self) -> list[MailTo]:
        """Return who is to have it."""
        ticked = [
            one
            for at, one in enumerate(self._people)
            if self.list.item(at).checkState() is Qt.CheckState.Checked
        ]
        return ticked + [MailTo("", one) for one in typed_addresses(self.others.text())]

    @property
    def is_blind(self) -> bool:
        """Say whether they do not learn of each other."""
        return bool(self.way.value())

    def suggest_way(self, *, is_public: bool) -> None:
        """Choose Bcc for what is public, for strangers and for many, until a person chose."""
        if not self._is_own_way:
            people = self.chosen()
            strangers = any(not one.person for one in people)
            self.way.show_value(is_public or strangers or len(people) > _FEW)

    def _choose_way(self, _: object) -> None:
        self._is_own_way = True
        self._tell()

    def _tick(self, people: Iterable[str]) -> None:
        wanted = {*people}
        blocked = self.list.blockSignals(True)
        for at, one in enumerate(self._people):
            on = Qt.CheckState.Checked if one.person in wanted else Qt.CheckState.Unchecked
            self.list.item(at).setCheckState(on)
        self.list.blockSignals(blocked)
        self._tell()

    def _tell(self) -> None:
        self.moved.emit()
