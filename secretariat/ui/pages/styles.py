"""House styles: how the documents of the office look, with a real page changing beside the form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from secretariat.models.options import Choices
from secretariat.models.records import (
    Body,
    Entry,
    Item,
    Meeting,
    OwnStyle,
    StandingText,
    StyleFile,
    StyleSetting,
)
from secretariat.models.styles import BODYS_OWN
from secretariat.services import house_styles, style_file, style_pages
from secretariat.services.house_styles import StyleChoice
from secretariat.store.history import Changed
from secretariat.ui.chosen_file import ChosenFile
from secretariat.ui.page import Command, Context, Route
from secretariat.ui.pages.base import Screen
from secretariat.ui.pages.base import ask as ask_service
from secretariat.ui.pages.fields import Form
from secretariat.ui.pages.kit import Header, boxed, keyed, scrolled
from secretariat.ui.pages.layout_cards import OptionCards
from secretariat.ui.pages.style_bring import BringStyle
from secretariat.ui.pages.style_crest import CrestFields
from secretariat.ui.pages.style_fonts import OwnFonts
from secretariat.ui.pages.style_look import LookForm, TakenForm
from secretariat.ui.pages.style_preview import StylePreview
from secretariat.ui.pages.style_texts import StyleTexts
from secretariat.ui.pages.style_word import WordFields
from secretariat.ui.pages.style_wording import StyleWording
from secretariat.ui.tables.row_list import RowList
from secretariat.ui.tables.rows import ListRow
from secretariat.ui.widgets import (
    Choice,
    TabStrip,
    button,
    card,
    column,
    flat_button,
    quiet,
    row,
    section,
)

COPY_KEYS = "Alt+C"
_TABS = ("Look", "Layout", "Texts", "Wording")
_LIST, _FORM, _PAPER = 230, 430, 480
_NEED = 960
"""How wide list, form and paper are, and below which width the paper makes room, in pixels at
the default font size."""
_SENTENCE = "What a style says holds for every body that prints in it; what a body says wins."


class StylesPage(Screen):
    """Every house style, the form of the one under the cursor, and a page in it."""

    page_title = "House styles"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self.list = RowList(theme, "House styles", lines=2)
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(lambda _: self._begin())
        self._shown = ""
        self.form = Form(context, house_styles.change_style, "styles.about")
        self.name = self.form.line("Name", "name")
        self.note = self.form.line("For whom it is meant", "note")
        self.copy = keyed(button("Make a copy", "copy", self.make_copy), COPY_KEYS)
        self.remove_button = flat_button("Remove", "trash-2", self.remove)
        self.export_button = flat_button("Export…", "download", self.export)
        self.export_button.setToolTip("The style with its crest and template as one file")
        self.bring = BringStyle(context)
        self.bring.brought.connect(self._brought)
        self._file = ChosenFile(context, self)
        self.setAcceptDrops(True)
        self._about = section("")
        self._about.setWordWrap(True)
        self._words = quiet("", wrap=True)
        self._used = quiet("", wrap=True)
        self.look = LookForm(context, self._save, self._said, self._choose)
        self.crest = CrestFields(context)
        self.look.add_to("Crest", self.crest)
        self.fonts = OwnFonts(context)
        self.word = WordFields(context, self._choose)
        self.taken = TakenForm(context, self._save)
        self.options = OptionCards(theme, without=BODYS_OWN, columns=1)
        self.options.chosen.connect(self._choose)
        self.texts = StyleTexts(context, self._save)
        self.wording = StyleWording(context, self._save, self._choose)
        self.tabs = TabStrip(_TABS, "What is shown of the style")
        self.preview = StylePreview(context)
        self.kind = Choice(style_pages.PAGES.items(), "Which page is shown")
        self.kind.chosen.connect(self.preview.show_kind)
        self._lay_out()
        self.home = self.list

    # ------------------------------------------------------------------ showing

    def open(self, route: Route) -> None:
        self.refresh()
        if route.uid:
            self.list.choose(route.uid)
        if route.tab in _TABS:
            self.tabs.setCurrentIndex(_TABS.index(route.tab))

    def refresh(self) -> None:
        styles = house_styles.styles(self.reader)
        used: dict[str, int] = {}
        for body in self.reader.find(Body):
            used[body.house_style] = used.get(body.house_style, 0) + 1
        own = [_row(one, used) for one in styles if one.uid]
        shipped = [_row(one, used) for one in styles if not one.uid]
        heads = (ListRow("", "Your own"), ListRow("", "With the program"))
        self.list.show_rows([*((heads[0], *own) if own else ()), heads[1], *shipped])
        if not self.list.key:
            self.list.choose_first()
        self._show_style()

    def concerns(self, changed: Changed) -> bool:
        return changed.touches(
            OwnStyle, StyleSetting, StyleFile, Body, StandingText, Meeting, Item, Entry
        )

    def _show_style(self) -> None:
        key = self.list.key
        one = next((each for each in house_styles.styles(self.reader) if each.key == key), None)
        if one is None:
            return
        anew = key != self._shown
        self._shown = key
        said = house_styles.settings_of(self.reader, key)
        own = bool(one.uid)
        self._show_head(one, own=own)
        self.look.show_settings(said, editable=own, anew=anew)
        self.crest.show_style(key, anew=anew)
        self.fonts.show_style(key, editable=own)
        self.word.show_style(key, said, editable=own)
        self.taken.show_settings(said, editable=own, anew=anew)
        base = house_styles.shipped().get(one.base) if own else None
        under = base.settings if base else said
        self.options.show_choices(Choices(said), Choices(base.settings if base else {}))
        self.options.setEnabled(own)
        self.texts.show_texts(key, said, under, editable=own)
        self.wording.show_words(key, said, under, editable=own)
        self.preview.show_style(key)

    def _show_head(self, one: StyleChoice, *, own: bool) -> None:
        for part in (self.name, self.note, self.remove_button):
            part.setVisible(own)
        for label in (self._about, self._words):
            label.setVisible(not own)
        if own:
            self.form.show(self.reader.get(OwnStyle, one.uid), anew=self.form.aim(one.uid))
        else:
            self.form.aim("")
            self._about.setText(one.name)
            what = "This style comes with the program. Make a copy to change it."
            self._words.setText(f"{one.note} {what}".strip())
        names = [body.name for body in style_pages.printing_in(self.reader, one.key)]
        printed = f"Printed in by {_listed(names)}." if names else "No body prints in it yet."
        self._used.setText(printed)

    # ------------------------------------------------------------------ doing

    def make_copy(self) -> None:
        """Make a style of the office's own out of the one that is shown."""
        self.context.autosave.flush_all()
        shown = next((s for s in house_styles.styles(self.reader) if s.key == self.list.key), None)
        if shown is None:
            return
        taken = {one.name.casefold() for one in house_styles.styles(self.reader)}
        names = (f"Our {shown.name.lower() if not shown.uid else shown.name}", shown.name)
        free = next((name for name in names if name.casefold() not in taken), "")
        at = 2
        while not free:
            wanted = f"{shown.name} {at}"
            free, at = ("" if wanted.casefold() in taken else wanted), at + 1
        self.ask(house_styles.add_style, free, shown.key, then=self._copied)

    def remove(self) -> None:
        """Remove the style that is shown, where it is the office's own."""
        context = self.context
        if not self.form.uid:
            return

        def done(_: object) -> None:
            context.messages.say("The house style was removed.", "Undo", context.undo)
            self.list.setFocus()

        self.form.flush()
        self.ask(house_styles.remove_style, self.form.uid, then=done)

    def export(self) -> None:
        """Ask where the file of the style that is shown shall lie."""
        self.context.autosave.flush_all()
        name = style_file.file_name(self.reader, self.list.key)
        self._file.ask("Export the house style", "House style", name, self._making())

    def export_to(self, path: Path) -> None:
        """Write the style that is shown into a file, in the place of one that is there."""
        self._file.write(path, self._making())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (path := _dropped(event.mimeData())) is not None:
            event.acceptProposedAction()
            self.bring.read(path)

    def commands(self) -> Sequence[Command]:
        """Return what can be done with house styles."""
        return (
            Command("styles.copy", "Copy the house style", self.make_copy, (COPY_KEYS,), "copy"),
            Command("styles.export", "Export the house style", self.export, (), "download"),
            Command("styles.template", "Save the Word template", self.word.save, (), "download"),
            Command("styles.bring", "Bring in a house style", self.bring.choose, (), "upload"),
            Command(
                "styles.remove", "Remove the house style", self.remove, (), "trash-2",
                lambda: bool(self.form.uid),
            ),
            *self.texts.commands(),
            *self.preview.commands("styles"),
        )  # fmt: skip

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.list.hasFocus() and self.form.uid:
            self.remove()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._paper.setVisible(event.size().width() >= self.context.theme.length(_NEED))

    def _making(self) -> Callable[[], bytes]:
        return partial(style_file.style_file, self.context.session, self.list.key)

    def _brought(self, key: str) -> None:
        self.refresh()
        self.list.choose(key)
        self.list.setFocus()

    def _copied(self, made: OwnStyle) -> None:
        self.refresh()
        self.list.choose(made.uid)
        field: Any = self.name.field
        field.setFocus()
        field.selectAll()

    def _chosen(self, _key: str) -> None:
        self.context.autosave.flush_all()
        self._show_style()

    def _begin(self) -> None:
        (self.name.field if self.form.uid else self.copy).setFocus()

    def _said(self) -> Mapping[str, str]:
        return house_styles.settings_of(self.reader, self._shown)

    def _save(self, key: str, value: str) -> object:
        if not self.form.uid:
            return None
        return house_styles.set_setting(self.context.session, self.form.uid, key, value)

    def _choose(self, key: str, value: str) -> None:
        if self.form.uid:
            ask_service(
                self.context, house_styles.set_setting, self.form.uid, key, value,
                otherwise=self._show_style,
            )  # fmt: skip

    def _turn(self, at: int) -> None:
        self.context.autosave.flush_all()
        self._parts.setCurrentIndex(at)

    def _lay_out(self) -> None:
        theme = self.context.theme
        side, gap = theme.length(24), theme.length(12)
        left = column(self.bring, card(self.list, padding=1), row(self.bring.open_button, 1))
        left.setStretch(1, 1)
        left.setContentsMargins(side, 0, gap, side)
        names = row(self.name, self.note, spacing=gap)
        names.setStretch(0, 2)
        names.setStretch(1, 3)
        head = column(
            self._about, self._words, boxed(names), self._used,
            row(self.copy, self.export_button, self.remove_button, 1),
            spacing=theme.length(8),
        )  # fmt: skip
        self._parts = QStackedWidget()
        for parts in (
            (self.look, self.fonts, self.word),
            (self.taken, self.options),
            (self.texts,),
            (self.wording,),
        ):
            inside = QWidget()
            stack = column(*parts, parent=inside, spacing=theme.length(16))
            if parts[0] is not self.wording:
                stack.addStretch(1)
            stack.setContentsMargins(0, gap, gap, side)
            self._parts.addWidget(scrolled(inside))
        self.tabs.currentChanged.connect(self._turn)
        middle = column(head, self.tabs, self._parts, spacing=theme.length(8))
        middle.setStretch(2, 1)
        middle.setContentsMargins(gap, 0, gap, 0)
        self._paper = QWidget()
        self._paper.setProperty("kind", "sunk")
        chosen = row(self.kind, self.preview.sample, 1, spacing=gap)
        chosen.setContentsMargins(theme.length(20), gap, gap, 0)
        column(chosen, self.preview, parent=self._paper, spacing=0).setStretch(1, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        for part in (boxed(left), boxed(middle), self._paper):
            split.addWidget(part)
        split.setSizes([theme.length(width) for width in (_LIST, _FORM, _PAPER)])
        split.setStretchFactor(2, 1)
        header = Header(theme, "House styles")
        header.say("House styles", _SENTENCE)
        self.stack.addWidget(header)
        self.stack.addWidget(split, 1)


def _row(one: StyleChoice, used: Mapping[str, int]) -> ListRow:
    many = used.get(one.key, 0)
    printed = "1 body prints in it" if many == 1 else f"{many} bodies print in it"
    return ListRow(one.key, one.name, printed if many else "No body prints in it")


def _dropped(data: QMimeData) -> Path | None:
    """Return the file of a house style that is dragged here."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return next((path for path in paths if path.suffix == style_file.SUFFIX), None)


def _listed(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    shown = names if len(names) <= 4 else [*names[:3], f"{len(names) - 3} more"]
    return f"{', '.join(shown[:-1])} and {shown[-1]}"
