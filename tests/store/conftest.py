"""An empty register for each test that asks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from secretariat.store.register import Register


@pytest.fixture
def register(register_folder: Path) -> Iterator[Register]:
    """Give a new register, and close it."""
    made = Register.create(register_folder)
    yield made
    made.close()
