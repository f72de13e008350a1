"""Structure trees joined: clashes renamed, circles cut, broken trees left out and told."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

from secretariat.packs.parts import TagNote, TagState
from tests.packs.build import Made, Shelf
from tests.packs.material import tagged, with_tree
from tests.render.pdf_tree import Node, tree_of


def joined(folder: Path, *parts: bytes) -> Made:
    shelf = Shelf()
    for at, part in enumerate(parts):
        stamp = f"Item {at}" if at else ""
        shelf.put(f"p{at}", part, stamp=stamp, is_contents=not at)
    return shelf.make(folder)


def mended(pdf_bytes: bytes, change: Callable[[Pdf], None]) -> bytes:
    with Pdf.open(BytesIO(pdf_bytes)) as pdf:
        change(pdf)
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def roles(node: Node) -> list[str]:
    return [kid.role for kid in node.kids]


def test_roles_that_mean_two_things_are_renamed(tmp_path: Path) -> None:
    one = with_tree("A", {"Body": {}, "Lead": {}}, {"Body": "P", "Lead": "Body"})
    two = with_tree("B", {"Body": {}, "Lead": {}}, {"Body": "Span", "Lead": "P"})
    made = joined(tmp_path, one, two, one)
    parts = tree_of(made.data).kids
    assert [roles(part) for part in parts] == [
        ["Body", "Lead"],
        ["Link", "Body_2", "Lead"],
        ["Link", "Body", "Lead"],
    ]
    with Pdf.open(BytesIO(made.data)) as pdf:
        found = {key: str(value) for key, value in pdf.Root.StructTreeRoot.RoleMap.items()}
    assert found == {"/Body": "/P", "/Lead": "/P", "/Body_2": "/Span"}


def test_circles_of_roles_are_cut_and_standard_roles_keep_their_meaning(tmp_path: Path) -> None:
    circle = with_tree("A", {"X": {}, "Y": {}, "P": {}}, {"X": "Y", "Y": "X", "P": "P"})
    remapped = with_tree("B", {"P": {}, "Own": {}}, {"P": "H1", "Own": "Own"})
    made = joined(tmp_path, circle, remapped)
    parts = tree_of(made.data).kids
    assert [roles(part) for part in parts] == [["X", "Y", "P"], ["Link", "H1", "Own"]]
    with Pdf.open(BytesIO(made.data)) as pdf:
        found = {key: str(value) for key, value in pdf.Root.StructTreeRoot.RoleMap.items()}
    assert found == {"/X": "/NonStruct", "/Y": "/NonStruct"}
    assert [part.notes for part in made.told.parts] == [
        (TagNote.CIRCLE_CUT,),
        (TagNote.STANDARD_REMAPPED,),
    ]


def test_names_are_given_once_and_headers_follow_them(tmp_path: Path) -> None:
    cells = {
        "TH": {"ID": String("h1")},
        "TD": {"A": Dictionary(O=Name.Table, Headers=Array([String("h1")]))},
        "Note": {"ID": String("n1")},
    }
    made = joined(tmp_path, *(with_tree(title, cells, {}) for title in "ABC"))
    with Pdf.open(BytesIO(made.data)) as pdf:
        names = pdf.Root.StructTreeRoot.IDTree.Names
        listed = {str(names[at]): names[at + 1] for at in range(0, len(names), 2)}
        assert len(listed) == 6
        assert list(listed) == sorted(listed)
        for part in pdf.Root.StructTreeRoot.K.K:
            *_, head, cell, note = part.K
            assert str(cell.A.Headers[0]) == str(head.ID)
            assert listed[str(head.ID)].objgen == head.objgen
            assert listed[str(note.ID)].objgen == note.objgen


def test_names_of_a_cover_and_its_paper_are_two(tmp_path: Path) -> None:
    cells = {
        "TH": {"ID": String("h1")},
        "TD": {"A": Array([Dictionary(O=Name.Table, Headers=Array([String("h1")]))])},
    }
    sheet = with_tree("A", cells, {})
    shelf = Shelf().put("front", sheet).put("shut", sheet, cover=sheet, is_restricted=True)
    with Pdf.open(BytesIO(shelf.make(tmp_path).data)) as pdf:
        _, part = pdf.Root.StructTreeRoot.K.K
        for head, cell in ((part.K[0], part.K[1]), (part.K[2], part.K[3])):
            assert str(cell.A[0].Headers[0]) == str(head.ID)
        assert len(pdf.Root.StructTreeRoot.IDTree.Names) == 6


def test_classes_of_one_name_stay_what_they_were(tmp_path: Path) -> None:
    def with_class(title: str, colour: float) -> bytes:
        def change(pdf: Pdf) -> None:
            attribute = Dictionary(O=Name.Layout, Color=Array([colour, 0, 0]))
            pdf.Root.StructTreeRoot.ClassMap = Dictionary(C1=attribute)

        return mended(with_tree(title, {"P": {"C": Name.C1}}, {}), change)

    made = joined(tmp_path, with_class("A", 0.5), with_class("B", 0.25), with_class("C", 0.5))
    with Pdf.open(BytesIO(made.data)) as pdf:
        root = pdf.Root.StructTreeRoot
        assert [str(part.K[-1].C) for part in root.K.K] == ["/C1", "/C1_2", "/C1"]
        assert float(root.ClassMap["/C1_2"].Color[0]) == 0.25


def test_the_table_of_parents_leads_every_mark_to_its_element(tmp_path: Path) -> None:
    made = joined(tmp_path, tagged("A", 2), with_tree("B", {"P": {}, "H1": {}}, {}), tagged("C", 1))
    with Pdf.open(BytesIO(made.data)) as pdf:
        flat = pdf.Root.StructTreeRoot.ParentTree.Nums
        entries = {int(flat[at]): flat[at + 1] for at in range(0, len(flat), 2)}
        assert int(pdf.Root.StructTreeRoot.ParentTreeNextKey) == len(entries)
        pages = {page.obj.objgen: int(page.obj.StructParents) for page in pdf.pages}
        assert len(set(pages.values())) == len(pages)
        links = [link for page in pdf.pages for link in page.obj.get(Name.Annots, ())]
        for link in links:
            assert str(entries[int(link.StructParent)].S) == "/Link"
        count = 0
        waiting = [pdf.Root.StructTreeRoot.K]
        while waiting:
            element = waiting.pop()
            kids = element.get(Name.K, Array())
            for kid in kids if isinstance(kids, Array) else [kids]:
                if isinstance(kid, int):
                    page, mark = element.Pg, kid
                elif kid.get(Name.Type) == Name.MCR:
                    page, mark = kid.Pg, int(kid.MCID)
                else:
                    if Name.S in kid:
                        assert kid.P.objgen == element.objgen
                        waiting.append(kid)
                    continue
                count += 1
                assert entries[pages[page.objgen]][mark].objgen == element.objgen
    assert count > 100


def test_forms_and_links_that_pages_share_keep_their_elements(tmp_path: Path) -> None:
    def share(pdf: Pdf) -> None:
        page = pdf.pages[0].obj
        root = pdf.Root.StructTreeRoot
        document = root.K
        form = pdf.make_stream(b"/P <</MCID 0>> BDC EMC", Type=Name.XObject, Subtype=Name.Form)
        form.BBox, form.StructParents = Array([0, 0, 9, 9]), 70
        outer = pdf.make_stream(b"/F Do", Type=Name.XObject, Subtype=Name.Form)
        outer.BBox, outer.Resources = Array([0, 0, 9, 9]), Dictionary(XObject=Dictionary(F=form))
        page.Resources.XObject = Dictionary(Outer=outer)
        element = pdf.make_indirect(Dictionary(S=Name.P, P=document))
        element.K = Dictionary(Type=Name.MCR, Pg=page, Stm=form, MCID=0)
        link = pdf.make_indirect(
            Dictionary(Subtype=Name.Link, Rect=[0, 0, 9, 9], StructParent=71, Contents="here")
        )
        link.Dest = Array([page, Name.Fit])
        spoken = pdf.make_indirect(Dictionary(S=Name.Link, P=document))
        spoken.K = Dictionary(Type=Name.OBJR, Pg=page, Obj=link)
        document.K.append(element)
        document.K.append(spoken)
        page.Annots = Array([link])
        second = pdf.make_indirect(Dictionary(page))
        del second.StructParents
        pdf.pages.append(Page(second))
        numbers = root.ParentTree.Nums
        for entry in (70, Array([element]), 71, spoken, 99, Array([element])):
            numbers.append(entry)

    sheet = mended(with_tree("A", {"H1": {}}, {}), share)
    made = joined(tmp_path, sheet, tagged("B", 1), sheet)
    with Pdf.open(BytesIO(made.data)) as pdf:
        flat = pdf.Root.StructTreeRoot.ParentTree.Nums
        entries = {int(flat[at]): flat[at + 1] for at in range(0, len(flat), 2)}
        for part in (pdf.Root.StructTreeRoot.K.K[0], pdf.Root.StructTreeRoot.K.K[2]):
            *_, element, spoken = part.K
            form = element.K.Stm
            assert entries[int(form.StructParents)][0].objgen == element.objgen
            assert entries[int(spoken.K.Obj.StructParent)].objgen == spoken.objgen
        assert pdf.check_pdf_syntax() == []


def test_a_document_within_is_opened_and_one_with_words_of_its_own_kept(tmp_path: Path) -> None:
    def direct(pdf: Pdf) -> None:
        document = pdf.Root.StructTreeRoot.K
        document.Pg = pdf.pages[0].obj
        document.K = Array([0])
        pdf.Root.StructTreeRoot.ParentTree.Nums[1] = Array([document])

    plain = with_tree("A", {"P": {}}, {})
    made = joined(tmp_path, plain, mended(with_tree("B", {"P": {}}, {}), direct))
    assert [roles(part) for part in tree_of_parts(made)] == [["P"], ["Link", "Sect"]]


def tree_of_parts(made: Made) -> list[Node]:
    with Pdf.open(BytesIO(made.data)) as pdf:
        parts = pdf.Root.StructTreeRoot.K.K
        return [
            Node("Part", "", {}, [Node(str(kid.S)[1:], "", {}) for kid in part.K]) for part in parts
        ]


def loop(pdf: Pdf) -> None:
    document = pdf.Root.StructTreeRoot.K
    document.K[0].K = Array([document])


def twice(pdf: Pdf) -> None:
    document = pdf.Root.StructTreeRoot.K
    document.K.append(document.K[0])


def deep(pdf: Pdf) -> None:
    element: Object = pdf.Root.StructTreeRoot.K
    for _ in range(3000):
        below = pdf.make_indirect(Dictionary(S=Name.Div, P=element))
        element.K = Array([below])
        element = below


def without_parents(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot.ParentTree


def parents_in_a_circle(pdf: Pdf) -> None:
    node = pdf.make_indirect(Dictionary())
    node.Kids = Array([node])
    pdf.Root.StructTreeRoot.ParentTree = node


def without_role(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot.K.S


def words_for_kids(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.K.K = Array([String("words"), Name.P])


BREAKS = [loop, twice, deep, without_parents, parents_in_a_circle, without_role, words_for_kids]


@pytest.mark.parametrize("change", BREAKS)
def test_a_broken_tree_counts_as_none_and_the_pack_as_sound(
    change: Callable[[Pdf], None], tmp_path: Path
) -> None:
    broken = mended(with_tree("Broken", {"P": {}, "H1": {}}, {}), change)
    made = joined(tmp_path, tagged("A", 1), broken, tagged("C", 1))
    assert [part.tags for part in made.told.parts] == [
        TagState.TAGGED,
        TagState.BROKEN,
        TagState.TAGGED,
    ]
    middle = tree_of_parts(made)[1]
    assert roles(middle) == ["Link", "P"]
    with Pdf.open(BytesIO(made.data)) as pdf:
        assert pdf.check_pdf_syntax() == []
        # The mark round the page is another than those that stand in it.
        element = pdf.Root.StructTreeRoot.K.K[1].K[1]
        assert int(element.K.MCID) == 2
