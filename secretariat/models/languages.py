"""The languages that bodies and papers here are in, by their tags (RFC 5646)."""

from __future__ import annotations

LANGUAGES = {"cy": "Welsh", "gd": "Gaelic", "ga": "Irish", "kw": "Cornish", "en-GB": "English"}


def language_name(tag: str) -> str:
    """Return what a language is called in English; of one that is not known, its tag."""
    primary = tag.partition("-")[0]
    names = {key.partition("-")[0]: name for key, name in LANGUAGES.items()}
    return names.get(primary, tag)


def same_language(one: str, other: str) -> bool:
    """Say whether two tags name the same language, whatever the region."""
    return one.partition("-")[0].casefold() == other.partition("-")[0].casefold()
