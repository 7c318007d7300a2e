"""Namespaces: which first words of ids are free for packs, and which belong to the book."""

from __future__ import annotations

import re

RESERVED = frozenset(
    {
        # the host itself
        "core",
        "jacobook",
        "local",
        # families of the built-in book, there or announced
        *("scalar", "structural", "elementwise", "expansion", "ufunc", "array", "reduce", "linalg"),
        *("identity", "neuron", "act", "loss", "optim", "chain", "shape", "special", "stats"),
        *("matfun", "nn", "norm", "random", "fft", "signal", "diff", "numpy", "scipy"),
        *("stat", "structured", "complex"),
    }
)
"""First words that no pack may take; adding one is announced one minor version ahead."""

DEVICES = frozenset(
    {"con", "nul", "aux", "prn", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))}
)
"""Names that Windows keeps for devices, where no page could be stored under them."""

_WORD = re.compile(r"[a-z][a-z0-9_]*")


def objection(namespace: str) -> str:
    """Why a pack cannot have this namespace; empty if it can.

    >>> objection("acme"), objection("linalg")
    ('', "'linalg' is reserved for the built-in book")
    """
    if not _WORD.fullmatch(namespace) or len(namespace) > 32:
        return f"{namespace!r} is not one lower-case word of at most 32 letters, digits and '_'"
    if namespace in RESERVED:
        return f"{namespace!r} is reserved for the built-in book"
    if namespace in DEVICES:
        return f"{namespace!r} is the name of a device on Windows"
    return ""
