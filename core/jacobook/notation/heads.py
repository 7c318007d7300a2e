"""Statements about derivatives: their left sides, whole equations, and what their letters stand for.

A new form of left side is a line in `_HEADS`; `derivative_equation` writes a closed form under it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, TypeAlias

from jacobook import expression as graph
from jacobook.expression import Expression
from jacobook.notation import glyphs
from jacobook.notation.calculus import derivative_fraction
from jacobook.notation.glyphs import (
    Layout,
    accent,
    differential,
    fence,
    fraction,
    number,
    operator,
    row,
    separated,
    sign,
    sub,
    sup,
)
from jacobook.notation.layout import Side, equation, layout

Arrangement: TypeAlias = Literal["numerator", "denominator"]
"""Whether row `i` of a Jacobian belongs to output `i` (`numerator`) or to variable `i`."""


def head(form: str, result: Expression, variable: Expression | None = None) -> Layout:
    """The left side of a statement about `result`, such as the gradient by `variable`.

    Args:
        form: `value`, `d`, `elem`, `jac`, `grad`, `hess`, `nabla2` or `vjp`; `nabla2` is the
            Hessian of a function of one variable, `hess` the one written as a fraction.
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


def _stacked(matrix: Layout) -> Layout:
    """The columns of a matrix on top of each other."""
    return row(operator("vec"), sign(glyphs.APPLY), fence("parens", matrix))


def _nabla_squared(result: Layout, variable: Layout) -> Layout:
    nabla = sup(sub(sign(glyphs.NABLA), variable), number("2"))
    return row(nabla, sign(glyphs.APPLY_BARE), result)


_HEADS: Mapping[str, Callable[[Layout, Layout], Layout]] = {
    "value": lambda result, _: result,
    "d": lambda result, _: differential(result),
    "elem": derivative_fraction,
    "jac": derivative_fraction,
    "grad": _gradient_head,
    "hess": _hessian_head,
    "nabla2": _nabla_squared,
    "vec": lambda result, variable: derivative_fraction(_stacked(result), _stacked(variable)),
    "vjp": lambda _, variable: accent("bar", variable),
}


def derivative_equation(
    form: str,
    function: str,
    variable: Expression,
    body: Expression,
    layout: Arrangement = "numerator",
) -> Layout:
    r"""A closed form with its left side, to be spelled by any of the printers.

    Args:
        form: a form of `head`, with `hess` written as nabla squared; or `operator` for the linear
            map that takes the variable's differential to `body`.
        function: the name of the function.
        variable: what it is differentiated by.
        body: the closed form; a Jacobian is given in numerator layout.
        layout: `denominator` prints the Jacobian of a vector by a vector as its transpose.

    >>> from jacobook.notation import latex
    >>> x, A = graph.variable("x", ("n",)), graph.variable("A", ("m", "n"))
    >>> latex(derivative_equation("jac", "f", x, A, "denominator"))
    '\\frac{\\partial \\mathbf{f}}{\\partial \\mathbf{x}} = \\mathbf{A}^\\top'
    """
    if form == "operator":
        direction = graph.variable(f"d{variable['name']}", variable.shape)
        return separated(glyphs.MAPS_TO, map(_box, (direction, body)))
    rank = len(body.shape) - _AXES_OF_VARIABLE.get(form, 0) * len(variable.shape)
    result = graph.variable(function, body.shape[: max(rank, 0)])
    turned = form == "jac" and layout == "denominator" and rank == len(variable.shape) == 1
    left = head("nabla2" if form == "hess" else form, result, variable)
    return equation(left, _turned(body) if turned else body)


_AXES_OF_VARIABLE = {"jac": 1, "grad": 1, "hess": 2}
"""How often the axes of the variable are among those of the closed form."""

_box = layout


def _turned(matrix: Expression) -> Expression:
    """The transpose of a matrix; of a transpose, what it is the transpose of."""
    if matrix.operation == "transpose" and not matrix.parameters:
        return matrix.operands[0]
    return graph.node("transpose", [matrix], matrix.shape[::-1])


def where_clause(body: Side, definitions: Iterable[tuple[str, Expression]]) -> Layout:
    """A formula, then what its letters stand for, each as a pair of name and value."""
    equations = [equation(graph.variable(name, value.shape), value) for name, value in definitions]
    if not equations:
        return layout(body)
    return row(layout(body), sign(glyphs.WHERE), separated(glyphs.COMMA_QUAD, equations))


def with_where(body: str, definitions: Iterable[tuple[str, str]]) -> str:
    """A formula as text with its definitions, as the parsers of both syntaxes read them.

    >>> with_where("diag(p) - outer(p, p)", [("p", "softmax(x)")])
    'diag(p) - outer(p, p) where p = softmax(x)'
    """
    shown = "; ".join(f"{name} = {value}" for name, value in definitions)
    return f"{body} where {shown}" if shown else body
