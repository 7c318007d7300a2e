"""What the pages of stationary kernels show besides: the kernel over the distance, in numbers too."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from jacobook import Rule

if TYPE_CHECKING:
    from jacobook import Array
    from jacobook.pages import PageBlock, PlotCurve, RuleFacts

REACH, STEPS = 3.0, 90
CLOSE = (0.0, 1e-9, 1e-6, 1e-3, 1.0)

Row = tuple[float, float, float, float]
"""A distance with the kernel, its slope and its curvature there."""


def blocks(rule: Rule, facts: RuleFacts) -> Iterator[PageBlock]:
    """A plot and a table for each stationary kernel of two points."""
    from jacobook.pages import PlotBlock, TableBlock

    if "stationary" not in rule.tags:
        return
    curve = _over_distance(rule, facts)
    yield PlotBlock(
        title="The kernel over the distance",
        curves=_curves(_rows(curve, facts, [REACH * i / STEPS for i in range(1, STEPS + 1)])),
        x_label="distance",
        y_label="kernel and derivatives",
        description=(
            f"The {rule.title}, its slope and its curvature for distances up to {REACH:g}; all "
            "parameters that are scales are 1, a period is 2."
        ),
    )
    yield TableBlock(
        title="Close points",
        head=("distance", "kernel", "slope", "curvature"),
        rows=_rows(curve, facts, CLOSE),
        note=(
            "Computed by the rules. Random functions with this covariance have a derivative if the "
            "slope goes to 0 with the distance. A kernel whose slope does not has a tip, and its "
            "derivatives at distance 0 are a choice."
        ),
    )


def _over_distance(rule: Rule, facts: RuleFacts) -> Callable[[Array], Array]:
    """The kernel of two points at a distance, along the first axis."""
    import numpy as np
    from jacobook.testing.subject import Subject

    subject = Subject(rule, facts.registry)
    probe = subject.declared[0]
    function, names = subject.function(probe), subject.rule.names
    size = len(probe.values[names.index("x")])
    axis = np.eye(size)[0]

    def curve(distance: Array) -> Array:
        given = {"x": distance * axis, "y": np.zeros(size), "p": 2.0}
        return function(*(given.get(name, 1.0) for name in names))

    return curve


def _rows(
    curve: Callable[[Array], Array], facts: RuleFacts, distances: Sequence[float]
) -> tuple[Row, ...]:
    """Kernel, slope and curvature at some distances, by the rules."""
    from jacobook import hessian, value_and_grad

    first = value_and_grad(curve, registry=facts.registry)
    second = hessian(curve, registry=facts.registry)

    def row(distance: float) -> Row:
        value, slope = first(distance)
        return distance, float(value), float(slope), float(second(distance))

    return tuple(map(row, distances))


def _curves(rows: Sequence[Row]) -> tuple[PlotCurve, ...]:
    """A curve for each column of rows after the first."""
    from jacobook.pages import PlotCurve

    distances, *columns = zip(*rows, strict=True)
    names = ("kernel", "slope", "curvature")
    return tuple(PlotCurve(label=n, x=distances, y=c) for n, c in zip(names, columns, strict=True))
