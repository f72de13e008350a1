"""Words and runs as safe markup."""

from __future__ import annotations

import re
from html import escape

from secretariat.documents.model import LineBreak, Link, NoteMark, Runs, plain

_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_SPACE = re.compile("[\t\n\r\x0b\x0c\x85\u2028\u2029]")
_TONGUE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_HREF = re.compile(r"(https?://|mailto:)[^\s\"<>\\^`{|}\x00-\x1f\x7f-\x9f]+", re.IGNORECASE)
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def marked(kind: str) -> str:
    """Return the class attribute for `kind`, nothing when it is empty."""
    return f' class="{kind}"' if kind else ""


def direction(content: Runs) -> str:
    """Return the attribute that lets words written from right to left find their side."""
    return ' dir="auto"' if _RTL.search(plain(content)) else ""


def tongue(language: str) -> str:
    """Return `language` when it is a well-formed tag, otherwise nothing."""
    return language if _TONGUE.fullmatch(language) else ""


def text(words: str) -> str:
    """Return words as markup, without characters that no page may hold."""
    return escape(_UNPRINTABLE.sub("", _SPACE.sub(" ", words)))


def runs(content: Runs) -> str:
    """Return runs as markup; a link that leads elsewhere than the web or a mailbox is words."""
    parts = []
    for run in content:
        if isinstance(run, LineBreak):
            parts.append("<br>\n")
        elif isinstance(run, NoteMark):
            number = text(run.number)
            name = "" if run.again else f' id="mark-{number}"'
            link = f'<a role="doc-noteref"{name} href="#note-{number}">{number}</a>'
            parts.append(f"<sup>{link}</sup>")
        elif isinstance(run, Link):
            href = _HREF.fullmatch(run.href)
            words = text(run.text)
            parts.append(f'<a href="{text(run.href)}">{words}</a>' if href else words)
        else:
            words = text(run.text)
            words = f"<em>{words}</em>" if run.italic else words
            words = f"<strong>{words}</strong>" if run.bold else words
            language = tongue(run.lang)
            parts.append(f'<span lang="{language}">{words}</span>' if language else words)
    return "".join(parts)
