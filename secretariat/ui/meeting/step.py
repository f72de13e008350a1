"""What every step of a meeting promises the workspace."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from secretariat.errors import KnownError
from secretariat.store.history import Changed
from secretariat.store.writer import Receipt
from secretariat.ui.editors.fields import LineField, ProseField
from secretariat.ui.page import Command, Context


class Step(QWidget):
    """A step of the meeting whose uid is `meeting`; made when it is first shown.

    `name` is what routes and commands call it.
    """

    name = ""

    def __init__(self, context: Context, meeting: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.meeting = meeting
        self.setProperty("kind", "page")

    def refresh(self) -> None:
        """Read the register again and show it, keeping selection, focus and what is typed."""

    def concerns(self, changed: Changed) -> bool:
        """Say whether a commit changes what is shown here."""
        return self.meeting in changed.meetings or not changed.meetings

    def tick(self) -> None:
        """Show the time again; called every second while the step is in front."""

    def flush(self) -> None:
        """Write what is typed and not kept yet."""

    def commands(self) -> Sequence[Command]:
        """Return what can be done here."""
        return ()

    def focus_row(self, uid: str) -> None:
        """Show a row and put the focus there; "" is where work goes on."""

    def ask(
        self,
        service: Callable[..., Receipt[Any]],
        *args: Any,
        then: Callable[[Any], None] | None = None,
        **values: Any,
    ) -> None:
        """Ask a service to write; `then` hears the result on the window thread.

        A refusal, at once or later, goes to the message bar.
        """
        try:
            receipt = service(self.context.session, *args, **values)
        except KnownError as error:
            self.context.messages.warn(str(error))
            return
        self.context.submit(receipt, then=then or _nothing)


def put(field: LineField | ProseField, text: str) -> None:
    """Show another record's words in a field; what was typed for the last one must be flushed."""
    blocked = field.blockSignals(True)
    if isinstance(field, ProseField):
        field.setPlainText(text)
    else:
        field.setText(text)
    field.blockSignals(blocked)


def _nothing(_: Any) -> None:
    return None
