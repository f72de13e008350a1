"""A list of contents on a web page: nested lists of links to the headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from secretariat.documents.contents import Entry
from secretariat.render.html_shape import hanging
from secretariat.render.html_words import direction, runs, text


def contents_lines(entries: Sequence[Entry]) -> list[str]:
    """Return the lines of the list; the heading that is the n-th of the document is called “hn”."""
    hangs = {}
    for depth in {entry.depth for entry in entries}:
        numbers = [entry.number for entry in entries if entry.depth == depth and entry.number]
        hangs[depth] = hanging(numbers) if numbers else "0rem"
    return _lines(entries, hangs)


def _lines(entries: Sequence[Entry], hangs: Mapping[int, str]) -> list[str]:
    if not entries:
        return []
    own = entries[0].depth
    lines = [f'<ol role="list" style="--hang: {hangs[own]}">']
    at = 0
    while at < len(entries):
        end = at + 1
        while end < len(entries) and entries[end].depth > own:
            end += 1
        entry = entries[at]
        number = f'<span class="number">{text(entry.number)}</span> ' if entry.number else ""
        link = f'<a href="#h{entry.at + 1}">{number}{runs(entry.runs)}</a>'
        lines += [f"<li{direction(entry.runs)}>{link}", *_lines(entries[at + 1 : end], hangs)]
        lines.append("</li>")
        at = end
    return [*lines, "</ol>"]
