"""Frozen records and the rules about them; standard library only, no I/O and no clock."""
