"""What is still to be written in the second language of a body before its documents go out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from secretariat.documents.two_languages import passages, split
from secretariat.models.agenda import public_items, without_added
from secretariat.models.kinds import Audience, DocumentKind, TextPlace
from secretariat.models.languages import LANGUAGES
from secretariat.models.plaintext import joined, one_line
from secretariat.models.records import Item
from secretariat.services.bodies import choices_of, printed_texts
from secretariat.services.findings import Finding, Gravity
from secretariat.services.meetings import Meet
from secretariat.store.rows import Reader

_TITLES_TOLD = 3
_TITLE_CURE = "Write both in one field with a stroke between: Minutes / Cofnodion."
_TEXT_CURE = "Write both in one field, with a line between that holds a stroke alone."
_LETTER = frozenset({TextPlace.INVITATION, TextPlace.ACCESS})
_PLACES = {
    DocumentKind.AGENDA: frozenset(
        {TextPlace.BEFORE_AGENDA, TextPlace.AFTER_AGENDA, TextPlace.ACCESS, TextPlace.GUIDANCE}
    ),
    DocumentKind.MINUTES: frozenset({TextPlace.AFTER_ATTENDANCE, TextPlace.MINUTES_NOTE}),
}


def language_findings(
    reader: Reader, meet: Meet, items: Iterable[Item], kind: DocumentKind, audience: Audience
) -> list[Finding]:
    """Return which titles and standing texts of an agenda or of minutes print in one language
    alone, though the body has two; nothing of other documents."""
    if kind not in _PLACES or not meet.bodies:
        return []
    lead = meet.bodies[0]
    choices = choices_of(reader, lead.uid)
    language = LANGUAGES.get(choices["second_language"], "")
    if not language:
        return []
    minutes = kind is DocumentKind.MINUTES
    seen = public_items(items, audience)
    seen = seen if minutes else without_added(seen)
    bare = [
        (item.uid, title)
        for item in seen
        if (title := one_line((minutes and item.minute_title) or item.title))
        and not split(title)[1]
    ]
    found = [_names(body.name, language) for body in meet.bodies if not split(body.name)[1]]
    if bare:
        found.append(Finding(Gravity.WARN, _titles(bare, language), bare[0][0], _TITLE_CURE))
    places = _PLACES[kind]
    if not minutes and choices.yes("agenda.letter"):
        places |= _LETTER
    texts = [
        text
        for text in printed_texts(reader, lead)
        if text.place in places and text.text.strip() and not passages(text.text)[1].strip()
    ]
    if texts:
        many = len(texts) != 1
        words = f"{len(texts)} standing texts have" if many else "One standing text has"
        found.append(Finding(Gravity.WARN, f"{words} no {language}.", "", _TEXT_CURE))
    return found


def _names(name: str, language: str) -> Finding:
    return Finding(
        Gravity.WARN, f"The name of {one_line(name)} has no {language}.", "", _TITLE_CURE
    )


def _titles(bare: Sequence[tuple[str, str]], language: str) -> str:
    told = [f"“{title}”" for _, title in bare[:_TITLES_TOLD]]
    if len(bare) > _TITLES_TOLD:
        told = [*told[:-1], f"{len(bare) - _TITLES_TOLD + 1} more"]
    if len(bare) == 1:
        return f"One title has no {language}: {told[0]}."
    return f"{len(bare)} titles have no {language}: {joined(told, ' and ')}."
