"""Reads a tagged PDF back: what a screen reader finds, in the order in which it finds it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from pikepdf import Array, Dictionary, Name, Object, Pdf, parse_content_stream

INLINE = {"Span", "Link"}
MAPPING = re.compile(rb"^<([0-9A-F]{2}|[0-9A-F]{4})> <([0-9A-F]{4,})>$", re.MULTILINE)


@dataclass
class Node:
    """An element of the tree with its own and its inline children's words.

    `settings` are its attributes and properties as words: Scope, Lang, ActualText and so on.
    """

    role: str
    text: str
    settings: dict[str, str]
    kids: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def full(self) -> str:
        return tidy(self.text + " " + " ".join(kid.full() for kid in self.kids))


def structure_of(pdf_bytes: bytes) -> list[tuple[str, str]]:
    """Return (role, words) of every element that holds words itself, in reading order.

    Words of links and of passages in another language belong to the element around them.
    Spaces are made single. Where a passage says what is meant by it (ActualText in the
    content), that is returned and not what is printed.
    """
    nodes = tree_of(pdf_bytes).walk()
    return [(node.role, node.text) for node in nodes if node.text and node.role not in INLINE]


def tree_of(pdf_bytes: bytes) -> Node:
    """Return the whole tree from the Document element down."""
    with Pdf.open(BytesIO(pdf_bytes)) as pdf:
        marked, _ = contents(pdf)
        pages = {page.obj.objgen: page.index for page in pdf.pages}
        return _node(pdf.Root.StructTreeRoot.K, marked, pages)


def artifacts_of(pdf_bytes: bytes) -> list[str]:
    """Return, page by page, the words that are decoration."""
    with Pdf.open(BytesIO(pdf_bytes)) as pdf:
        return [tidy(text) for text in contents(pdf)[1]]


def placed_words(pdf_bytes: bytes) -> list[tuple[int, float, float, str]]:
    """Return (page, x, y, words) of all that is printed, as printed, in the painted order."""
    found: list[tuple[int, float, float, str]] = []
    with Pdf.open(BytesIO(pdf_bytes)) as pdf:
        for page in pdf.pages:
            maps = {name: _unicode(font) for name, font in page.resources.Font.items()}
            font = Letters({}, 1)
            x = y = 0.0
            for operands, operator in parse_content_stream(page):
                if str(operator) == "Tf":
                    font = maps[str(operands[0])]
                elif str(operator) == "Tm":
                    x, y = float(operands[4]), float(operands[5])
                elif str(operator) == "Tj":
                    words = font.read(bytes(operands[0]))
                    found.append((page.index, x, y, words))
    return found


def tidy(text: str) -> str:
    return " ".join(text.split())


def contents(pdf: Pdf) -> tuple[dict[tuple[int, int], str], list[str]]:
    """Return the words of each (page, mark) and each page's decoration.

    Fails where anything is painted that is neither.
    """
    marked: dict[tuple[int, int], str] = defaultdict(str)
    decoration: list[str] = []
    for page in pdf.pages:
        decoration.append("")
        maps = {name: _unicode(font) for name, font in page.resources.Font.items()}
        stack: list[object] = []
        font = Letters({}, 1)
        for operands, operator in parse_content_stream(page):
            match str(operator):
                case "Tf":
                    font = maps[str(operands[0])]
                case "BDC" | "BMC":
                    stack.append(_opened(operands, stack))
                case "EMC":
                    closed = stack.pop()
                    if isinstance(closed, str) and closed:
                        _say(closed[1:], stack, page.index, marked, decoration)
                case "Tj":
                    words = font.read(bytes(operands[0]))
                    assert stack, f"untagged words: {words!r}"
                    if not any(isinstance(each, str) for each in stack):
                        _say(words, stack, page.index, marked, decoration)
                case "TJ" | "'" | '"':
                    raise AssertionError("an operator that this reader does not know")
                case "Do":
                    assert stack, "a picture that is not tagged"
                case "S" | "s" | "f" | "F" | "f*" | "B" | "b" | "sh":
                    assert stack, "something painted that is not tagged"
                    assert stack[0] is None, "a line or box that is not an artifact"
        assert not stack
    return marked, decoration


def _opened(operands: list[Object], stack: list[object]) -> object:
    """Return what a mark opens: an MCID, None for decoration, "=" and words for ActualText."""
    if str(operands[0]) == "/Artifact":
        assert not stack
        return None
    properties = operands[1]
    if Name.ActualText in properties:
        return "=" + str(properties.ActualText)
    assert not stack, "marked content inside marked content"
    return int(properties.MCID)


def _say(
    words: str,
    stack: list[object],
    page: int,
    marked: dict[tuple[int, int], str],
    decoration: list[str],
) -> None:
    if stack[0] is None:
        decoration[page] += words + " "
    else:
        assert isinstance(stack[0], int)
        marked[page, stack[0]] += words


@dataclass
class Letters:
    """What the codes of a font mean, each of so many bytes."""

    meanings: dict[int, str]
    width: int

    def read(self, codes: bytes) -> str:
        steps = range(0, len(codes), self.width)
        values = (int.from_bytes(codes[at : at + self.width], "big") for at in steps)
        return "".join(self.meanings.get(value, "") for value in values)


def _unicode(font: Object) -> Letters:
    meanings = {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
        for code, text in MAPPING.findall(font.ToUnicode.read_bytes())
    }
    return Letters(meanings, 2 if font.Subtype == Name.Type0 else 1)


def _settings(obj: Dictionary) -> dict[str, str]:
    found = {**dict(obj.items()), **dict(obj.get(Name.A, Dictionary()).items())}
    return {
        key[1:]: " ".join(map(str, value)) if isinstance(value, Array) else str(value)
        for key, value in found.items()
        if key not in {"/K", "/P", "/A", "/S", "/Type"}
    }


def _kids(obj: Dictionary) -> list[Object]:
    kids = obj.get(Name.K)
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def _node(
    obj: Object, marked: dict[tuple[int, int], str], pages: dict[tuple[int, int], int]
) -> Node:
    assert isinstance(obj, Dictionary)
    node = Node(str(obj.S)[1:], "", _settings(obj))
    own = ""
    for kid in _kids(obj):
        if isinstance(kid, int):
            own += marked[pages[obj.Pg.objgen], kid]
        elif kid.get(Name.Type) == Name.MCR:
            own += marked[pages[kid.Pg.objgen], int(kid.MCID)]
        elif kid.get(Name.Type) == Name.StructElem:
            child = _node(kid, marked, pages)
            if node.role == "Reference" and child.role == "Span":
                pass  # the page to which a list of contents leads: furniture
            elif child.role == "Reference" and node.role != "TOCI":
                child.role = "Span"  # the mark of a note, which stands by itself among the words
                own += f" {child.text} "
            elif child.role in INLINE:
                own += child.text
            else:
                child.text = tidy(child.text)
            node.kids.append(child)
    node.text = own if node.role in INLINE else tidy(own)
    return node
