"""E-mail drafts, read back by the standard library's own parser."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secretariat.errors import KnownError
from secretariat.render.eml import Attachment, render_eml
from tests.render.samples import agenda

TEXT = "Annwyl bawb,\n\nŁukasz – the agenda is attached.\n.\nFrom here on = nothing.  \n"
HTML = "<!doctype html>\n<p>Łukasz – the agenda is attached.</p>\n" + "<b>x</b>" * 300 + "\n"
PDF = Attachment("2017-02-23 Northfold agenda.pdf", "application/pdf", bytes(range(256)) * 40)


def draft(**changes: object) -> bytes:
    given: dict[str, object] = {"text": TEXT.encode(), "html": HTML.encode(), "attachments": (PDF,)}
    return render_eml(agenda(), **(given | changes))  # type: ignore[arg-type]


def read(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    for part in message.walk():
        assert not part.defects
        for value in part.values():
            assert not getattr(value, "defects", ())
    return message


def test_a_draft_opens_for_editing_with_both_texts_and_the_file() -> None:
    message = read(draft(to=("a@x.example",)))
    assert message["X-Unsent"] == "1"
    assert message.get_content_type() == "multipart/mixed"
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "application/pdf",
    ]
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert plain.get_content().replace("\r\n", "\n") == TEXT
    assert html.get_content().replace("\r\n", "\n") == HTML
    assert html["Content-Language"] == "en-GB"
    (file,) = message.iter_attachments()
    assert isinstance(file, EmailMessage)
    assert file.get_filename() == PDF.name
    assert file.get_content() == PDF.data


def test_without_files_it_is_only_the_two_texts() -> None:
    assert read(draft(attachments=())).get_content_type() == "multipart/alternative"


def test_lines_end_in_crlf_and_are_short_ascii() -> None:
    data = draft(to=tuple(f"Person Number {n} <p{n}@x.example>" for n in range(60)))
    assert data.isascii()
    assert re.search(rb"(?<!\r)\n|\r(?!\n)", data) is None
    assert max(len(line) for line in data.split(b"\r\n")) <= 78


def test_the_same_input_gives_the_same_bytes() -> None:
    assert draft() == draft()
    assert draft() != draft(subject="Another")


def test_the_date_is_that_of_the_document() -> None:
    assert b"\r\nDate: Wed, 15 Feb 2017 09:30:00 -0000\r\n" in draft()
    made = datetime(2018, 7, 9, 10, 0, tzinfo=UTC)
    data = render_eml(replace(agenda(), made=made), text=b"", html=b"")
    assert read(data)["Date"].datetime == made


def test_the_title_is_the_subject_unless_another_is_given() -> None:
    assert read(draft())["Subject"] == agenda().title
    subject = "Rhybudd: agenda’r cyfarfod – " + "hir iawn " * 20
    assert read(draft(subject=subject))["Subject"] == subject.strip()


@pytest.mark.parametrize(
    ("written", "name", "address"),
    [
        ("pa@x.example", "", "pa@x.example"),
        ("Petra Ashdown <pa@x.example>", "Petra Ashdown", "pa@x.example"),
        ("Ashdown, Petra (Cllr) <pa@x.example>", "Ashdown, Petra (Cllr)", "pa@x.example"),
        ('"Petra" <pa@x.example>', "Petra", "pa@x.example"),
        ("Łukasz Źródło <lz@x.example>", "Łukasz Źródło", "lz@x.example"),
        ("Źródło, Łukasz <lz@x.example>", "Źródło, Łukasz", "lz@x.example"),
        ("=?utf-8?q?x?= <x@x.example>", "=?utf-8?q?x?=", "x@x.example"),
        ("Cyngor <c@cyngor-llŷn.example>", "Cyngor", "c@xn--cyngor-lln-fgc.example"),
    ],
)
def test_names_and_addresses_come_back(written: str, name: str, address: str) -> None:
    for header in ("to", "cc", "bcc"):
        people = read(draft(**{header: (written, "last@x.example")}))[header].addresses
        assert [person.addr_spec for person in people][1] == "last@x.example"
        assert people[0].display_name == name
        if address and "xn--" not in address:
            assert people[0].addr_spec == address


def test_a_long_name_comes_back() -> None:
    # Not through the default policy, which parts the encoded words of a name by spaces.
    name = "Zoë Brontë-O’Neill of the Countywide Community Safety Strategic Board, " * 4
    message = message_from_bytes(draft(to=(f"{name}<z@x.example>",)))
    assert str(make_header(decode_header(message["To"]))) == f"{name.strip()} <z@x.example>"


def test_the_sender_is_named() -> None:
    assert read(draft(sender="Petra <pa@x.example>"))["From"] == "Petra <pa@x.example>"
    assert read(draft(sender=" "))["From"] is None


@pytest.mark.parametrize(
    "address",
    [
        *("nobody", "a b@x.example", "a@", "@x", "a@-", "a@x..example", ".a@x.example"),
        *("a@x.example, b@x.example", "Name <>", "łz@x.example", "a@" + "ŵ" * 70),
    ],
)
def test_an_address_that_cannot_be_written_to_is_named(address: str) -> None:
    with pytest.raises(KnownError, match="is not an e-mail address"):
        draft(to=(address,))


INJECTION = "Petra\r\nBcc: spy@x.example\r\n\r\n<html>"


def test_no_header_can_be_added() -> None:
    data = draft(
        to=(INJECTION + " <pa@x.example>",),
        subject=INJECTION,
        attachments=(Attachment(INJECTION, INJECTION, b"x"), PDF),
    )
    message = read(data)
    assert message["Bcc"] is None
    assert message["Subject"] == "Petra Bcc: spy@x.example <html>"
    first, second = message.iter_attachments()
    assert first.get_filename() == "Petra Bcc: spy@x.example <html>".replace("/", "-")
    assert first.get_content_type() == "application/octet-stream"
    assert second.get_filename() == PDF.name
    with pytest.raises(KnownError):
        draft(to=("pa@x.example\r\nBcc: spy@x.example",))


@pytest.mark.parametrize(
    "name", ["Cofnodion – Llŷn.pdf", 'a "quoted" name.pdf', "long " * 40 + "ŵ.pdf", "plain.pdf"]
)
def test_file_names_come_back(name: str) -> None:
    (file,) = read(
        draft(attachments=(Attachment(name, "application/pdf", b"%PDF"),))
    ).iter_attachments()
    assert file.get_filename() == name


def test_a_boundary_in_the_text_does_not_end_the_part() -> None:
    first = draft()
    boundary = re.findall(rb'boundary="([^"]+)"', first)[-1]
    message = read(draft(text=b"--" + boundary + b"--\r\n" + boundary))
    plain = message.get_body(("plain",))
    assert plain is not None
    assert boundary.decode() in plain.get_content()


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=200))
def test_hostile_words_come_back(name: str, subject: str, text: str) -> None:
    hostile(name, subject, text)


@pytest.mark.battery
@settings(max_examples=2000)
@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=3000))
def test_many_hostile_words_come_back(name: str, subject: str, text: str) -> None:
    hostile(name, subject, text)


def hostile(name: str, subject: str, text: str) -> None:
    data = render_eml(
        agenda(),
        text=text.encode("utf-8", "replace"),
        html=b"<p></p>",
        to=(f"{name.replace('<', '(')} <pa@x.example>",),
        subject=subject,
        attachments=(Attachment(name, "application/pdf", b"x"),),
    )
    assert re.search(rb"(?<!\r)\n|\r(?!\n)", data) is None
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert [key.lower() for key in message] == [
        *("to", "subject", "date", "x-unsent", "mime-version", "message-id", "content-type")
    ]
    assert message["To"].addresses[0].addr_spec == "pa@x.example"
    plain = message.get_body(("plain",))
    assert plain is not None
    wanted = text.encode("utf-8", "replace").decode().replace("\r\n", "\n").replace("\r", "\n")
    assert plain.get_content().replace("\r\n", "\n") == wanted
