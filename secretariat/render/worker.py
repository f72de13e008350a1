"""The child process that renders: it is given documents and styles, and never the register.

It reads frames from its standard input and answers each on its standard output, until the input
ends, as it does when the window goes away. A frame is a length of eight bytes and a pickle; it
comes from the program's own window and from nowhere else.
"""

from __future__ import annotations

import pickle
import sys
from typing import BinaryIO

from secretariat.documents.model import Document
from secretariat.errors import KnownError
from secretariat.models.kinds import Format
from secretariat.render.orders import HEADER, Answer, Order, pack


def carry_out(order: Order) -> Answer:
    """Render one order; whatever goes wrong becomes a sentence."""
    from secretariat.render.dispatch import render, render_email

    try:
        document = order.document
        if not isinstance(document, Document):
            document = document.compose()
        if order.form is Format.EMAIL:
            data = render_email(
                document,
                order.style,
                order.fonts,
                to=order.to,
                attachment=order.attachment,
                bcc=order.bcc,
                word_files=order.word_files,
                files=order.files,
            )
        else:
            data = render(document, order.style, order.fonts, order.form)
    except KnownError as error:
        return Answer(order.number, failure=str(error))
    except Exception:  # noqa: BLE001 - the child outlives a fault in one document
        import traceback

        traceback.print_exc()
        return Answer(order.number, failure="The document could not be made; nothing is lost.")
    return Answer(order.number, data)


def serve(source: BinaryIO, target: BinaryIO) -> None:
    """Answer orders until the source ends."""
    while len(header := source.read(HEADER.size)) == HEADER.size:
        body = source.read(HEADER.unpack(header)[0])
        target.write(pack(carry_out(pickle.loads(body))))
        target.flush()


def main() -> int:
    """Serve on the standard streams; what a library prints by mistake goes to standard error."""
    target = sys.stdout.buffer
    sys.stdout = sys.stderr
    serve(sys.stdin.buffer, target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
