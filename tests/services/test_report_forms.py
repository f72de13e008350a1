"""Report forms: what goes out to an author, what comes back, and files not to be trusted."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from email import message_from_bytes
from email.policy import default
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document as open_word

from secretariat.documents.style import style_of
from secretariat.errors import KnownError
from secretariat.models.kinds import DeadlineKind, Restriction
from secretariat.models.records import Item, ItemPaper, Paper, ReportLayout, ReportPart
from secretariat.models.report_forms import ReadReport, Taken, reference_of
from secretariat.models.style_records import ReportPartKind
from secretariat.render.docx import check_template
from secretariat.services import agenda, bodies, chase, meetings, owed, papers, people, rules
from secretariat.services import report_forms as forms
from secretariat.services import report_layouts as layouts
from secretariat.services.report_reading import read_file, read_report
from secretariat.services.session import Session
from tests.render.ooxml import faults
from tests.render.test_docx import check_schema
from tests.render.word_templates import letterhead

NOW = datetime(2026, 2, 26, 9, 30, tzinfo=UTC)
WAIT = 10.0
Edit = Callable[[str], str]


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    opened = Session.open(register_folder, create=True, who="Tester")
    opened.clock = lambda: NOW
    yield opened
    opened.close()


@pytest.fixture
def item(session: Session) -> Item:
    body = bodies.add_body(session, "Strategic Board").result(WAIT).uid
    rules.set_rule(session, body, DeadlineKind.REPORTS, count=8).result(WAIT)
    met = meetings.add_meeting(session, [body], date(2026, 3, 19), time(10)).result(WAIT).uid
    agenda.add_item(session, met, "Apologies").result(WAIT)
    return agenda.add_item(
        session, met, "Grants", lead_officer="Nia Rees", recommendation="To note.",
        internal_note="Do not tell the author",
    ).result(WAIT)  # fmt: skip


def made(session: Session, item: Item, paper: str | None = None) -> bytes:
    return forms.make_form(forms.form_of(session, item.uid, paper))


def edited(data: bytes, edit: Edit, part: str = "word/document.xml") -> bytes:
    """Return a package with one of its parts edited."""
    held = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(held, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, edit(content.decode()) if name == part else content)
    return held.getvalue()


def filled(data: bytes, values: Mapping[str, str]) -> bytes:
    """Return the form as Word keeps it once somebody has typed into its fields."""

    def edit(text: str) -> str:
        for tag, words in values.items():
            pattern = (
                rf'(<w:tag w:val="secretariat\.{tag}"/>.*?)(<w:sdtContent>)(.*?)</w:sdtContent>'
            )

            def put(match: re.Match[str], words: str = words) -> str:
                head = match[1].replace("<w:showingPlcHdr/>", "")
                runs = [f"<w:r><w:t>{one}</w:t></w:r>" for one in words.split("|")]
                paragraph = re.search(r"<w:p>(<w:pPr>.*?</w:pPr>)", match[3])
                if paragraph:
                    runs = [f"<w:p>{paragraph[1]}{one}</w:p>" for one in runs]
                return f"{head}{match[2]}{''.join(runs)}</w:sdtContent>"

            text, count = re.subn(pattern, put, text, count=1, flags=re.DOTALL)
            assert count == 1, tag
        return text

    return edited(data, edit)


def flat(data: bytes) -> bytes:
    """Return the form as a program leaves it that knows no content controls."""

    def edit(text: str) -> str:
        text = re.sub(r"<w:sdtPr>.*?</w:sdtPr>", "", text, flags=re.DOTALL)
        return re.sub(r"</?w:sdt(Content)?>", "", text)

    return edited(data, edit)


def read(session: Session, item: Item, data: bytes) -> ReadReport:
    found = read_report(data, "Grants.docx", forms.parts_to_read(session.reader, item.uid))
    forms.check_item(session.reader, item.uid, found)
    return found


ANSWER = {
    "title": "Grants for 2026",
    "recommendation": "To agree the grants.|To report back in May.",
    "author": "Owain Pugh",
}
WANTED = {
    Taken.TITLE: "Grants for 2026",
    Taken.RECOMMENDATION: "To agree the grants.\n\nTo report back in May.",
    Taken.AUTHOR: "Owain Pugh",
}


def test_the_form_knows_its_item_and_nothing_internal(session: Session, item: Item) -> None:
    agenda.change_item(
        session, item.uid, restriction=Restriction.EXEMPT, restriction_ground="paragraph 3"
    ).result(WAIT)
    form = forms.form_of(session, item.uid)
    assert form.file_name == "2026-03-19 Strategic Board 2 Grants report form.docx"
    data = forms.make_form(form)
    assert data == made(session, item)
    check_schema(data)
    word = open_word(BytesIO(data))
    facts = {row.cells[0].text: row.cells[1]._tc.xpath("string(.)") for row in word.tables[0].rows}
    assert facts["To"] == "Strategic Board"
    assert facts["Meeting"] == "Thursday 19 March 2026"
    assert facts["Agenda item"] == "2 Grants"
    assert facts["Lead officer"] == facts["From"] == "Nia Rees"
    assert facts["Title"] == "Grants"
    assert facts["Wanted by"] == "Monday 9 March 2026"  # eight working days before
    assert facts["Access"] == "Not for publication: paragraph 3"
    assert facts["Reference"] == reference_of(item.uid)
    assert word.paragraphs[0].text == "Not for publication"
    assert word.core_properties.title == "Grants: report to Strategic Board"
    assert word.core_properties.language == "en-GB"
    heads = [p.text for p in word.paragraphs if p.style and p.style.name.startswith("Heading")]
    assert heads[:3] == ["Report to Strategic Board", "1.\tPurpose", "2.\tRecommendation"]
    text = ZipFile(BytesIO(data)).read("word/document.xml").decode()
    assert "Do not tell" not in text
    tags = re.findall(r'w:tag w:val="([^"]+)"', text)
    assert len(tags) == len(set(tags)) == 13
    assert text.count("<w:showingPlcHdr/>") == 10  # title, author and recommendation are known
    assert "<w:tblHeader/>" in text


def test_a_form_that_nobody_filled_in_says_nothing(session: Session, item: Item) -> None:
    agenda.change_item(session, item.uid, title="", recommendation="").result(WAIT)
    bare = session.reader.get(Item, item.uid)
    data = made(session, bare)
    for one in (data, flat(data)):
        assert set(read(session, bare, one).values) <= {Taken.AUTHOR}


def test_what_comes_back_is_taken_over_as_one_step(session: Session, item: Item) -> None:
    person = people.add_person(session, "Pugh", given_name="Owain").result(WAIT)
    paper = papers.ask_for(session, item.uid).result(WAIT)
    found = read(session, item, filled(made(session, item), ANSWER))
    assert (found.item, dict(found.values)) == (item.uid, WANTED)
    shown = forms.differences(session.reader, item.uid, found, paper.uid)
    assert [(one.old, one.ticked) for one in shown] == [
        ("Grants", True), ("To note.", True), ("Nia Rees", True),
    ]  # fmt: skip
    values = {one.what: one.new for one in shown}
    forms.take_over(session, item.uid, values, paper.uid).result(WAIT)
    now = session.reader.get(Item, item.uid)
    assert (now.title, now.recommendation, now.author) == tuple(WANTED.values())
    kept = session.reader.get(Paper, paper.uid)
    assert (kept.received_on, kept.author, kept.title) == (NOW.date(), person.uid, now.title)
    assert not forms.differences(session.reader, item.uid, found, paper.uid)
    session.undo().result(WAIT)
    assert session.reader.get(Item, item.uid).title == "Grants"
    assert session.reader.get(Paper, paper.uid).received_on is None


def test_nothing_ticked_is_received_all_the_same(session: Session, item: Item) -> None:
    forms.take_over(session, item.uid, {}).result(WAIT)
    (link,) = session.reader.find(ItemPaper, item=item.uid)
    paper = session.reader.get(Paper, link.paper)
    assert (paper.received_on, paper.title) == (NOW.date(), "Grants")
    earlier = date(2026, 2, 20)
    papers.change_paper(session, paper.uid, received_on=earlier).result(WAIT)
    forms.take_over(session, item.uid, {}, paper.uid).result(WAIT)
    assert session.reader.get(Paper, paper.uid).received_on == earlier


def test_fields_that_are_gone_are_found_by_headings_and_not_ticked(
    session: Session, item: Item
) -> None:
    found = read(session, item, flat(filled(made(session, item), ANSWER)))
    assert (found.item, dict(found.values)) == (item.uid, WANTED)
    assert found.by_heading == set(WANTED)
    assert any("headings" in note for note in found.notes)
    shown = forms.differences(session.reader, item.uid, found)
    assert [one.ticked for one in shown] == [False] * 3


def test_a_report_of_nobody_knows_what_is_read_with_a_word_of_doubt(
    session: Session, item: Item
) -> None:
    word = open_word()
    for text, style in (
        ("Report", "Title"), ("2. Recommendations:", "Heading 1"), ("2.1 That it be so.", None),
        ("3. Background", "Heading 1"), ("Long ago.", None),
    ):  # fmt: skip
        word.add_paragraph(text, style)
    held = BytesIO()
    word.save(held)
    parts = forms.parts_to_read(session.reader, item.uid)
    found = read_report(held.getvalue(), "Report.docx", parts)
    assert found.values == {Taken.RECOMMENDATION: "That it be so."}
    assert "does not say" in forms.check_item(session.reader, item.uid, found)
    (one,) = forms.differences(session.reader, item.uid, found)
    assert not one.ticked


def test_a_title_may_begin_with_a_number(session: Session, item: Item) -> None:
    words = {**ANSWER, "title": "3.5 tonne limit", "recommendation": "2.5 million be granted."}
    for data in (filled(made(session, item), words), flat(filled(made(session, item), words))):
        values = read(session, item, data).values
        assert values[Taken.TITLE] == "3.5 tonne limit"
        assert values[Taken.RECOMMENDATION] == "2.5 million be granted."


def test_tracked_changes_are_read_as_accepted(session: Session, item: Item) -> None:
    def track(text: str) -> str:
        old = "<w:r><w:t>To note.</w:t></w:r>"
        assert old in text
        gone = f"<w:del w:id='1' w:author='A'>{old.replace('w:t>', 'w:delText>')}</w:del>"
        new = "<w:ins w:id='2' w:author='A'><w:r><w:t>To agree.</w:t></w:r></w:ins>"
        return text.replace(old, gone + new)

    found = read(session, item, edited(made(session, item), track))
    assert found.values[Taken.RECOMMENDATION] == "To agree."
    assert any("tracked" in note for note in found.notes)


@pytest.mark.parametrize("gone", [False, True], ids=["properties", "printed reference"])
def test_a_file_of_another_item_is_refused(session: Session, item: Item, gone: bool) -> None:
    other = agenda.add_item(session, item.meeting, "Estates").result(WAIT)
    data = made(session, other)
    if gone:
        data = edited(data, lambda text: re.sub("<cp:keywords>.*</cp:keywords>", "", text),
                      "docProps/core.xml")  # fmt: skip
    with pytest.raises(KnownError, match="another item" if gone else "“Estates”"):
        read(session, item, data)


def bomb() -> bytes:
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b" " * (40 * 1024 * 1024))
    return held.getvalue()


def with_entity(text: str) -> str:
    head = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return re.sub(r"(<\?xml.*?\?>)", rf"\1{head}", text, count=1)


def deep(text: str) -> str:
    return text.replace("<w:body>", "<w:body>" + "<w:smartTag>" * 5000, 1)


def lying(data: bytes) -> bytes:
    """Return a package whose main part claims to be tiny."""
    with ZipFile(BytesIO(data)) as package:
        size = package.getinfo("word/document.xml").file_size
    return data.replace(size.to_bytes(4, "little"), (9).to_bytes(4, "little"))


HOSTILE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "bomb": (lambda _: bomb(), "unpacks"),
    "entity": (lambda data: edited(data, with_entity), "outside itself"),
    "deep": (lambda data: edited(data, deep), "can be read"),
    "macros": (
        lambda data: edited(
            data, lambda text: text.replace("wordprocessingml.document.main", "macroEnabled.main"),
            "[Content_Types].xml",
        ),
        "macros",
    ),
    "cut": (lambda data: data[: len(data) // 2], "can be read"),
    "lying": (lying, "can be read"),
    "no zip": (lambda _: b"%PDF-1.7 a report", "can be read"),
    "empty": (lambda _: b"", "can be read"),
    "old": (lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old format"),
    "locked": (
        lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "password",
    ),
    "no words": (lambda data: edited(data, lambda _: "<other/>"), "can be read"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_one_sentence(
    session: Session, item: Item, name: str, tmp_path: Path
) -> None:
    spoil, words = HOSTILE[name]
    path = tmp_path / "Grants.docx"
    path.write_bytes(spoil(made(session, item)))
    with pytest.raises(KnownError, match=words) as caught:
        read_file(path, forms.parts_to_read(session.reader, item.uid))
    assert "Grants.docx" in str(caught.value)
    assert str(caught.value).count(".") <= 3


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_gives_it_back(session: Session, item: Item, tmp_path: Path) -> None:
    source = tmp_path / "Grants.docx"
    source.write_bytes(filled(made(session, item), ANSWER))
    out = tmp_path / "out"
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "docx", "--outdir", str(out), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    found = read(session, item, (out / source.name).read_bytes())
    assert (found.item, dict(found.values)) == (item.uid, WANTED)
    assert found.reference == reference_of(item.uid)
    # LibreOffice 7.4 drops the tags of fields: what is then found by headings is not ticked.
    for one in forms.differences(session.reader, item.uid, found):
        assert one.ticked is (one.what not in found.by_heading)


def test_forms_of_a_meeting_are_those_it_waits_for(session: Session, item: Item) -> None:
    again = agenda.add_item(session, item.meeting, "Estates").result(WAIT)
    paper = papers.ask_for(session, item.uid).result(WAIT)
    assert [one.item for one in forms.forms_of(session, item.meeting)] == [item.uid, again.uid]
    papers.mark_received(session, paper.uid).result(WAIT)
    assert [one.item for one in forms.forms_of(session, item.meeting)] == [again.uid]


def test_several_reports_of_an_item_keep_their_own_titles(session: Session, item: Item) -> None:
    first = papers.ask_for(session, item.uid).result(WAIT)
    second = papers.ask_for(session, item.uid, title="Appendix").result(WAIT)
    form = forms.form_of(session, item.uid, second.uid)
    assert "Appendix" in form.file_name
    found = read(session, item, filled(forms.make_form(form), ANSWER))
    ticks = {one.what: one.ticked for one in
             forms.differences(session.reader, item.uid, found, second.uid)}  # fmt: skip
    assert ticks[Taken.TITLE]
    assert not ticks[Taken.RECOMMENDATION]
    forms.take_over(session, item.uid, {Taken.TITLE: "Annex"}, second.uid).result(WAIT)
    assert session.reader.get(Paper, second.uid).title == "Annex"
    assert session.reader.get(Paper, first.uid).title == "Grants"
    assert session.reader.get(Item, item.uid).title == "Grants"


def test_a_body_has_a_form_of_its_own(session: Session, item: Item) -> None:
    body = meetings.meet_of(session.reader, item.meeting).bodies[0].uid
    assert layouts.layout_for(session.reader, body)[0] == "Cover report"
    own = layouts.start_layout(session, body, "scrutiny").result(WAIT)
    with pytest.raises(KnownError, match="already"):
        layouts.start_layout(session, body).result(WAIT)
    rows = layouts.parts_of(session.reader, own.uid)
    with pytest.raises(KnownError, match="read back"):
        layouts.change_part(session, rows[1].uid, kind=ReportPartKind.AUTHOR).result(WAIT)
    part = layouts.add_part(
        session, own.uid, heading="Safeguarding", hint="Or none", after=rows[0].uid
    ).result(WAIT)  # fmt: skip
    layouts.move_part(session, part.uid, 1).result(WAIT)
    headings = [row.heading for row in layouts.parts_of(session.reader, own.uid)]
    assert headings[:3] == ["Title", "Executive summary", "Safeguarding"]
    data = made(session, item)
    check_schema(data)
    text = ZipFile(BytesIO(data)).read("word/document.xml").decode()
    assert "Safeguarding" in text
    assert '<w:listItem w:displayText="Yes"' in text
    found = read(session, item, filled(data, ANSWER))
    assert dict(found.values) == WANTED
    layouts.remove_part(session, part.uid).result(WAIT)
    layouts.remove_layout(session, own.uid).result(WAIT)
    assert not session.reader.count(ReportPart)
    session.undo().result(WAIT)
    assert session.reader.count(ReportLayout) == 1
    assert session.reader.count(ReportPart) == len(rows)


def test_the_form_keeps_its_fields_on_the_councils_paper(
    session: Session, item: Item, tmp_path: Path
) -> None:
    path = tmp_path / "template"
    path.write_bytes(check_template(letterhead())[0])
    form = forms.form_of(session, item.uid)
    data = forms.make_form(replace(form, style=style_of({}, template=path)))
    assert not faults(data)
    found = read(session, item, filled(data, ANSWER))
    assert (found.item, dict(found.values)) == (item.uid, WANTED)
    assert not found.by_heading
    word = open_word(BytesIO(data))
    styles = {one.style_id for one in word.styles}
    used = set(word.element.body.xpath(".//w:rStyle/@w:val | .//w:pStyle/@w:val"))
    assert used <= styles
    numbers = {one.numId for one in word.part.numbering_part.element.num_lst}
    assert {int(n) for n in word.element.body.xpath(".//w:numId/@w:val")} <= numbers


def test_a_draft_carries_the_forms_of_open_reports_alone(session: Session, item: Item) -> None:
    closed = agenda.add_item(
        session, item.meeting, "Canary", lead_officer="Nia Rees", public_title="A contract",
        restriction=Restriction.EXEMPT,
    ).result(WAIT)  # fmt: skip
    for one in (item, closed):
        papers.ask_for(session, one.uid).result(WAIT)
    (plain,) = chase.drafts(session.reader, owed.owed(session.reader), NOW.date())
    assert not plain.word_files
    draft = chase.with_forms(session, plain)
    message = message_from_bytes(chase.make(draft), policy=default)
    (form,) = list(message.iter_attachments())
    assert form.get_filename() == "2026-03-19 Strategic Board 2 Grants report form.docx"
    assert read(session, item, form.get_content()).item == item.uid
    assert "The form in which to write it is attached." in message.as_string()
    assert "Canary" not in message.as_string()
