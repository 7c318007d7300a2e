"""What a person writes, and the function itself, in NumPy."""

from __future__ import annotations

import numpy as np

from benchmarks.compiled.engines.base import Engine
from benchmarks.compiled.workload import Function, Row

FIRST_ORDER = ("grad", "value_and_grad", "vjp", "jvp")


class Written(Engine):
    """The limit, or one of its other forms."""

    def __init__(self, which: str) -> None:
        """Take the field of `Derivative` to read."""
        self.which = which

    def derivative(self, row: Row) -> Function | None:
        """What is written down."""
        return row.limit(self.which)


class Plain(Engine):
    """The function, not its derivative: what a gradient is compared with."""

    def derivative(self, row: Row) -> Function | None:
        """The function itself, for rows of first order."""
        if row.derivative.name not in FIRST_ORDER:
            return None
        f, count = row.function(np), len(row.operands())
        return lambda *given: f(*given[:count]) if row.derivative.directions else f(*given)


def limit() -> Engine:
    """The derivative as a person writes it."""
    return Written("limit")


def structured() -> Engine:
    """Only the entries that are neither zero nor repeated."""
    return Written("structured")


def algebra() -> Engine:
    """After a rewriting that saves operations."""
    return Written("algebra")
