"""The process of one engine: it opens a row, times rounds of it, and says what it found."""

from __future__ import annotations

import functools
import gc
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

import numpy as np

from benchmarks.compiled.engines import ENGINES, Engine
from benchmarks.compiled.engines.base import parts
from benchmarks.compiled.measure import Call, calls_within, difference, peak, spent
from benchmarks.compiled.workload import Derivative, Row, Size, Workload
from benchmarks.compiled.workloads import ROWS

QUICK_SETUP = 0.25
"""Making a derivative is repeated, for a median, where it takes fewer seconds."""


@dataclass(frozen=True, slots=True)
class Opened:
    """How an engine met a row.

    Attributes:
        status: `ok`, `wrong`, `none` where it has no such form, `error`; the conductor adds `time`,
            `skipped` and `died`.
        setup: seconds from the function to the first result.
        detail: what went wrong, in words.
    """

    status: str
    setup: float | None = None
    detail: str = ""


WARM_UP = Workload(
    name="warm_up",
    summary="a sum of squares",
    make=lambda xp: lambda x: xp.sum(x * x),
    draw=lambda rng, n: (rng.standard_normal(n),),
    derivatives=(Derivative("grad", lambda x: 2.0 * x),),
    sizes=(Size("n=3", (3,)),),
)
"""What every engine does before anything is measured."""


class Worker:
    """What the process holds between messages."""

    def __init__(self, name: str) -> None:
        """Start the engine and let it do once what it does once in a process."""
        self.name = name
        self.engine: Engine = ENGINES[name].start()
        self.call: Call | None = None
        self.count = 1
        self._warm_up()

    def _warm_up(self) -> None:
        """Let the library and the allocator do what they do once.

        Until a large block was freed, the C library gives memory back at each chance, and the next
        call pays for it again.
        """
        np.ones(LARGE_BLOCK)
        (row,) = WARM_UP.rows()
        derivative = self.engine.derivative(row)
        if derivative is not None:
            derivative(*self.engine.arguments(row))
        gc.collect()
        gc.freeze()

    def open(self, number: int, repeats: int) -> Opened:
        """Make the derivative of a row and check it."""
        self.close()
        row, arguments = ROWS[number], self.engine.arguments(ROWS[number])
        setup, call = self._made(row, arguments)
        if call is None:
            return Opened("none")
        wrong = self._wrong(row, call)
        setups = [setup]
        while setup < QUICK_SETUP and len(setups) < repeats:
            setups.append(self._made(row, arguments)[0])
        self.call = None if wrong else call
        return Opened("wrong" if wrong else "ok", statistics.median(setups), wrong)

    def _made(self, row: Row, arguments: tuple[Any, ...]) -> tuple[float, Call | None]:
        """Seconds until the first result, and the call."""
        made: list[Call] = []

        def first() -> None:
            derivative = self.engine.derivative(row)
            if derivative is not None:
                made.append(functools.partial(derivative, *arguments))
                made[0]()

        return spent(first), made[0] if made else None

    def _wrong(self, row: Row, call: Call) -> str:
        """How a result differs from what is written by hand."""
        if self.name in UNCHECKED:
            return ""
        written = row.limit()
        assert written is not None
        wanted = parts(written(*row.operands(), *row.directions()))
        return difference(self.engine.arrays(row, call()), [np.asarray(w) for w in wanted])

    def calibrate(self, seconds: float) -> int:
        """Find how many calls make a round."""
        assert self.call is not None
        self.count = calls_within(self.call, seconds)
        return self.count

    def round(self) -> float:
        """Seconds per call, once more."""
        assert self.call is not None
        return spent(self.call, self.count) / self.count

    def memory(self) -> int:
        """The most bytes held during a call."""
        assert self.call is not None
        return peak(self.call)

    def overhead(self, number: int, seconds: float) -> float | None:
        """How many seconds a call takes above what was emitted."""
        row, given = ROWS[number], self.engine.arguments(ROWS[number])
        outer, inner = self.engine.derivative(row), self.engine.emitted(row)
        if outer is None or inner is None:
            return None
        calls = [functools.partial(f, *given) for f in (outer, inner)]
        count = max(1 if call() is None else calls_within(call, seconds) for call in calls)
        pairs = [[spent(call, count) / count for call in calls] for _ in range(OVERHEAD_ROUNDS)]
        return statistics.median(whole - part for whole, part in pairs)

    def close(self) -> None:
        """Let go of a row."""
        self.call = None
        gc.collect()


OVERHEAD_ROUNDS = 9
LARGE_BLOCK = 3_900_000
"""Numbers in an array just small enough for the allocator's own heap, 32 MiB."""

UNCHECKED = ("structured", "function")
"""Engines whose result is not the dense derivative."""


def serve(connection: Connection, name: str) -> None:
    """Answer messages until there are no more: a method's name and its arguments."""
    worker = _answered(connection, lambda: Worker(name), lambda _: None)
    while worker is not None:
        try:
            method, *given = connection.recv()
        except EOFError:
            return
        _answered(connection, functools.partial(getattr(worker, method), *given))


def _answered(
    connection: Connection, act: Callable[[], Any], shown: Callable[[Any], Any] = lambda x: x
) -> Any:
    """Do something and send what came of it, or the exception in words."""
    try:
        found = act()
    except Exception as error:  # noqa: BLE001 - whatever a library raises is the finding
        connection.send((False, f"{type(error).__name__}: {error}"[:300]))
        return None
    connection.send((True, shown(found)))
    return found
