"""What the numbers should be, and whether they are: goals, means by class, growth."""

from __future__ import annotations

import itertools
import math
import statistics
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from benchmarks.compiled.engines import ENGINES, PEERS
from benchmarks.compiled.results import Measured

Numbers = Mapping[str, float]
"""A number for each of several rows, by the row's id."""

# ------------------------------------------------------------------------------- classes


@dataclass(frozen=True, slots=True)
class Class:
    """Rows that have a goal together.

    Attributes:
        title: in words.
        kind: of the rows.
        low: the least seconds of the limit.
        high: rows whose limit takes as long belong elsewhere.
    """

    title: str
    kind: str
    low: float = 0.0
    high: float = math.inf

    def __contains__(self, row: Measured) -> bool:
        """Whether a row belongs here."""
        seconds = row.seconds()
        return row.kind == self.kind and seconds is not None and self.low <= seconds < self.high


TINY = Class("first order, under 20 us", "first order", high=20e-6)
MIDDLE = Class("first order, 20 us to 1 ms", "first order", 20e-6, 1e-3)
HEAVY = Class("first order, over 1 ms", "first order", 1e-3)
SCALARS = Class("scalars, 10 to 100 operations", "scalars")
CHAIN = Class("long chain", "chain")
MANY = Class("many scalar arguments", "many")
VECTOR = Class("Hessian-vector product", "vector")
DENSE = Class("dense Hessian", "dense")
STRUCTURED = Class("structured, dense result", "structured")
CLASSES = (TINY, MIDDLE, HEAVY, SCALARS, CHAIN, MANY, VECTOR, DENSE, STRUCTURED)

# --------------------------------------------------------------------------------- goals


@dataclass(frozen=True, slots=True)
class Goal:
    """A bound on the geometric mean of some numbers, on the worst of them, or on both.

    Attributes:
        engine: whose numbers.
        title: in words.
        numbers: takes the rows and an engine.
        mean: the bound on the geometric mean.
        worst: the bound on the largest.
        unit: `x` for ratios, `s` for seconds, `B` for bytes, or nothing.
        compared: whether the peers' numbers are worth showing beside.
    """

    engine: str
    title: str
    numbers: Callable[[Sequence[Measured], str], Numbers]
    mean: float | None = None
    worst: float | None = None
    unit: str = "x"
    compared: bool = True


@dataclass(frozen=True, slots=True)
class Summary:
    """Numbers of several rows in short."""

    count: int
    mean: float
    worst: float
    where: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A goal with what was measured.

    Attributes:
        goal: the goal.
        found: the numbers in short; nothing if there are none.
        peers: those of the other libraries, likewise.
    """

    goal: Goal
    found: Summary | None
    peers: Mapping[str, Summary] = field(default_factory=dict)

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; nobody knows without numbers."""
        if self.found is None:
            return None
        pairs = ((self.found.mean, self.goal.mean), (self.found.worst, self.goal.worst))
        return all(bound is None or number <= bound for number, bound in pairs)

    def record(self) -> dict[str, Any]:
        """In plain data."""
        goal = {k: getattr(self.goal, k) for k in ("engine", "title", "unit")}
        bounds = {"mean": self.goal.mean, "worst": self.goal.worst}
        found = None if self.found is None else asdict(self.found)
        peers = {name: asdict(summary) for name, summary in self.peers.items()}
        return {**goal, "bounds": bounds, "found": found, "met": self.met, "peers": peers}


def summary(numbers: Numbers) -> Summary | None:
    """Count, geometric mean and worst of some numbers."""
    if not numbers:
        return None
    where = max(numbers, key=lambda name: numbers[name])
    mean = statistics.geometric_mean([max(n, 1e-12) for n in numbers.values()])
    return Summary(len(numbers), mean, numbers[where], where)


# -------------------------------------------------------------- numbers that goals speak of


def ratios(within: Class) -> Callable[[Sequence[Measured], str], Numbers]:
    """The ratios to the limit in a class."""
    return lambda rows, engine: _known(rows, lambda row: row.ratio(engine), within.__contains__)


def _known(
    rows: Iterable[Measured],
    number: Callable[[Measured], float | None],
    where: Callable[[Measured], bool] = lambda row: True,
) -> Numbers:
    """A number of each row that has one."""
    pairs = ((row.id, number(row)) for row in rows if where(row))
    return {name: value for name, value in pairs if value is not None}


def quotient(
    row: Measured, engine: str, other: str, part: Callable[[Any], float | None]
) -> float | None:
    """The number of one engine over that of another."""
    above, below = part(row.cell(engine)), part(row.cell(other))
    return above / below if above is not None and below else None


def to_structured(rows: Sequence[Measured], engine: str) -> Numbers:
    """Times of structured results over those that a person writes."""
    name = f"{engine}_structured"
    return _known(rows, lambda row: quotient(row, name, "structured", lambda c: c.seconds))


def setups(*cases: str, size: str = "") -> Callable[[Sequence[Measured], str], Numbers]:
    """Seconds from the function to the first result."""

    def numbers(rows: Sequence[Measured], engine: str) -> Numbers:
        asked = [r for r in rows if r.case in cases and size in ("", r.size)]
        return _known(
            asked, lambda r: r.cell(engine).setup, lambda r: r.cell(engine).status == "ok"
        )

    return numbers


def memory(rows: Sequence[Measured], engine: str) -> Numbers:
    """Peak memory over that of the limit, of all but long chains."""
    return _known(
        rows,
        lambda row: quotient(row, engine, "limit", lambda c: c.peak),
        lambda row: row.kind != CHAIN.kind,
    )


CHAIN_KEEPS = 2 * 100 * 8 / 5
"""Bytes an operation of the chain: reverse mode needs the sine and the cosine of 100 numbers."""


def memory_of_chains(rows: Sequence[Measured], engine: str) -> Numbers:
    """Bytes an operation beyond the arrays that reverse mode has to keep."""

    def number(row: Measured) -> float | None:
        peak = row.cell(engine).peak
        return None if peak is None else peak / (row.scale / 100 * 5) - CHAIN_KEEPS

    return _known(rows, number, CHAIN.__contains__)


def cheap(rows: Sequence[Measured], engine: str) -> Numbers:
    """Times of gradients over those of the functions that take over 20 us."""
    return _known(
        rows,
        lambda row: quotient(row, engine, "function", lambda c: c.seconds),
        lambda row: (row.seconds("function") or 0) > TINY.high,
    )


def growths(rows: Sequence[Measured], engine: str) -> dict[str, float]:
    """By case, the exponent of time in size between the two largest sizes."""
    found = {}
    for case, group in itertools.groupby(rows, key=lambda row: row.case):
        *_, small, large = [None, None, *group]
        exponent = _exponent(small, large, engine)
        if exponent is not None:
            found[case] = exponent
    return found


def _exponent(small: Measured | None, large: Measured | None, engine: str) -> float | None:
    if small is None or large is None or small.scale == large.scale:
        return None
    before, after = small.seconds(engine), large.seconds(engine)
    if before is None or after is None:
        return None
    return math.log(after / before) / math.log(large.scale / small.scale)


def excess_growth(rows: Sequence[Measured], engine: str) -> Numbers:
    """How much larger the exponents are than those of the limit."""
    limits = growths(rows, "limit")
    return {case: e - limits[case] for case, e in growths(rows, engine).items() if case in limits}


def fixed_cost(rows: Sequence[Measured], engine: str) -> Numbers:
    """Seconds of a call without operations, from the line through chains of scalars."""
    times = {row.scale: row.seconds(engine) for row in rows if row.kind == SCALARS.kind}
    known = {scale: t for scale, t in times.items() if t is not None}
    if len(known) < 2:
        return {}
    least, most = min(known), max(known)
    slope = (known[most] - known[least]) / (most - least)
    return {"scalar/grad": max(known[least] - slope * least, 0.0)}


# -------------------------------------------------------------------------- the goals

_BOUNDS: dict[str, tuple[tuple[Class, float, float], ...]] = {
    "compiled": (
        (TINY, 1.5, 2.5),
        (MIDDLE, 1.2, 1.6),
        (HEAVY, 1.1, 1.4),
        (SCALARS, 0.6, 1.0),
        (CHAIN, 2.0, 2.5),
        (MANY, 6.0, 25.0),
        (VECTOR, 1.3, 1.8),
        (DENSE, 1.8, 3.0),
        (STRUCTURED, 1.3, 2.0),
    ),
    "eager": (
        (TINY, 10.0, 25.0),
        (MIDDLE, 2.0, 7.0),
        (HEAVY, 1.3, 1.8),
        (SCALARS, 80.0, 110.0),
        (CHAIN, 8.0, 10.0),
        (VECTOR, 10.0, 45.0),
        (DENSE, 15.0, 150.0),
        (STRUCTURED, 15.0, 300.0),
    ),
}


def goals(extras: Mapping[str, Any]) -> Iterator[Goal]:
    """All goals; some speak of single measurements."""
    for engine, bounds in _BOUNDS.items():
        for within, mean, worst in bounds:
            yield Goal(engine, within.title, ratios(within), mean, worst)
    yield from _FURTHER
    yield _single("compiled", "a call, above the emitted code", _overhead(extras), 1e-6)
    yield _single("", "import, above that of NumPy", _import(extras), 30e-3)


def _single(engine: str, title: str, found: float | None, bound: float) -> Goal:
    numbers = {} if found is None else {"": found}
    return Goal(engine, title, lambda *_: numbers, worst=bound, unit="s", compared=False)


def _overhead(extras: Mapping[str, Any]) -> float | None:
    found: float | None = extras.get("overheads", {}).get("compiled")
    return found


def _import(extras: Mapping[str, Any]) -> float | None:
    both, alone = extras.get("import jacobook and numpy"), extras.get("import numpy")
    return None if both is None or alone is None else both - alone


_SETUPS = (
    ("10 operations", setups("scalar/grad", size="10 ops"), 3e-3),
    ("gradient of a model", setups("mlp/value_and_grad"), 20e-3),
    ("Hessian", setups("logreg/hessian", "net/hessian"), 50e-3),
    ("10^3 operations", setups("chain/grad", size="10^3 ops"), 0.08),
    ("10^4 operations", setups("chain/grad", size="10^4 ops"), 0.8),
    ("10^5 operations", setups("chain/grad", size="10^5 ops"), 10.0),
)
_FURTHER = (
    Goal("compiled", "structured, structured result", to_structured, mean=1.3, worst=2.0),
    *(
        Goal("compiled", f"set-up, {what}", numbers, worst=bound, unit="s")
        for what, numbers, bound in _SETUPS
    ),
    Goal("compiled", "growth, exponent above the limit's", excess_growth, worst=0.2, unit=""),
    Goal("compiled", "memory, over the limit's", memory, worst=2.0),
    Goal("compiled", "memory, an operation of a chain", memory_of_chains, worst=1000.0, unit="B"),
    Goal("compiled", "gradient over function", cheap, mean=3.0, worst=5.0),
    Goal("eager", "fixed cost of a call", fixed_cost, worst=20e-6, unit="s"),
)


def outcomes(rows: Sequence[Measured], extras: Mapping[str, Any]) -> list[Outcome]:
    """Every goal with what was measured."""
    return [
        Outcome(goal, summary(goal.numbers(rows, goal.engine)), _peers(goal, rows))
        for goal in goals(extras)
    ]


def _peers(goal: Goal, rows: Sequence[Measured]) -> dict[str, Summary]:
    found = {name: summary(goal.numbers(rows, name)) for name in PEERS if goal.compared}
    return {name: s for name, s in found.items() if s is not None}


def means(rows: Sequence[Measured]) -> dict[str, dict[str, Any]]:
    """By class and engine: count, geometric mean and worst."""
    return {
        each.title: {
            name: asdict(found)
            for name in ENGINES
            if name != "limit" and (found := summary(ratios(each)(rows, name)))
        }
        for each in CLASSES
    }


def class_of(row: Measured) -> str:
    """The title of the class that a row belongs to; nothing if the limit was not timed."""
    return next((each.title for each in CLASSES if row in each), "")


def derived(rows: Sequence[Measured], extras: Mapping[str, Any]) -> dict[str, Any]:
    """All that follows from the measurements, in plain data."""
    return {
        "goals": [outcome.record() for outcome in outcomes(rows, extras)],
        "means": means(rows),
        "classes": {row.id: class_of(row) for row in rows},
        "growth": {name: found for name in ENGINES if (found := growths(rows, name))},
    }
