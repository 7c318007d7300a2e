"""Heads: the left sides of statements about derivatives, such as a gradient by a variable.

A new form of statement is a line in `_HEADS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jacobook.expression import Expression
from jacobook.notation import glyphs
from jacobook.notation.calculus import derivative_fraction
from jacobook.notation.glyphs import (
    Layout,
    accent,
    differential,
    fraction,
    number,
    row,
    sign,
    sub,
    sup,
)
from jacobook.notation.layout import layout


def head(form: str, result: Expression, variable: Expression | None = None) -> Layout:
    """The left side of a statement about `result`, such as the gradient by `variable`.

    Args:
        form: `value`, `d`, `elem`, `jac`, `grad`, `hess` or `vjp`.
        result: the variable which stands for the function's value.
        variable: the variable it is about; needed by all forms but `value` and `d`.
    """
    return _HEADS[form](layout(result), layout(result if variable is None else variable))


def _gradient_head(result: Layout, variable: Layout) -> Layout:
    return row(sub(sign(glyphs.NABLA), variable), sign(glyphs.APPLY_BARE), result)


def _hessian_head(result: Layout, variable: Layout) -> Layout:
    top = row(sup(sign(glyphs.PARTIAL_BARE), number("2")), result)
    by = row(sign(glyphs.PARTIAL), variable)
    again = row(sign(glyphs.PARTIAL), sup(variable, sign(glyphs.TOP)))
    return fraction(top, row(by, sign(glyphs.THIN_TIMES), again))


_HEADS: Mapping[str, Callable[[Layout, Layout], Layout]] = {
    "value": lambda result, _: result,
    "d": lambda result, _: differential(result),
    "elem": derivative_fraction,
    "jac": derivative_fraction,
    "grad": _gradient_head,
    "hess": _hessian_head,
    "vjp": lambda _, variable: accent("bar", variable),
}
