"""Tables of an HTML document: a caption for listeners, and a scope for every header."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from secretariat.documents.model import Align, Cell, ListBlock, Paragraph, Table

Inner = Callable[[Sequence[Paragraph | ListBlock]], list[str]]

_WIDE = 3  # from this many columns on, a table may have to be scrolled on a small screen


def table_lines(table: Table, inner: Inner, text: Callable[[str], str]) -> list[str]:
    """Return the lines of a table; `inner` writes the blocks of a cell, `text` escapes words."""
    if table.layout:
        cells = (inner(cell.blocks) for row in table.rows for cell in row)
        divided = [line for lines in cells for line in ("<div>", *lines, "</div>")]
        return ['<div class="pair">', *divided, "</div>"]
    head = max(0, min(table.header_rows, len(table.rows) - 1))
    summary = text(table.summary)
    named = f' role="region" aria-label="{summary}"' if summary else ""
    focus = f'{named} tabindex="0"' if len(table.widths) >= _WIDE else ""
    lines = [f'<div class="table"{focus}>', f'<table class="{_kind(table)}">']
    if summary:
        lines.append(f'<caption class="said-only">{summary}</caption>')
    total = sum(share for share in table.widths if share > 0)
    if total > 0:
        columns = (f'<col style="width: {max(w, 0) / total:.1%}">' for w in table.widths)
        lines.append(f"<colgroup>{''.join(columns)}</colgroup>")
    height = f' style="height: {table.row_height_mm}mm"' if table.row_height_mm > 0 else ""
    if head:
        lines.append("<thead>")
        for row in table.rows[:head]:
            lines += ["<tr>", *_cells(row, "col", inner), "</tr>"]
        lines.append("</thead>")
    lines.append("<tbody>")
    for row in table.rows[head:]:
        lines += [f"<tr{height}>", *_cells(row, "row", inner), "</tr>"]
    return [*lines, "</tbody>", "</table>", "</div>"]


def _kind(table: Table) -> str:
    return "ruled" if table.ruled else "plain"


def _cells(row: Sequence[Cell], scope: str, inner: Inner) -> list[str]:
    lines: list[str] = []
    for cell in row:
        tag = "th" if cell.header else "td"
        marks = ""
        if cell.header:
            several = cell.colspan > 1 if scope == "col" else cell.rowspan > 1
            marks += f' scope="{scope}group"' if several else f' scope="{scope}"'
        marks += f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
        marks += f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
        marks += f' class="{cell.align.value}"' if cell.align is not Align.LEFT else ""
        lines += [f"<{tag}{marks}>", *inner(cell.blocks), f"</{tag}>"]
    return lines
