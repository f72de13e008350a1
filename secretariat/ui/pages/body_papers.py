"""Sites that only work inside the organisation of a body, for the links in its papers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from secretariat.models.inside_hosts import inside_hosts
from secretariat.models.pack_options import INSIDE_HOSTS
from secretariat.models.records import Body
from secretariat.services import bodies, paper_wishes
from secretariat.ui.editors.fields import LineField
from secretariat.ui.page import Context
from secretariat.ui.widgets import FormRow, card, column, quiet, section, set_tone, small


class PaperLinksCard(QWidget):
    """One line: the sites to which links of papers are taken out, besides those known to all."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._body: Body | None = None
        self.hosts = LineField(context.autosave, self._save, "Sites that only work inside")
        self.hosts.setPlaceholderText("hub.example.gov.uk, docs.example.gov.uk")
        explain = quiet(
            "The public cannot follow a link to a site inside, and its address may tell what it"
            " should not. Such links are taken out of papers as they are checked: intranets,"
            " SharePoint, Teams and numbers always, and those you name here with all below them.",
            wrap=True,
        )
        self._odd = small("", wrap=True)
        self._odd.setTextFormat(Qt.TextFormat.PlainText)
        set_tone(self._odd, "warn")
        made = card(
            section("Links in papers"),
            explain,
            FormRow("Sites that only work inside", self.hosts),
            self._odd,
            padding=context.theme.length(16),
        )
        column(made, parent=self)

    def show_body(self, body: Body) -> None:
        """Show what a body has said."""
        chosen = bodies.choices_of(self._context.session.reader, body.uid).chosen
        words = chosen.get(INSIDE_HOSTS, "")
        if self._body is None or self._body.uid != body.uid:
            self.hosts.flush()
            self.hosts.setText(words)
        self._body = body
        self.hosts.show_value(words)
        odd = inside_hosts(words).others
        self._odd.setText(f"Not the address of a site: {', '.join(odd)}." if odd else "")
        self._odd.setVisible(bool(odd))

    def _save(self, words: str) -> object:
        if self._body is None:
            return None
        return paper_wishes.set_hosts(self._context.session, self._body.uid, words)
