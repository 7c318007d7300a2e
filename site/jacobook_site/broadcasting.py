"""What broadcasting does to an element-wise rule of two operands: which axes pullbacks sum."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from jacobook import derivatives, operations
from jacobook.catalogue import Registry
from jacobook.rule import Rule
from jacobook_site.author_code import Attempt
from jacobook_site.markup import code, element, escape, table
from jacobook_site.sampling import sample_operands

PAIRS = (((3,), (3,)), ((2, 3), (3,)), ((2, 1), (1, 3)), ((2, 3), ()))
"""The shapes that are tried."""

Shape = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stretched:
    """Two operands of some shapes, and what the engine returned for them.

    Attributes:
        shapes: the operands' shapes.
        value: the shape of the value.
        gradients: the shapes of the pullbacks.
    """

    shapes: tuple[Shape, ...]
    value: Shape
    gradients: tuple[Shape, ...]


def stretched_operands(rule: Rule, registry: Registry) -> tuple[Stretched, ...]:
    """The rule at several pairs of shapes; nothing for rules of another form."""
    if not takes_pairs(rule):
        return ()
    with np.errstate(all="ignore"):
        tried = [Attempt(functools.partial(_tried, rule, pair, registry)).value for pair in PAIRS]
    return tuple(one for one in tried if one is not None)


def takes_pairs(rule: Rule) -> bool:
    """Whether a rule combines two arrays entry by entry."""
    both = len(rule.operands) == 2 and all(
        o.differentiable and len(o.shape) == 1 and not (o.variadic or o.has("complex"))
        for o in rule.operands
    )
    return rule.kind == "elementwise" and bool(rule.op) and both and not rule.parameters


def _tried(rule: Rule, pair: tuple[Shape, Shape], registry: Registry) -> Stretched:
    operands = tuple(
        dataclasses.replace(o, shape=shape) for o, shape in zip(rule.operands, pair, strict=True)
    )
    drawn = sample_operands(dataclasses.replace(rule, operands=operands)).values()
    values = [np.asarray(v, float)[()] for v in drawn]
    function: Any = operations.vocabulary_function(rule.op)
    value, pullback = derivatives.vjp(function, *values, registry=registry)
    bars = pullback(np.ones(np.shape(value))[()])
    return Stretched(pair, np.shape(value), tuple(np.shape(bar) for bar in bars))


def summed(shape: Shape, value: Shape) -> Iterator[int]:
    """The axes of the value along which an operand of a shape is repeated.

    >>> list(summed((3,), (2, 3))), list(summed((2, 1), (2, 3)))
    ([0], [1])
    """
    new = len(value) - len(shape)
    for axis, size in enumerate(value):
        if axis < new or shape[axis - new] != size:
            yield axis


def broadcasting_view(names: tuple[str, ...], rows: tuple[Stretched, ...]) -> str:
    """The pairs of shapes with the axes that are summed; empty if there are none."""
    if not rows:
        return ""
    head = [*(code(f"{name}.shape") for name in names), "value"]
    head += [f"pullback to {code(name)}" for name in names]
    made = table(head, [_row(one) for one in rows])
    note = (
        "Broadcasting repeats the smaller operand; its pullback sums over the axes of the repeats. "
        "The shapes are those that the engine returned."
    )
    return (
        element("p", element("strong", "Broadcasting"))
        + made
        + element("p", escape(note), class_="jb-note")
    )


def _row(one: Stretched) -> list[str]:
    cells = [code(shape) for shape in (*one.shapes, one.value)]
    for shape, gradient in zip(one.shapes, one.gradients, strict=True):
        axes = list(summed(shape, one.value))
        words = f"sum over {_axes(axes)}: " if axes else "no sum: "
        cells.append(escape(words) + code(gradient))
    return cells


def _axes(axes: list[int]) -> str:
    return f"axis {axes[0]}" if len(axes) == 1 else f"axes {' and '.join(map(str, axes))}"
