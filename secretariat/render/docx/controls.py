"""Content controls: what somebody fills in, found again by its tag whoever edited the file.

A control of one line stands inside its paragraph, as Word and LibreOffice both keep it; one that
takes several paragraphs stands around them. None can be deleted by mistake.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from secretariat.documents.model import Field
from secretariat.render.docx.book import Stylebook
from secretariat.render.docx.xml import Element, clean, el, val

_LONGEST = 64  # letters of a tag or a name that Word takes
_FIRST = 1001


@dataclass(frozen=True, slots=True)
class _Control:
    paragraph: Element
    field: Field
    cell: bool


class Controls:
    """Keeps the paragraphs that are fields until all of them stand in their places."""

    def __init__(self, book: Stylebook) -> None:
        self._book = book
        self._waiting: list[_Control] = []

    def enter(self, paragraph: Element, field: Field, cell: bool, left: int, hanging: int) -> None:
        """Note that a paragraph is a field; one that counts becomes part of a list of its own."""
        if field.count:
            number = self._book.counted(field.count, left, hanging)
            properties = paragraph.find("{*}pPr")
            assert properties is not None
            after = 2 if properties.find("{*}keepNext") is not None else 1
            properties.insert(after, el("w:numPr", None, val("w:ilvl", 0), val("w:numId", number)))
        self._waiting.append(_Control(paragraph, field, cell))

    def close(self) -> None:
        """Put the controls around what they hold."""
        for at, control in enumerate(self._waiting):
            around = control.field.several and not control.cell
            if not control.field.filled:
                self._grey(control.paragraph)
            if around:
                self._around(control, _FIRST + at)
            else:
                self._inside(control, _FIRST + at)

    def _inside(self, control: _Control, number: int) -> None:
        held = [cast("Element", k) for k in control.paragraph if not k.tag.endswith("}pPr")]
        content = el("w:sdtContent", None, *held)
        control.paragraph.append(
            el("w:sdt", None, self._properties(control.field, number), content)
        )

    def _around(self, control: _Control, number: int) -> None:
        paragraph = control.paragraph
        holder = el("w:sdt", None, self._properties(control.field, number))
        paragraph.addprevious(holder)
        holder.append(el("w:sdtContent", None, paragraph))

    def _properties(self, field: Field, number: int) -> Element:
        kind = el("w:text") if not field.several else el("w:richText")
        if field.choices:
            listed = (
                el("w:listItem", {"w:displayText": clean(one), "w:value": clean(one)})
                for one in field.choices
            )
            kind = el("w:dropDownList", None, *listed)
        return el(
            "w:sdtPr",
            None,
            val("w:alias", clean(field.name)[:_LONGEST]),
            val("w:tag", clean(field.tag)[:_LONGEST]),
            val("w:id", number),
            val("w:lock", "sdtLocked"),
            *([] if field.filled else [el("w:showingPlcHdr")]),
            kind,
        )

    def _grey(self, paragraph: Element) -> None:
        """Let the words of a hint look like one: they go when somebody begins to write."""
        for run in paragraph.iter("{*}r"):
            properties = run.find("{*}rPr")
            if properties is None:
                properties = el("w:rPr")
                run.insert(0, properties)
            if properties.find("{*}rStyle") is None:
                properties.insert(0, val("w:rStyle", self._book.uid("Placeholder Text")))
