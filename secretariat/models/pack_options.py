"""The choices a body makes about its packs, and about the papers in them."""

from __future__ import annotations

from secretariat.models.option import YES_NO, Option

INSIDE_HOSTS = "paper.hosts"
"""The choice that is typed: names of sites that only work inside, see `models.inside_hosts`."""
PACK_OPTIONS: tuple[Option, ...] = (
    Option("pack.front", "The agenda's own pages are numbered", YES_NO, "yes", "Packs"),
    Option("pack.duplex", "Each report begins on a right-hand page", YES_NO, "no", "Packs"),
    Option(
        "pack.restricted",
        "What takes the place of restricted pages",
        (
            ("below", "One number: 53, and 53.1, 53.2 … where they may be seen"),
            ("reserve", "As many numbers as there are pages; this tells how many"),
        ),
        "below",
        "Packs",
    ),
    Option(
        "pack.supplement",
        "Page numbers of a supplement",
        (
            ("continue", "Go on after those of the pack before it"),
            ("own", "Begin again: S1-1, S1-2 …"),
        ),
        "continue",
        "Packs",
    ),
    Option(
        "pack.number",
        "Page numbers",
        (("centre", "In the middle of the foot"), ("right", "At the right of the foot")),
        "centre",
        "Packs",
    ),
    Option("pack.running", "Agenda item on every page of its report", YES_NO, "yes", "Packs"),
    Option("pack.edge", "Coloured edge on restricted pages", YES_NO, "yes", "Packs"),
    Option(
        "paper.marks",
        "Fields, stamps, signatures and notes on top of pages",
        (
            ("draw", "Are drawn into the page, as they are seen"),
            ("refuse", "Refuse the paper, and ask for a clean one"),
        ),
        "draw",
        "Papers",
    ),
    Option(
        "pack.watermark", "Name of the recipient across restricted pages", YES_NO, "no", "Packs"
    ),
    Option(
        "release.second_person",
        "A second person looks at a pack before it goes out",
        YES_NO,
        "no",
        "Packs",
    ),
)
