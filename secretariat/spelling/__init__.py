"""Spelling: the dictionary that is shipped, and the child process that looks words up in it."""
