"""Titles that a body prints in two languages, one below the other.

They are typed in one field with a stroke between: “Minutes / Cofnodion”. The second line carries
its language, so that it is read aloud as what it is.
"""

from __future__ import annotations

from collections.abc import Callable

from secretariat.documents.model import LineBreak, Runs, Text, runs
from secretariat.models.options import Choices

_STROKE = " / "


def titled(choices: Choices, title: str, dress: Callable[[str], str] = str) -> Runs:
    """Return a title as its body prints it: on two lines where it is in two languages.

    `dress` adds to the first what stands with it: a presenter, the number on the agenda.
    """
    language = choices["second_language"]
    first, _, second = (part.strip() for part in title.partition(_STROKE))
    if language == "none" or not first or not second:
        return runs(dress(title))
    return (*runs(dress(first)), LineBreak(), Text(second, lang=language))
