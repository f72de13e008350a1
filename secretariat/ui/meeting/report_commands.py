"""What can be done about reports while the agenda is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from secretariat.errors import KnownError
from secretariat.models.kinds import ItemKind
from secretariat.services import papers, report_forms
from secretariat.services.meetings import meet_of
from secretariat.ui.meeting.report_section import ReportSection
from secretariat.ui.page import Command

if TYPE_CHECKING:
    from secretariat.ui.meeting.agenda import AgendaStep


def report_commands(step: AgendaStep) -> tuple[Command, ...]:
    """Return the commands of the agenda step that ask for reports and show them."""
    context = step.context

    def is_item() -> bool:
        item = step.tree.current_item()
        return item is not None and item.kind is ItemKind.ITEM

    def ask_one() -> None:
        if is_item():
            step.panel.bring(ReportSection)
            step.panel.section(ReportSection).ask_for()

    def ask_all() -> None:
        step.ask(papers.ask_for_all, step.meeting, then=told)

    def told(made: list[Any]) -> None:
        words = "1 report" if len(made) == 1 else f"{len(made)} reports"
        context.messages.say(f"Asked for {words}.", "Undo", context.undo)

    def show() -> None:
        context.go("reports", step.meeting, "all")

    return (
        Command(
            "agenda.ask-report", "Ask for a report of the item", ask_one, ("Ctrl+Shift+A",),
            "file-text", is_item,
        ),
        Command("agenda.ask-reports", "Ask for the reports of all items", ask_all, (), "file-text"),
        *_form_commands(step, is_item),
        Command("agenda.reports", "Show the reports of this meeting", show, (), "file-text"),
    )  # fmt: skip


def _form_commands(step: AgendaStep, is_item: Callable[[], bool]) -> tuple[Command, ...]:
    """Return the commands that make forms of reports, and take in what came back."""
    context = step.context

    def leaf() -> ReportSection:
        step.panel.bring(ReportSection)
        return step.panel.section(ReportSection)

    def make_form() -> None:
        if is_item():
            cards = leaf().cards
            leaf().make_form(cards[0].uid if cards else None)

    def take_in() -> None:
        if is_item():
            leaf().take_in()

    def make_all() -> None:
        context.autosave.flush_all()
        try:
            forms = report_forms.forms_of(context.session, step.meeting)
            if not forms:
                raise report_forms.no_forms()
        except KnownError as error:
            context.messages.warn(str(error))
            return
        meet = meet_of(context.session.reader, step.meeting)
        day = meet.date.isoformat() if meet.date else ""
        name = meet.bodies[0].short_name or meet.bodies[0].name
        step.panel.section(ReportSection).maker.make(forms, f"{day} {name} report forms".strip())

    return (
        Command(
            "agenda.report-form", "Make the form of the item’s report", make_form,
            ("Ctrl+Shift+E",), "file-down", is_item,
        ),
        Command(
            "agenda.take-report", "Take in the report that came back", take_in,
            ("Ctrl+Shift+J",), "upload", is_item,
        ),
        Command(
            "agenda.report-forms", "Make the forms of all reports that are missing", make_all, (),
            "file-down",
        ),
    )  # fmt: skip
