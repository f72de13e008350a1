"""The choices a body makes about its documents, with their defaults and what they mean.

Nothing about layout or wording is one council's way: each choice is a row `BodyOption`.
Keys that begin with `wording.` replace a phrase of `resources/wording` for one body.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from secretariat.models.records import BodyOption


@dataclass(frozen=True, slots=True)
class Option:
    """A choice: its key, the words that name it on screen, its values and the default."""

    key: str
    label: str
    values: tuple[tuple[str, str], ...]
    default: str
    group: str


_YES_NO = (("yes", "Yes"), ("no", "No"))

OPTIONS: tuple[Option, ...] = (
    Option("agenda.letter", "Invitation letter before the agenda", _YES_NO, "no", "Agenda"),
    Option("agenda.addressees", "Name the addressees in the letter", _YES_NO, "yes", "Agenda"),
    Option(
        "agenda.presenter",
        "Presenter",
        (
            ("below", "On a line below the title"),
            ("title", "In the title, after a dash"),
            ("none", "Not printed"),
        ),
        "below",
        "Agenda",
    ),
    Option(
        "agenda.time",
        "Times",
        (
            ("none", "Not printed"),
            ("minutes", "Planned minutes"),
            ("clock", "Running clock"),
            ("both", "Running clock and minutes"),
        ),
        "none",
        "Agenda",
    ),
    Option("agenda.pages", "Page column", _YES_NO, "yes", "Agenda"),
    Option("agenda.purpose", "Purpose of each item", _YES_NO, "no", "Agenda"),
    Option("agenda.recommendation", "Draft recommendations", _YES_NO, "no", "Agenda"),
    Option(
        "agenda.submissions",
        "Questions, petitions and motions below their item",
        (
            ("full", "With their words"),
            ("names", "From whom alone"),
            ("none", "Not printed"),
        ),
        "full",
        "Agenda",
    ),
    Option("agenda.membership", "Membership on the front", _YES_NO, "no", "Agenda"),
    Option("agenda.contact", "Contact block after the items", _YES_NO, "yes", "Agenda"),
    Option("agenda.future_dates", "Dates of future meetings", _YES_NO, "yes", "Agenda"),
    Option("agenda.leaders", "Dots leading to the page numbers", _YES_NO, "no", "Agenda"),
    Option(
        "summons.manner",
        "Members are",
        (
            ("kind", "Summoned if it is a council, else invited"),
            ("summoned", "Summoned"),
            ("invited", "Invited"),
        ),
        "kind",
        "Notices",
    ),
    Option("notice.public", "The public may attend", _YES_NO, "yes", "Notices"),
    Option(
        "minutes.present",
        "Those present",
        (
            ("columns", "In columns: name, role and organisation"),
            ("list", "One after another, by group"),
            ("sentence", "In one sentence, with roles in brackets"),
        ),
        "columns",
        "Minutes",
    ),
    Option(
        "minutes.apologies",
        "Apologies",
        (
            ("yes", "At the head"),
            ("item", "Under the item for apologies"),
            ("no", "Not printed"),
        ),
        "yes",
        "Minutes",
    ),
    Option(
        "minutes.away",
        "Names of those who sent apologies",
        (("row", "One after another"), ("lines", "One below another")),
        "row",
        "Minutes",
    ),
    Option(
        "minutes.away_from", "Organisation of those who sent apologies", _YES_NO, "no", "Minutes"
    ),
    Option(
        "minutes.paragraphs",
        "Number of a paragraph",
        (("none", "None"), ("item", "That of its item and its own: 4.1")),
        "none",
        "Minutes",
    ),
    Option(
        "minutes.actions",
        "Actions",
        (
            ("margin", "Owner in the Action column beside the words"),
            ("line", "A bold line that begins ACTION"),
            ("both", "A bold line, and the owner in the Action column"),
        ),
        "margin",
        "Minutes",
    ),
    Option(
        "minutes.owner",
        "Owner of an action",
        (("initials", "Initials"), ("name", "Full name")),
        "initials",
        "Minutes",
    ),
    Option(
        "minutes.case",
        "Item headings",
        (("as-written", "As written"), ("capitals", "IN CAPITALS")),
        "as-written",
        "Minutes",
    ),
    Option(
        "minutes.declarations",
        "Declarations of interest",
        (
            ("sentences", "A sentence each"),
            ("grouped", "Grouped by the item concerned"),
        ),
        "sentences",
        "Minutes",
    ),
    Option(
        "minutes.presenter",
        "Presenter",
        (
            ("no", "Not printed"),
            ("yes", "In the item heading"),
            ("below", "On a line below the heading"),
        ),
        "no",
        "Minutes",
    ),
    Option("minutes.agenda_number", "Quote the agenda item number", _YES_NO, "no", "Minutes"),
    Option(
        "minutes.corrections",
        "One correction of earlier minutes",
        (("sentence", "In the sentence"), ("bullets", "In a list, as several are")),
        "sentence",
        "Minutes",
    ),
    Option("minutes.added", "Number business not on the agenda", _YES_NO, "no", "Minutes"),
    Option(
        "minutes.votes",
        "Votes",
        (
            ("sentence", "In a sentence"),
            ("lines", "On lines: For, Against, Abstentions"),
            ("table", "Votes by name and elections in a table"),
        ),
        "sentence",
        "Minutes",
    ),
    Option(
        "minutes.proposer",
        "Proposer and seconder of a decision",
        (
            ("sentence", "In a sentence"),
            ("line", "On a line"),
            ("none", "Not printed"),
        ),
        "sentence",
        "Minutes",
    ),
    Option("minutes.signature", "Line for the signature", _YES_NO, "yes", "Minutes"),
    Option(
        "plan.months",
        "Months that it covers",
        (("4", "Four"), ("6", "Six"), ("12", "Twelve"), ("24", "Twenty-four")),
        "12",
        "Forward plan",
    ),
    Option(
        "plan.layout",
        "Business of each meeting",
        (("table", "In a table"), ("list", "As a list")),
        "table",
        "Forward plan",
    ),
    Option("plan.undated", "Backlog without a date", _YES_NO, "no", "Forward plan"),
    Option(
        "clock",
        "Clock times",
        (("12", "10.00 am"), ("24", "10:00")),
        "12",
        "Both",
    ),
)

_DEFAULTS = {option.key: option.default for option in OPTIONS}


@dataclass(frozen=True, slots=True)
class Choices:
    """A body's choices over the defaults."""

    chosen: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        """Return the choice for `key`; KeyError when there is no such option."""
        return self.chosen.get(key) or _DEFAULTS[key]

    def yes(self, key: str) -> bool:
        return self[key] == "yes"

    def wording(self) -> dict[str, str]:
        """Return the phrases this body words in its own way, without the `wording.` prefix."""
        prefix = "wording."
        return {k[len(prefix) :]: v for k, v in self.chosen.items() if k.startswith(prefix)}


def choices(options: Iterable[BodyOption]) -> Choices:
    """Return the choices that the rows of one body stand for."""
    return Choices({option.key: option.value for option in options})
