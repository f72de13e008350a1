"""A body's report form is begun from a shipped one, and its parts are put together by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt

from secretariat.models.records import ReportLayout
from secretariat.models.style_records import ReportPartKind
from secretariat.services import bodies, report_layouts
from secretariat.ui.page import Route
from secretariat.ui.pages.bodies import BodiesPage
from tests.ui.test_page_support import WAIT, Desk, desk, titles, unnamed

__all__ = ["desk"]


def test_a_form_is_begun_changed_and_given_up(desk: Desk) -> None:
    uid = bodies.add_body(desk.session, "Board").result(WAIT).uid
    page = desk.show(BodiesPage, Route("bodies", uid, "reports"))
    part = page.reports
    assert part._empty.heading.text() == "Authors get the form “Cover report”"
    assert unnamed(page) == []
    part.begin("scrutiny")
    desk.settle(lambda: part.list.hasFocus())
    assert titles(part.list)[:2] == ["Title", "Executive summary"]
    assert unnamed(page) == []
    desk.run(page, "bodies.report-add")
    desk.settle(lambda: part._heading.field.hasFocus())
    desk.type("Safeguarding")
    desk.settle(lambda: titles(part.list)[1] == "Safeguarding")
    desk.run(page, "bodies.report-down")
    desk.settle(lambda: titles(part.list)[2] == "Safeguarding")
    assert part.list.rows.rows[2].key == part.list.key
    box = part._kind.field
    box.show_value(ReportPartKind.TITLE)
    box.chosen.emit(ReportPartKind.TITLE)  # the form has one already
    desk.settle(lambda: bool(desk.said.warnings))
    assert box.value() == ReportPartKind.TEXT
    box.chosen.emit(ReportPartKind.YES_NO)
    desk.settle(lambda: part.list.rows.rows[2].detail == "Yes or no, with the reason")
    part.list.setFocus()
    desk.press(Qt.Key.Key_Delete)
    desk.settle(lambda: "Safeguarding" not in titles(part.list))
    desk.context.undo()
    desk.settle(lambda: titles(part.list)[2] == "Safeguarding")
    own = report_layouts.own_layout(desk.session.reader, uid)
    assert own is not None
    desk.run(page, "bodies.report-usual")
    desk.settle(lambda: part._empty.isVisible())
    assert desk.session.reader.count(ReportLayout) == 0
    desk.context.undo()
    desk.settle(lambda: part.list.isVisible())
    assert desk.session.reader.count(ReportLayout) == 1
