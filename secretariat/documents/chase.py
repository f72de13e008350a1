"""The message that asks an author for the reports that are owed, each with its meeting and day."""

from __future__ import annotations

from secretariat.documents.message import BULLET, message, place_words
from secretariat.documents.model import (
    Block,
    Document,
    LineBreak,
    ListBlock,
    ListItem,
    Paragraph,
    Run,
    Runs,
    Text,
    runs,
)
from secretariat.documents.wording import Wording
from secretariat.models.dates import plain_date, spoken_date
from secretariat.models.plaintext import one_line
from secretariat.models.views import ChaseLine, ChaseView


def compose_chase(view: ChaseView, say: Wording) -> Document:
    """Return the message; it names what is owed and nothing else of the meetings."""
    late = any(line.late for line in view.lines)
    many = "one" if len(view.lines) == 1 else "many"
    asking = "chase.late" if late else "chase.due"
    matter: list[Block] = [
        Paragraph(runs(say(f"{asking}.{many}"))),
        _listed(view, say),
        Paragraph(runs(say("chase.ask"))),
        *_attached(view, say),
    ]
    return message(view, say, "chase", say(f"chase.subject.{many}", count=len(view.lines)), matter)


def _attached(view: ChaseView, say: Wording) -> list[Block]:
    if not view.attached:
        return []
    return [Paragraph(runs(say("chase.form.one" if view.attached == 1 else "chase.form.many")))]


def _listed(view: ChaseView, say: Wording) -> ListBlock:
    return ListBlock(
        tuple(ListItem(BULLET, (Paragraph(_line(line, view, say)),)) for line in view.lines)
    )


def _line(line: ChaseLine, view: ChaseView, say: Wording) -> Runs:
    """Return one report: its title, where it goes, by when, and what was promised."""
    title = one_line(line.title) or say("restricted.title")
    found: list[Run] = [Text(title, bold=True)]
    told = [place_words(place, say) for place in line.places[:1]]
    told += [say("chase.also", place=place_words(place, say)) for place in line.places[1:]]
    told += _days(line, say)
    for words in told:
        found += [LineBreak(), Text(words)]
    return tuple(found)


def _days(line: ChaseLine, say: Wording) -> list[str]:
    found = []
    if line.due:
        day = spoken_date(line.due, say.calendar)
        if line.late:
            key = "chase.day_late" if line.late == 1 else "chase.days_late"
            found.append(say(key, date=day, days=line.late))
        else:
            found.append(say("chase.by", date=day))
    if line.promised:
        found.append(say("chase.promised", date=plain_date(line.promised, say.calendar)))
    return found
