"""How the cost of structured results grows: ours beside what a person writes, up to large sizes."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from typing import Any

import numpy as np

import jacobook as jb
from benchmarks.compiled.measure import calls_within, spent
from benchmarks.compiled.workload import Function
from benchmarks.compiled.workloads.matrices import draw_mf, mf, mf_core
from benchmarks.compiled.workloads.vectors import elementwise, elementwise_slopes

DIAGONAL = (100, 1_000, 10_000, 100_000)
FACTORS = (10, 30, 100, 300, 1_000)
ROUNDS, SECONDS = 7, 0.03


def growth() -> dict[str, list[dict[str, float]]]:
    """By what is differentiated, and for each size: seconds by hand and ours.

    Raises:
        ImportError: this jacobook has no structured results.
    """
    rng = np.random.default_rng(0)
    slopes = _ours(jb.jacobian, elementwise(np))
    hessian = _ours(jb.hessian, mf(np))
    return {
        "elementwise/jacobian": [
            _measured(n, elementwise_slopes, slopes, (rng.normal(size=n),)) for n in DIAGONAL
        ],
        "mf/hessian": [_measured(n, mf_core, hessian, draw_mf(rng, n)) for n in FACTORS],
    }


def _ours(derivative: Any, f: Function) -> Function:
    try:
        found: Function = derivative(f, structured=True)
    except TypeError as error:
        raise ImportError("this jacobook has no structured results") from error
    return found


def _measured(n: int, by_hand: Function, ours: Function, args: tuple[Any, ...]) -> dict[str, float]:
    """Median seconds of both, taken in turns; the first call of ours is its set-up."""
    ours(*args)
    calls: list[Callable[[], Any]] = [lambda: by_hand(*args), lambda: ours(*args)]
    counts = [calls_within(call, SECONDS) for call in calls]
    rounds = [
        [spent(call, count) / count for call, count in zip(calls, counts, strict=True)]
        for _ in range(ROUNDS)
    ]
    hand, own = (statistics.median(column) for column in zip(*rounds, strict=True))
    return {"n": n, "by hand": hand, "ours": own}
