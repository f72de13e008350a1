"""The whole release check of a file of ours: what it carries, and whether it rests on what is
restricted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from secretariat.models.kinds import Audience, DocumentKind
from secretariat.models.release import ReleaseCheck
from secretariat.services.meetings import meet_of
from secretariat.services.noninterference import document_findings, pack_findings
from secretariat.services.paper_wishes import hosts_of
from secretariat.services.releases import canaries, check_file

if TYPE_CHECKING:
    from secretariat.packs.child import Cancel
    from secretariat.services.packs import MadePack, Render
    from secretariat.services.session import Session

Told = Callable[[int, int, str], None]


def check_pack(
    session: Session,
    made: MadePack,
    path: Path,
    render: Render,
    *,
    told: Told | None = None,
    cancel: Cancel | None = None,
) -> ReleaseCheck:
    """Return what is found in a pack that was made and lies at `path`.

    It takes seconds: not for the window's thread. Raises KnownError when it is called off or goes
    beyond a limit; then the pack has not passed.
    """
    brief = made.brief
    words = canaries(session.reader, brief.view.meeting.uid, brief.audience)
    hosts = inside_hosts(session, brief.view.meeting.uid)
    check = check_file(path, brief.name, words, hosts=hosts, report=told, cancel=cancel)
    return check.also(pack_findings(session, brief, render))


def check_document(
    session: Session,
    kind: DocumentKind,
    meeting: str,
    audience: Audience,
    name: str,
    data: bytes,
    *,
    large: bool = False,
    owner: str = "",
    cancel: Cancel | None = None,
) -> ReleaseCheck:
    """Return what is found in the file of a document, in whatever format, with the same care."""
    words = canaries(session.reader, meeting, audience)
    check = check_file(data, name, words, hosts=inside_hosts(session, meeting), cancel=cancel)
    found = document_findings(session, kind, meeting, audience, large=large, owner=owner)
    return check.also(found)


def inside_hosts(session: Session, meeting: str) -> tuple[str, ...]:
    """Return the sites of the leading body that only work inside."""
    return hosts_of(session.reader, meet_of(session.reader, meeting).bodies[0].uid)
