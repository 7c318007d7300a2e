"""Starts a process for each engine and lets them take turns: one runs, the others wait."""

from __future__ import annotations

import multiprocessing
import os
import statistics
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from benchmarks.compiled.engines import ENGINES
from benchmarks.compiled.results import Cell, Measured
from benchmarks.compiled.worker import Opened, serve
from benchmarks.compiled.workload import Row
from benchmarks.compiled.workloads import ROWS

ONE_THREAD = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMBA_NUM_THREADS",
)
LARGE = 4e6
"""Memory is measured where the limit needs as many bytes."""

TRACED = ("limit", "algebra", "eager", "compiled", "fused", "autograd")
"""Engines whose arrays are NumPy's, which `tracemalloc` sees."""

EMITTING = ("compiled", "fused")
"""Engines that emit code."""


@dataclass(frozen=True, slots=True)
class Options:
    """How carefully to measure.

    Attributes:
        rounds: how often the engines take turns.
        seconds: how long a round is, at least one call.
        patience: how long a derivative may take to give its first result, in seconds.
        slow: calls that take longer get two rounds only.
    """

    rounds: int = 7
    seconds: float = 0.03
    patience: float = 40.0
    slow: float = 0.5


QUICK = Options(rounds=3, seconds=0.005, patience=15.0)


class GoneError(Exception):
    """A process does not answer: it took too long, or it died."""

    def __init__(self, status: str) -> None:
        """Take the word for a cell."""
        super().__init__(status)
        self.status = status


class AnswerError(Exception):
    """A process answers that something was raised."""


@dataclass(slots=True)
class Player:
    """One engine's process, started again when it has to be stopped."""

    name: str
    patience: float
    given_up: set[str] = field(default_factory=set)
    """Cases that took too long at a smaller size."""

    process: Any = None
    connection: Any = None

    def start(self) -> None:
        """Start the process and wait until its library is imported.

        Raises:
            AnswerError: it cannot be imported.
        """
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(theirs, self.name), daemon=True)
        self.process.start()
        theirs.close()
        self._answer(max(self.patience, STARTING))

    def ask(self, method: str, *given: Any) -> Any:
        """Send a message and wait for the answer.

        Raises:
            GoneError: there is none in time, or ever.
            AnswerError: the engine raised something.
        """
        if self.process is None:
            self.start()
        self.connection.send((method, *given))
        return self._answer(self.patience * (1 if method == "open" else 10))

    def _answer(self, seconds: float) -> Any:
        try:
            if not self.connection.poll(seconds):
                raise GoneError("time")
            fine, answer = self.connection.recv()
        except (EOFError, ConnectionError) as error:
            raise GoneError("died") from error
        if not fine:
            raise AnswerError(answer)
        return answer

    def stop(self) -> None:
        """End the process."""
        if self.process is not None:
            self.process.kill()
            self.process.join()
            self.connection.close()
        self.process = None


STARTING = 120.0
"""Seconds that importing a library may take."""


@contextmanager
def players(
    names: Sequence[str], options: Options
) -> Iterator[tuple[list[Player], dict[str, str]]]:
    """The engines that start, and for the others why they do not."""
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    found = [Player(name, options.patience) for name in names]
    absent = {p.name: reason for p in found if (reason := _not_started(p))}
    try:
        yield [p for p in found if p.name not in absent], absent
    finally:
        for player in found:
            player.stop()


def _not_started(player: Player) -> str:
    try:
        player.start()
    except (AnswerError, GoneError) as error:
        player.stop()
        return str(error)
    return ""


def measured(row: Row, band: Sequence[Player], options: Options) -> Measured:
    """One row by all engines; the first one is the limit."""
    opened = {player.name: _opened(player, row, options) for player in band}
    ready = [p for p in band if opened[p.name].status == "ok"]
    rounds = _rounds(ready, options)
    memory = _memory([p for p in ready if p.process is not None], row)
    limits = rounds.get("limit", [])
    cells = {
        name: _cell(found, rounds.get(name, []), limits, memory.get(name))
        for name, found in opened.items()
    }
    return Measured(row.id, row.case, row.size.label, row.size.scale, row.kind, cells)


def _opened(player: Player, row: Row, options: Options) -> Opened:
    if row.case in player.given_up:
        return Opened("skipped")
    try:
        found: Opened = player.ask("open", ROWS.index(row), min(3, options.rounds))
        if found.status == "ok":
            player.ask("calibrate", options.seconds)
    except AnswerError as error:
        return Opened("error", detail=str(error))
    except GoneError as error:
        return _gave_up(player, row, error.status)
    return found


def _gave_up(player: Player, row: Row, status: str) -> Opened:
    player.stop()
    player.given_up.add(row.case)
    return Opened(status)


def _rounds(ready: Sequence[Player], options: Options) -> dict[str, list[float]]:
    """Seconds per call of each engine, round by round."""
    found: dict[str, list[float]] = {player.name: [] for player in ready}
    for number in range(options.rounds):
        for player in ready:
            times = found[player.name]
            if number < 2 or statistics.median(times) < options.slow:
                times.extend(_round(player))
    return found


def _round(player: Player) -> list[float]:
    """Seconds per call, unless the process is gone."""
    if player.process is None:
        return []
    try:
        return [player.ask("round")]
    except GoneError:
        player.stop()
        return []


def _memory(ready: Sequence[Player], row: Row) -> dict[str, int]:
    """Peak memory, where the limit needs much, and of long chains."""
    found: dict[str, int] = {}
    for player in ready:
        if player.name in TRACED:
            found[player.name] = player.ask("memory")
        if row.workload.kind != "chain" and found.get("limit", LARGE) < LARGE:
            return {}
    return found


def _cell(
    found: Opened, times: Sequence[float], limits: Sequence[float], memory: int | None
) -> Cell:
    if not times:
        return Cell(found.status, setup=found.setup, detail=found.detail)
    ratios = sorted(t / limit for t, limit in zip(times, limits, strict=False))
    return Cell(
        status="ok",
        seconds=statistics.median(times),
        ratio=statistics.median(ratios) if ratios else None,
        low=ratios[0] if ratios else None,
        high=ratios[-1] if ratios else None,
        setup=found.setup,
        peak=memory,
    )


@dataclass(frozen=True, slots=True)
class Run:
    """What came of all rows.

    Attributes:
        rows: the rows.
        absent: the engines that did not start, and why.
        overheads: seconds of a call above what was emitted, by engine.
    """

    rows: list[Measured]
    absent: dict[str, str]
    overheads: dict[str, float]


def conducted(
    rows: Sequence[Row],
    names: Sequence[str],
    options: Options,
    tell: Callable[[Row], None] = lambda row: None,
) -> Run:
    """All rows by all engines; the limit is always one."""
    order = [name for name in ENGINES if name in {*names, "limit"}]
    with players(order, options) as (band, absent):
        found = []
        for row in rows:
            tell(row)
            found.append(measured(row, band, options))
        return Run(found, absent, _overheads(band, options))


def _overheads(band: Sequence[Player], options: Options) -> dict[str, float]:
    """What calls cost above the emitted code, where there is some."""
    found = {p.name: _overhead(p, options) for p in band if p.name in EMITTING}
    return {name: seconds for name, seconds in found.items() if seconds is not None}


def _overhead(player: Player, options: Options) -> float | None:
    number = next(i for i, row in enumerate(ROWS) if row.case == "vec/grad")
    try:
        seconds: float | None = player.ask("overhead", number, options.seconds)
    except (AnswerError, GoneError):
        return None
    return seconds
