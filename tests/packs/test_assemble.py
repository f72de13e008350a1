"""Packs put together: numbers, stamps, bookmarks, links, claims, and the same bytes each time."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import page as validation
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf

from secretariat.documents.model import (
    AgendaLine,
    AgendaList,
    AgendaSection,
    Document,
    Heading,
    runs,
)
from secretariat.documents.pack_links import for_pack
from secretariat.errors import BugError
from secretariat.models.page_plan import PageChoices
from secretariat.packs.assemble import AssembleOrder
from secretariat.packs.child import run
from secretariat.packs.parts import Assembled, Claim, TagNote, TagState
from secretariat.render.html import render_html
from secretariat.render.pdf import render_pdf
from tests.packs.build import BOTH, PINK, Made, Shelf
from tests.packs.material import page_of, tagged, untagged
from tests.render.pdf_check import CALM, FONTS
from tests.render.pdf_tree import artifacts_of, structure_of, tree_of

DUPLEX = PageChoices(duplex=True)
MARKING = "NOT FOR PUBLICATION by virtue of paragraph 3 of Part 1 of Schedule 12A"


def agenda(*keys: str) -> Document:
    lines = tuple(
        AgendaLine(f"{at}.", runs(f"Item {key}"), key=key) for at, key in enumerate(keys, 1)
    )
    blocks = (Heading(1, runs("Planning Committee")), AgendaList((AgendaSection((), lines),)))
    return Document("Agenda", blocks, "agenda")


def front(*keys: str) -> bytes:
    return render_pdf(for_pack(agenda(*keys), keys), CALM, FONTS)


def own_pack(folder: Path, choices: PageChoices = DUPLEX) -> Made:
    """Return a pack of our own documents alone, with a restricted paper."""
    shelf = Shelf()
    shelf.put("front", front("i5", "i6", "i7"), is_contents=True, claims=BOTH)
    shelf.put(
        "budget",
        tagged("Budget", 2),
        title="Report on the budget",
        bookmark=("Part One", "5 Budget", "Report on the budget"),
        stamp="Agenda Item 5",
        claims=BOTH,
        target="i5",
    )
    shelf.put(
        "welsh",
        tagged("Atodiad", 1, "cy"),
        bookmark=("Part One", "5 Budget", "Appendix A"),
        stamp="Eitem Agenda 5, ŵ ŷ",
        language="cy",
        claims=BOTH,
    )
    shelf.put(
        "lease",
        tagged("Lease", 1),
        cover=page_of("Lease", MARKING, "Document is restricted"),
        is_restricted=True,
        bookmark=("Part Two", "6 Lease"),
        stamp="Agenda Item 6",
        marking=MARKING,
        edge=PINK,
        watermark="Councillor Siân Ŵyn-Ŷates",
        claims=BOTH,
        target="i6",
    )
    return shelf.make(folder, choices)


def test_a_pack_of_our_own_documents_passes_and_reads_in_order(tmp_path: Path) -> None:
    made = own_pack(tmp_path)
    for profile in ("ua1", "pdfa-2a"):
        report = validation.validate_pdf_bytes(made.data, profile=profile)
        assert report.is_compliant, f"{profile}: {report.failures}"
    with Pdf.open(BytesIO(made.data)) as pdf:
        assert pdf.check_pdf_syntax() == []
    assert set(made.told.claims) == set(Claim)
    assert made.told.spoilers == ()
    headings = [words for role, words in structure_of(made.data) if role == "H1"]
    assert headings == ["Planning Committee", "Budget", "Atodiad", "Lease", "Lease"]
    parts = tree_of(made.data).kids
    assert [(part.role, part.settings["T"]) for part in parts][1] == (
        "Part",
        "Report on the budget",
    )
    assert [part.settings["Lang"] for part in parts] == ["en-GB", "en-GB", "cy", "en-GB"]


def test_the_same_order_gives_the_same_bytes(tmp_path: Path) -> None:
    first = own_pack(tmp_path)
    again = own_pack(tmp_path)
    assert first.data == again.data
    assert first.told == again.told
    assert first.told.size == len(first.data)


def test_every_page_carries_its_number_and_its_item(tmp_path: Path) -> None:
    made = own_pack(tmp_path)
    said = artifacts_of(made.data)
    assert len(said) == len(made.plan.pages) == made.told.pages
    for words, page in zip(said, made.plan.pages, strict=True):
        assert f"Page {page.label} " in f"{words} " if page.label else "Page" not in words
    assert "Agenda Item 5" in said[2]
    assert "Agenda Item 5" in said[3]
    assert any("Eitem Agenda 5, ŵ ŷ" in words for words in said)
    restricted = [at for at, page in enumerate(made.plan.pages) if page.is_restricted]
    for at, words in enumerate(said):
        assert (MARKING in words) == ("Siân Ŵyn-Ŷates" in words) == (at in restricted)
    assert sum("intentionally left blank" in words for words in said) >= 2
    with Pdf.open(BytesIO(made.data)) as pdf:
        labels = [page.label for page in pdf.pages]
    assert labels == [page.label for page in made.plan.pages]


def test_bookmarks_lead_from_parts_to_items_papers_and_headings(tmp_path: Path) -> None:
    made = own_pack(tmp_path)
    with Pdf.open(BytesIO(made.data)) as pdf, pdf.open_outline() as outline:
        titles = [one.title for one in outline.root]
        items = outline.root[1].children
        papers = items[0].children
        below = papers[0].children
        goal = papers[1].destination
        where = {page.obj.objgen: page.index for page in pdf.pages}
        assert goal is not None
        index = where[goal[0].objgen]  # type: ignore[index]
        assert pdf.Root.PageMode == Name.UseOutlines
    assert titles == ["front", "Part One", "Part Two"]
    assert [one.title for one in papers] == ["Report on the budget", "Appendix A"]
    assert [one.title for one in below] == ["Budget"]
    assert [one.title for one in below[0].children] == ["Section 1", "Section 2"]
    assert made.plan.pages[index].part == "welsh"


def test_links_lead_to_papers_and_back_and_those_to_nothing_are_words(tmp_path: Path) -> None:
    made = own_pack(tmp_path)
    assert made.told.dead_links == ("i7",)
    found: list[tuple[int, str, int]] = []
    with Pdf.open(BytesIO(made.data)) as pdf:
        where = {page.obj.objgen: page.index for page in pdf.pages}
        for page in pdf.pages:
            for link in page.obj.get(Name.Annots, ()):
                goal = where[link.Dest[0].objgen]
                found.append((page.index, str(link.Contents), goal))
                assert Name.A not in link
        whole = b"".join(pdf.get_object(n, 0).unparse() for n in range(1, len(pdf.objects) + 1))
        assert b"pack:" not in whole
    starts = [at for at, page in enumerate(made.plan.pages) if page.index == 0 and page.part]
    assert found[:2] == [(0, "Report on the budget", 2), (0, "lease", found[1][2])]
    back = [(at, goal) for at, words, goal in found if words == "Back to the agenda"]
    assert all(goal == 0 for _, goal in back)
    assert {at for at, _ in back} <= set(starts)
    assert len(back) == 4
    words = [kid for part in tree_of(made.data).kids[:1] for kid in part.walk()]
    assert [one.text.strip() for one in words if one.role == "Link"] == ["Item i5", "Item i6"]
    assert "Item i7" in " ".join(one.text for one in words)


def test_an_agenda_made_alone_has_no_link_that_leads_nowhere() -> None:
    alone = render_pdf(agenda("i5"), CALM, FONTS)
    assert b"pack:" not in alone
    with Pdf.open(BytesIO(alone)) as pdf:
        assert all(Name.Annots not in page.obj for page in pdf.pages)
    assert b"pack:" not in render_html(for_pack(agenda("i5"), ["i5"]), CALM)


def test_our_own_pages_carry_the_numbers_of_the_pack_alone(tmp_path: Path) -> None:
    made = own_pack(tmp_path)
    assert artifacts_of(made.data)[0] == "Page 1"


def test_papers_without_tags_are_told_of_and_still_read(tmp_path: Path) -> None:
    shelf = Shelf()
    shelf.put("front", front("a"), is_contents=True, claims=BOTH)
    shelf.put("scan", untagged("Scanned", 2), stamp="Agenda Item 2", language="", claims=BOTH)
    shelf.put("own", tagged("Own", 1), stamp="Agenda Item 3", claims=BOTH)
    made = shelf.make(tmp_path)
    assert [part.tags for part in made.told.parts] == [
        TagState.TAGGED,
        TagState.UNTAGGED,
        TagState.TAGGED,
    ]
    assert made.told.parts[1].notes == (TagNote.NO_LANGUAGE,)
    assert made.told.claims == ()
    assert made.told.spoilers == ("scan",)
    assert b"pdfuaid:part" not in made.data
    part = tree_of(made.data).kids[1]
    pages = [kid for kid in part.kids if kid.role == "P"]
    assert [kid.text.split(",")[0] for kid in pages] == ["Scanned", "Scanned"]
    with Pdf.open(BytesIO(made.data)) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_a_pack_without_any_tags_claims_no_tree(tmp_path: Path) -> None:
    shelf = Shelf().put("a", untagged("A", 1)).put("b", untagged("B", 1), stamp="Item 2")
    made = shelf.make(tmp_path)
    with Pdf.open(BytesIO(made.data)) as pdf:
        assert Name.StructTreeRoot not in pdf.Root
        assert Name.MarkInfo not in pdf.Root
        assert str(pdf.Root.Lang) == "en-GB"
    assert made.told.claims == ()


def test_every_broken_part_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    good = untagged("A", 1)
    shelf = Shelf().put("a", good, title="First").put("b", good).put("c", good, title="Third")
    shelf.changed("a", source=b"%PDF-1.7\nnothing of use")
    shelf.changed("c", source=good[:300])
    made = shelf.make(tmp_path)
    assert [fault.key for fault in made.told.faults] == ["a", "c"]
    assert made.told.faults[1].words.startswith("“Third” could not be read: ")
    assert not (tmp_path / "pack.pdf").exists()


def test_a_plan_of_other_parts_is_a_fault_of_ours(tmp_path: Path) -> None:
    shelf = Shelf().put("a", untagged("A", 2))
    shelf.changed("a", source=untagged("A", 3))
    with pytest.raises(BugError):
        shelf.make(tmp_path)
    shelf.parts = []
    with pytest.raises(BugError):
        shelf.make(tmp_path)


def test_nothing_of_a_part_comes_along_but_pages_tree_and_bookmarks(tmp_path: Path) -> None:
    with Pdf.open(BytesIO(tagged("Report", 1))) as pdf:
        pdf.attachments["secret.txt"] = b"canary"
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="canary")
        pdf.trailer.Info.Author = "A canary"
        pdf.pages[0].obj.PieceInfo = Dictionary(Canary="canary")
        pdf.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS="canary"))
        out = BytesIO()
        pdf.save(out)
    made = Shelf().put("a", out.getvalue(), claims=BOTH).make(tmp_path)
    with Pdf.open(BytesIO(made.data)) as pdf:
        assert {str(key) for key in pdf.Root} == {
            "/Lang", "/MarkInfo", "/Metadata", "/Outlines", "/OutputIntents", "/PageLabels",
            "/PageLayout", "/PageMode", "/Pages", "/StructTreeRoot", "/Type", "/ViewerPreferences",
        }  # fmt: skip
        whole = b"".join(pdf.get_object(n, 0).unparse() for n in range(1, len(pdf.objects) + 1))
    assert b"canary" not in whole + made.data


@pytest.mark.parametrize(
    "annotation",
    [
        Dictionary(Subtype=Name.Stamp, AP=Dictionary()),
        Dictionary(Subtype=Name.Link, A=Dictionary(S=Name.JavaScript, JS="1")),
        Dictionary(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI="x", Next=Dictionary())),
        Dictionary(Subtype=Name.Link, AA=Dictionary()),
        Dictionary(Subtype=Name.Text, Contents="A comment"),
        Name.Link,
    ],
)
def test_a_paper_that_was_not_rebuilt_is_refused(annotation: Object, tmp_path: Path) -> None:
    with Pdf.open(BytesIO(untagged("A", 1))) as pdf:
        pdf.pages[0].obj.Annots = Array([annotation])
        out = BytesIO()
        pdf.save(out)
    shelf = Shelf().put("front", untagged("Front", 1)).put("a", out.getvalue(), stamp="Item 1")
    assert [fault.key for fault in shelf.make(tmp_path).told.faults] == ["a"]


def test_links_within_a_paper_lead_to_its_own_pages(tmp_path: Path) -> None:
    with Pdf.open(BytesIO(untagged("Linked", 3))) as pdf:
        link = Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], Dest=Name("/there")
        )
        pdf.pages[0].obj.Annots = pdf.make_indirect([pdf.make_indirect(link)])  # type: ignore[arg-type]
        pdf.Root.Dests = Dictionary({"/there": [pdf.pages[2].obj, Name.Fit]})
        out = BytesIO()
        pdf.save(out)
    shelf = Shelf().put("front", untagged("Front", 2)).put("a", out.getvalue(), stamp="Item 1")
    made = shelf.make(tmp_path)
    with Pdf.open(BytesIO(made.data)) as pdf:
        goal = pdf.pages[2].obj.Annots[0].Dest[0]
        assert goal.objgen == pdf.pages[4].obj.objgen


def test_twenty_restricted_papers_give_one_public_pack(tmp_path: Path) -> None:
    made = set()
    agreed = set()
    for length in range(20):
        secret = untagged(f"Secret {length}", 1 + length % 7)
        packs = []
        for source in (None, secret):
            shelf = Shelf().put("front", front("i5"), is_contents=True, claims=BOTH)
            shelf.put(
                "shut",
                source,
                cover=page_of("Placeholder", MARKING),
                is_restricted=True,
                stamp="Agenda Item 5",
                marking=MARKING,
                claims=BOTH if source is None else (),
                target="i5",
            )
            if source is None:
                shelf.planned[-1] = replace(shelf.planned[-1], pages=length)
            shelf.put("open", page_of("Open"), stamp="Agenda Item 6", claims=BOTH)
            packs.append(shelf.make(tmp_path, DUPLEX))
        public, members = packs
        made.add(public.data)
        agreed.add((public.plan.range_of("open"), members.plan.range_of("open")))
        said = {page.label for page in public.plan.pages}
        assert said <= {page.label for page in members.plan.pages}
    assert len(made) == 1
    assert agreed == {("5", "5")}


def test_a_child_process_makes_the_same_pack(tmp_path: Path) -> None:
    made = own_pack(tmp_path)
    target = tmp_path / "child.pdf"
    steps: list[tuple[int, int, str]] = []
    told = run(
        "assemble",
        AssembleOrder(made.order, target),
        Assembled,
        report=lambda done, of, what: steps.append((done, of, what)),
    )
    assert target.read_bytes() == made.data
    assert told == made.told
    assert steps[0] == (0, 5, "front")
    assert steps[-1][:2] == (4, 5)


def test_pages_that_are_known_to_be_even_need_not_be_looked_at(tmp_path: Path) -> None:
    shelf = Shelf().put("a", tagged("A", 2), stamp="Agenda Item 5").put("b", untagged("B", 2))
    looked = shelf.make(tmp_path)
    for key in ("a", "b"):
        shelf.changed(key, is_sound=True)
    assert shelf.make(tmp_path).data == looked.data


def test_a_page_keeps_what_it_has_from_above(tmp_path: Path) -> None:
    with Pdf.open(BytesIO(untagged("Above", 2))) as pdf:
        above = pdf.Root.Pages
        for key in ("/MediaBox", "/Resources", "/Rotate"):
            above[key] = pdf.pages[0].obj[key]
            for page in pdf.pages:
                del page.obj[key]
        above.Rotate = 90
        out = BytesIO()
        pdf.save(out)
    made = Shelf().put("a", out.getvalue()).make(tmp_path)
    with Pdf.open(BytesIO(made.data)) as pdf:
        assert len(pdf.pages) == pdf.Root.Pages.Count == 2
        for page in pdf.pages:
            assert page.obj.Rotate == 90
            assert round(float(page.obj.MediaBox[2])) == 595
            assert len(page.obj.Resources.Font) > 1
            assert page.obj.Parent.objgen == pdf.Root.Pages.objgen
