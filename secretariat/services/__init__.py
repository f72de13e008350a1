"""Use cases, one module per noun and one verb per function. No Qt, no SQL."""
