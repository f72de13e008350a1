"""Choosing whose actions a document tells of."""

from __future__ import annotations

from collections.abc import Sequence

from secretariat.ui.widgets import Choice

EVERYBODY = "Everybody, a page each"


class OwnerChoice(Choice):
    """Offers those who own open actions; what was chosen stays while it is offered."""

    def __init__(self) -> None:
        super().__init__([("", EVERYBODY)], "Whose actions")
        self.setMinimumContentsLength(6)

    def offer_owners(self, owners: Sequence[tuple[str, str]]) -> None:
        """Offer these, by key and name, after everybody."""
        self.set_options([("", EVERYBODY), *owners])

    @property
    def key(self) -> str:
        """The key of the owner that is chosen; "" for everybody."""
        return self.value() or ""
