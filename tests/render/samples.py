"""Rich documents that hold every kind of block, for all formats. All names are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from secretariat.documents.model import (
    AgendaLine,
    AgendaList,
    AgendaSection,
    Align,
    Block,
    Cell,
    Contents,
    Document,
    Heading,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    PageBreak,
    PageFurniture,
    Paragraph,
    Role,
    Rule,
    Runs,
    SignatureLine,
    Table,
    Text,
    runs,
)
from secretariat.documents.notes import with_notes
from secretariat.documents.prose import prose

MADE = datetime(2017, 2, 15, 9, 30)


def para(text: str, role: Role = Role.BODY, label: str = "", margin: str = "") -> Paragraph:
    return Paragraph(runs(text), role, label, runs(margin))


def bullets(*items: str) -> ListBlock:
    return ListBlock(tuple(ListItem("•", (para(item),)) for item in items))


def cell(text: str, header: bool = False, **kind: object) -> Cell:
    return Cell((para(text),), header, **kind)  # type: ignore[arg-type]


def row(*cells: str, header: bool = False) -> tuple[Cell, ...]:
    return tuple(cell(text, header) for text in cells)


def agenda() -> Document:
    """Return an agenda with a letter, sections, sub-items, times, pages and notes below."""
    return Document(
        title="Agenda: Northfold Community Safety Board, Thursday 23 February 2017",
        kind="agenda",
        author="Northfold District Council",
        subject="Agenda of the meeting on Thursday 23 February 2017",
        keywords=("agenda", "Northfold Community Safety Board"),
        made=MADE,
        furniture=PageFurniture(
            head="Northfold Community Safety Board, Thursday 23 February 2017",
            foot="Issued on 15 February 2017",
            marking="NOT PROTECTIVELY MARKED",
        ),
        blocks=(*_letter(), _agenda_list(), *_after_agenda()),
    )


def _letter() -> tuple[Block, ...]:
    invitation: Runs = (
        Text("You are invited to the next meeting of the "),
        Text("Northfold Community Safety Board", bold=True),
        Text(" in the Monks Room, Northfold Hall, on "),
        Text("Thursday 23 February 2017", bold=True),
        Text(" at "),
        Text("10.00 am", bold=True),
        Text("."),
    )
    return (
        para("NOT PROTECTIVELY MARKED", Role.MARKING),
        Heading(1, runs("Northfold Community Safety Board")),
        para("Thursday 23 February 2017, 10.00 am to 12 noon", Role.DATE_LINE),
        Paragraph(
            (
                Text("Monks Room, First Floor"),
                LineBreak(),
                Text("Northfold Hall, Castle Street, Northfold, NF1 2AB"),
            ),
            Role.ADDRESS,
        ),
        para("To: Chair – Morwenna Ōkita", Role.ADDRESS),
        para(
            "Ffion Llŷr, Łukasz Źródło, Priya Ramanathan, Tomos Ŵyn, Zoë Brontë-O’Neill, "
            "Adaeze Nwosu and Gethin ap Rhys",
            Role.ADDRESS,
        ),
        para("Dear Sir or Madam"),
        Paragraph(invitation),
        para("Yours faithfully", Role.CLOSING),
        para("Petra Ashdown\nDemocratic Services Officer", Role.SIGNATURE),
        para(
            "If you need this agenda in another form, for example in large print, please tell us.",
            Role.SMALL,
        ),
    )


def _agenda_list() -> AgendaList:
    def line(
        number: str,
        title: str,
        level: int = 0,
        presenter: str = "",
        time: str = "",
        pages: str = "",
    ) -> AgendaLine:
        notes = (para(presenter, Role.PRESENTER),) if presenter else ()
        return AgendaLine(number, runs(title), level, notes, time, pages)

    restricted = AgendaLine(
        "6.",
        runs("Response to the County Community Safety Agreement, and who signs it for the Board"),
        notes=(
            para("Elin Marsh", Role.PRESENTER),
            para("To agree that the delivery group answers for the Board.", Role.EXPLANATION),
            bullets("the reply itself", "the timetable"),
            para("By virtue of paragraph 3 of Part 1 of Schedule 12A.", Role.RESTRICTED),
        ),
        time="11.20",
        pages="55 - 70",
    )
    return AgendaList(
        (
            AgendaSection(
                (),
                (
                    line("1.", "Introductions and apologies", time="10.00", presenter="Chair"),
                    line("2.", "Declarations of interest", time="10.05"),
                    line("3.", "Minutes of the last meeting", time="10.10", pages="1 - 6"),
                ),
            ),
            AgendaSection(
                runs("LOOKING BACK"),
                (
                    line("4 (a)", "Update from the delivery group", 0, "Mihangel Hale", "10.15"),
                    line(
                        "4 (b)", "2016/17 action plan and funding", 0, "P Aldous", "10.30", "7 - 14"
                    ),
                ),
            ),
            AgendaSection(
                runs("LOOKING AHEAD"),
                (
                    line("5.", "Strategic assessment", 0, "Lía Roberts", "10.45", "15 - 54"),
                    line("(a)", "Presentation and discussion", 1),
                    line("(i)", "Rural crime", 2, pages="15"),
                    line("(ii)", "Crime against older people, and what helps them", 2, pages="16"),
                    line("(b)", "Publication", 1),
                    restricted,
                    line("7.", "Any other business", time="11.50"),
                ),
            ),
        )
    )


def _after_agenda() -> tuple[Block, ...]:
    contact: Runs = (
        Text("Contact: Petra Ashdown, 01632 960 123, "),
        Link("democratic@northfold.example", "mailto:democratic@northfold.example"),
        LineBreak(),
        Text("More on "),
        Link("our website", "https://www.northfold.example/board?id=1&lang=cy"),
        Text("."),
    )
    return (
        Rule(),
        Paragraph(contact, Role.CONTACT),
        Heading(2, runs("To elect a new Chair"), "8."),
        para("Morwenna Ōkita stands down at the end of this meeting.", Role.EXPLANATION),
        Heading(2, runs("Dates of future meetings")),
        bullets("Thursday 1 June 2017, 10.00 am", "Thursday 5 October 2017, 10.00 am"),
        PageBreak(),
        Heading(2, runs("Guidance for visitors")),
        Heading(3, runs("Security")),
        para("Visitors report to reception, sign in and wear the badge at all times."),
        Heading(3, runs("Emergency")),
        ListBlock(
            (
                ListItem("•", (Paragraph((Text("Do not", bold=True), Text(" use the lifts."))),)),
                ListItem(
                    "•",
                    (
                        para("Go to the assembly point:"),
                        ListBlock(
                            tuple(
                                ListItem("–", (para(place),))
                                for place in ("behind the hall, or", "by the gate.")
                            )
                        ),
                    ),
                ),
            )
        ),
        Paragraph(
            (
                Text("Croeso i bawb. ", lang="cy-GB"),
                Text("This means: everyone is welcome.", italic=True),
            )
        ),
    )


def minutes() -> Document:
    """Return minutes with an Action column, decisions, lists, a vote table and a signature."""
    return Document(
        title="Minutes: Northfold Community Safety Board, Thursday 10 November 2016",
        kind="minutes",
        author="Northfold District Council",
        made=datetime(2016, 11, 14, 16, 5, 9),
        furniture=PageFurniture(
            head="Northfold Community Safety Board, Thursday 10 November 2016",
            foot="Subject to approval at the next meeting",
            stamp="DRAFT",
        ),
        blocks=_minutes_head() + _minutes_items() + _minutes_end(),
    )


def columned() -> Document:
    """Return the same minutes with a reference, and with headings over their columns."""
    first, *items = _minutes_items()
    assert isinstance(first, Heading)
    columns = Paragraph(runs("Business"), Role.COLUMNS, label="Item", margin=first.margin)
    return replace(
        minutes(),
        blocks=(
            para("NCSB(16)M04", Role.REFERENCE),
            *_minutes_head(),
            columns,
            replace(first, margin=()),
            *items,
            *_minutes_end(),
        ),
        furniture=replace(minutes().furniture, repeats_columns=True),
    )


def _minutes_head() -> tuple[Block, ...]:
    present = (
        row("Name", "Role", "Organisation", header=True),
        row("Morwenna Ōkita (Chair)", "Chief Fire Officer", "Fire Authority"),
        row("Ffion Llŷr", "Community Safety Officer", "Northfold District Council"),
        row("Łukasz Źródło", "", "Voluntary Sector"),
        row("Tomos Ŵyn", "Superintendent", "Constabulary"),
    )
    return (
        Heading(1, runs("Northfold Community Safety Board")),
        para("Minutes of the meeting held on Thursday 10 November 2016", Role.SUBTITLE),
        para("10.00 am to 11.48 am, Monks Room, Northfold Hall", Role.DATE_LINE),
        Heading(2, runs("Present")),
        Table(present, (3, 3, 4), summary="Those present, their roles and organisations"),
        para("Apologies: Kit Calloway, Dai Jenkinson and Leah Robarts."),
    )


def _minutes_items() -> tuple[Block, ...]:
    return (
        Heading(2, runs("Introductions and apologies"), "1.", margin=runs("Action")),
        para("Apologies were received from Kit Calloway, Dai Jenkinson and Leah Robarts."),
        para("The Chair welcomed those present, and introductions were made."),
        Heading(2, runs("Declarations of interest"), "2."),
        para("None."),
        Heading(2, runs("Progress on this year’s activity"), "3."),
        para(
            "The six-monthly report on the action plan was presented. Good progress was being "
            "made, and the return to the Commissioner had been sent in on time.",
        ),
        Heading(3, runs("Scams and rogue traders")),
        para(
            "A verbal update was given. The note of it was to be sent round with these minutes.",
            margin="Ffion Llŷr",
        ),
        Heading(3, runs("Safe and Well")),
        para("Home visits mostly led to work that prevents falls. Three matters stood out:"),
        ListBlock(
            (
                ListItem("(a)", (para("visits had doubled;"),)),
                ListItem("(b)", (para("rails were wanted most;", margin="ŁZ"),)),
                ListItem(
                    "(c)",
                    (
                        para("data were kept, but"),
                        bullets("nobody had looked at them yet;", "nobody was asked to."),
                    ),
                ),
            ),
            ordered=True,
        ),
        para(
            "ACTION: Łukasz Źródło and Tomos Ŵyn to meet about the data outside the meeting.",
            Role.ACTION,
            margin="ŁZ / TŴ",
        ),
        para("Priya Ramanathan arrived at 10.41 am.", Role.MOVEMENT),
        Heading(2, runs("Funding for 2017/18"), "4."),
        para("It was moved, seconded and put to the vote:"),
        _votes(),
        para("that the delivery group decide the allocations.", Role.DECISION, "RESOLVED 16/12"),
        para("that the decision be reported to the next meeting.", Role.DECISION, "RESOLVED 16/13"),
        para("The treasurer to write to all partners.", Role.ACTION, margin="Adaeze\nNwosu"),
    )


def _votes() -> Table:
    return Table(
        (
            (
                cell("Motion", True, rowspan=2),
                cell("Votes", True, colspan=3, align=Align.CENTRE),
            ),
            tuple(cell(word, True, align=Align.RIGHT) for word in ("For", "Against", "Abstained")),
            (
                cell("As moved", True),
                *(cell(count, align=Align.RIGHT) for count in ("9", "2", "1")),
            ),
        ),
        (4, 2, 2, 2),
        header_rows=2,
        summary="Votes on the motion",
    )


def _minutes_end() -> tuple[Block, ...]:
    return (
        para("The meeting ended at 11.48 am.", Role.CLOSING),
        SignatureLine("Chair"),
        SignatureLine("Date"),
    )


def actions() -> Document:
    """Return an action list: a table whose rows are too long for one line of text."""
    rows = (
        row("No.", "Action", "Owner", "Due", "State", header=True),
        row(
            "1",
            "Send the note of the verbal update on scams and rogue traders with the minutes.",
            "Ffion Llŷr",
            "1 December 2016",
            "Done",
        ),
        row("2", "Meet about the data of the home visits.", "Łukasz Źródło", "", "Open"),
    )
    return Document(
        title="Actions: Northfold Community Safety Board",
        kind="actions",
        made=MADE,
        blocks=(
            Heading(1, runs("Actions")),
            para("As at 15 February 2017", Role.DATE_LINE),
            Table(rows, (1, 6, 3, 3, 2), summary="Actions with owner, date and state"),
        ),
    )


def attendance() -> Document:
    """Return an attendance list with tall rows to sign in."""
    people = tuple(
        (cell(name, True), cell(body), cell(""))
        for name, body in (("Ffion Llŷr", "Northfold District Council"), ("Tomos Ŵyn", "Police"))
    )
    head = row("Name", "Organisation", "Signature", header=True)
    return Document(
        title="Attendance: Northfold Community Safety Board",
        kind="attendance",
        made=MADE,
        blocks=(
            Heading(1, runs("Attendance")),
            Table((head, *people), (3, 4, 4), summary="Sign here", row_height_mm=12),
        ),
    )


def contents() -> Document:
    """Return a long document with a list of contents: nested, in two languages, with an agenda."""
    both = (Text("Any other business"), LineBreak(), Text("Unrhyw fater arall", lang="cy"))
    blocks: list[Block] = [
        Heading(1, runs("Minutes of the Northfold Parish Meeting")),
        para("Held on Thursday 10 November 2016"),
        Contents(runs("Contents"), 3),
        Heading(2, runs("Present")),
        para("Ann Hill (Chair), Łukasz Żak"),
    ]
    parts = (("Looking back", "Roads", "Trees & hedges"), ("Looking forward", "Ponds", "Bridges"))
    for number, (title, *items) in enumerate(parts, 1):
        blocks.append(Heading(2, runs(title), section=True))
        for below, words in enumerate(items, 1):
            column = runs("Action") if number == below == 1 else ()
            blocks.append(Heading(3, runs(words), number=f"{number}.{below}", margin=column))
            blocks += [para("What was said of it went on for a good while. " * 9, margin="AH")] * 5
            blocks.append(Heading(4, runs("Below what the list names")))
    lines = (AgendaLine("1", runs("Next time")), AgendaLine("2", runs("After that")))
    blocks += [
        Heading(2, both),
        AgendaList(
            (AgendaSection(runs("In public"), lines),), heading="Agenda of the next meeting"
        ),
        Heading(2, (Text("See "), Link("our page", "https://northfold.example")), number="9"),
    ]
    return Document("Minutes: Northfold", tuple(blocks), "minutes", made=MADE)


def notes() -> Document:
    """Return minutes with notes: one called twice, one with a list and a link, one in a table."""
    text = (
        "The chair read the letter[^letter] aloud, **twice**[^2]; it is long.[^letter]\n\n"
        "- It was dated[^2]\n- and _signed_[^three].\n\n"
        "[^letter]: From Mr Ash, 3 May.\n  It is kept at https://northfold.example/letters\n\n"
        "  - with its envelope\n\n[^2]: At the wish of the board.\n[^three]: By himself.\n"
    )
    blocks: list[Block] = [
        Heading(1, runs("Minutes of the Northfold Parish Meeting")),
        Contents(runs("Contents")),
        Heading(2, runs("Letters"), number="1", margin=runs("Action")),
        *prose(text),
        Heading(3, runs("What follows")),
        para("The clerk to answer.", margin="AH"),
        Heading(2, runs("Roads"), number="2"),
        *prose("Nothing new.[^x]\n\n[^x]: See minute 1.", role=Role.DECISION),
        para("Chair of the meeting", Role.CLOSING),
    ]
    return with_notes(Document("Minutes: Northfold", tuple(blocks), "minutes", made=MADE))


SAMPLES = {
    "agenda": agenda,
    "minutes": minutes,
    "columned": columned,
    "actions": actions,
    "attendance": attendance,
    "contents": contents,
    "notes": notes,
}
