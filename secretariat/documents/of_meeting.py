"""What every plain document of a meeting says of itself."""

from __future__ import annotations

from collections.abc import Iterable

from secretariat.documents.common import Frame, furniture, title_of
from secretariat.documents.model import Block, Document


def document_of(
    frame: Frame, blocks: Iterable[Block], *, kind: str, title: str, heading: str
) -> Document:
    """Return a document of a meeting for the audience of its view; `title` and `heading` are the
    phrases of its title and of its foot."""
    view = frame.view
    return Document(
        title=title_of(frame, title),
        blocks=tuple(blocks),
        kind=kind,
        language=view.lead.language,
        author=view.lead.name,
        made=view.made,
        furniture=furniture(frame, heading),
        audience=view.audience.value,
    )
