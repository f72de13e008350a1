"""The release check of the pack that is shown, and giving that pack out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QProgressBar, QWidget

from secretariat.models.kinds import Audience, DocumentKind, Stage
from secretariat.models.pack_kinds import CheckState
from secretariat.models.records import Meeting, Publication
from secretariat.models.release import ReleaseCheck, ReleaseFinding, Weight
from secretariat.services import giving, publish
from secretariat.services.agenda_versions import next_version
from secretariat.services.giving import GivenFile
from secretariat.store.writer import Receipt
from secretariat.ui.icons import icon
from secretariat.ui.meeting.pack_cards import NAMES
from secretariat.ui.pack_maker import PackState
from secretariat.ui.page import Command, Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.kit import boxed, keyed, scrolled
from secretariat.ui.widgets import (
    body,
    button,
    clear_layout,
    column,
    flat_button,
    link_button,
    primary_button,
    quiet,
    row,
    section,
    small,
)

CHECK_KEY, GIVE_KEY = "Ctrl+Shift+T", "Ctrl+Shift+G"
_ABOUT = (
    "Runs on the finished file: restricted words, hidden text, metadata, attachments, bookmarks,"
    " links."
)
_NO_WAY_BACK = (
    "This very file is kept as it is. Giving it out cannot be undone, nor can anything that was"
    " done before it."
)
_SIGNS = {
    Weight.LEAK: ("triangle-alert", "bad"),
    Weight.LOOK: ("triangle-alert", "warn"),
    Weight.ACCESS: ("info", "accent"),
}
_TALLEST = 130
"""How high the list of findings is at most, in pixels at the default font size."""
_EARLY = (Stage.PLANNED, Stage.AGENDA)


class ReleaseCard(QFrame):
    """Checks a pack, says in a line what came of it and below what to look at, and gives it out.

    `show_page` is called with the number of a page that somebody wants to see. `given` tells that
    the pack went out, so that the focus can go on before the buttons go.
    """

    given = Signal()

    def __init__(
        self,
        context: Context,
        meeting: str,
        flush: Callable[[], None],
        show_page: Callable[[int], None],
    ) -> None:
        super().__init__()
        self._context, self._meeting, self._flush = context, meeting, flush
        self._show_page = show_page
        self._audience = Audience.PUBLIC
        self._listed: tuple[bool, ReleaseCheck | None] = (False, None)
        self.setProperty("kind", "card")
        self._lay_out()
        self.hide()
        if (maker := context.packs) is not None:
            maker.checker.moved.connect(self.refresh)

    def _lay_out(self) -> None:
        self.title, self.words = section("Release check"), small(_ABOUT, wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMaximumHeight(8)
        self._bar.setMinimumWidth(self._context.theme.length(120))
        self._bar.setAccessibleName("How far the release check is")
        self.count = quiet("")
        self.stop = button("Cancel", "", self.cancel)
        self.stop.setAccessibleName("Cancel the release check")
        self._running = boxed(row(self._bar, self.count, self.stop, spacing=12))
        self.check = keyed(button("Check", "circle-check", self.begin), CHECK_KEY)
        self.give = keyed(button("Give out…", "send", self.ask_to_give), GIVE_KEY)
        said = column(self.title, self.words, spacing=3)
        head = row(said, self._running, self.check, self.give, spacing=12)
        head.setStretch(0, 1)
        self._lines = column(spacing=5)
        inside = QWidget()
        inside.setLayout(self._lines)
        self.findings = scrolled(inside)
        self.findings.setAccessibleName("What the release check found")
        self.findings.hide()
        self.second = QLineEdit()
        self.second.setPlaceholderText("Second person who looked at it")
        self.second.setAccessibleName("Second person who looked at the pack")
        self.second.returnPressed.connect(self.give_out)
        self.now = primary_button("Give out", "send", self.give_out)
        self.leave = flat_button("Not now", "", self.hide_question)
        asked = row(small(_NO_WAY_BACK, wrap=True), self.second, self.leave, self.now, spacing=10)
        asked.setStretch(0, 1)
        self.question = boxed(asked)
        self.question.hide()
        stack = column(head, self.findings, self.question, parent=self, spacing=8)
        stack.setContentsMargins(16, 10, 12, 10)

    # ------------------------------------------------------------------ showing

    def show_pack(self, audience: Audience) -> None:
        """Show how the release check of another pack stands."""
        if audience is not self._audience:
            self._audience = audience
            self.question.hide()
        self.refresh()

    def refresh(self) -> None:
        """Show again how the check stands; of a pack that is not made there is nothing to show."""
        state, maker = self._state(), self._context.packs
        self.setVisible(state is not None and state.made is not None)
        if state is None or state.made is None or maker is None:
            return
        progress = maker.checker.progress
        mine = progress is not None and maker.checker.is_checking(state)
        self._running.setVisible(mine)
        if progress is not None and mine:
            self._bar.setRange(0, progress.of)
            self._bar.setValue(progress.done)
            self.count.setText(f"{progress.done} of {progress.of}" if progress.of > 1 else "")
        check = None if mine else state.check
        self.check.setVisible(not mine and check is None)
        may_leave = check is not None and check.state is not CheckState.FAILED
        given = self._given(state)
        if not may_leave or given is not None or state.is_stale:
            self.question.hide()
        self.give.setVisible(may_leave and given is None and self.question.isHidden())
        self.give.setEnabled(not state.is_stale)
        self.title.setText(check.line if check else "Release check")
        self.words.setText(self._words(state, check, given))
        self._list(check)

    @property
    def _place(self) -> tuple[str, Audience]:
        return self._meeting, self._audience

    def _state(self) -> PackState | None:
        maker = self._context.packs
        return maker.state(*self._place) if maker else None

    def _given(self, state: PackState) -> Publication | None:
        """Return the publication of this very file, if it was given out."""
        assert state.made is not None
        reader = self._context.session.reader
        return reader.one(
            Publication, meeting=self._meeting, kind=state.made.brief.kind, is_kept=True,
            audience=self._audience, sha256=state.made.assembled.sha256, order="-version",
        )  # fmt: skip

    def _words(
        self, state: PackState, check: ReleaseCheck | None, given: Publication | None
    ) -> str:
        name = NAMES[self._audience]
        if given is not None:
            return f"{name} pack, given out as version {given.version}. This very file is kept."
        if state.is_stale:
            return f"{name} pack. It is out of date: make packs again before it is given out."
        if check is None:
            return state.check_failure or f"{name} pack. {_ABOUT}"
        if check.state is CheckState.FAILED:
            return f"{name} pack. It cannot be given out as it is; nothing else is held up."
        return f"{name} pack, {len(check.findings) or 'nothing'} to look at."

    def _list(self, check: ReleaseCheck | None) -> None:
        shown = (self._context.theme.dark, check)
        if shown == self._listed:
            return
        self._listed = shown
        clear_layout(self._lines)
        found = check.findings if check else ()
        for one in found:
            self._lines.addWidget(self._line(one))
        self._lines.addStretch(1)
        self.findings.setVisible(bool(found))
        line = self.words.fontMetrics().lineSpacing()
        # Two lines each and room between; of many the first ones, and the others by scrolling.
        height = len(found) * (2 * line + 14)
        self.findings.setFixedHeight(min(height, self._context.theme.length(_TALLEST)))

    def _line(self, finding: ReleaseFinding) -> QWidget:
        made, theme = QWidget(), self._context.theme
        name, tone = _SIGNS[finding.kind.weight]
        edge = theme.length(16)
        sign = QLabel()
        sign.setPixmap(icon(name, theme.colour(tone)).pixmap(QSize(edge, edge)))
        words = column(body(finding.text), small(finding.cure, wrap=True), spacing=1)
        line = row(sign, words, parent=made, spacing=8)
        line.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        if finding.page:
            show = link_button("Show", partial(self._show_page, finding.page))
            show.setAccessibleName(f"Show page {finding.page}: {finding.text}")
            line.addWidget(show)
        return made

    # ------------------------------------------------------------------ doing

    def begin(self) -> None:
        """Check the pack that is shown."""
        state, maker = self._state(), self._context.packs
        if maker is not None and state is not None and state.made is not None:
            maker.checker.begin(*self._place, state)

    def cancel(self) -> None:
        """Call the check off."""
        if (maker := self._context.packs) is not None:
            maker.checker.cancel()

    def ask_to_give(self) -> None:
        """Say what giving out means, and ask for the second person where one is needed."""
        reader = self._context.session.reader
        needed = giving.needs_second_person(reader, self._meeting)
        self.second.setVisible(needed)
        self.question.show()
        self.give.hide()
        (self.second if needed else self.now).setFocus()

    def hide_question(self) -> None:
        """Do not give it out now."""
        self.question.hide()
        self.refresh()
        self.give.setFocus()

    def give_out(self) -> None:
        """Keep this very pack and record that it was given out; the agenda goes out with it."""
        state, context, meeting = self._state(), self._context, self._meeting
        if state is None or state.made is None or self.question.isHidden():
            return
        self._flush()
        made, path, check, second = state.made, state.path, state.check, self.second.text()
        session, audience = context.session, self._audience
        early = session.reader.get(Meeting, meeting).stage in _EARLY
        with_agenda = early and audience is not Audience.OFFICERS
        # What a supplement tells of the agenda is out with it.
        new = made.brief.supplement and audience is not Audience.OFFICERS
        with_version = bool(new) and next_version(session.reader, meeting) > 0

        def keep() -> GivenFile:
            if with_agenda or with_version:
                publish.stop_if_unfit(session, DocumentKind.AGENDA, meeting, Audience.PUBLIC)
            given = replace(giving.pack_given(made, path, check), checked_by=second)
            giving.stop_if_not_ready(session, meeting, given)
            return giving.keep_first(session, given)

        maker = context.packs
        fresh = maker.fresh(meeting) if maker else []

        def kept(given: GivenFile) -> None:
            out: Callable[..., Receipt[Any]] | None = None
            if with_agenda or with_version:
                out = publish.publish_agenda if with_agenda else publish.publish_supplement
            then = partial(self._given_out, fresh, out)
            ask(context, giving.give_out, meeting, given, then=then)

        context.jobs.read(self, "give out", keep, kept, context.messages.warn)

    def _given_out(
        self, fresh: list[Audience], out: Callable[..., Receipt[Any]] | None, row: Publication
    ) -> None:
        self.second.clear()
        self.given.emit()
        self.question.hide()
        maker, context = self._context.packs, self._context
        said = f"Given out as version {row.version}. This very file is kept."

        def done(_: object = None) -> None:
            if maker is not None:
                maker.agree(self._meeting, fresh)
            context.messages.say(said)
            self.refresh()

        if out is not None:
            ask(context, out, self._meeting, then=done)
        else:
            done()

    def commands(self) -> Sequence[Command]:
        """Return what can be done here."""
        return (
            Command(
                "papers.check", "Check the pack for release", self.begin, (CHECK_KEY,),
                "circle-check", lambda: self.check.isVisibleTo(self) and self.isVisible(),
            ),
            Command(
                "papers.stop-check", "Cancel the release check", self.cancel, (), "x",
                lambda: self._running.isVisibleTo(self) and self.isVisible(),
            ),
            Command(
                "papers.give", "Give the pack out", self.ask_to_give, (GIVE_KEY,), "send",
                lambda: self.give.isVisibleTo(self) and self.give.isEnabled() and self.isVisible(),
            ),
        )  # fmt: skip
