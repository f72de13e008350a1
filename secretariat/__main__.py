"""`python -m secretariat`."""

from __future__ import annotations

import sys

from secretariat.app import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
