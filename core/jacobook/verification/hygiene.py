"""What importing a pack does to the process: global state before and after, heavy modules, output."""

from __future__ import annotations

import os
import random
import signal
import sys
import threading
import warnings
from collections.abc import Mapping

HEAVY = ("sympy", "scipy", "matplotlib", "pandas", "sklearn", "torch", "jax", "mkdocs")
"""Modules that take long to import; a pack imports them inside functions."""


def fingerprint() -> dict[str, object]:
    """The state of the process that a pack must leave alone, by what it is called."""
    import numpy as np

    return {
        "NumPy's error handling": tuple(sorted(np.geterr().items())),
        "NumPy's print options": repr(sorted(np.get_printoptions().items(), key=str)),
        "NumPy's random numbers": hash(np.random.get_state()[1].tobytes()),  # type: ignore[index]  # noqa: NPY002
        "Python's random numbers": hash(random.getstate()),
        "the warning filters": len(warnings.filters),
        "the recursion limit": sys.getrecursionlimit(),
        "the import path": tuple(sys.path),
        "the environment": tuple(sorted(os.environ.items())),
        "the working folder": os.getcwd(),
        "the threads": threading.active_count(),
        "the handler of Ctrl-C": signal.getsignal(signal.SIGINT),
    }


def changes(before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    """What differs between two fingerprints."""
    return [name for name, value in before.items() if after[name] != value]


def heavy_modules() -> set[str]:
    """The heavy modules that are loaded."""
    return {name for name in HEAVY if name in sys.modules}
