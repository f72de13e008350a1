"""The choices a body makes about its packs."""

from __future__ import annotations

from secretariat.models.option import YES_NO, Option

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
        "pack.number",
        "Page numbers",
        (("centre", "In the middle of the foot"), ("right", "At the right of the foot")),
        "centre",
        "Packs",
    ),
    Option("pack.running", "Agenda item on every page of its report", YES_NO, "yes", "Packs"),
    Option("pack.edge", "Coloured edge on restricted pages", YES_NO, "yes", "Packs"),
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
