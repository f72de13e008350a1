"""A pack for one person, or behind a pass phrase: chosen, made and saved at the papers."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QProgressBar, QWidget

from secretariat.models.kinds import Audience
from secretariat.services.giving import (
    GivenFile,
    give_out,
    keep_first,
    needs_second_person,
    pack_given,
    stop_if_not_ready,
)
from secretariat.services.pack_people import PackPerson, pack_people
from secretariat.ui.file_maker import documents_folder
from secretariat.ui.page import Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.kit import boxed, keyed
from secretariat.ui.private_pack import PrivatePacks, PrivateState, PrivateWish
from secretariat.ui.widgets import (
    Choice,
    Elided,
    button,
    column,
    flat_button,
    primary_button,
    quiet,
    row,
    section,
    small,
    strong,
    tool_button,
)

PERSON_KEY, COPY_KEY = "Ctrl+Shift+P", "Ctrl+Shift+C"
_EVERYBODY = {Audience.MEMBERS: "All members", Audience.OFFICERS: "All officers"}
_ELSEWHERE = (
    "Pass it on by another way than the file, such as by telephone. It is kept nowhere and not"
    " shown again."
)


class PackPersonCard(QFrame):
    """Opens on demand. `left` tells that it was closed."""

    left = Signal()

    def __init__(self, context: Context, meeting: str) -> None:
        super().__init__()
        self._context, self._meeting = context, meeting
        self.folder = documents_folder()
        self._people: dict[str, PackPerson] = {}
        self._maker: PrivatePacks | None = None
        self.setProperty("kind", "card")
        self.whom = Choice((), "For whom the pack is")
        self.whom.chosen.connect(lambda _: self._show_choice())
        self.protect = QCheckBox("Protect with a pass phrase")
        self.protect.toggled.connect(lambda _: self._show_choice())
        self.make = primary_button("Make and save", "", self.begin)
        self.words = small("", wrap=True)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        close = tool_button("Close", "x", self.leave, "Esc")
        choices = row(self.whom, self.protect, self.make, spacing=12)
        choices.setStretch(0, 1)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMaximumHeight(8)
        self._bar.setAccessibleName("How far the pack is")
        self._far = quiet("")
        self.stop = button("Cancel", "", self.cancel)
        self.stop.setAccessibleName("Cancel making this pack")
        making = row(self._far, self._bar, self.stop, spacing=12)
        making.setStretch(1, 1)
        self.progress = boxed(making)
        self._name = Elided("", "body")
        self.said = small("", wrap=True)
        self.open_button = button("Open", "external-link", self._open)
        self._folder_button = flat_button("Show folder", "folder-open", self._show_folder)
        saved = row(self._name, self.open_button, self._folder_button, spacing=8)
        saved.setStretch(0, 1)
        self.second = QLineEdit()
        self.second.setPlaceholderText("Second person who looked at it")
        self.second.setAccessibleName("Second person who looked at the pack")
        self.give = button("Give out", "send", self.give_out)
        self.give.setToolTip("Keep this very file, so that it can go by e-mail; no way back")
        giving = row(self.said, self.second, self.give, spacing=8)
        giving.setStretch(0, 1)
        self.result = boxed(column(saved, giving, spacing=4))
        self.phrase = strong("")
        self.phrase.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.copy = keyed(button("Copy", "copy", self.copy_phrase), COPY_KEY, "Copy pass phrase")
        self.done = flat_button("I have passed it on", "check", self.forget)
        told = row(self.phrase, 1, self.copy, self.done, spacing=8)
        self.secret = boxed(column(told, small(_ELSEWHERE, wrap=True), spacing=4))
        head = row(section("For one person, or with a pass phrase"), 1, close)
        column(
            head, choices, self.words, self.progress, self.result, self.secret,
            parent=self, margin=14, spacing=8,
        )  # fmt: skip
        for part in (self.progress, self.result, self.secret):
            part.hide()

    # ------------------------------------------------------------------ showing

    def toggle(self) -> None:
        """Open the card and go to it, or close it."""
        if not self.isHidden():
            self.leave()
            return
        self._listen()
        self.show()
        self.refresh()
        kept = next((one.person for one in self._people.values() if one.kept), "")
        if kept:
            self.whom.show_value(kept)
        else:
            self.protect.setChecked(True)
        self._show_choice()
        self.whom.setFocus()

    def leave(self) -> None:
        """Close the card; the pass phrase is forgotten, what is being made goes on."""
        self.forget()
        self.hide()
        self.left.emit()

    def refresh(self) -> None:
        """Read again for whom packs can be made."""
        if self.isHidden():
            return
        people = pack_people(self._context.session.reader, self._meeting)
        self._people = {one.person: one for one in people}
        options = list(_EVERYBODY.items())
        self.whom.set_options([*options, *((one.person, one.name) for one in people)])
        self._show_choice()
        self._show_state()

    def _show_choice(self) -> None:
        one = self._people.get(self.whom.value())
        if one is not None and one.kept:
            many = "1 item or paper is" if one.kept == 1 else f"{one.kept} items or papers are"
            words = f"{many} kept from {one.name}: this pack is without."
        elif one is not None:
            words = f"Nothing is kept from {one.name}; the file bears the name."
        elif self.protect.isChecked():
            words = "The file opens with a pass phrase alone, and its name says nothing."
        else:
            words = "Choose a person or protection; Make packs makes the usual packs."
        self.words.setText(words)
        self.make.setEnabled((one is not None or self.protect.isChecked()) and not self._is_making)

    @property
    def _is_making(self) -> bool:
        return self._maker is not None and self._maker.is_making

    def _show_state(self) -> None:
        state = self._maker.state if self._maker else None
        if state is not None and state.wish.meeting != self._meeting:
            state = None
        making = state is not None and state.is_making
        focus = self.stop.hasFocus() or self.make.hasFocus()
        self.progress.setVisible(making)
        self.result.setVisible(state is not None and not making)
        self.secret.setVisible(state is not None and state.phrase is not None)
        self._show_choice()
        if state is None:
            self.phrase.clear()
            return
        self._bar.setRange(0, state.of)
        self._bar.setValue(state.done)
        self._far.setText(f"{state.done} of {state.of}" if state.of else "Making…")
        if not making:
            self._show_result(state)
            if focus:
                (self.copy if state.phrase else self.open_button).setFocus()

    def _show_result(self, state: PrivateState) -> None:
        saved = state.made is not None and not state.failure
        self._name.setText(f"Saved “{state.path.name}”" if saved else state.failure)
        for one in (self.open_button, self._folder_button, self.said):
            one.setVisible(saved)
        reader = self._context.session.reader
        self.give.setVisible(saved and state.given is None)
        self.second.setVisible(
            self.give.isVisibleTo(self.result) and needs_second_person(reader, self._meeting)
        )
        self.phrase.setText(state.phrase.words if state.phrase else "")
        self.phrase.setAccessibleName("Pass phrase")
        if saved and state.made is not None and state.check is not None:
            from secretariat.services.packs import pack_words

            words = f"{pack_words(state.made)}. {state.check.line}."
            if state.given is not None:
                words += f" Given out as version {state.given.version}: Send mails it."
            self.said.setText(words)

    # ------------------------------------------------------------------ doing

    def _listen(self) -> None:
        maker = self._context.packs
        if maker is not None and self._maker is None:
            self._maker = maker.private
            self._maker.moved.connect(self._show_state)

    def begin(self) -> None:
        """Make the pack that is chosen."""
        if not self.make.isEnabled() or self._maker is None:
            return
        self._context.autosave.flush_all()
        chosen = self.whom.value()
        one = self._people.get(chosen)
        self._maker.begin(
            PrivateWish(
                self._meeting,
                one.audience if one else Audience(chosen),
                self.folder,
                one.person if one else None,
                self.protect.isChecked(),
            )
        )

    def cancel(self) -> None:
        """Call off what is being made."""
        if self._maker is not None:
            self._maker.cancel()

    def give_out(self) -> None:
        """Keep this very pack as one that was given out; protected copies are made of it."""
        maker, state, context = (
            self._maker,
            self._maker.state if self._maker else None,
            self._context,
        )
        if maker is None or state is None or state.made is None:
            return
        given = replace(
            pack_given(state.made, state.source, state.check), checked_by=self.second.text()
        )
        session, meeting = context.session, self._meeting

        def keep() -> GivenFile:
            stop_if_not_ready(session, meeting, given)
            return keep_first(session, given)

        def kept(file: GivenFile) -> None:
            ask(context, give_out, meeting, file, then=maker.was_given)

        context.jobs.read(self, "give out", keep, kept, context.messages.warn)

    def copy_phrase(self) -> None:
        """Put the pass phrase into the clipboard."""
        if self.phrase.text():
            QGuiApplication.clipboard().setText(self.phrase.text())
            self._context.messages.say("Copied the pass phrase.")

    def forget(self) -> None:
        """Show the pass phrase no longer, and know it no longer."""
        if self._maker is not None:
            self._maker.forget()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _path(self) -> str:
        state = self._maker.state if self._maker else None
        return str(state.path) if state else ""

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._path()))

    def _show_folder(self) -> None:
        state = self._maker.state if self._maker else None
        if state is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(state.path.parent)))


def person_button(card: PackPersonCard) -> QWidget:
    """Return the button that opens the card."""
    return tool_button("A pack for one person, or protected", "user", card.toggle, PERSON_KEY)
