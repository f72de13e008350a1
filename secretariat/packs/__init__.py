"""PDFs of other people, and the pack that is put together of them.

Everything here runs in child processes with limits. It is given paths, bytes and plain dataclasses
and gives such back; it never sees the register.
"""
