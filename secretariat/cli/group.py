"""The commands and their options. What they do stands in the modules they import when called."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from secretariat.models.kinds import Audience, DocumentKind, Format
from secretariat.models.pack_kinds import PaperRole

_FILE = click.Path(path_type=Path)
_REPORT_FORM = "report-form"
_JSON = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")


def _spoken(kind: DocumentKind) -> str:
    """Return what a document is called on the command line: notice-of-meeting."""
    return kind.value.replace(" ", "-")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--register",
    "folder",
    type=_FILE,
    metavar="DIR",
    help="The folder of the register; without it the usual one.",
)
@click.pass_context
def group(context: click.Context, folder: Path | None) -> None:
    """Agendas, minutes and actions of committees and boards, without a window.

    A MEETING is a uid, the beginning of one, or a body and a date such as CSP/2017-02-23.
    A file named - is the standard output.
    """
    from secretariat.paths import default_register

    context.obj["folder"] = folder or default_register()


@group.command()
@click.pass_obj
def demo(obj: dict[str, Path]) -> None:
    """Fill an empty register with the sample board."""
    from secretariat.cli.hand_over import fill_with_sample

    fill_with_sample(obj["folder"])


@group.command("import")
@click.argument("files", type=_FILE, nargs=-1, required=True, metavar="FILE…")
@click.option("--body", help="Whose meetings a calendar (.ics) holds: uid, name or short name.")
@_JSON
@click.pass_obj
def import_(obj: dict[str, Path], files: tuple[Path, ...], body: str | None, as_json: bool) -> None:
    """Bring interchange files, or calendars (.ics) of a body, into the register: all or none."""
    calendars = [path.suffix.casefold() == ".ics" for path in files]
    if any(calendars) and not all(calendars):
        raise click.UsageError("Please bring in calendars and interchange files one after another.")
    if all(calendars):
        from secretariat.cli.calendars import read_calendars

        if body is None:
            raise click.UsageError("Please say with --body whose meetings the calendar holds.")
        read_calendars(obj["folder"], files, body, as_json=as_json)
        return
    if body is not None:
        raise click.UsageError("--body goes with a calendar (.ics) only.")
    from secretariat.cli.hand_over import bring_in

    bring_in(obj["folder"], files, as_json=as_json)


@group.group()
def export() -> None:
    """Write an interchange file, or a calendar."""


@export.command("register")
@click.argument("file", type=_FILE)
@click.pass_obj
def export_register(obj: dict[str, Path], file: Path) -> None:
    """Write everything that people entered."""
    from secretariat.cli.hand_over import write_out

    write_out(obj["folder"], "register", "", file)


@export.command("body")
@click.argument("uid")
@click.argument("file", type=_FILE)
@click.pass_obj
def export_body(obj: dict[str, Path], uid: str, file: Path) -> None:
    """Write one body with its people, meetings and actions; UID may be its short name."""
    from secretariat.cli.hand_over import write_out

    write_out(obj["folder"], "body", uid, file)


@export.command("meeting")
@click.argument("meeting")
@click.argument("file", type=_FILE)
@click.pass_obj
def export_meeting(obj: dict[str, Path], meeting: str, file: Path) -> None:
    """Write one meeting with its bodies and people."""
    from secretariat.cli.hand_over import write_out

    write_out(obj["folder"], "meeting", meeting, file)


@export.command("calendar")
@click.argument("file", type=_FILE)
@click.option("--body", help="Only meetings of this body: its uid, name or short name.")
@click.option("--year", type=click.IntRange(1, 9999), help="Only meetings of this year.")
@click.option("--meeting", help="Only this meeting.")
@click.pass_obj
def export_calendar(
    obj: dict[str, Path], file: Path, body: str | None, year: int | None, meeting: str | None
) -> None:
    """Write meetings as a calendar file (iCalendar) for Outlook, Google or Apple."""
    from secretariat.cli.calendars import write_calendar

    if meeting is not None and (body is not None or year is not None):
        raise click.UsageError("Please give --meeting alone, or --body and --year.")
    write_calendar(obj["folder"], file, body=body, year=year, meeting=meeting)


_LISTED = ("bodies", "people", "meetings", "actions", "submissions", "reports")


@group.command("list")
@click.argument("what", type=click.Choice(_LISTED))
@click.option("--body", help="Only of this body: its uid, name or short name.")
@click.option("--late", is_flag=True, help="Of the reports, only those that are missing and late.")
@_JSON
@click.pass_obj
def list_(obj: dict[str, Path], what: str, body: str | None, late: bool, as_json: bool) -> None:
    """List bodies, people, meetings, actions, submissions or reports."""
    from secretariat.cli.listing import show

    if late and what != "reports":
        raise click.UsageError("Only reports can be listed with --late.")
    show(obj["folder"], what, body=body, as_json=as_json, late=late)


@group.command()
@click.option("--body", help="Only reports that go to this body: its uid, name or short name.")
@click.option(
    "-o", "--output", type=_FILE, default=Path(), metavar="DIR", help="Where the drafts go."
)
@click.option(
    "--forms", is_flag=True, help="Attach the form of each report that is open to the public."
)
@click.pass_obj
def chase(obj: dict[str, Path], body: str | None, output: Path, forms: bool) -> None:
    """Write an e-mail draft to each author who owes a report; nothing is sent."""
    from secretariat.cli.chasing import chase_authors

    chase_authors(obj["folder"], output, body=body, forms=forms)


@group.command()
@click.argument("document", type=click.Choice([*map(_spoken, DocumentKind), _REPORT_FORM]))
@click.argument("meeting")
@click.argument("item", required=False)
@click.option(
    "--as",
    "form",
    type=click.Choice([form.value for form in Format]),
    help="The format; without it, what the name of the file says.",
)
@click.option(
    "--audience",
    type=click.Choice([audience.value for audience in Audience]),
    help="For whom it is made; without it, the public if it is for them at all.",
)
@click.option(
    "--person",
    default="",
    metavar="NAME",
    help="Whose actions, without it each owner's; or for whom a pack is.",
)
@click.option("--large", is_flag=True, help="In large print: 18 point, nothing below 16.")
@click.option("--protect", is_flag=True, help="A pack that opens with a pass phrase alone.")
@click.option("--supplement", is_flag=True, help="Of a pack, what is new since it was given out.")
@click.option(
    "-o",
    "--output",
    type=_FILE,
    default=Path(),
    metavar="PATH",
    help="The file, or the folder in which it gets a name of its own; - writes to the output.",
)
@click.pass_obj
def make(
    obj: dict[str, Path],
    document: str,
    meeting: str,
    item: str | None,
    form: str | None,
    audience: str | None,
    person: str,
    large: bool,
    protect: bool,
    supplement: bool,
    output: Path,
) -> None:
    """Make a document of a meeting.

    For a forward-plan, key-decisions, membership-list, contact-list, labels, attendance-summary
    or index-of-minutes give a body in place of the MEETING; for actions-by-person a body, a
    meeting or the word all. A report-form is a Word file for the
    author of the report of an ITEM, named by its number, its uid or its title; without an ITEM,
    there is one of each report that the meeting waits for, in a folder or a .zip. An extract is
    the minute of one ITEM. A pack is the agenda with all papers; with a --person it leaves out
    what is kept from them, and with --protect it opens with a pass phrase alone, which is told
    once and kept nowhere. With --supplement, or as a supplement-pack, it is the supplementary
    agenda with the papers that are new since the last pack was given out to that audience.
    """
    if document == _REPORT_FORM:
        from secretariat.cli.report_forms import make_report_forms

        if audience is not None or large or form not in (None, Format.DOCX.value):
            raise click.UsageError("A report-form is always a Word file for its author.")
        make_report_forms(obj["folder"], meeting, item, output)
        return
    from secretariat.cli.making import make_document, make_extract

    kind = next(kind for kind in DocumentKind if _spoken(kind) == document)
    seen_by = Audience(audience) if audience else None
    if (item is not None) is not (kind is DocumentKind.EXTRACT):
        raise click.UsageError("An ITEM is named for a report-form and for an extract.")
    if kind in (DocumentKind.PACK, DocumentKind.SUPPLEMENT_PACK):
        from secretariat.cli.packing import make_pack

        if large or form not in (None, Format.PDF.value):
            raise click.UsageError("A pack is a PDF.")
        new = supplement or kind is DocumentKind.SUPPLEMENT_PACK
        make_pack(obj["folder"], meeting, seen_by, person, output, protect=protect, supplement=new)
        return
    if protect or supplement:
        raise click.UsageError("Only a pack has a supplement or is protected with a pass phrase.")
    wanted = _format(form, output)
    if item is not None:
        make_extract(obj["folder"], meeting, item, wanted, seen_by, output)
        return
    if person and kind is not DocumentKind.OWNED_ACTIONS:
        raise click.UsageError("A --person is named for actions-by-person.")
    make_document(obj["folder"], kind, meeting, wanted, seen_by, output, large=large, person=person)


def _format(form: str | None, output: Path) -> Format:
    """Return the format that was asked for, by name or by the ending of the file."""
    ending = output.suffix.removeprefix(".").casefold()
    known = {one.value for one in Format}
    if form is None and ending not in known:
        raise click.UsageError(f"Please say --as {'|'.join(sorted(known))}.")
    return Format(form or ending)


@group.command()
@_JSON
@click.pass_obj
def check(obj: dict[str, Path], as_json: bool) -> None:
    """Read the whole register and say what is wrong with it."""
    from secretariat.cli.keeping import check_register

    check_register(obj["folder"], as_json=as_json)


@group.command()
@click.argument("file", type=_FILE)
@_JSON
def verify(file: Path, as_json: bool) -> None:
    """Say what a finished file still carries that should not leave, and who cannot read it."""
    from secretariat.cli.verifying import verify_file

    verify_file(file, as_json=as_json)


@group.command()
@click.argument("meeting")
@click.argument("item")
@click.argument("files", type=_FILE, nargs=-1, required=True, metavar="FILE…")
@click.option("--restricted", "ground", metavar="GROUND", help="Exempt, and on which ground.")
@click.option("--role", type=click.Choice(list(PaperRole)), help="What it is to its item.")
@click.option("--replaces", metavar="PAPER", help="The next version of a paper of the item.")
@click.pass_obj
def attach(
    obj: dict[str, Path],
    meeting: str,
    item: str,
    files: tuple[Path, ...],
    ground: str | None,
    role: str | None,
    replaces: str | None,
) -> None:
    """Attach files to an item of a meeting, as its report, appendices or background papers.

    An ITEM is its number, its uid, or how its title begins.
    """
    from secretariat.cli.attaching import attach_files

    attach_files(obj["folder"], meeting, item, files, ground=ground, role=role, replaces=replaces)


@group.command()
@click.argument("path", type=_FILE)
@click.pass_obj
def backup(obj: dict[str, Path], path: Path) -> None:
    """Write the whole register into one verified file."""
    from secretariat.cli.keeping import back_up

    back_up(obj["folder"], path)


@group.command()
@click.argument("path", type=_FILE)
@click.pass_obj
def restore(obj: dict[str, Path], path: Path) -> None:
    """Make a backup the register; what was there is copied first."""
    from secretariat.cli.keeping import restore_register

    restore_register(obj["folder"], path)


@group.command()
@click.option("--rule", metavar="RULE", help="Which rule; without one they are listed.")
@click.option("--date", "day", metavar="DATE", help="The day of the meeting.")
@_JSON
def clock(rule: str | None, day: str | None, as_json: bool) -> None:
    """Reckon the latest day that a rule about notice allows, and say why that day."""
    from secretariat.cli.reckoning import show_day, show_rules

    if rule is None and day is None:
        show_rules(as_json=as_json)
    elif rule is None or day is None:
        raise click.UsageError("Please give both --rule and --date.")
    else:
        show_day(rule, day, as_json=as_json)


@group.command()
@click.argument("meeting")
@click.option(
    "--from",
    "source",
    type=click.Choice(["template", "usual", "last", "open", "plan"]),
    default="template",
    show_default=True,
    help="Where it comes from; “open” is the last meeting with its open matters.",
)
@click.option("--write", is_flag=True, help="Make it; without this it is only shown.")
@click.pass_obj
def agenda(obj: dict[str, Path], meeting: str, source: str, write: bool) -> None:
    """Show the new agenda that a source would make of a meeting, or make it."""
    from secretariat.cli.drafting import draft_agenda

    draft_agenda(obj["folder"], meeting, source, write=write)


@group.command()
@click.argument("meeting")
@click.option("--moved-to", metavar="DATE", help="Say what moving the meeting there would break.")
@_JSON
@click.pass_obj
def deadlines(obj: dict[str, Path], meeting: str, moved_to: str | None, as_json: bool) -> None:
    """Say by which days the things of a meeting must be done, and why those days."""
    from secretariat.cli.chain import show_chain

    show_chain(obj["folder"], meeting, moved_to=moved_to, as_json=as_json)


@group.command()
@click.option("--out", type=_FILE, required=True, metavar="DIR", help="Where the files go.")
@click.pass_obj
def tour(obj: dict[str, Any], out: Path) -> None:
    """Do the main job on the sample board, from the agenda to the minutes sent out."""
    from secretariat.cli.touring import guide

    guide(out, obj["grab"])


@group.group()
def style() -> None:
    """House styles: list them, write one or its Word template into a file, bring one in."""


@style.command("list")
@_JSON
@click.pass_obj
def style_list(obj: dict[str, Path], as_json: bool) -> None:
    """Say which house styles there are, and which bodies print in them."""
    from secretariat.cli.styling import list_styles

    list_styles(obj["folder"], as_json=as_json)


@style.command("export")
@click.argument("style")
@click.argument("file", type=_FILE)
@click.pass_obj
def style_export(obj: dict[str, Path], style: str, file: Path) -> None:
    """Write the house style STYLE (its name or key) with its crest and template into FILE."""
    from secretariat.cli.styling import export_style

    export_style(obj["folder"], style, file)


@style.command("template")
@click.argument("style")
@click.argument("file", type=_FILE)
@click.pass_obj
def style_template(obj: dict[str, Path], style: str, file: Path) -> None:
    """Write the Word template of the house style STYLE into FILE, to be altered in Word."""
    from secretariat.cli.styling import save_template

    save_template(obj["folder"], style, file)


@style.command("import")
@click.argument("file", type=_FILE)
@click.option("--name", default="", help="What it is called here, when its name is taken.")
@click.pass_obj
def style_import(obj: dict[str, Path], file: Path, name: str) -> None:
    """Bring in a house style; the same one again changes nothing."""
    from secretariat.cli.styling import import_style

    import_style(obj["folder"], file, name=name)
