"""Settings: how it looks, where the register lies, copies of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QScrollArea, QWidget

from secretariat.errors import KnownError
from secretariat.models.records import HolidayRow, KnownWord, Rule, Setting, Snippet
from secretariat.store.history import Changed
from secretariat.ui.closure_days import ClosureDays
from secretariat.ui.mail_setting import MailSetting
from secretariat.ui.office_rules import OfficeRules
from secretariat.ui.page import Command, Context, Page
from secretariat.ui.pages.snippet_list import OfficeSnippets
from secretariat.ui.spelling_card import SpellingCard
from secretariat.ui.tray_setting import TraySetting
from secretariat.ui.widgets import (
    Choice,
    FormRow,
    body,
    button,
    card,
    column,
    quiet,
    row,
    section,
    title,
)

_MODES = (("system", "As the system"), ("light", "Light"), ("dark", "Dark"))


class SettingsPage(Page):
    """A short page: appearance, spelling, standard words, days off, rules, place, copies."""

    page_title = "Settings"
    _told = Signal(str, bool)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._mode = Choice(_MODES, "Appearance")
        self._mode.chosen.connect(context.theme.set_mode)
        self._place = body("")
        self._place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._place.setAccessibleName("Folder of the register")
        self._copies = quiet("", wrap=True)
        self._back_up = button("Back up to a file…", "save", self._ask_backup)
        self._check = button("Check the register", "circle-check", self._run_check)
        self._other = button("Open another register…", "folder-open", self._ask_other)
        self._told.connect(self._tell)
        look = card(section("Appearance"), FormRow("Light or dark", self._mode))
        place = card(section("Register"), self._place, row(self._other, 1))
        copies = card(
            section("Safety"),
            quiet(
                "Every edit is on disk within a quarter of a second. A verified copy is made"
                " every ten minutes while anything changes, and when the window closes.",
                wrap=True,
            ),
            self._copies,
            row(self._back_up, self._check, 1),
        )
        styles = card(
            section("House styles"),
            quiet(
                "How documents look, for every body that prints in a style: letters, colours,"
                " margins, crest, layout and wording, with a page beside them.",
                wrap=True,
            ),
            row(button("House styles…", "file-text", lambda: context.go("styles")), 1),
        )
        self.days = ClosureDays(context)
        self.rules = OfficeRules(context)
        self.spelling = SpellingCard(context)
        self.tray = TraySetting()
        self.mail = MailSetting(context)
        self.snippets = OfficeSnippets(context)
        inner = QWidget()
        parts = (
            look,
            styles,
            self.spelling,
            self.snippets,
            self.days,
            self.rules,
            self.tray,
            self.mail,
            place,
            copies,
        )
        column(*parts, 1, parent=inner, spacing=16)
        inner.setMaximumWidth(context.theme.length(720))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        column(title("Settings"), area, parent=self, margin=24, spacing=16)

    def refresh(self) -> None:
        """Show how things stand."""
        self._mode.show_value(self.context.theme.mode)
        self.days.refresh()
        self.rules.refresh()
        self.spelling.refresh()
        self.tray.refresh()
        self.mail.refresh()
        self.snippets.refresh()
        register = self.context.session.register
        self._place.setText(str(register.folder.resolve()))
        from secretariat.services.safety import copies

        known = copies(register.folder)
        if known:
            when = known[-1].made_at.astimezone()
            many = f"{len(known)} verified copies" if len(known) > 1 else "One verified copy"
            self._copies.setText(f"{many}; the newest was made {when:%d %B %Y at %H:%M}.")
        else:
            self._copies.setText("There is no verified copy yet.")

    def concerns(self, changed: Changed) -> bool:
        """Say whether a commit changes what is shown here: days off, rules and words do."""
        return changed.touches(HolidayRow, Rule, KnownWord, Setting, Snippet)

    def commands(self) -> Sequence[Command]:
        """Return what can be done here."""
        return (*self.snippets.commands(), *self.rules.commands())

    def _ask_other(self) -> None:
        window = self.window()
        asked = getattr(window, "open_other", None)
        if asked is not None:
            asked.emit()

    def _ask_backup(self) -> None:
        name = f"{datetime.now(UTC).astimezone():%Y-%m-%d} Secretariat.secretariat-backup"
        start = str(Path.home() / name)
        chosen, _ = QFileDialog.getSaveFileName(self, "Back up to a file", start)
        if chosen:
            self._in_thread(lambda: self._back_up_to(Path(chosen)))

    def _back_up_to(self, path: Path) -> str:
        from secretariat.services.safety import backup

        made = backup(self.context.session, path)
        return f"Backed up and verified: {made.name}."

    def _run_check(self) -> None:
        self._in_thread(self._checked)

    def _checked(self) -> str:
        from secretariat.services.safety import check

        found = check(self.context.session)
        if not found:
            return "The register is whole: nothing was found."
        raise KnownError(f"The check found {len(found)}: {found[0]}")

    def _in_thread(self, work: Callable[[], str]) -> None:
        def run() -> None:
            try:
                self._told.emit(work(), True)
            except KnownError as error:
                self._told.emit(str(error), False)

        self._told.emit("Working…", True)
        threading.Thread(target=run, name="safety-work", daemon=True).start()

    def _tell(self, sentence: str, good: bool) -> None:
        if good:
            self.context.messages.say(sentence)
        else:
            self.context.messages.warn(sentence)
        self.refresh()
