"""The two kinds of error a person can meet: one she can mend, and one that is ours."""

from __future__ import annotations


class SecretariatError(Exception):
    """Base of every error this program raises on purpose."""


class KnownError(SecretariatError):
    """An error of the environment or of the input, told in one plain sentence.

    The message says what happened, what was kept and what to do. It is shown as it stands,
    in the window and on standard error, so it never holds a traceback or a class name.
    """


class NotNowError(KnownError):
    """An error of the disk or of another program: what was refused may succeed a little later."""


class BugError(SecretariatError):
    """A fault of the program itself: an invariant that ought to hold does not."""
