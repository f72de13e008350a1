"""Every document in every house style, usual and in large print, is right by every judge."""

from __future__ import annotations

import pytest

from tests.battery.verdicts import verdicts

pytestmark = pytest.mark.battery


def test_every_document_in_every_style_is_accessible_archival_and_reads_as_the_model() -> None:
    found = list(verdicts())
    assert len(found) > 100
    assert [one for one in found if one.faults] == []
