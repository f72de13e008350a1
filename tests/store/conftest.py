"""An empty register for each test that asks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from secretariat.models.records import Body
from secretariat.store.register import Register
from tests.store.maker import add, do


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """Give one register to all the tests of a module that only look at it."""
    made = Register.create(tmp_path_factory.mktemp("shared") / "register")
    do(made, lambda w: add(w, Body))
    assert made.reader().count(Body)
    yield made
    made.close()


@pytest.fixture
def register(register_folder: Path) -> Iterator[Register]:
    """Give a new register, and close it."""
    made = Register.create(register_folder)
    yield made
    made.close()
