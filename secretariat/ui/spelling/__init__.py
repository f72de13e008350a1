"""Spelling as she types: the child process that knows words, marks in the editors, the menu."""
