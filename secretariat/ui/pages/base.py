"""What the pages share: asking services, and hearing why not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secretariat.errors import KnownError
from secretariat.store.rows import Reader
from secretariat.store.writer import Receipt
from secretariat.ui.page import Context, Page


def ask(
    context: Context,
    service: Callable[..., Receipt[Any]],
    *args: Any,
    then: Callable[[Any], None] | None = None,
    otherwise: Callable[[], None] | None = None,
    **values: Any,
) -> None:
    """Ask a service to write; `then` hears the result on the window thread.

    A refusal, at once or later, goes to the message bar, and then `otherwise` is called.
    """
    try:
        receipt = service(context.session, *args, **values)
    except KnownError as error:
        context.messages.warn(str(error))
        if otherwise:
            otherwise()
        return
    context.submit(
        receipt,
        then=then or (lambda _: None),
        otherwise=(lambda *_: otherwise()) if otherwise else None,
    )


class Screen(Page):
    """A page with the ground of the window and a column for its parts."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.stack = QVBoxLayout(self)
        self.stack.setContentsMargins(0, 0, 0, 0)
        self.stack.setSpacing(0)

    home: QWidget | None = None
    """Where the focus goes when the page is come to for the first time."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if event.spontaneous():
            return
        held: QWidget | None = self.focusWidget()
        target = held if held is not None and held.isVisibleTo(self) else self.home
        if target is not None:
            target.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Run the command of the key, where no field and no list has taken it."""
        pressed = QKeySequence(event.keyCombination())
        for command in self.commands():
            keys = (QKeySequence(each) for each in command.keys)
            if pressed in keys and command.enabled():
                command.run()
                return
        super().keyPressEvent(event)

    @property
    def reader(self) -> Reader:
        return self.context.session.reader

    def ask(self, service: Callable[..., Receipt[Any]], *args: Any, **values: Any) -> None:
        """Ask a service to write, as `ask` does."""
        ask(self.context, service, *args, **values)
