"""The style sheet of an HTML document: a house style as CSS, readable in light and dark."""

from __future__ import annotations

import re
from string import Template

from secretariat.documents.style import PAPERS, HouseStyle

_WHITE = "#ffffff"
_NIGHT = "#14181e"
_NIGHT_SHADE = "#202731"
_CREST_MARGINS = {"centre": "0 auto", "right": "0 0 0 auto"}
_ENOUGH = 4.5  # contrast of text with its ground, WCAG 2.2 AA


def stylesheet(style: HouseStyle) -> str:
    """Return the style sheet; text has at least the contrast of WCAG AA on its ground.

    Nothing in the house style can reach beyond the value it stands for.
    """
    sheet = Template(_SHEET).substitute(
        body=_family(style.font),
        headings=_family(style.heading_font),
        size=_number(style.body_pt, 10.5) / 10.5,
        leading=max(1.5, _number(style.leading, 1.5)),
        title=_number(style.title_pt, 19) / _number(style.body_pt, 10.5),
        heading=max(1.0, _number(style.heading_pt, 12) / _number(style.body_pt, 10.5)),
        small=max(0.8, _number(style.small_pt, 8.5) / _number(style.body_pt, 10.5)),
        action=max(_number(style.action_margin_mm, 0), 0) / 4.2,
        justify="justify" if style.justify else "start",
        case=_case(style.heading_case),
        light=_palette(style, _WHITE, _hex(style.shade, "#eef0f3"), _hex(style.rule, "#c9cfd7")),
        dark=_palette(style, _NIGHT, _NIGHT_SHADE, "#3a4450"),
        body_pt=_number(style.body_pt, 10.5),
        margins=" ".join(
            f"{_number(mm, 22):g}mm"
            for mm in (
                style.margin_top_mm,
                style.margin_right_mm,
                style.margin_bottom_mm,
                style.margin_left_mm,
            )
        ),
        crest=_number(style.crest_width_mm, 30),
        crest_edge=style.crest_place if style.crest_place in {"left", "right"} else "center",
        crest_margin=_CREST_MARGINS.get(style.crest_place, "0"),
        page=style.page.replace("Letter", "letter") if style.page in PAPERS else "A4",
    )
    sheet += _LARGE if style.large else ""
    return re.sub(r"\n\s*", "\n", sheet).strip()


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (#rrggbb) as WCAG defines it, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable(colour: str, *grounds: str) -> str:
    """Return `colour`, moved towards black or white until it can be read on every ground."""
    target = _WHITE if _luminance(grounds[0]) < 0.18 else "#000000"
    for step in range(21):
        mixed = _mixed(colour, target, step / 20)
        if all(contrast(mixed, ground) >= _ENOUGH for ground in grounds):
            return mixed
    return target


def _palette(style: HouseStyle, ground: str, shade: str, rule: str) -> str:
    ink, quiet = _hex(style.ink, "#1b2430"), _hex(style.quiet, "#4d5a6a")
    if ground == _NIGHT:
        ink, quiet = _mixed(ink, _WHITE, 0.9), _mixed(quiet, _WHITE, 0.5)
    colours = {
        "ground": ground,
        "shade": shade,
        "rule": rule,
        "ink": readable(ink, ground, shade),
        "quiet": readable(quiet, ground, shade),
        "accent": readable(_hex(style.accent, "#2457a6"), ground, shade),
    }
    return " ".join(f"--{name}: {colour};" for name, colour in colours.items())


def _hex(colour: str, otherwise: str) -> str:
    return colour if re.fullmatch(r"#[0-9A-Fa-f]{6}", colour) else otherwise


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _mixed(colour: str, target: str, share: float) -> str:
    pairs = [(int(colour[s : s + 2], 16), int(target[s : s + 2], 16)) for s in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _number(value: float, otherwise: float) -> float:
    return value if 0 <= value < 1000 else otherwise


def _case(case: str) -> str:
    return "uppercase" if case == "capitals" else "none"


def _family(name: str) -> str:
    """Return a font stack that begins with the family `name` as the reader's machine calls it."""
    words = re.sub(r"[^A-Za-z0-9 -]", "", name).strip()
    if words.startswith("Noto"):
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", words)
    serif = "serif" in words.lower() and "sans" not in words.lower()
    rest = "Cambria, Georgia, serif" if serif else '"Segoe UI", Roboto, Arial, sans-serif'
    return f'"{words}", {rest}' if words else rest


_SHEET = """
:root { color-scheme: light dark; $light }
@media (prefers-color-scheme: dark) { :root { $dark } }
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; font-family: $body; font-size: ${size}rem; line-height: $leading;
  color: var(--ink); background: var(--ground); overflow-wrap: anywhere; }
main, .furniture, .foot { max-width: 46rem; margin: 0 auto; padding: 0 1.5rem; }
main { padding-top: 1.5rem; padding-bottom: 3rem; }
p, ul, ol, .table, .beside { margin: 0 0 .75em; }
main p, main li { text-align: $justify; }
a { color: var(--accent); text-underline-offset: .15em; }
a:focus-visible, .table:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
h1, h2, h3, h4, h5, h6 { font-family: $headings; line-height: 1.25; margin: 1.6em 0 .5em;
  text-wrap: balance; break-after: avoid; }
h1 { font-size: ${title}em; letter-spacing: -.008em; margin-top: .6em; }
h2 { font-size: ${heading}em; margin-top: 2em; }
h3, h4, h5, h6 { font-size: 1em; }
h4 { color: var(--quiet); }
h5, h6 { font-weight: normal; font-style: italic; }
h2, h3, h4, h5, h6 { text-transform: $case; }
.numbered { text-transform: none; }
.section { font-size: .92em; letter-spacing: .05em; text-transform: uppercase;
  color: var(--accent); margin: 2em 0 .7em; }
.column { font-size: ${small}em; font-weight: bold; letter-spacing: .06em;
  text-transform: uppercase; color: var(--quiet); margin: 0; }
.furniture { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 0 1.5rem;
  padding-top: 1rem; }
.crest { flex-basis: 100%; margin: 0 0 .8rem; }
.crest img { display: block; width: ${crest}mm; max-width: 100%; height: auto; max-height: 50mm;
  object-fit: contain; object-position: $crest_edge; margin: $crest_margin; }
.stamp, .marking { font-size: ${small}em; font-weight: bold; letter-spacing: .08em;
  text-transform: uppercase; margin: 0; }
.stamp { color: var(--accent); border: 1px solid; border-radius: .3em; padding: 0 .5em; }
.marking { color: var(--quiet); }
.reference { text-align: right; color: var(--quiet); font-size: ${small}em; }
.columns { font-size: ${small}em; font-weight: bold; letter-spacing: .06em;
  text-transform: uppercase; color: var(--quiet); }
main .marking { text-align: right; margin-bottom: 1em; }
.subtitle { font-size: 1.15em; color: var(--quiet); }
.date-line { font-weight: bold; margin-bottom: .2em; }
.address { margin-top: .75em; }
.presenter, .movement { font-style: italic; color: var(--quiet); }
.explanation, .contact, .small { color: var(--quiet); }
.small, .restricted { font-size: ${small}em; }
.contact + .contact { margin-top: -.5em; }
:not(hr):not(.contact) + .contact { border-top: 1px solid var(--rule); margin-top: 2em;
  padding-top: .8em; }
.decision { border-left: 3px solid var(--accent); padding-left: .9em; }
.action, .owner { font-weight: bold; }
.signature, .closing { margin-top: 1.5em; }
.signature + .signature { margin-top: -.5em; }
section { margin-bottom: 1.2em; }
.signature-line { margin-top: 4em; padding-top: .3em; border-top: 1px dotted; max-width: 24rem;
  font-size: ${small}em; break-inside: avoid; }
hr { border: 0; border-top: 1px solid var(--rule); margin: 1.5em 0; }
.new-page { margin-top: 3em; }
.part, .hang { padding-left: var(--hang); }
.part .hang { padding-left: 0; }
.number { display: inline-block; margin-left: calc(0em - var(--hang));
  min-width: calc(var(--hang) - .27em); }
.decision.hang { padding-left: calc(var(--hang) + .9em); }
.part .decision.hang { padding-left: 0; border: 0; }
.decision .number { font-weight: bold; }
ul, ol { padding-left: 1.4em; }
ul { list-style-type: disc; }
ul.dash { list-style-type: "– "; }
ul.ring { list-style-type: circle; }
.labelled { list-style: none; padding-left: var(--hang); }
li > p, li > .beside { margin-bottom: .25em; }
sup { font-size: .75em; line-height: 0; }
sup a { text-decoration: none; }
sup a:hover, sup a:focus-visible { text-decoration: underline; }
.notes { font-size: ${small}em; color: var(--quiet); margin-top: 1.5em; padding-top: .5em;
  position: relative; }
.notes::before { content: ""; position: absolute; top: 0; left: 0; width: 30%;
  border-top: 1px solid var(--quiet); }
.notes ol { list-style: none; padding-left: 0; }
.notes > ol > li { padding-left: var(--hang); }
.notes p { margin-bottom: .2em; }
.notes .small { font-size: 1em; }
.contents ol { list-style: none; padding-left: 0; margin: 0; }
.contents ol ol { padding-left: 1.4em; }
.contents { margin-bottom: 2em; }
.contents li { padding-left: var(--hang); margin: .3em 0; text-align: start; }
.contents a { text-decoration: none; }
.contents a:hover, .contents a:focus-visible { text-decoration: underline; }
.agenda-head { margin: 2em 0 1em; border-bottom: 1px solid var(--ink); padding-bottom: .3em; }
.agenda-head > * { margin: 0; text-transform: uppercase; letter-spacing: .03em; }
.agenda { list-style: none; padding: 0; margin: 0; }
.agenda .agenda { margin-top: .4em; }
.agenda > li { padding-left: var(--hang); margin: 0 0 .7em; break-inside: avoid; }
.agenda p, .agenda .table { margin-bottom: .1em; }
.line, .agenda-head { display: grid; align-items: baseline; column-gap: 1.5em;
  grid-template-columns: minmax(0, 1fr); }
.timed .line, .timed .agenda-head { grid-template-columns: minmax(0, 1fr) minmax(3.5em, auto); }
.paged .line, .paged .agenda-head { grid-template-columns: minmax(0, 1fr) minmax(4em, auto); }
.timed.paged .line, .timed.paged .agenda-head {
  grid-template-columns: minmax(0, 1fr) minmax(3.5em, auto) 4.2em; }
.time, .pages { grid-column: 2; text-align: right; }
.timed .pages { grid-column: 3; }
.in-agenda { padding-left: var(--hang); }
.acted { --side: ${action}em; padding-right: calc(var(--side) + 1.5em); }
.acted .beside { display: grid; grid-template-columns: minmax(0, 1fr) var(--side);
  column-gap: 1.5em; align-items: baseline; margin-right: calc(0em - var(--side) - 1.5em); }
.acted .beside > p, .beside > h2 { margin-bottom: 0; }
.owner { font-size: .92em; text-align: left; }
.line-below { text-align: right; }
.said, .said-only { position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; }
.table { overflow-x: auto; position: relative; }
.pair { display: grid; grid-template-columns: 1fr 1fr; column-gap: 1.5em; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: .4em .7em; text-align: left; vertical-align: top; overflow-wrap: break-word; }
.plain th, .plain td { padding-left: 0; padding-top: .15em; padding-bottom: .15em; }
th p, td p, th ul, td ul, th ol, td ol { margin: 0; }
td .spoken, td .movement, td .decision, .spoken + ul, .spoken + ol { margin: .5em 0; }
.ruled { border-top: 1px solid var(--rule); }
.ruled th, .ruled td { border-bottom: 1px solid var(--rule); }
.ruled thead th { background: var(--shade); border-bottom-color: var(--quiet); }
.right, .right p { text-align: right; }
.centre, .centre p { text-align: center; }
.foot { color: var(--quiet); font-size: ${small}em; padding-bottom: 2rem; }
.foot p { border-top: 1px solid var(--rule); padding-top: .6em; }
@media (max-width: 36rem) {
  main, .furniture, .foot { padding-left: 1rem; padding-right: 1rem; }
  h1 { font-size: min(${title}em, 1.6em); }
  .acted { padding-right: 0; }
  .acted .beside { display: block; margin-right: 0; }
  .pair { display: block; }
  .acted .beside > p { margin-bottom: .2em; }
  .acted .beside > .column, .agenda-head .column { display: none; }
  .agenda .line { display: flex; flex-wrap: wrap; gap: 0 1.2em; }
  .line .title { flex-basis: 100%; }
  .line .time, .line .pages { text-align: left; color: var(--quiet); }
  .said { position: static; width: auto; height: auto; clip-path: none; white-space: normal; }
  .ruled th, .ruled td { padding: .35em .45em; }
}
@media print {
  @page { size: $page; margin: $margins; }
  :root { $light }
  body { font-size: ${body_pt}pt; }
  main, .furniture, .foot { max-width: none; padding: 0; }
  .new-page { break-before: page; margin: 0; }
  a { color: inherit; }
  p { orphans: 2; widows: 2; }
  .keep { break-after: avoid; }
  .table { overflow: visible; }
  tr { break-inside: avoid; }
  tbody tr:first-child { break-before: avoid; }
  .beside { break-inside: avoid; }
}
"""

# Large print has no words in capitals or slanting letters for their own sake.
_LARGE = """
.section, .column, .columns, .stamp, .marking, .agenda-head > * { text-transform: none;
  letter-spacing: 0; }
.presenter, .movement, h5, h6 { font-style: normal; }
.line-below { text-align: left; }
main, .furniture, .foot { max-width: 56rem; }
sup { font-size: .9em; }
"""
