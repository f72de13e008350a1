"""Why an item or a paper is restricted, and from whom it is kept besides.

What prints is the ground of the item or paper itself; it is written here from the list and the
paragraphs that were chosen, in the words of the body's template, or as somebody worded it. All
else of a reason stays with officers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from secretariat.errors import KnownError
from secretariat.models.kinds import Restriction
from secretariat.models.plaintext import one_line
from secretariat.models.records import (
    Body,
    Item,
    ItemPaper,
    Paper,
    RestrictionReason,
    Withheld,
)
from secretariat.models.restrictions import (
    Scheme,
    paragraphs_in,
    read_paragraphs,
    scheme_named,
    spoken,
)
from secretariat.services.agenda_versions import keep_numbers
from secretariat.services.carrying import wording_of
from secretariat.services.meetings import meet_of
from secretariat.services.schemes import scheme_of, schemes_for
from secretariat.services.session import Session
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt

CLOSED = (Restriction.EXEMPT, Restriction.CONFIDENTIAL)
"""The restrictions that rest on a list of the law, and keep matter from the public."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What is restricted: an item of an agenda, or a paper; one of the two uids is empty."""

    item: str = ""
    paper: str = ""

    @property
    def keys(self) -> dict[str, Any]:
        """The columns that name it in a row about it."""
        return {"item": self.item or None, "paper": self.paper or None}

    @property
    def kind(self) -> type[Item] | type[Paper]:
        return Item if self.item else Paper

    @property
    def uid(self) -> str:
        return self.item or self.paper

    def row(self, reader: Reader) -> Item | Paper:
        """Return the item or the paper."""
        return reader.get(Item, self.item) if self.item else reader.get(Paper, self.paper)


@dataclass(frozen=True, slots=True)
class Restricted:
    """How an item or a paper is restricted by itself, and why.

    `reason` is what is kept, else what its ground says. `schemes` are the lists of its kind that
    fit the body on the day; `scheme` is the one that was chosen, which may be none of them.
    `line` is what everybody reads in place of it, empty where it is open.
    """

    row: Item | Paper
    body: Body
    day: date
    reason: RestrictionReason
    schemes: tuple[Scheme, ...] = ()
    scheme: Scheme | None = None
    line: str = ""
    withheld: tuple[Withheld, ...] = ()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs that were chosen, those the list does not have among them."""
        return paragraphs_in(self.reason.paragraphs)

    @property
    def is_strange(self) -> bool:
        """Say whether its list is of another country or another time."""
        return self.scheme is not None and self.scheme not in self.schemes

    @property
    def is_at_odds(self) -> bool:
        """Say whether somebody's own words name other paragraphs than those that were chosen."""
        named = set(paragraphs_in(self.reason.wording))
        return bool(named) and named != set(self.paragraphs)

    @property
    def is_weighed(self) -> bool:
        """Say whether the public interest was weighed, or need not be."""
        weighs = self.scheme is not None and self.scheme.weighs(self.paragraphs)
        done = self.reason.is_outweighed and bool(self.reason.public_interest.strip())
        return done or not weighs


def restricted(reader: Reader, matter: Matter, today: date) -> Restricted:
    """Return how an item or a paper is restricted. `today` counts where no meeting has a day."""
    row = matter.row(reader)
    body, day = _home(reader, row, today)
    fit = schemes_for(reader, body, day) if row.restriction in CLOSED else ()
    schemes = tuple(one for one in fit if one.restriction is row.restriction)
    kept = reader.one(RestrictionReason, **_named(matter))
    reason = kept or _read(matter, row, schemes)
    scheme = scheme_of(reason.scheme)
    if scheme is None and schemes and not reason.scheme:
        scheme = schemes[0]
    return Restricted(
        row, body, day, reason, schemes, scheme, _line(reader, body, row),
        tuple(reader.find(Withheld, **_named(matter))),
    )  # fmt: skip


def set_restriction(
    session: Session, matter: Matter, restriction: Restriction, *, origin: str = ""
) -> Receipt[Any]:
    """Make an item or a paper exempt, confidential, internal or open.

    What was written about it stays. Where the law of the body has no paragraphs to choose from,
    as under the Act of 1960, its words become the ground at once.
    """
    today = session.today()

    def work(writer: Writer) -> Item | Paper:
        row = writer.update(matter.kind, matter.uid, restriction=restriction)
        now = restricted(writer, matter, today)
        stale = now.scheme is None or now.scheme.restriction is not restriction
        kept = writer.one(RestrictionReason, **_named(matter))
        if kept is not None and stale and restriction in CLOSED:
            writer.update(RestrictionReason, kept.uid, scheme="", paragraphs="")
            _print(writer, matter, today)
        elif kept is None and _says_itself(now):
            writer.insert(replace(now.reason, scheme=now.schemes[0].key))
            _print(writer, matter, today)
        if isinstance(row, Item):
            keep_numbers(writer, row.meeting)
        return matter.row(writer)

    return session.change("Change restriction", work, origin=origin)


def change_reason(
    session: Session, matter: Matter, *, origin: str = "", **values: Any
) -> Receipt[RestrictionReason]:
    """Set fields of the reason, and print the ground anew.

    `paragraphs` may be typed: “3, 5”, “paras 3 and 5”; own words that name others are dropped with
    the paragraphs that they named. KnownError where the list has no such
    paragraph; nothing is written then.
    """
    today = session.today()

    def work(writer: Writer) -> RestrictionReason:
        now = restricted(writer, matter, today)
        told = _tidied(now, values)
        if writer.one(RestrictionReason, **_named(matter)) is None:
            made = writer.insert(replace(now.reason, **told))
        else:
            made = writer.update(RestrictionReason, now.reason.uid, **told)
        if told.keys() & {"scheme", "paragraphs", "wording"}:
            _print(writer, matter, today)
        return made

    key = f"reason:{matter.uid}:{'-'.join(sorted(values))}"
    return session.change("Change reason of restriction", work, origin=origin, merge_key=key)


def remove_reason(session: Session, matter: Matter) -> Receipt[None]:
    """Forget why it is restricted, its ground with it; the restriction itself stays."""

    def work(writer: Writer) -> None:
        kept = writer.one(RestrictionReason, **_named(matter))
        if kept is not None:
            writer.delete(RestrictionReason, kept.uid)
        writer.update(matter.kind, matter.uid, restriction_ground="")

    return session.change("Remove reason of restriction", work)


def check_paragraphs(typed: str, scheme: Scheme | None) -> None:
    """Raise KnownError where what was typed names no paragraphs of a list."""
    read_paragraphs(typed, scheme)


def keep_from(session: Session, matter: Matter, person: str, reason: str = "") -> Receipt[Withheld]:
    """Keep an item or a paper from one person, such as a member with an interest in it.

    KnownError where it is kept from that person already.
    """

    def work(writer: Writer) -> Withheld:
        if writer.one(Withheld, person=person, **_named(matter)) is not None:
            raise KnownError("It is kept from that person already.")
        return writer.insert(Withheld(person=person, reason=one_line(reason), **matter.keys))

    return session.change("Keep from a person", work)


def change_withheld(
    session: Session, uid: str, reason: str, *, origin: str = ""
) -> Receipt[Withheld]:
    """Say why something is kept from a person; officers alone read it."""
    return session.change(
        "Say why it is kept from a person",
        lambda w: w.update(Withheld, uid, reason=one_line(reason)),
        origin=origin,
        merge_key=f"withheld:{uid}",
    )


def let_see(session: Session, uid: str) -> Receipt[None]:
    """Let a person see again what was kept from them."""
    return session.change("Let a person see it again", lambda w: w.delete(Withheld, uid))


def ground_of(reader: Reader, body: Body, scheme: Scheme, paragraphs: Sequence[str]) -> str:
    """Return the words of a ground as a body puts them: its template, whose slots are {ground},
    {paras}, {part}, {schedule} and {act}; empty where a list needs paragraphs and none is named."""
    words = scheme.ground(paragraphs)
    if not words or not scheme.act:
        return words
    return wording_of(reader, body)(
        "restricted.ground", ground=words, paras=spoken(paragraphs),
        part=scheme.part, schedule=scheme.schedule, act=scheme.act,
    )  # fmt: skip


def _named(matter: Matter) -> dict[str, Any]:
    return {"item": matter.item} if matter.item else {"paper": matter.paper}


def _home(reader: Reader, row: Item | Paper, today: date) -> tuple[Body, date]:
    """Return the body whose rules hold, and the day that they must be in force on: for a paper
    that of the latest meeting which takes it."""
    if isinstance(row, Item):
        meet = meet_of(reader, row.meeting)
        return meet.bodies[0], meet.date or today
    items = reader.by_uid(Item, {link.item for link in reader.find(ItemPaper, paper=row.uid)})
    days = [meet_of(reader, uid).date for uid in {item.meeting for item in items.values()}]
    return reader.get(Body, row.body), max((day for day in days if day), default=today)


def _read(matter: Matter, row: Item | Paper, schemes: Sequence[Scheme]) -> RestrictionReason:
    """Return the reason that the ground of a row gives, where none was chosen."""
    ground = row.restriction_ground.strip()
    fresh = RestrictionReason(**matter.keys)
    scheme = scheme_named(ground, schemes)
    if not ground:
        return fresh
    if scheme is None:
        worded = replace(fresh, wording=ground)
        listed = next((one for one in schemes if one.categories), None)
        known = listed.chosen(paragraphs_in(ground)) if listed else ()
        if listed is None or not known:
            return worded
        numbers = ", ".join(one.number for one in known)
        return replace(worded, scheme=listed.key, paragraphs=numbers)
    return replace(fresh, scheme=scheme.key, paragraphs=", ".join(paragraphs_in(ground)))


def _says_itself(now: Restricted) -> bool:
    """Say whether the law has words that need no choice, and nobody gave others."""
    bare = bool(now.schemes) and "{paragraphs}" not in now.schemes[0].one
    return bare and not now.row.restriction_ground.strip()


def _tidied(now: Restricted, values: dict[str, Any]) -> dict[str, Any]:
    """Return the fields as they are kept; another list keeps paragraphs where it has the same."""
    told = dict(values)
    scheme = scheme_of(told["scheme"]) if "scheme" in told else now.scheme
    if "scheme" in told and "paragraphs" not in told:
        same = scheme and now.scheme and scheme.categories == now.scheme.categories
        told["paragraphs"] = now.reason.paragraphs if same else ""
    if told.get("paragraphs", "").strip():
        told["paragraphs"] = ", ".join(read_paragraphs(told["paragraphs"], scheme))
        if scheme is not None:
            told["scheme"] = scheme.key
    if "paragraphs" in told and "wording" not in told:
        named = paragraphs_in(now.reason.wording)
        if named and set(named) != set(paragraphs_in(told["paragraphs"])):
            told["wording"] = ""  # it would name other paragraphs than those that were chosen
    if "wording" in told:
        told["wording"] = one_line(told["wording"])
    return told


def _print(writer: Writer, matter: Matter, today: date) -> None:
    """Write the ground that everybody reads: somebody's own words, else those of the list."""
    now = restricted(writer, matter, today)
    words = now.reason.wording
    if not words and now.scheme is not None and now.reason.scheme:
        words = ground_of(writer, now.body, now.scheme, now.paragraphs)
    writer.update(matter.kind, matter.uid, restriction_ground=words)


def _line(reader: Reader, body: Body, row: Item | Paper) -> str:
    if row.restriction is Restriction.NONE:
        return ""
    say, ground = wording_of(reader, body), one_line(row.restriction_ground)
    if ground and row.restriction is not Restriction.INTERNAL:
        return say("restricted.line", ground=ground)
    return say(f"restricted.{row.restriction}")
