"""Which styles of a council's Word template stand for what a document has.

The key `word.<role>` of a house style names a style of its template; without one the template's
style of the same name is taken, or one of `others`, and where there is none ours is added.
"""

from __future__ import annotations

from dataclasses import dataclass

WORD = "word."


@dataclass(frozen=True, slots=True)
class WordRole:
    """What a style is for: its key, its words on screen, and the names it is looked for under."""

    key: str
    label: str
    style: str
    others: tuple[str, ...] = ()
    kind: str = "paragraph"


WORD_ROLES: tuple[WordRole, ...] = (
    WordRole("body", "Text", "Body Text", ("Normal",)),
    WordRole("title", "Title", "heading 1", ("Title",)),
    WordRole("heading_2", "Headings of items", "heading 2"),
    WordRole("heading_3", "Headings below", "heading 3"),
    WordRole("heading_4", "Headings below those", "heading 4"),
    WordRole("section", "Titles of sections", "Section Heading"),
    WordRole("agenda_heading", "Heading of the agenda", "Agenda Heading"),
    WordRole("agenda_item", "Agenda items", "Agenda Item"),
    WordRole("subtitle", "Subtitle", "Subtitle"),
    WordRole("date_line", "Day and place", "Date Line", ("Date",)),
    WordRole("address", "Addresses", "Address", ("envelope return",)),
    WordRole("presenter", "Presenters", "Presenter"),
    WordRole("explanation", "Explanations", "Explanation"),
    WordRole("decision", "Decisions", "Decision"),
    WordRole("action", "Actions", "Action Text"),
    WordRole("bullets", "Lists with bullets", "List Bullet", ("List Paragraph", "List")),
    WordRole("lettered", "Lists with letters", "Lettered List", ("List Paragraph", "List")),
    WordRole("signature", "Signatures", "Signature"),
    WordRole("contact", "Contacts", "Contact"),
    WordRole("small", "Small print", "Small Print"),
    WordRole("table_text", "Words in tables", "Table Text"),
    WordRole("table_heading", "Headings in tables", "Table Heading"),
    WordRole("table", "Tables", "Ruled Table", ("Table Grid",), "table"),
)
