"""What went to whom: which very file, in which way and on which day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from secretariat.errors import KnownError
from secretariat.models.dates import plain_date
from secretariat.models.kinds import DocumentKind, ServiceWay
from secretariat.models.records import Despatch, Publication
from secretariat.services.mail_gate import MailTo
from secretariat.services.session import Session
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt


def mark_sent(
    session: Session,
    meeting: str,
    publications: Sequence[str],
    to: Sequence[MailTo],
    *,
    on: date | None = None,
    note: str = "",
) -> Receipt[int]:
    """Record that these publications went by e-mail to these people, today or on another day.

    One change for all, and one row for each person and publication; whoever has the very file
    already gets no second one, and who has no usable address none. Returns how many people were
    told of. KnownError for a day that is still to come.
    """
    today = session.today()
    day = on or today
    if day > today:
        raise KnownError("That day is still to come: mark it as sent once it has gone.")
    reached = [one for one in to if one.address]

    def work(writer: Writer) -> int:
        marked = set()
        for uid in publications:
            row = writer.get(Publication, uid)
            has = {_key(one.person, one.address) for one in writer.find(Despatch, publication=uid)}
            for one in reached:
                key = _key(one.person or None, one.email)
                if key in has:
                    continue
                has.add(key)
                marked.add(key)
                writer.insert(
                    Despatch(
                        meeting=meeting,
                        document=DocumentKind(row.kind),
                        person=one.person or None,
                        name=one.called,
                        way=ServiceWay.ELECTRONIC,
                        address=one.email,
                        sent_on=day,
                        publication=uid,
                        note=note,
                    )
                )
        return len(marked)

    return session.change("Mark as sent", work)


def _key(person: str | None, address: str) -> str:
    return person or f"mailto:{address.casefold()}"


def sent_of(reader: Reader, publications: Iterable[str]) -> dict[str, list[Despatch]]:
    """Return by publication who got it, by name."""
    rows = reader.grouped(Despatch, "publication", publications)
    return {
        uid: sorted(some, key=lambda one: (one.name.casefold(), one.uid))
        for uid, some in rows.items()
    }


def sent_words(rows: Sequence[Despatch]) -> str:
    """Return to how many something went and when, or nothing: to 7 people on 3 December
    2026."""
    if not rows:
        return ""
    who = "1 person" if len(rows) == 1 else f"{len(rows)} people"
    days = sorted({row.sent_on for row in rows if row.sent_on})
    when = f" on {plain_date(days[0])}" if len(days) == 1 else ""
    if len(days) > 1:
        when = f", last on {plain_date(days[-1])}"
    return f"to {who}{when}"
