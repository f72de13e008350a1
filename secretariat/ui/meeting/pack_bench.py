"""The packs of a meeting at its papers: made, called off, chosen and saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from secretariat.models.kinds import Audience
from secretariat.services.pack_supplements import has_been_given
from secretariat.ui.chosen_file import ChosenFile
from secretariat.ui.meeting.pack_cards import NAMES, PackCards, PackProgressRow
from secretariat.ui.meeting.pack_person import (
    COPY_KEY,
    PERSON_KEY,
    PackPersonCard,
    person_button,
)
from secretariat.ui.meeting.paper_page import PaperPage
from secretariat.ui.meeting.release_card import ReleaseCard
from secretariat.ui.pack_maker import PackState
from secretariat.ui.page import Command, Context
from secretariat.ui.pages.kit import boxed, keyed
from secretariat.ui.widgets import Choice, primary_button, quiet, row, tool_button

MAKE_KEY, SAVE_KEY, SUPPLEMENT_KEY = "Ctrl+M", "Ctrl+S", "Ctrl+Shift+E"
_WHICH = ((False, "Whole packs"), (True, "Supplements"))
_ABOUT = {
    False: "Packs have gone out: these keep their page numbers.",
    True: "What is new since packs went out.",
}


class PackBench(QObject):
    """The cards of the packs, their progress and their buttons, for the step to lay out.

    `moved` tells that a pack stands otherwise or another is chosen, `wanted` that somebody wants
    to see the chosen one.
    """

    moved = Signal()
    wanted = Signal()

    def __init__(
        self, context: Context, meeting: str, flush: Callable[[], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._context, self._meeting, self._flush = context, meeting, flush
        self.page = 0
        self.cards = PackCards(context.theme)
        self.cards.chosen.connect(self.show_pack)
        self.progress = PackProgressRow(self.cancel)
        self.make = keyed(primary_button("Make packs", "", self.begin), MAKE_KEY)
        self.which = Choice(_WHICH, "Whole packs, or supplements")
        self.which.chosen.connect(self._choose)
        self._about = quiet("")
        which = row(self.which, self._about, 1, spacing=10)
        self.supplements = boxed(which)
        self.supplements.hide()
        self.save = tool_button("Save the pack", "save", self.save_pack, SAVE_KEY)
        self.private = PackPersonCard(context, meeting)
        self.person = person_button(self.private)
        self.private.left.connect(self.person.setFocus)
        self.saver = ChosenFile(context, parent)
        self.release = ReleaseCard(context, meeting, self._save_all, self._see_page)
        self.release.given.connect(lambda: self.cards.cards[self.cards.audience].setFocus())
        if (maker := context.packs) is not None:
            maker.moved.connect(self.refresh)
        else:
            self.make.hide()
            self.cards.hide()
            self.person.hide()
        self.save.hide()

    def refresh(self) -> None:
        """Show again how the packs stand."""
        maker, session = self._context.packs, self._context.session
        if maker is not None:
            supplement = maker.is_supplement(self._meeting)
            self.supplements.setVisible(supplement or has_been_given(session, self._meeting))
            self.which.show_value(supplement)
            self.which.setToolTip(f"{self.which.currentText()} ({SUPPLEMENT_KEY})")
            self._about.setText(_ABOUT[supplement])
            self.make.setText("Make supplements" if supplement else "Make packs")
            self.cards.show_packs(maker, self._meeting)
            self.progress.show_progress(maker.progress, self._meeting)
            self.make.setEnabled(not self._is_making())
            self.save.setVisible(self._has_pack())
            self.private.refresh()
            self.release.show_pack(self.cards.audience)
        self.moved.emit()

    def _choose(self, supplement: bool) -> None:
        if (maker := self._context.packs) is not None:
            maker.choose(self._meeting, supplement=supplement)

    def toggle_supplements(self) -> None:
        """Choose the supplements, or the whole packs again."""
        if (maker := self._context.packs) is not None:
            self._choose(not maker.is_supplement(self._meeting))

    def begin(self) -> None:
        """Make the packs for the public, members and officers."""
        self._save_all()
        if (maker := self._context.packs) is not None:
            maker.begin(self._meeting)

    def _save_all(self) -> None:
        self._flush()
        self._context.autosave.flush_all()

    def _see_page(self, page: int) -> None:
        self.page = page
        self.show_pack(self.cards.audience)

    def cancel(self) -> None:
        """Call off the packs that are being made."""
        if (maker := self._context.packs) is not None:
            maker.cancel()

    def show_pack(self, audience: Audience) -> None:
        """Choose a pack and show it."""
        self.cards.choose(audience)
        self.refresh()
        self.wanted.emit()

    def save_pack(self) -> None:
        """Write a copy of the chosen pack to a place that is chosen."""
        state = self._state()
        if state is not None and state.made is not None:
            title = f"Save the {NAMES[self.cards.audience].lower()} pack"
            self.saver.ask(title, "PDF", state.made.brief.name, state.path.read_bytes)

    def numbers(self) -> dict[str, str] | None:
        """Return the numbers of each paper in the chosen pack; None where it is not made."""
        state = self._state()
        if state is None or state.made is None:
            return None
        made = state.made
        papers = made.brief.contents.papers
        return {one.key: made.plan.range_of(one.same_as or one.key) for one in papers}

    def show_pages(self, page: PaperPage) -> None:
        """Show the chosen pack, or say why there is none."""
        state, heading = self._state(), f"{NAMES[self.cards.audience]} pack"
        if state is None or state.made is None:
            why = state.failure if state else ""
            page.show_nothing(why or "This pack is not made yet. Make packs makes it.", heading)
        else:
            page.show_pack(state.made.brief.name, state.path, heading, self.page)
        self.page = 0

    def commands(self) -> Sequence[Command]:
        """Return what can be done with packs here."""
        if self._context.packs is None:
            return ()

        def shown(one: Audience) -> Command:
            text = f"Show the {NAMES[one].lower()} pack"
            return Command(f"papers.show-{one}", text, lambda: self.show_pack(one), (), "eye")

        return (
            Command(
                "papers.make", "Make packs", self.begin, (MAKE_KEY,), "",
                lambda: not self._is_making(),
            ),
            Command(
                "papers.supplements", "Whole packs, or supplements", self.toggle_supplements,
                (SUPPLEMENT_KEY,), "", lambda: not self.supplements.isHidden(),
            ),
            Command("papers.cancel", "Cancel making packs", self.cancel, (), "x", self._is_making),
            *(shown(one) for one in Audience),
            Command(
                "papers.person", "A pack for one person, or protected", self.private.toggle,
                (PERSON_KEY,), "user",
            ),
            Command(
                "papers.phrase", "Copy the pass phrase", self.private.copy_phrase, (COPY_KEY,),
                "copy", lambda: bool(self.private.phrase.text()),
            ),
            Command(
                "papers.save", "Save the pack", self.save_pack, (SAVE_KEY,), "save",
                self._has_pack,
            ),
            *self.release.commands(),
        )  # fmt: skip

    def _state(self) -> PackState | None:
        maker = self._context.packs
        return maker.state(self._meeting, self.cards.audience) if maker else None

    def _has_pack(self) -> bool:
        state = self._state()
        return state is not None and state.made is not None

    def _is_making(self) -> bool:
        maker = self._context.packs
        progress = maker.progress if maker else None
        return progress is not None and progress.meeting == self._meeting
