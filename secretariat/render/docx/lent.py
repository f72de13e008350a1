"""The styles that a Word template lends: read once, with what they inherit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from docx.oxml.ns import qn
from lxml import etree

from secretariat.documents.style import WORD_ROLES, HouseStyle

_USUAL_SIZE = 20  # half points, where a template says nothing


@dataclass(frozen=True, slots=True)
class Lent:
    """A style of the template: lengths in twips, inherited ones too; `outline` None for no
    heading."""

    uid: str
    name: str
    kind: str
    before: int = 0
    after: int = 0
    left: int = 0
    half_points: int = _USUAL_SIZE
    numbered: bool = False
    outline: int | None = None
    tabs: tuple[int, ...] = ()


class Lending:
    """All styles of a template, and which of them stands for which of ours."""

    def __init__(self, root: etree._Element, wishes: Mapping[str, str]) -> None:
        self._elements = {e.get(qn("w:styleId"), ""): e for e in root.iter(qn("w:style"))}
        self._defaults = root.find(qn("w:docDefaults"))
        self.styles = {uid: self._read(uid) for uid in self._elements}
        self.uids = frozenset(self._elements)
        self._by_name = {(one.kind, _plain(one.name)): one for one in self.styles.values()}
        self._normal = next((one for one in self.styles.values() if self._rules(one)), None)
        self._usual_table = next(
            (self.styles[uid] for uid, element in self._elements.items()
             if _is_usual(element) and self.styles[uid].kind == "table"), None,
        )  # fmt: skip
        self._roles = {role.style: role for role in WORD_ROLES}
        self._wishes = {role.style: wishes[role.key] for role in WORD_ROLES if role.key in wishes}

    def paragraph(self, name: str) -> Lent | None:
        """Return what stands for our style `name` of paragraphs or letters; None: add ours."""
        if name == "Normal":
            return self._normal
        return self._found(name, "paragraph")

    def letters(self, name: str) -> Lent | None:
        """Return what stands for our style `name` of letters."""
        return self._found(name, "character")

    def table(self, name: str) -> Lent | None:
        """Return what stands for our style `name` of tables."""
        return self._found(name, "table")

    def names(self, kind: str) -> list[str]:
        """Return the names of the styles of a kind, as Word lists them."""
        return sorted({_shown(one.name) for one in self.styles.values() if one.kind == kind})

    @property
    def taken_names(self) -> list[str]:
        """Return the names of all styles."""
        return [one.name for one in self.styles.values()]

    @property
    def body_pt(self) -> float:
        """Return the size of the letters of the text, in points."""
        return self._normal.half_points / 2 if self._normal else _USUAL_SIZE / 2

    def _found(self, name: str, kind: str) -> Lent | None:
        wish = self._by_name.get((kind, _plain(self._wishes.get(name, ""))))
        own = self._by_name.get((kind, _plain(name)))
        if name == "Normal Table" and not own:
            own = self._usual_table
        if wish or own:
            return wish or own
        role = self._roles.get(name)
        for other in role.others if role else ():
            found = self._by_name.get((kind, _plain(other)))
            # A text whose paragraphs nothing parts would run together: ours stands on it instead.
            if found and not (name == "Body Text" and not found.before + found.after):
                return found
        return None

    def _rules(self, one: Lent) -> bool:
        """Say whether paragraphs without a style are in this one."""
        return one.kind == "paragraph" and _is_usual(self._elements[one.uid])

    def _read(self, uid: str) -> Lent:
        chain = list(self._chain(uid))
        element = chain[0]
        name = element.find(qn("w:name"))
        of_paragraphs = [*chain, *self._default("w:pPrDefault")]
        of_letters = [*chain, *self._default("w:rPrDefault")]
        ppr, rpr = qn("w:pPr"), qn("w:rPr")
        outline = _first(of_paragraphs, f"{ppr}/{qn('w:outlineLvl')}", "w:val")
        number = _first(of_paragraphs, f"{ppr}/{qn('w:numPr')}/{qn('w:numId')}", "w:val")
        return Lent(
            uid,
            name.get(qn("w:val"), uid) if name is not None else uid,
            element.get(qn("w:type"), "paragraph"),
            _whole(_first(of_paragraphs, f"{ppr}/{qn('w:spacing')}", "w:before")),
            _whole(_first(of_paragraphs, f"{ppr}/{qn('w:spacing')}", "w:after")),
            _whole(_first(of_paragraphs, f"{ppr}/{qn('w:ind')}", "w:left", "w:start")),
            _whole(_first(of_letters, f"{rpr}/{qn('w:sz')}", "w:val"), _USUAL_SIZE),
            number not in ("", "0"),
            int(outline) if outline in set("012345678") else None,
            tuple(
                sorted(
                    {
                        _whole(stop.get(qn("w:pos"), ""))
                        for each in chain
                        for stop in each.iterfind(f"{ppr}/{qn('w:tabs')}/{qn('w:tab')}")
                    }
                )
            ),
        )

    def _chain(self, uid: str) -> Iterable[etree._Element]:
        seen: set[str] = set()
        while uid in self._elements and uid not in seen:
            seen.add(uid)
            yield self._elements[uid]
            based = self._elements[uid].find(qn("w:basedOn"))
            uid = based.get(qn("w:val"), "") if based is not None else ""

    def _default(self, tag: str) -> list[etree._Element]:
        found = self._defaults.find(qn(tag)) if self._defaults is not None else None
        return [] if found is None else [found]


def adapted(style: HouseStyle, lending: Lending) -> HouseStyle:
    """Return the house style with letters of the size of the template's, and its own in step."""
    if not style.body_pt or lending.body_pt == style.body_pt:
        return style
    scale = lending.body_pt / style.body_pt
    sizes = ("body_pt", "title_pt", "heading_pt", "section_pt", "small_pt")
    return replace(style, **{name: getattr(style, name) * scale for name in sizes})


def prepare_styles(root: etree._Element, scale: float, tongue: str) -> None:
    """Let the styles of a template follow the document: its language, and `scale` of letters."""
    for each in [*root.iter(qn("w:lang"))]:
        parent = each.getparent()
        if parent is not None:
            parent.remove(each)
    defaults = _child(_child(_child(root, "w:docDefaults", 0), "w:rPrDefault", 0), "w:rPr", 0)
    if defaults.find(qn("w:sz")) is None and scale != 1.0:
        _sized(defaults, _USUAL_SIZE)
    if scale != 1.0:
        for tag in ("w:sz", "w:szCs"):
            for each in root.iter(qn(tag)):
                if (parent := each.getparent()) is not None and parent.tag == qn("w:rPr"):
                    size = _whole(each.get(qn("w:val"), ""), _USUAL_SIZE)
                    each.set(qn("w:val"), str(round(size * scale)))
        for each in root.iter(qn("w:spacing")):
            if each.get(qn("w:lineRule")) in ("exact", "atLeast"):
                height = _whole(each.get(qn("w:line"), ""), 240)
                each.set(qn("w:line"), str(round(height * scale)))
    if tongue:
        lang = etree.SubElement(defaults, qn("w:lang"))
        lang.set(qn("w:val"), tongue)
        _in_order(defaults, lang)


def _sized(properties: etree._Element, half_points: int) -> None:
    made = etree.SubElement(properties, qn("w:sz"))
    made.set(qn("w:val"), str(half_points))


def _in_order(properties: etree._Element, lang: etree._Element) -> None:
    """Put the language before the few properties that the schema has after it."""
    later = {qn("w:eastAsianLayout"), qn("w:specVanish"), qn("w:oMath")}
    for each in list(properties):
        if each.tag in later:
            properties.append(each)
    del lang


def _child(parent: etree._Element, tag: str, place: int) -> etree._Element:
    found = parent.find(qn(tag))
    if found is None:
        found = etree.Element(qn(tag))
        parent.insert(place, found)
    return found


def _is_usual(element: etree._Element) -> bool:
    return element.get(qn("w:default")) in ("1", "true", "on")


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _shown(name: str) -> str:
    return name[:1].upper() + name[1:]


def _first(elements: Iterable[etree._Element], path: str, *names: str) -> str:
    for element in elements:
        found = element.find(path)
        if found is not None:
            for name in names:
                value = found.get(qn(name))
                if value is not None:
                    return value
    return ""


def _whole(text: str, otherwise: int = 0) -> int:
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return otherwise
