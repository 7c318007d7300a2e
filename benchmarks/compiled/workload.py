"""What is measured, as data: functions, their arguments, and the derivatives a person would write."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Function = Callable[..., Any]
Draw = Callable[..., tuple[Any, ...]]
"""Takes a random generator and the numbers of a size; returns arguments."""

SEED = 0


@dataclass(frozen=True, slots=True)
class Size:
    """How large the arguments of a row are.

    Attributes:
        label: as tables show it.
        numbers: what the arguments are drawn with.
        repeats: how often the function repeats its body, where it does.
    """

    label: str
    numbers: tuple[int, ...]
    repeats: int = 0

    @property
    def scale(self) -> int:
        """The number that exponents of growth are taken against."""
        return math.prod(self.numbers) * max(self.repeats, 1)


@dataclass(frozen=True, slots=True)
class Derivative:
    """One derivative of a workload.

    Attributes:
        name: `grad`, `value_and_grad`, `hessian`, `jacobian`, `hvp`, `vjp` or `jvp`.
        limit: the derivative as a person writes it in NumPy; takes the arguments of the function,
            then the directions. Where sizes repeat a body, it takes the repeats and returns that.
        structured: likewise, of the entries that are neither zero nor repeated.
        algebra: likewise, after a rewriting that saves operations.
        directions: draws tangents or cotangents, for products with them.
        sizes: instead of those of the workload.
        has_structure: whether a dense result repeats few numbers.
    """

    name: str
    limit: Function
    structured: Function | None = None
    algebra: Function | None = None
    directions: Draw | None = None
    sizes: tuple[Size, ...] = ()
    has_structure: bool = False


@dataclass(frozen=True, slots=True)
class Workload:
    """A function with its arguments and the derivatives that are measured.

    Attributes:
        name: a word.
        summary: the function in words.
        make: takes NumPy or a namespace with its names, and the repeats of a size if it has some;
            returns the function.
        draw: draws the arguments; variables come first.
        derivatives: what is measured.
        sizes: smallest, middle and largest.
        variables: how many arguments are differentiated by; 0 means all.
        kind: `scalars`, `chain` or `many`, if it has goals of its own.
    """

    name: str
    summary: str
    make: Function
    draw: Draw
    derivatives: tuple[Derivative, ...]
    sizes: tuple[Size, ...]
    variables: int = 1
    kind: str = ""

    def rows(self) -> Iterator[Row]:
        """A row for each derivative and size."""
        for derivative in self.derivatives:
            for size in derivative.sizes or self.sizes:
                yield Row(self, derivative, size)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the tables."""

    workload: Workload
    derivative: Derivative
    size: Size

    @property
    def case(self) -> str:
        """The workload with its derivative, such as `mf/hessian`."""
        return f"{self.workload.name}/{self.derivative.name}"

    @property
    def id(self) -> str:
        """The name of the row, such as `mf/hessian n=200`."""
        return f"{self.case} {self.size.label}"

    def operands(self) -> tuple[Any, ...]:
        """The arguments of the function: the same at each call."""
        return self.workload.draw(np.random.default_rng(SEED), *self.size.numbers)

    def directions(self) -> tuple[Any, ...]:
        """Tangents or cotangents, where the derivative takes some."""
        draw = self.derivative.directions
        return draw(np.random.default_rng(SEED + 1), *self.size.numbers) if draw else ()

    def function(self, xp: Any = np) -> Function:
        """The function, over a namespace with NumPy's names."""
        return self._sized(self.workload.make, xp)

    def limit(self, which: str = "limit") -> Function | None:
        """What a person writes: `limit`, `structured` or `algebra`."""
        written = getattr(self.derivative, which)
        return self._sized(written) if written and self.size.repeats else written

    def _sized(self, make: Function, *given: Any) -> Function:
        found: Function = make(*given, *filter(None, (self.size.repeats,)))
        return found

    @property
    def kind(self) -> str:
        """What the row is an example of: a word of `KINDS`."""
        if self.derivative.has_structure:
            return "structured"
        return self.workload.kind or KINDS_BY_DERIVATIVE.get(self.derivative.name, "first order")

    @property
    def variables(self) -> int:
        """How many arguments are differentiated by."""
        return self.workload.variables or self.size.numbers[0]

    @property
    def argnums(self) -> int | tuple[int, ...]:
        """The positions of the variables, a number where there is one."""
        count = self.workload.variables
        return 0 if count == 1 else tuple(range(self.variables))


KINDS_BY_DERIVATIVE = {"hvp": "vector", "hessian": "dense"}
KINDS = ("first order", "scalars", "chain", "many", "vector", "dense", "structured")
"""First derivatives, of which three kinds have goals of their own, and second ones."""


def chosen(rows: Sequence[Row], names: Sequence[str]) -> list[Row]:
    """The rows whose workload, case or id is among `names`; all without names.

    Raises:
        ValueError: nothing has such a name.
    """
    known = {name for row in rows for name in (row.workload.name, row.case, row.id)}
    if unknown := [name for name in names if name not in known]:
        cases = ", ".join(dict.fromkeys(row.case for row in rows))
        raise ValueError(f"there is no workload {', '.join(unknown)}; there are {cases}")
    return [r for r in rows if not names or {r.workload.name, r.case, r.id} & set(names)]
