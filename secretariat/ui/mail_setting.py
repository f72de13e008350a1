"""Post in the settings: how large a message of the office may be."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from secretariat.errors import KnownError
from secretariat.services import office
from secretariat.store.writer import Receipt
from secretariat.ui.editors.fields import LineField
from secretariat.ui.page import Context
from secretariat.ui.widgets import FormRow, column, quiet, section

_WRONG = f"Type a number of megabytes between 1 and {office.LARGEST_LIMIT:,}."


class MailSetting(QFrame):
    """Says how many megabytes the mail system takes; saves itself as it is typed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setProperty("kind", "card")
        self.limit = LineField(context.autosave, self._save, "Largest message in megabytes")
        self.limit.setMaximumWidth(context.theme.length(120))
        self._row = FormRow("Largest message, in MB", self.limit)
        column(
            section("E-mail"),
            quiet(
                "A draft in which files of a meeting would go beyond this leaves the large ones"
                " out, and says so. In a message a file has over a third more than on the disk.",
                wrap=True,
            ),
            self._row,
            parent=self,
            margin=16,
            spacing=10,
        )

    def refresh(self) -> None:
        """Show how things stand; what is being typed stays."""
        self.limit.show_value(str(office.mail_limit(self._context.session.reader)))
        if not self.limit.dirty:
            self._row.say_wrong("")

    def _save(self, words: str) -> Receipt[None] | None:
        number = words.strip().removesuffix("MB").strip()
        try:
            if not (number.isascii() and number.isdecimal() and len(number) < 9):
                raise KnownError(_WRONG)
            receipt = office.set_mail_limit(self._context.session, int(number))
        except KnownError:
            self._row.say_wrong(_WRONG)
            return None
        self._row.say_wrong("")
        return receipt
