"""What a house style may say: its settings, what each may be, and which colours can be read.

The keys of a style are `look.…` (letters, lengths and colours, listed here), those of
`models.options` and `wording.…` (which a body may word otherwise; `wording.cy:…` for one language
alone), `text.…` (standing texts for
bodies that have none in that place: `text.access`, its heading `text.access.heading`, a second one
`text.access.2`), `word.…` (the styles of a Word template by their role, see `models.word_roles`)
and `body.…` (what a body takes over when it begins to print in the style: how its items and minutes
are numbered, and what its chair is called).

Some options are no style but how a body works, and stay its own: `BODYS_OWN`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from secretariat.errors import KnownError
from secretariat.models.kinds import TextPlace
from secretariat.models.options import OPTIONS
from secretariat.models.word_roles import WORD, WORD_ROLES

LOOK, WORDING, TEXT, BODY = "look.", "wording.", "text.", "body."
READABLE = 4.5
"""The least contrast of words on their ground: WCAG 2.2, success criterion 1.4.3."""
PAPER = "#ffffff"
LONGEST = 10_000
"""How many letters one setting may have."""
TEXTS = 9
"""How many standing texts a style may have in one place."""
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_TEXT = re.compile(rf"text\.(?P<place>[^.]+)(?:\.(?P<at>[2-{TEXTS}]))?(?P<heading>\.heading)?")


class Sort(StrEnum):
    """What kind of value a setting has."""

    LENGTH = "mm"
    SIZE = "pt"
    FACTOR = "times"
    COLOUR = "colour"
    FONT = "font"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Look:
    """One setting of the look: its key without `look.`, its words on screen, and its bounds.

    `on` names the setting of the ground on which a colour's words stand, "" for paper; a colour
    without words (`words` false) may be as pale as one likes.
    """

    key: str
    label: str
    sort: Sort
    default: str
    group: str
    least: float = 0.0
    most: float = 0.0
    values: tuple[tuple[str, str], ...] = ()
    words: bool = True


_CASE = (("as-written", "As written"), ("capitals", "IN CAPITALS"))
_NO_YES = (("no", "No"), ("yes", "Yes"))
_PAPERS = (
    ("A4", "A4"),
    ("A4 landscape", "A4, landscape"),
    ("A3", "A3"),
    ("A5", "A5"),
    ("Letter", "Letter (8½ × 11 inches)"),
)
PAPERS: Mapping[str, tuple[float, float]] = {
    "A4": (210.0, 297.0),
    "A4 landscape": (297.0, 210.0),
    "A3": (297.0, 420.0),
    "A5": (148.0, 210.0),
    "Letter": (215.9, 279.4),
}
"""The sizes of paper by their name, millimetres across and down (ISO 216, ANSI Y14.1)."""
LEAST_ACROSS, LEAST_DOWN = 80.0, 100.0
"""How many millimetres margins must leave for the text of a page."""
_PLACES = (("none", "Not printed"), ("left", "Left"), ("centre", "Centre"), ("right", "Right"))

LOOKS: tuple[Look, ...] = (
    Look("font", "Font of the text", Sort.FONT, "NotoSans", "Letters"),
    Look("heading_font", "Font of headings", Sort.FONT, "NotoSans", "Letters"),
    Look("body_pt", "Text", Sort.SIZE, "10.5", "Letters", 8, 30),
    Look("small_pt", "Small print", Sort.SIZE, "8.5", "Letters", 7, 26),
    Look("heading_pt", "Headings", Sort.SIZE, "12", "Letters", 8, 36),
    Look("section_pt", "Section titles", Sort.SIZE, "10.5", "Letters", 8, 36),
    Look("title_pt", "Title", Sort.SIZE, "19", "Letters", 10, 48),
    Look("leading", "Line spacing", Sort.FACTOR, "1.4", "Letters", 1.1, 2.0),
    Look("justify", "Text in blocks", Sort.CHOICE, "no", "Letters", values=_NO_YES),
    Look(
        "heading_case",
        "Headings without a number",
        Sort.CHOICE,
        "as-written",
        "Headings",
        values=_CASE,
    ),
    Look("leaders", "Dots before page numbers", Sort.CHOICE, "no", "Headings", values=_NO_YES),
    Look("ink", "Words", Sort.COLOUR, "#1b2430", "Colours"),
    Look("quiet", "Quiet words", Sort.COLOUR, "#4d5a6a", "Colours"),
    Look("accent", "Titles of sections, links", Sort.COLOUR, "#2457a6", "Colours"),
    Look("rule", "Lines", Sort.COLOUR, "#c9cfd7", "Colours", words=False),
    Look("shade", "Ground of table heads", Sort.COLOUR, "#eef0f3", "Colours", words=False),
    Look("page", "Paper", Sort.CHOICE, "A4", "Page", values=_PAPERS),
    Look("action_margin_mm", "Action column", Sort.LENGTH, "26", "Page", 0, 60),
    Look("margin_top_mm", "Top margin", Sort.LENGTH, "22", "Page", 10, 60),
    Look("margin_bottom_mm", "Bottom margin", Sort.LENGTH, "22", "Page", 10, 60),
    Look("margin_left_mm", "Left margin", Sort.LENGTH, "24", "Page", 10, 60),
    Look("margin_right_mm", "Right margin", Sort.LENGTH, "24", "Page", 10, 60),
    Look("crest_place", "Crest", Sort.CHOICE, "left", "Crest", values=_PLACES),
    Look("crest_width_mm", "Width of the crest", Sort.LENGTH, "30", "Crest", 8, 120),
)

_LOOKS = {LOOK + look.key: look for look in LOOKS}
RETIRED = {"look.item_case": "minutes.case"}
"""What files of house styles may still say, and the choice that says it now."""
BODYS_OWN = frozenset(
    {
        "second_language",
        "minutes.added",
        "elections.needs",
        "decisions.call_in_until",
        "paper.marks",
    }
)
"""Options that no style may say: how titles were typed, what is numbered, when one is elected,
until when a decision may be called in and which papers are taken in do not change with how a
document looks."""
_OPTIONS = {option.key: option for option in OPTIONS if option.key not in BODYS_OWN}
OPTION_KEYS = frozenset(_OPTIONS)
TAKEN_OVER = ("agenda_numbering", "minute_numbering", "chair_title", "vice_chair_title", "marking")
"""The fields of a body that a style may set when the body begins to print in it."""


def text_key(place: TextPlace, at: int = 1, *, heading: bool = False) -> str:
    """Return the key of a standing text, the `at`th of its place (from 1), or of its heading."""
    return f"{TEXT}{place}{f'.{at}' if at > 1 else ''}{'.heading' if heading else ''}"


def text_place(key: str) -> TextPlace | None:
    """Return where the standing text of a key prints; None for a key of anything else."""
    match = _TEXT.fullmatch(key)
    places = {place.value: place for place in TextPlace}
    return places.get(match["place"]) if match else None


def texts_said(settings: Mapping[str, str]) -> list[tuple[TextPlace, str, str]]:
    """Return the standing texts of a style that say something: place, heading and words, in the
    order in which they print in their place."""
    found = []
    for place in TextPlace:
        for at in range(1, TEXTS + 1):
            heading = settings.get(text_key(place, at, heading=True), "")
            words = settings.get(text_key(place, at), "")
            if heading.strip() or words.strip():
                found.append((place, heading, words))
    return found


def default(key: str) -> str:
    """Return what holds where no style says anything; empty for wording and texts."""
    if key in _LOOKS:
        return _LOOKS[key].default
    return _OPTIONS[key].default if key in _OPTIONS else ""


def check(key: str, value: str) -> str:
    """Return a value as it is kept; KnownError, in one sentence, when a style cannot hold it.

    Whether colours can be read is not asked here, for each depends on another: see `unreadable`.
    """
    value = value.strip() if not key.startswith((TEXT, WORDING)) else value
    if len(value) > LONGEST:
        raise KnownError(f"That is too long: a house style keeps {LONGEST:,} letters of it.")
    if key in _LOOKS:
        return _checked_look(_LOOKS[key], value)
    if key in _OPTIONS:
        if value not in {one for one, _ in _OPTIONS[key].values}:
            raise KnownError(f"“{value}” is no choice for “{_OPTIONS[key].label}”.")
        return value
    part, _, rest = key.partition(".")
    if part + "." == BODY and rest in TAKEN_OVER:
        return value
    if text_place(key) is not None:
        return value
    if part + "." == WORD and rest in {role.key for role in WORD_ROLES}:
        return " ".join(value.split())
    if part + "." == WORDING and rest:
        return value
    raise KnownError(f"A house style has no setting “{key}”.")


def _checked_look(look: Look, value: str) -> str:
    if look.sort is Sort.CHOICE:
        if value not in {one for one, _ in look.values}:
            raise KnownError(f"“{value}” is no choice for “{look.label}”.")
        return value
    if look.sort is Sort.COLOUR:
        colour = value.lower()
        if not _COLOUR.fullmatch(colour):
            raise KnownError(f"“{value}” is not a colour; write it as #2457a6.")
        return colour
    if look.sort is Sort.FONT:
        if not value:
            raise KnownError(f"“{look.label}” needs the name of a font.")
        return value
    try:
        number = float(value.removesuffix(look.sort.value).strip().replace(",", "."))
    except ValueError:
        raise KnownError(f"“{value}” is not a number.") from None
    if not look.least <= number <= look.most:
        unit = "" if look.sort is Sort.FACTOR else f" {look.sort.value}"
        raise KnownError(
            f"“{look.label}” may be {look.least:g} to {look.most:g}{unit}; {number:g} is outside."
        )
    return f"{number:g}"


def unreadable(settings: Mapping[str, str]) -> list[tuple[Look, str]]:
    """Return the colours of words that cannot be read on paper or on the ground of table heads,
    each with the nearest darker one that can."""
    found = []
    shade = settings.get(LOOK + "shade") or default(LOOK + "shade")
    for look in LOOKS:
        if look.sort is not Sort.COLOUR or not look.words:
            continue
        colour = settings.get(LOOK + look.key) or look.default
        if min(contrast(colour, PAPER), contrast(colour, shade)) < READABLE:
            found.append((look, darkened(colour, shade)))
    return found


def cramped(settings: Mapping[str, str]) -> str:
    """Say in one sentence why the margins leave too little of the paper; "" where they do not."""
    paper = settings.get(LOOK + "page") or default(LOOK + "page")
    wide, high = PAPERS.get(paper, PAPERS[default(LOOK + "page")])
    across = wide - _millimetres(settings, "left") - _millimetres(settings, "right")
    down = high - _millimetres(settings, "top") - _millimetres(settings, "bottom")
    for left, least, edges in (
        (across, LEAST_ACROSS, "left and right"),
        (down, LEAST_DOWN, "top and bottom"),
    ):
        if left < least:
            return (
                f"With these margins at the {edges}, {paper} leaves {max(left, 0):g} mm for the "
                f"text; it needs {least:g} mm."
            )
    return ""


def _millimetres(settings: Mapping[str, str], edge: str) -> float:
    key = f"{LOOK}margin_{edge}_mm"
    try:
        return float(settings.get(key) or default(key))
    except ValueError:
        return float(default(key))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours #rrggbb, 1 to 21: WCAG 2.2, relative luminance."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def darkened(colour: str, ground: str) -> str:
    """Return the colour as dark as it must be to be read on paper and on `ground`.

    On a ground on which not even black can be read, it is black.
    """
    parts = _parts(colour)
    for percent in range(99, -1, -1):
        made = "#" + "".join(f"{part * percent // 100:02x}" for part in parts)
        if min(contrast(made, PAPER), contrast(made, ground)) >= READABLE:
            return made
    return "#000000"


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
