"""The release check of a web page: nothing that runs, calls, hides or says who made it."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from html.parser import HTMLParser

from secretariat.models.release import ReleaseFault, ReleaseFinding
from secretariat.packs.destinations import is_public
from secretariat.packs.release_found import Found, plain_name
from secretariat.packs.release_pictures import says_more
from secretariat.packs.release_text import count_unseen, decoded_text
from secretariat.packs.release_words import Canaries

_TAGS = frozenset((
    "html", "head", "body", "title", "meta", "style", "main", "header", "footer", "nav", "section",
    "article", "aside", "div", "p", "span", "a", "abbr", "address", "b", "blockquote", "br",
    "caption", "cite", "code", "col", "colgroup", "dd", "del", "dfn", "dl", "dt", "em",
    "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd",
    "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "small", "strong", "sub",
    "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr",
))  # fmt: skip
_ACTIVE = frozenset((
    "script", "iframe", "frame", "frameset", "object", "embed", "applet", "form", "input", "button",
    "select", "textarea", "base", "link", "audio", "video", "source", "track", "portal", "svg",
    "math", "template", "noscript", "slot", "dialog",
))  # fmt: skip
_ATTRIBUTES = frozenset((
    "abbr", "alt", "align", "charset", "cite", "class", "colspan", "content", "datetime", "dir",
    "headers", "height", "href", "hreflang", "http-equiv", "id", "lang", "name", "rel", "reversed",
    "role", "rowspan", "scope", "span", "src", "start", "style", "tabindex", "title", "type",
    "valign", "value", "width", "xml:lang", "xmlns",
))  # fmt: skip
_META = frozenset(
    ("viewport", "color-scheme", "author", "description", "keywords", "theme-color", "robots")
)
_HEADERS = frozenset(("content-security-policy", "content-type", "content-language",
                      "x-ua-compatible"))  # fmt: skip
_FETCHED = frozenset(("src", "srcset", "poster", "background", "data", "action", "formaction",
                      "longdesc", "usemap", "ping", "manifest"))  # fmt: skip
_CALLS = re.compile(r"(?i)@import|expression\s*\(|behavior\s*:|-moz-binding"
                    r"|url\(\s*['\"]?(?!data:image/)(?!#)")  # fmt: skip
_HIDES = re.compile(
    r"(?i)(?:^|[;{\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    r"|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$|!)|font-size\s*:\s*0(?:\.0+)?[a-z%]*\s*(?:;|$|!))"
)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_MEDIA = re.compile(r"@[a-z-]+[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.IGNORECASE)
_CLASS = re.compile(r"\.([\w-]+)\s*$")
_DATA = re.compile(r"(?is)data:image/(?:png|jpeg|gif|svg\+xml|webp)((?:;[^,]*)?),(.*)")
_EMPTY = frozenset(("area", "br", "col", "hr", "img", "meta", "wbr", "input", "link", "base",
                    "source", "track", "embed"))  # fmt: skip
_SIGN = re.compile(rb"%([0-9A-Fa-f]{2})")
_HEADING = re.compile(r"h([1-6])$")
_DEEPEST = 2_000


def html_findings(
    data: bytes,
    canaries: Canaries,
    hosts: tuple[str, ...] = (),
    *,
    in_message: bool = False,
) -> list[ReleaseFinding]:
    """Return what is found in a finished web page, or in the text of a message, which needs no
    title of its own. `hosts` are sites that only work inside."""
    found = Found()
    text = decoded_text(data)
    page = _Page(found, canaries, hosts)
    page.feed(text)
    page.close()
    page.end(in_message=in_message)
    if canaries.in_bytes(data) or canaries.in_text("".join(page.words)):
        found.add(ReleaseFault.RESTRICTED, "its text")
    if page.is_told:
        found.add(ReleaseFault.RESTRICTED, "what it says beside its text")
    if unseen := count_unseen("".join(page.words)):
        found.add(ReleaseFault.HIDDEN_TEXT, count=unseen)
    return found.findings()


class _Page(HTMLParser):
    """Reads a page from its beginning to its end, however it is nested."""

    def __init__(self, found: Found, canaries: Canaries, hosts: tuple[str, ...]) -> None:
        super().__init__(convert_charrefs=True)
        self._found, self._canaries, self._hosts = found, canaries, hosts
        self.words: list[str] = []
        self.is_told = False
        self._stack: list[tuple[str, bool]] = []
        self._hidden_classes: set[str] = set()
        self._ids: set[str] = set()
        self._goals: list[str] = []
        self._title = self._language = ""
        self._level = 0
        self._link_words: list[str] | None = None
        self._is_seen = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at an element as it begins."""
        given = {name: value or "" for name, value in attrs}
        if len(given) < len(attrs):
            self._found.add(ReleaseFault.UNKNOWN, "an attribute twice")
        if tag in _ACTIVE:
            self._found.add(ReleaseFault.ACTIVE, tag)
        elif tag not in _TAGS:
            self._found.add(ReleaseFault.UNKNOWN, "an element")
        for name, value in given.items():
            self._attribute(tag, name, value)
        if tag == "html":
            self._language = given.get("lang", "")
        elif tag == "meta":
            self._meta(given)
        elif tag == "img":
            self._image(given)
        elif tag == "a":
            self._link(given)
        elif match := _HEADING.fullmatch(tag):
            self._heading(int(match[1]))
        self._ids.add(given.get("id", ""))
        hides = "hidden" in given or bool(_HIDES.search(given.get("style", "")))
        hides = hides or bool(self._hidden_classes & set(given.get("class", "").split()))
        if tag not in _EMPTY and len(self._stack) < _DEEPEST:
            self._stack.append((tag, not self._is_seen))
            self._is_seen = self._is_seen and not hides

    def handle_endtag(self, tag: str) -> None:
        """Look at an element as it ends; one that never began ends nothing."""
        if tag == "a" and self._link_words is not None:
            if not "".join(self._link_words).strip():
                self._found.add(ReleaseFault.UNNAMED_LINK)
            self._link_words = None
        if any(name == tag for name, _ in self._stack):
            while self._stack:
                name, was_hidden = self._stack.pop()
                self._is_seen = not was_hidden
                if name == tag:
                    break

    def handle_data(self, data: str) -> None:
        """Take up words, or the rules of a style sheet."""
        inside = self._stack[-1][0] if self._stack else ""
        self.words.append(data)
        if inside == "style":
            self._style(data)
        elif inside == "title":
            self._title += data
        elif data.strip():
            if not self._is_seen:
                self._found.add(ReleaseFault.HIDDEN_TEXT)
            if self._link_words is not None:
                self._link_words.append(data)

    def handle_comment(self, data: str) -> None:
        """Tell of a comment."""
        self._found.add(ReleaseFault.COMMENT)
        self.is_told |= self._canaries.in_text(data)

    def handle_pi(self, data: str) -> None:
        """Tell of an instruction for some program."""
        self._found.add(ReleaseFault.UNKNOWN, "an instruction")
        self.is_told |= self._canaries.in_text(data)

    def unknown_decl(self, data: str) -> None:
        """Tell of a declaration that no page needs."""
        self._found.add(ReleaseFault.UNKNOWN, "a declaration")
        self.is_told |= self._canaries.in_text(data)

    def end(self, *, in_message: bool) -> None:
        """Tell of what only the whole page shows."""
        dead = sum(goal not in self._ids for goal in self._goals)
        if dead:
            self._found.add(ReleaseFault.DEAD_LINK, count=dead)
        if not self._title.strip() and not in_message:
            self._found.add(ReleaseFault.NO_TITLE)
        if not self._language.strip():
            self._found.add(ReleaseFault.NO_LANGUAGE)

    # ------------------------------------------------------------------ what an element says

    def _attribute(self, tag: str, name: str, value: str) -> None:
        low = value.strip().casefold()
        self.is_told |= self._canaries.in_text(value) or self._canaries.in_text(name)
        if name.startswith("on") or re.sub(r"[\x00-\x20]", "", low).startswith(
            ("javascript:", "vbscript:")
        ):
            self._found.add(ReleaseFault.ACTIVE, "a script")
        elif name == "hidden":
            return
        elif name in _FETCHED:
            if tag != "img" or name != "src" or not _DATA.fullmatch(value.strip()):
                self._found.add(ReleaseFault.ACTIVE, "something from elsewhere")
        elif name == "style":
            if _CALLS.search(value):
                self._found.add(ReleaseFault.ACTIVE, "something from elsewhere")
        elif name not in _ATTRIBUTES and not name.startswith("aria-"):
            self._found.add(ReleaseFault.UNKNOWN, "an attribute")

    def _meta(self, given: dict[str, str]) -> None:
        name, header = given.get("name", "").casefold(), given.get("http-equiv", "").casefold()
        if name and name not in _META:
            self._found.add(ReleaseFault.METADATA, plain_name(name, "a property"))
        if header == "refresh":
            self._found.add(ReleaseFault.ACTIVE, "a page that moves on")
        elif header and header not in _HEADERS:
            self._found.add(ReleaseFault.UNKNOWN, "a header")

    def _image(self, given: dict[str, str]) -> None:
        if "alt" not in given:
            self._found.add(ReleaseFault.NO_ALTERNATIVE)
        elif self._link_words is not None:
            self._link_words.append(given["alt"])
        match = _DATA.fullmatch(given.get("src", "").strip())
        if match is None:
            return
        try:
            packed = ";base64" in match[1].casefold()
            data = b64decode(match[2]) if packed else _unquoted(match[2])
        except (binascii.Error, ValueError):
            self._found.add(ReleaseFault.DAMAGED)
            return
        self.is_told |= self._canaries.in_bytes(data)
        if says_more(data):
            self._found.add(ReleaseFault.PICTURE)

    def _link(self, given: dict[str, str]) -> None:
        goal = given.get("href", "").strip()
        if not goal:
            return
        self._link_words = [given.get("aria-label", "")]
        if goal.startswith("#"):
            self._goals.append(goal[1:])
        elif not is_public(goal, self._hosts):
            self._found.add(ReleaseFault.BAD_LINK)

    def _heading(self, level: int) -> None:
        if level > self._level + 1 and self._level:
            self._found.add(ReleaseFault.HEADINGS)
        self._level = level

    def _style(self, sheet: str) -> None:
        """Note the classes that a style sheet hides on every screen and on paper."""
        self.is_told |= self._canaries.in_text(sheet)
        if _CALLS.search(sheet):
            self._found.add(ReleaseFault.ACTIVE, "something from elsewhere")
        if "/*" in sheet:
            self._found.add(ReleaseFault.COMMENT)
        for chosen, rules in _RULE.findall(_MEDIA.sub("", sheet)):
            if _HIDES.search(rules):
                for one in chosen.split(","):
                    if match := _CLASS.search(one):
                        self._hidden_classes.add(match[1])


def _unquoted(text: str) -> bytes:
    """Return the bytes that stand in an address as percent signs."""
    return _SIGN.sub(lambda found: bytes([int(found[1], 16)]), text.encode("utf-8", "replace"))
