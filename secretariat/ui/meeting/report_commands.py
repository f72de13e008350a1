"""What can be done about reports while the agenda is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretariat.models.kinds import ItemKind
from secretariat.services import papers
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
        Command("agenda.reports", "Show the reports of this meeting", show, (), "file-text"),
    )  # fmt: skip
