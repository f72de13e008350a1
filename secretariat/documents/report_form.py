"""The form that goes to the author of a report: what is known stands in it, the rest is fields."""

from __future__ import annotations

from collections.abc import Sequence

from secretariat.documents.model import (
    Block,
    Cell,
    Document,
    Field,
    Heading,
    PageFurniture,
    Paragraph,
    Role,
    Runs,
    Table,
    Text,
    runs,
)
from secretariat.documents.wording import Wording
from secretariat.models.dates import spoken_date
from secretariat.models.kinds import Restriction
from secretariat.models.plaintext import one_line
from secretariat.models.report_forms import READ_BACK, FormPart, FormView, reference_of
from secretariat.models.style_records import ReportPartKind

PREFIX = "secretariat."
"""How the tags of our fields begin."""
KEYWORD = "secretariat-item-"
"""How the keyword begins that says for which item a form was made."""

_HEAD = (ReportPartKind.AUTHOR, ReportPartKind.TITLE)
_LINES = (*_HEAD, ReportPartKind.CONTACT)
_NUMBERED = (ReportPartKind.NUMBERED, ReportPartKind.PURPOSE, ReportPartKind.RECOMMENDATION)
_SOURCES = 2


def compose_form(view: FormView, say: Wording) -> Document:
    """Return the form: the same item and layout always give the same one."""
    form = _Form(view, say)
    title = say("form.title", body=view.body)
    return Document(
        title=say("form.named", title=view.title, body=view.body) if view.title else title,
        blocks=tuple(form.blocks(title)),
        kind="report form",
        language=view.language,
        keywords=(KEYWORD + view.item,),
        made=view.made,
        furniture=PageFurniture(
            head=one_line(view.title),
            foot=say("form.reference.foot", reference=reference_of(view.item)),
            page_pattern=say.raw("page"),
            marking=form.marking,
        ),
        audience="officers",
    )


class _Form:
    """Puts a form together: the table at its head, and then part after part."""

    def __init__(self, view: FormView, say: Wording) -> None:
        self._view = view
        self._say = say
        split = next(
            (at for at, part in enumerate(view.parts) if part.kind not in _HEAD), len(view.parts)
        )
        self._at_head, self._below = view.parts[:split], view.parts[split:]
        self._counts = any(part.kind is ReportPartKind.NUMBERED for part in view.parts)
        self._tags: dict[str, int] = {}

    def blocks(self, title: str) -> list[Block]:
        say = self._say
        found: list[Block] = []
        if self.marking:
            found.append(Paragraph(runs(self.marking), Role.MARKING))
        found.append(Heading(1, runs(title)))
        found.append(self._facts())
        found.append(Paragraph(runs(say("form.how")), Role.EXPLANATION))
        number = 0
        for part in self._below:
            counted = self._counts and part.kind in _NUMBERED
            number += counted
            found += self._part(part, f"{number}." if counted else "")
        return found

    @property
    def marking(self) -> str:
        """The marking of the meeting or the body, and whether the report is for publication."""
        closed = self._view.restriction is not Restriction.NONE
        words = (one_line(self._view.marking), self._say("form.closed") if closed else "")
        return " · ".join(filter(None, words))

    def _facts(self) -> Table:
        """Return what is known, with the fields that stand at the head among it."""
        view, say = self._view, self._say
        day = spoken_date(view.on, say.calendar) if view.on else ""
        known = [
            (say("form.to"), one_line(view.body)),
            (say("form.meeting"), ", ".join(filter(None, (one_line(view.meeting), day)))),
            (say("form.item"), " ".join(filter(None, (view.number, one_line(view.title))))),
        ]
        rows = [_row(name, Paragraph(runs(words))) for name, words in known if words]
        for part in self._at_head:
            rows.append(_row(part.heading, self._field(part, several=False)))
        due = spoken_date(view.due, say.calendar) if view.due else ""
        more = [
            (say("form.lead"), one_line(view.lead_officer)),
            (say("form.due"), due),
            (say("form.access"), self._access()),
            (say("form.reference"), reference_of(view.item)),
        ]
        rows += [_row(name, Paragraph(runs(words))) for name, words in more if words]
        return Table(tuple(rows), (26, 74), header_rows=0, summary=say("form.summary"))

    def _access(self) -> str:
        view = self._view
        if view.restriction is Restriction.NONE:
            return self._say("form.open")
        if ground := one_line(view.ground):
            return self._say("restricted.line", ground=ground)
        return self._say(f"restricted.{view.restriction}")

    def _part(self, part: FormPart, number: str) -> list[Block]:
        found: list[Block] = [Heading(2, runs(one_line(part.heading)), number=number)]
        if part.kind is ReportPartKind.BIBLIOGRAPHY:
            return [*found, self._sources(part)]
        if part.kind is ReportPartKind.YES_NO:
            found.append(self._choice(part))
        return [*found, self._field(part, several=part.kind not in _LINES, count=number)]

    def _field(self, part: FormPart, *, several: bool, count: str = "") -> Paragraph:
        known = READ_BACK.get(part.kind)
        value = self._view.filled.get(known, "").strip() if known else ""
        hint = one_line(part.hint) or self._say("form.hint")
        name = one_line(part.heading) or part.kind.value
        tag = self._tag(part.kind.value.replace(" ", "-"))
        made = Field(tag, name, filled=bool(value), several=several, count=count)
        label = f"{count}1" if count else ""
        shown: Runs = runs(value if several else one_line(value)) if value else self._hint(hint)
        return Paragraph(shown, label=label, field=made)

    def _choice(self, part: FormPart) -> Paragraph:
        say = self._say
        choices = (say("form.yes"), say("form.no"))
        made = Field(self._tag("choice"), one_line(part.heading), choices=choices)
        return Paragraph(self._hint(say("form.choose")), field=made, keep_with_next=True)

    def _sources(self, part: FormPart) -> Table:
        say = self._say
        columns = (say("form.source"), say("form.where"))
        rows = [_header(columns)]
        for at in range(_SOURCES):
            hints = (one_line(part.hint) or say("form.hint"), say("form.where.hint"))
            cells = (
                Cell(
                    (
                        Paragraph(
                            self._hint(hint), field=Field(self._tag("source"), f"{name} {at + 1}")
                        ),
                    )
                )
                for name, hint in zip(columns, hints, strict=True)
            )
            rows.append(tuple(cells))
        return Table(tuple(rows), (60, 40), header_rows=1, summary=one_line(part.heading))

    def _hint(self, words: str) -> Runs:
        return runs(self._say("form.bracketed", words=words))

    def _tag(self, name: str) -> str:
        """Return a tag that no other field of the form has."""
        count = self._tags[name] = self._tags.get(name, 0) + 1
        return PREFIX + (name if count == 1 else f"{name}.{count}")


def _row(name: str, value: Paragraph) -> tuple[Cell, ...]:
    return Cell((Paragraph((Text(one_line(name)),)),), header=True), Cell((value,))


def _header(names: Sequence[str]) -> tuple[Cell, ...]:
    return tuple(Cell((Paragraph((Text(name),)),), header=True) for name in names)
