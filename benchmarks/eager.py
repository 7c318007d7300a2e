"""Eager gradients against autograd: one process, interleaved rounds, ratios of CPU time.

    make bench

A ratio below 1 means that jacobook is faster. Correctness is checked before anything is timed.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import autograd
import autograd.numpy as anp
import numpy as np

import jacobook as jb

ROUNDS = 7


def ten_operations(xp: Any) -> Callable[..., Any]:
    """A scalar function of a vector: ten operations, nine element-wise ones and a sum."""

    def f(x: Any) -> Any:
        a = xp.sin(x)
        b = a * x
        c = xp.exp(-b)
        d = c + x
        e = xp.tanh(d)
        g = e * a
        h = g / d
        return xp.sum(xp.log(d) - h)

    return f


def neuron(xp: Any) -> Callable[..., Any]:
    """The mean squared error of the article's neuron."""

    def f(w: Any, x: Any, y: Any) -> Any:
        return xp.mean((y - xp.maximum(0, xp.dot(x, w))) ** 2)

    return f


def cpu_time(call: Callable[[], Any]) -> float:
    """Seconds of CPU time per call, over at least 20 ms."""
    count, spent = 1, 0.0
    while spent < 0.02:
        start = time.process_time()
        for _ in range(count):
            call()
        spent = time.process_time() - start
        count *= 2
    return spent / (count / 2)


def compare(name: str, make: Callable[[Any], Callable[..., Any]], *operands: Any) -> None:
    """Print the times of both libraries and the spread of their ratio."""
    ours, theirs = jb.grad(make(np)), autograd.grad(make(anp))
    np.testing.assert_allclose(ours(*operands), theirs(*operands), rtol=1e-10, atol=1e-12)
    pairs = [
        (cpu_time(lambda: ours(*operands)), cpu_time(lambda: theirs(*operands)))
        for _ in range(ROUNDS)
    ]
    ratios = sorted(mine / other for mine, other in pairs)
    mine, other = (statistics.median(times) * 1e6 for times in zip(*pairs, strict=True))
    middle = statistics.median(ratios)
    print(
        f"{name:28} {mine:10.1f} us {other:10.1f} us   ratio {middle:.2f} "
        f"({ratios[0]:.2f} to {ratios[-1]:.2f})"
    )


def import_time(statement: str) -> float:
    """Milliseconds that a statement takes in a fresh interpreter, the least of five."""
    code = f"import time; t = time.perf_counter(); {statement}; print(time.perf_counter() - t)"
    command = [sys.executable, "-c", code]
    runs = [subprocess.run(command, check=True, capture_output=True) for _ in range(5)]
    return min(float(run.stdout) for run in runs) * 1e3


def main() -> None:
    """Print all comparisons."""
    print(f"{'gradient':28} {'jacobook':>13} {'autograd':>13}")
    draw = np.random.default_rng(0)
    for size in (5, 100, 10_000, 1_000_000):
        compare(f"ten operations, n={size}", ten_operations, draw.uniform(0.1, 1, size))
    for rows, columns in ((10, 3), (1000, 100)):
        x, y = draw.standard_normal((rows, columns)), draw.standard_normal(rows)
        compare(f"neuron, {rows} x {columns}", neuron, draw.standard_normal(columns), x, y)
    numpy, both = import_time("import numpy"), import_time("import numpy, jacobook")
    print(f"import numpy {numpy:.0f} ms; with jacobook {both:.0f} ms")
    discovery = import_time("import jacobook") - import_time("import jacobook; jacobook.registry()")
    print(f"discovery of the built-in rules {-discovery:.0f} ms")


if __name__ == "__main__":
    main()
