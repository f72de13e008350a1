"""The choices a body makes about its documents, with their defaults and what they mean.

Nothing about layout or wording is one council's way: each choice is a row `BodyOption`.
Keys that begin with `wording.` replace a phrase of `resources/wording` for one body; those of a
house style may do so for one language: `wording.cy:agenda.title`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from secretariat.models.minutes_options import MINUTES_OPTIONS
from secretariat.models.option import WHEN_LONG, YES_NO
from secretariat.models.option import Option as Option
from secretariat.models.pack_options import PACK_OPTIONS
from secretariat.models.records import BodyOption

OPTIONS: tuple[Option, ...] = (
    Option("agenda.letter", "Invitation letter before the agenda", YES_NO, "no", "Agenda"),
    Option("agenda.addressees", "Name the addressees in the letter", YES_NO, "yes", "Agenda"),
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
    Option("agenda.pages", "Page column", YES_NO, "yes", "Agenda"),
    Option("agenda.purpose", "Purpose of each item", YES_NO, "no", "Agenda"),
    Option("agenda.recommendation", "Draft recommendations", YES_NO, "no", "Agenda"),
    Option("agenda.papers", "Reports below their item", YES_NO, "no", "Agenda"),
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
    Option("agenda.membership", "Membership on the front", YES_NO, "no", "Agenda"),
    Option("agenda.contact", "Contact block after the items", YES_NO, "yes", "Agenda"),
    Option(
        "agenda.future_dates",
        "Dates of future meetings",
        (
            ("no", "No"),
            ("yes", "Yes, each once"),
            ("next", "The next alone"),
            ("both", "The next on a line, then all"),
        ),
        "yes",
        "Agenda",
    ),
    Option(
        "agenda.exclusion",
        "The resolution that excludes the public",
        (
            ("words", "Each item with its title and ground"),
            ("numbers", "Item numbers and paragraphs"),
            ("table", "A table after the agenda"),
            ("title", "Not printed below its title"),
        ),
        "words",
        "Agenda",
    ),
    Option(
        "exclusion.public",
        "Who is excluded",
        (("public", "The public"), ("press", "The press and public")),
        "public",
        "Both",
    ),
    Option(
        "exclusion.interest",
        "Say there that the public interest was weighed",
        YES_NO,
        "no",
        "Both",
    ),
    Option("agenda.contents", "List of contents", WHEN_LONG, "never", "Agenda"),
    Option("agenda.leaders", "Dots leading to the page numbers", YES_NO, "no", "Agenda"),
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
    Option("notice.public", "The public may attend", YES_NO, "yes", "Notices"),
    *PACK_OPTIONS,
    *MINUTES_OPTIONS,
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
    Option("plan.undated", "Backlog without a date", YES_NO, "no", "Forward plan"),
    Option(
        "decisions.call_in_until",
        "On the last day, a decision may be called in until",
        (
            ("day", "The end of the day"),
            ("12:00", "Noon"),
            ("16:00", "4 pm"),
            ("16:30", "4.30 pm"),
            ("17:00", "5 pm"),
        ),
        "day",
        "Decision notice",
    ),
    Option(
        "register.signatures",
        "A column for signatures",
        (
            ("before", "Before the meeting"),
            ("always", "Always"),
            ("never", "Never"),
        ),
        "before",
        "Attendance register",
    ),
    Option(
        "labels.sheet",
        "Sheets of address labels",
        (
            ("L7160", "L7160: 21 of 63.5 × 38.1 mm"),
            ("L7159", "L7159: 24 of 63.5 × 33.9 mm"),
            ("L7161", "L7161: 18 of 63.5 × 46.6 mm"),
            ("L7162", "L7162: 16 of 99.1 × 33.9 mm"),
            ("L7163", "L7163: 14 of 99.1 × 38.1 mm"),
            ("L7165", "L7165: 8 of 99.1 × 67.7 mm"),
        ),
        "L7160",
        "Labels",
    ),
    Option("meeting.moved", "Say from which day a meeting was moved", YES_NO, "no", "Both"),
    Option(
        "clock",
        "Clock times",
        (
            ("12", "10.00 am"),
            ("12 close", "10.00am"),
            ("12 colon", "10:00 am"),
            ("12 short", "10am, 10.30am"),
            ("24", "10:00"),
        ),
        "12",
        "Both",
    ),
    Option(
        "dates.form",
        "Dates",
        (
            ("words", "Thursday 5 November 2026"),
            ("comma", "Thursday, 5 November 2026"),
            ("ordinal", "Thursday 5th November 2026"),
            ("day", "5 November 2026, without the weekday"),
            ("ordinal day", "5th November 2026, without the weekday"),
            ("figures", "05/11/2026"),
        ),
        "words",
        "Both",
    ),
    Option(
        "names.form",
        "Names of people",
        (
            ("full", "Cllr John Smith"),
            ("initials", "Cllr J Smith"),
            ("family", "Cllr Smith"),
            ("plain", "John Smith"),
        ),
        "full",
        "Both",
    ),
    Option(
        "names.title",
        "Titles before names",
        (
            ("typed", "As they are kept"),
            ("short", "Shortened: Cllr"),
            ("spelt", "Spelt out: Councillor"),
        ),
        "typed",
        "Both",
    ),
    Option(
        "second_language",
        "Second language",
        (
            ("none", "None"),
            ("cy", "Welsh, typed after a stroke: Minutes / Cofnodion"),
            ("gd", "Gaelic, typed after a stroke: Minutes / Geàrr-chunntas"),
            ("ga", "Irish, typed after a stroke: Minutes / Miontuairiscí"),
            ("kw", "Cornish, typed after a stroke: Minutes / Kovnotennow"),
            ("en-GB", "English, typed after a stroke: Cofnodion / Minutes"),
        ),
        "none",
        "Both",
    ),
    Option(
        "second_language.manner",
        "Both languages",
        (
            ("below", "One after the other"),
            ("line", "One after the other, titles in one line with a stroke"),
            ("beside", "Letters and standing texts side by side"),
        ),
        "below",
        "Both",
    ),
)

_WORDING = "wording."
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

    def wording(self, language: str = "") -> dict[str, str]:
        """Return the phrases this body words in its own way, without the `wording.` prefix.

        What is worded for `language` alone (see `apart`) wins over what is worded for any.
        """
        said = {key: words for key, words in self._phrases() if ":" not in key}
        return said | self.apart(language)

    def apart(self, language: str) -> dict[str, str]:
        """Return the phrases that are worded for one language alone: `wording.cy:agenda.title`."""
        prefix = language.partition("-")[0] + ":"
        return {
            key[len(prefix) :]: words
            for key, words in self._phrases()
            if words and key.startswith(prefix)
        }

    def _phrases(self) -> Iterator[tuple[str, str]]:
        for key, words in self.chosen.items():
            if key.startswith(_WORDING):
                yield key[len(_WORDING) :], words


def choices(options: Iterable[BodyOption], under: Mapping[str, str] | None = None) -> Choices:
    """Return the choices that the rows of one body stand for, over those of its house style.

    A phrase that the body words itself takes the place of the style's in every language.
    """
    own = {option.key: option.value for option in options}
    under = {key: value for key, value in (under or {}).items() if not own.get(_any_language(key))}
    return Choices({**under, **own})


def _any_language(key: str) -> str:
    """Return the key under which a phrase is worded for any language; "" for another key."""
    language, colon, phrase = key.removeprefix(_WORDING).partition(":")
    return _WORDING + phrase if colon and key.startswith(_WORDING) and language else ""
