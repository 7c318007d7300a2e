"""Seconds of CPU time and bytes of memory that calls take."""

from __future__ import annotations

import itertools
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.compiled.engines.base import Array

Call = Callable[[], Any]

RELATIVE, ABSOLUTE = 1e-7, 1e-9
"""How far a result may be from the limit; the absolute part is of the largest entry."""


def spent(call: Call, count: int = 1) -> float:
    """Seconds that calls take together."""
    rounds = itertools.repeat(None, count)
    start = time.process_time()
    for _ in rounds:
        call()
    return time.process_time() - start


def calls_within(call: Call, seconds: float) -> int:
    """How many calls take about so long, at least one."""
    count, taken = 1, spent(call)
    while taken < seconds / 2:
        count *= 2
        taken = spent(call, count)
    return max(1, round(count * min(1.0, seconds / max(taken, 1e-9))))


def peak(call: Call) -> int:
    """The most bytes that Python and NumPy hold at once during a call, its result included."""
    tracemalloc.start()
    try:
        call()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def difference(found: list[Array], wanted: list[Array]) -> str:
    """What is wrong with a result, in words; nothing if it is right."""
    if len(found) != len(wanted) and sum(map(np.size, found)) != sum(map(np.size, wanted)):
        return f"{len(found)} parts instead of {len(wanted)}"
    mine, other = (np.concatenate([np.ravel(p) for p in parts]) for parts in (found, wanted))
    if mine.size != other.size:
        return f"{mine.size} entries instead of {other.size}"
    bound = ABSOLUTE * np.abs(other).max(initial=0.0)
    if np.allclose(mine, other, rtol=RELATIVE, atol=bound):
        return ""
    return (
        f"off by {np.abs(mine - other).max():.3g} where the largest entry is {bound / ABSOLUTE:.3g}"
    )
