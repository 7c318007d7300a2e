"""Programs of single numbers, written with Python's own arithmetic and `math`.

NumPy takes some 50 ns for an operation on one number, Python's `math` 20. Where `math` raises an
error and NumPy returns an infinity or NaN, the program gives up and the function is called as it is.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from jacobook.compiled.expressions import ATOM, Text, written
from jacobook.compiled.graph import ALIAS, CONSTANT, VARIABLE, Node, number_of

_SAME = ("sin", "cos", "tan", "exp", "log", "sqrt", "tanh", "sinh", "cosh", "log1p", "expm1")
_RENAMED = {
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
    "arcsinh": "asinh",
    "arccosh": "acosh",
    "arctanh": "atanh",
    "arctan2": "atan2",
    "log2": "log2",
    "log10": "log10",
    "hypot": "hypot",
    **dict(zip(_SAME, _SAME, strict=True)),
}
_CHOICES = {
    "where": "{1} if {0} else {2}",
    "maximum": "{0} if {0} >= {1} or {0} != {0} else {1}",
    "minimum": "{0} if {0} <= {1} or {0} != {0} else {1}",
    "heaviside": "1.0 if {0} > 0 else {1} if {0} == 0 else 0.0 if {0} < 0 else {0}",
    "sign": "1.0 if {0} > 0 else -1.0 if {0} < 0 else 0.0 * {0}",
}
_OPERATORS = (
    "add",
    "subtract",
    "multiply",
    "divide",
    "negative",
    "less",
    "less_equal",
    "greater",
    "greater_equal",
    "equal",
    "not_equal",
)
_OTHERS = ("square", "reciprocal", "absolute", "power", "positive", ALIAS, CONSTANT, VARIABLE)

_KNOWN = {*_RENAMED, *_CHOICES, *_OPERATORS, *_OTHERS}

GIVES_UP = (ValueError, OverflowError, ZeroDivisionError)
"""What Python raises where NumPy returns an infinity or NaN."""


def is_number_call(node: Node) -> bool:
    """Whether Python's arithmetic and `math` can compute a call, entry by entry."""
    return node.name in _KNOWN and node.name not in (ALIAS, CONSTANT, VARIABLE)


def are_numbers(nodes: Sequence[Node]) -> bool:
    """Whether all nodes are single numbers that Python's arithmetic can compute."""
    known = _KNOWN
    return all(
        node.shape == () and node.name in known and node.dtype in (np.float64, np.bool_, np.int64)
        for node in nodes
    ) and any(node.name == VARIABLE for node in nodes)


def written_number(node: Node, operands: Sequence[Text]) -> Text:
    """The source of a call of numbers."""
    inner = [o.within(ATOM) for o in operands]
    if node.name in _CHOICES:
        return Text(f"({_CHOICES[node.name].format(*inner)})")
    if node.name in _RENAMED:
        return Text(f"math.{_RENAMED[node.name]}({', '.join(o.text for o in operands)})")
    if node.name == "square":
        x = operands[0]
        return Text(f"({x.text} * {x.text})" if x.text.isidentifier() else f"{inner[0]}**2")
    if node.name == "reciprocal":
        return Text(f"(1.0 / {inner[0]})")
    if node.name == "absolute":
        return Text(f"abs({operands[0].text})")
    if node.name == "positive":
        return operands[0]
    if node.name == "power":
        return _power(node, operands, inner)
    return written(node, operands, _no_name)


def _power(node: Node, operands: Sequence[Text], inner: Sequence[str]) -> Text:
    """A power: an operator where the exponent is whole; a root of a negative number gives up."""
    exponent = number_of(node.operands[1])
    if exponent is not None and float(exponent).is_integer():
        return Text(f"({inner[0]} ** {int(exponent)})")
    return Text(f"math.pow({operands[0].text}, {operands[1].text})")


def _no_name(value: object, word: str) -> str:
    raise LookupError(word)
