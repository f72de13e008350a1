"""About a body: its name, kind and place, its usual venue and contact."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from secretariat.models.kinds import BodyKind
from secretariat.models.records import Body
from secretariat.services import bodies
from secretariat.ui.page import Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.fields import Form
from secretariat.ui.pages.kit import form_card, scrolled
from secretariat.ui.widgets import Choice, FormRow, column, flat_button

_KINDS = [(kind, kind.value.capitalize()) for kind in BodyKind]
_CHAIRS = [(1, "One"), (2, "Two at once"), (3, "Three at once"), (4, "Four at once")]


class AboutBody(QWidget):
    """The fields of a body; each saves itself."""

    def __init__(self, context: Context, removed: Callable[[], None]) -> None:
        super().__init__()
        self._context = context
        self._removed = removed
        self.form = Form(context, bodies.change_body, "bodies.about")
        self._parent = Choice(name="Stands under")
        self._parent.chosen.connect(self._set_parent)
        inside = QWidget()
        theme = context.theme
        gap = theme.length(16)
        parts = (self._names(), self._place(), self._foot())
        column(*parts, 1, parent=inside, spacing=gap).setContentsMargins(0, 0, gap, gap)
        column(scrolled(inside), parent=self)

    def show_body(self, body: Body) -> None:
        """Show a body; what is being typed stays."""
        anew = self.form.aim(body.uid)
        self.form.show(body, anew=anew)
        every = bodies.all_bodies(self._context.session)
        others = [(b.uid, b.name) for b in every if b.uid != body.uid]
        self._parent.set_options([("", "No other body"), *others])
        above = bodies.parent_of(self._context.session.reader, body.uid)
        self._parent.show_value(above.uid if above else "")

    def focus_name(self) -> None:
        """Go to the name."""
        self._name.field.setFocus()

    def _names(self) -> QWidget:
        form = self.form
        self._name = form.line("Name", "name")
        return form_card(
            self._context.theme,
            "Name and kind",
            ((self._name, 4), (form.line("Short name", "short_name", example="CSP"), 2)),
            ((form.choice("Kind", "kind", _KINDS), 2), (FormRow("Stands under", self._parent), 4)),
            (
                (form.line("Title of the chair", "chair_title", example="Chair"), 2),
                (form.line("Title of the vice-chair", "vice_chair_title"), 2),
                (form.choice("Chairs", "max_chairs", _CHAIRS), 2),
            ),
            ((form.day("First day", "starts"), 3), (form.day("Last day", "ends"), 3)),
        )

    def _place(self) -> QWidget:
        form = self.form
        contact = "Name, post, telephone and e-mail; printed under every agenda."
        return form_card(
            self._context.theme,
            "Place and contact",
            (
                (form.area("Usual venue", "venue"), 4),
                (form.line("Link for joining online", "remote_link"), 2),
            ),
            (
                (form.area("Contact block", "contact", lines=3, hint=contact), 4),
                (form.line("Protective marking", "marking", example="none"), 2),
            ),
        )

    def _foot(self) -> QWidget:
        note = self.form.area("Note for officers, never printed", "note")
        remove = flat_button("Remove this body", "trash-2", self._remove)
        return form_card(self._context.theme, "Note", ((note, 6),), ((remove, 6),))

    def _set_parent(self, parent: str) -> None:
        uid = self.form.uid

        def back() -> None:
            above = bodies.parent_of(self._context.session.reader, uid)
            self._parent.show_value(above.uid if above else "")

        ask(self._context, bodies.set_parent, uid, parent or None, otherwise=back)

    def _remove(self) -> None:
        context = self._context

        def done(_: object) -> None:
            context.messages.say("The body was removed.", "Undo", context.undo)
            self._removed()

        self.form.flush()
        ask(context, bodies.remove_body, self.form.uid, then=done)
