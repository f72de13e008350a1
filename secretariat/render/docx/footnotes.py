"""Notes as Word has them: footnotes, which Word numbers in the order of their marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from docx.parts.document import DocumentPart

from secretariat.documents.model import Block, ListBlock, Note, NoteMark, Notes, Paragraph, Runs
from secretariat.render.docx.book import Stylebook
from secretariat.render.docx.flow import Flow, Piece, Place
from secretariat.render.docx.looks import Font, Shape, colour
from secretariat.render.docx.xml import Element, el, run, val, words

_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_NAME = "/word/footnotes.xml"
_FIRST_UID = 9001
_SEPARATORS = (("separator", -1), ("continuationSeparator", 0))


class Footnotes:
    """Keeps the notes of a document until its words are there, and then gives them a part."""

    def __init__(self, book: Stylebook, blocks: Iterable[Block]) -> None:
        self._book = book
        listed = [note for block in blocks if isinstance(block, Notes) for note in block.notes]
        self._notes: dict[str, Note] = {note.key: note for note in listed}
        self._numbers: dict[str, int] = {}

    def mark(self, mark: NoteMark) -> list[Element]:
        """Return the mark of a note: Word's own the first time, then one that refers to that."""
        if mark.key not in self._notes:
            return [words(f"[{mark.number}]")]
        style = val("w:rStyle", self._book.uid("footnote reference"))
        if mark.key in self._numbers:
            number = self._numbers[mark.key]
            code = rf" NOTEREF {_place(number)} \f \h "
            again = words(str(number), [style])
            return [el("w:fldSimple", {"w:instr": code}, again)]
        number = self._numbers[mark.key] = len(self._numbers) + 1
        uid = _FIRST_UID + number
        return [
            el("w:bookmarkStart", {"w:id": uid, "w:name": _place(number)}),
            run(el("w:footnoteReference", {"w:id": number}), properties=[style]),
            el("w:bookmarkEnd", {"w:id": uid}),
        ]

    def enter(self, part: DocumentPart) -> None:
        """Put the notes that were called into the package, if there are any."""
        if not self._numbers:
            return
        flow = Flow(self._book)  # links of the notes belong to their own part
        root = el("w:footnotes")
        for kind, uid in _SEPARATORS:
            line = el("w:p", None, run(el(f"w:{kind}")))
            root.append(el("w:footnote", {"w:type": kind, "w:id": uid}, line))
        for key, number in self._numbers.items():
            told = self._told(flow, self._notes[key].blocks)
            root.append(el("w:footnote", {"w:id": number}, *told))
        made = XmlPart(PackURI(_NAME), _CONTENT, root, part.package)
        part.relate_to(made, _KIND)
        flow.inline.connect(made)
        settings = part.settings.element
        kept = el("w:footnotePr", None, *(el("w:footnote", {"w:id": u}) for _, u in _SEPARATORS))
        compat = settings.find(qn("w:compat"))
        if compat is not None and settings.find(qn("w:footnotePr")) is None:
            compat.addprevious(kept)

    def _told(self, flow: Flow, blocks: Sequence[Paragraph | ListBlock]) -> list[Element]:
        style = val("w:rStyle", self._book.uid("footnote reference"))
        number = [run(el("w:footnoteRef"), properties=[style]), words(" ")]
        pieces: list[Piece] = []
        if not blocks or isinstance(blocks[0], ListBlock):
            pieces.append(self._line(flow, number, ()))
            number = []
        for block in blocks:
            if isinstance(block, ListBlock):
                for piece in flow.list(block, Place(room=self._book.width)):
                    self._small(flow, piece.element)
                    pieces.append(piece)
            else:
                pieces.append(self._line(flow, number, block.runs))
                number = []
        return [piece.element for piece in pieces]

    def _small(self, flow: Flow, paragraph: Element) -> None:
        font = Font(size=self._book.house.small_pt, colour=colour(self._book.house.quiet))
        name = flow.inline.style_of(paragraph)
        flow.inline.restyle(paragraph, self._book.variant(name, "of Note", Shape(), font))

    def _line(self, flow: Flow, number: Sequence[Element], content: Runs) -> Piece:
        inline = flow.inline
        return Piece(inline.paragraph("footnote text", *number, *inline.runs(content)))


def _place(number: int) -> str:
    return f"_RefNote{number}"
