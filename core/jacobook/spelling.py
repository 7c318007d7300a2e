"""Names that were probably meant, for error messages."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def close_to(name: str, known: Iterable[str]) -> str:
    """What to add to a message where a name is close to a known one; empty where none is.

    >>> close_to("acne", ["acme", "beta"])
    "; did you mean 'acme'?"
    """
    close = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
