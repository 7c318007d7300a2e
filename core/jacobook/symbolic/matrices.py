"""Closed forms as SymPy's matrix expressions: symbols with sizes, not explicit components.

A scalar is a `Symbol`, a vector an `n x 1` `MatrixSymbol`, a matrix a `MatrixSymbol`. Functions of
entries are `applyfunc` of a `Lambda`, sums of entries are `Sum`. Sizes are put in with `xreplace`
(`subs` misses those inside a `Sum`), matrices with `subs`, and `doit` evaluates. Change this file
for an operation of matrices that SymPy has a class for.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sympy
from sympy.matrices.expressions.applyfunc import ElementwiseApplyFunction
from sympy.matrices.expressions.diagonal import DiagMatrix, DiagonalOf

from jacobook import facts, language
from jacobook.catalogue import Registry
from jacobook.closed_form.expansion import expanded
from jacobook.expression import CONSTANT, DIMENSION, VARIABLE, Expression, postorder
from jacobook.shapes import Dimension, Shape
from jacobook.symbolic.evaluation import KINKED, SMOOTH
from jacobook.symbolic.failures import UnsupportedOperation
from jacobook.symbolic.region import Region

_MOST_PARTS = 40
"""The longest expansion of an operation that is quick to translate."""

_ENTRY = sympy.Symbol("t")
"""The argument of functions of entries."""


@dataclass(frozen=True)
class Entries:
    """A function of the entries of one matrix, such as a comparison.

    Attributes:
        base: the matrix.
        body: the function's value at the entry `t`; it may be a truth value.
    """

    base: Any
    body: Any


def matrix_expression(root: Expression, registry: Registry, quick: bool = False) -> Any:
    """A closed form in SymPy.

    Args:
        root: an expression of at most two axes.
        registry: where operations are looked up that are written in others.
        quick: refuse what SymPy would take long for.

    Raises:
        UnsupportedOperation: SymPy has no form for a part of it.
    """
    translation = Translation(registry, quick)
    made: dict[Expression, Any] = {}
    for part in postorder(root):
        made[part] = translation.node(part, [made[o] for o in part.operands])
    return _as_matrix(made[root], root)


def dimension(size: Dimension) -> Any:
    """A size as a SymPy integer or symbol.

    Raises:
        UnsupportedOperation: it is something else, such as a sum of letters.
    """
    if isinstance(size, int):
        return sympy.Integer(size)
    factors = [factor.strip() for factor in size.split("*")]
    if not all(re.fullmatch(r"\w+", factor) for factor in factors):
        raise UnsupportedOperation(f"the size {size!r} has no form in SymPy")
    numbers = (sympy.Integer(f) if f.isdecimal() else sympy.Symbol(f) for f in factors)
    return sympy.Mul(*numbers)


def sizes(shape: Shape) -> tuple[Any, Any]:
    """Rows and columns; a vector is a column.

    Raises:
        UnsupportedOperation: there are more than two axes.
    """
    if len(shape) > 2:
        raise UnsupportedOperation(f"an array with {len(shape)} axes is no matrix of SymPy")
    rows, columns = (*map(dimension, shape), sympy.S.One, sympy.S.One)[:2]
    return rows, columns


class Translation:
    """Expressions of the book, node by node, as matrix expressions of SymPy."""

    def __init__(self, registry: Registry, quick: bool = False) -> None:
        """Look up operations in a registry; be `quick` or refuse."""
        self.registry, self.quick = registry, quick

    def node(self, part: Expression, operands: Sequence[Any]) -> Any:
        """One node, its operands being given."""
        if self.quick and part.shape and any(map(_has_sum, operands)):
            raise UnsupportedOperation(f"SymPy tries to add up the sum in {part.operation!r}")
        write = _WRITERS.get(part.operation)
        if write is not None:
            return write(part, operands)
        found = self._of_entries(part, operands)
        if found is not None:
            return found
        inner = expanded(part, self.registry)
        if inner is None or inner.shape != part.shape or inner.operation == part.operation:
            raise UnsupportedOperation(f"SymPy has no matrix form for {part.operation!r}")
        made = dict(zip(part.operands, operands, strict=True))
        parts = list(postorder(inner))
        if self.quick and len(parts) > _MOST_PARTS:
            raise UnsupportedOperation(f"{part.operation!r} is long when it is written out")
        for below in parts:
            if below not in made:
                made[below] = self.node(below, [made[o] for o in below.operands])
        return made[inner]

    def _of_entries(self, part: Expression, operands: Sequence[Any]) -> Any:
        """A function of entries; `None` if the operation is none."""
        name, region = part.operation, Region(None)
        if part.parameters:
            return None
        if name in SMOOTH:
            return entrywise(part, operands, SMOOTH[name])
        if name in _OF_NUMBERS:
            return entrywise(part, operands, _OF_NUMBERS[name])
        if name in KINKED:
            known = KINKED[name]
            return entrywise(part, operands, lambda *entries: known(region, *entries))
        return None


def _has_sum(value: Any) -> bool:
    """Whether a sum over entries stands in a value: products with it are evaluated at once."""
    return isinstance(value, sympy.Basic) and value.has(sympy.Sum)


def entrywise(part: Expression, operands: Sequence[Any], function: Callable[..., Any]) -> Any:
    """A function of entries, of scalars and of arrays that are functions of one and the same.

    Raises:
        UnsupportedOperation: two different arrays meet.
    """
    pairs = [
        _entries(value) if operand.shape else (None, value)
        for operand, value in zip(part.operands, operands, strict=True)
    ]
    bases = {base for base, _ in pairs if base is not None}
    if not bases:
        return function(*(body for _, body in pairs))
    shapes = {o.shape for o in part.operands if o.shape}
    if len(bases) > 1 or len(shapes) > 1:
        raise UnsupportedOperation(
            f"SymPy has no form for {part.operation!r} of two different arrays"
        )
    return _applied(bases.pop(), function(*(body for _, body in pairs)))


def _entries(value: Any) -> tuple[Any, Any]:
    """An array as a function of the entries of another."""
    if isinstance(value, Entries):
        return value.base, value.body
    if isinstance(value, ElementwiseApplyFunction):
        return value.expr, value.function(_ENTRY)
    return value, _ENTRY


def _applied(base: Any, body: Any) -> Any:
    """The function with value `body` at each entry of a matrix."""
    if body == _ENTRY:
        return base
    is_truth = isinstance(body, sympy.logic.boolalg.Boolean) and not isinstance(body, sympy.Symbol)
    return Entries(base, body) if is_truth else base.applyfunc(sympy.Lambda(_ENTRY, body))


def _as_matrix(value: Any, part: Expression) -> Any:
    """A value that SymPy's products and sums take.

    Raises:
        UnsupportedOperation: it is an array of truth values.
    """
    if isinstance(value, Entries):
        raise UnsupportedOperation(f"{part.operation}: SymPy has no matrices of truth values")
    return value


def _spread(value: Any, shape: Shape, wanted: Shape) -> Any:
    """An array as broadcasting repeats it.

    Raises:
        UnsupportedOperation: the shapes do not fit.
    """
    rows, columns = sizes(wanted)
    if shape == wanted:
        return value
    if not shape:
        return value * sympy.OneMatrix(rows, columns)
    if len(shape) == 1 and len(wanted) == 2:
        value, shape = value.T, (1, *shape)
    if shape[0] == 1 and wanted[0] != 1:
        value = sympy.OneMatrix(rows, 1) * value
    if shape[-1] == 1 and wanted[-1] != 1:
        value = value * sympy.OneMatrix(1, columns)
    return value


# -------------------------------------------------------------------------- operations


def _symbol(part: Expression, _: Sequence[Any]) -> Any:
    name = str(part["name"])
    if not part.shape:
        return sympy.Symbol(name, positive=True if facts.POSITIVE in part.facts else None)
    return sympy.MatrixSymbol(name, *sizes(part.shape))


def _number(part: Expression, _: Sequence[Any]) -> Any:
    value: Any = part["value"]
    if isinstance(value, bool):
        return sympy.true if value else sympy.false
    if isinstance(value, float):
        return sympy.Integer(int(value)) if value.is_integer() else sympy.Float(value)
    return sympy.Rational(value.numerator, value.denominator)


def _added(sign: int) -> Callable[[Expression, Sequence[Any]], Any]:
    def write(part: Expression, operands: Sequence[Any]) -> Any:
        left, right = (
            _as_matrix(_spread(v, o.shape, part.shape), o) if part.shape else v
            for o, v in zip(part.operands, operands, strict=True)
        )
        return left + sign * right

    return write


def _negative(part: Expression, operands: Sequence[Any]) -> Any:
    return -_as_matrix(operands[0], part)


def _multiply(part: Expression, operands: Sequence[Any]) -> Any:
    shapes = [o.shape for o in part.operands]
    left, right = (_as_matrix(v, part) for v in operands)
    if not all(shapes):
        return left * right
    return sympy.HadamardProduct(
        *(_spread(v, s, part.shape) for v, s in zip((left, right), shapes, strict=True))
    )


def _divide(part: Expression, operands: Sequence[Any]) -> Any:
    top, bottom = (_as_matrix(v, part) for v in operands)
    above, below = (o.shape for o in part.operands)
    if not below:
        return top / bottom if not above else (1 / bottom) * top
    inverse = _applied(*_map(bottom, lambda t: 1 / t))
    if not above:
        return top * _spread(inverse, below, part.shape)
    return sympy.HadamardProduct(
        _spread(top, above, part.shape), _spread(inverse, below, part.shape)
    )


def _map(value: Any, function: Callable[[Any], Any]) -> tuple[Any, Any]:
    base, body = _entries(value)
    return base, function(body)


def _compare(part: Expression, operands: Sequence[Any]) -> Any:
    return entrywise(part, operands, _RELATIONS[part.operation])


def _where(part: Expression, operands: Sequence[Any]) -> Any:
    return entrywise(
        part, operands, lambda c, a, b: sympy.Piecewise((a, c), (b, True), evaluate=True)
    )


_RELATIONS: Mapping[str, Callable[..., Any]] = {
    "less": operator.lt,
    "less_equal": operator.le,
    "greater": operator.gt,
    "greater_equal": operator.ge,
    "equal": sympy.Eq,
    "not_equal": sympy.Ne,
}
_OF_NUMBERS: Mapping[str, Callable[..., Any]] = {
    "threshold": sympy.Max,
    "cap": sympy.Min,
    "power_literal": operator.pow,
    "relu": lambda x: sympy.Max(x, 0),
    "logical_and": sympy.And,
    "logical_or": sympy.Or,
    "logical_not": sympy.Not,
}


def _matmul(part: Expression, operands: Sequence[Any]) -> Any:
    left, right = (_as_matrix(v, part) for v in operands)
    ranks = tuple(len(o.shape) for o in part.operands)
    if max(ranks) > 2:
        raise UnsupportedOperation("SymPy has no stacks of matrices")
    if ranks == (1, 1):
        return sympy.Trace(left.T * right)
    return right.T * left if ranks == (1, 2) else left * right


def _transpose(part: Expression, operands: Sequence[Any]) -> Any:
    if part.parameters and part["axes"] not in (None, (1, 0)):
        raise UnsupportedOperation("SymPy transposes the two axes of a matrix only")
    value = _as_matrix(operands[0], part)
    return value.T if len(part.shape) == 2 else value


def entry_sum(value: Any, shape: Shape) -> Any:
    """The sum of all entries, which `doit` evaluates where the entries are given."""
    rows, columns = sizes(shape)
    i, j = sympy.symbols("i j", integer=True)
    if columns == 1:
        return sympy.Sum(value[i, 0], (i, 0, rows - 1))
    return sympy.Sum(value[i, j], (i, 0, rows - 1), (j, 0, columns - 1))


def _total(part: Expression, operands: Sequence[Any]) -> Any:
    """The sum of all entries, or over the rows or the columns of a matrix."""
    value, shape = _as_matrix(operands[0], part), part.operands[0].shape
    given = dict(part.parameters)
    axis = given.get("axis")
    if not shape:
        return value
    rows, columns = sizes(shape)
    if len(shape) == 2 and axis in (0, -2):
        made = value.T * sympy.OneMatrix(rows, 1)
        return made.T if given.get("keepdims") else made
    if len(shape) == 2 and axis in (1, -1):
        return value * sympy.OneMatrix(columns, 1)
    found = entry_sum(value, shape)
    return found * sympy.OneMatrix(1, 1) if part.shape else found


def _mean(part: Expression, operands: Sequence[Any]) -> Any:
    before = sympy.Mul(*sizes(part.operands[0].shape))
    after = sympy.Mul(*sizes(part.shape))
    return (after / before) * _total(part, operands)


def _norm(part: Expression, operands: Sequence[Any]) -> Any:
    if any(value not in (None, False) for _, value in part.parameters):
        raise UnsupportedOperation("SymPy has no norms along an axis")
    value = _as_matrix(operands[0], part)
    return sympy.sqrt(sympy.Trace(value.T * value))


def _log_sum_exp(part: Expression, operands: Sequence[Any]) -> Any:
    if any(value not in (None, False) for _, value in part.parameters):
        raise UnsupportedOperation("SymPy has no form for logsumexp along an axis")
    return sympy.log(_weights(part, operands[0])[1])


def _softmax(part: Expression, operands: Sequence[Any]) -> Any:
    if len(part.shape) != 1 and dict(part.parameters).get("axis", -1) is not None:
        raise UnsupportedOperation("SymPy has no form for softmax along an axis")
    powers, total = _weights(part, operands[0])
    return (1 / total) * powers


def _weights(part: Expression, value: Any) -> tuple[Any, Any]:
    """The exponentials of the entries, and their sum."""
    powers = _applied(*_map(_as_matrix(value, part), sympy.exp))
    return powers, entry_sum(powers, part.operands[0].shape)


def _diag(part: Expression, operands: Sequence[Any]) -> Any:
    """A diagonal matrix from its entries, or the diagonal of a matrix as a column."""
    _require_no_offset(part)
    value = _as_matrix(operands[0], part)
    if len(part.shape) != 2:
        return DiagonalOf(value)
    if isinstance(value, DiagonalOf):
        return sympy.HadamardProduct(sympy.Identity(value.arg.rows), value.arg)
    return DiagMatrix(value)


def _diagonal(part: Expression, operands: Sequence[Any]) -> Any:
    _require_no_offset(part)
    return DiagonalOf(_as_matrix(operands[0], part))


def _require_no_offset(part: Expression) -> None:
    given = dict(part.parameters)
    if given.get("k", 0) or given.get("offset", 0):
        raise UnsupportedOperation("SymPy has the main diagonal only")


def _triangle(is_inside: Callable[[Any, Any], Any]) -> Callable[[Expression, Sequence[Any]], Any]:
    """A product with ones inside the triangle."""

    def write(part: Expression, operands: Sequence[Any]) -> Any:
        k: Any = dict(part.parameters).get("k", 0)
        i, j = sympy.symbols("i j", integer=True)
        ones = sympy.Lambda((i, j), sympy.Piecewise((1, is_inside(j - i, k)), (0, True)))
        mask = sympy.FunctionMatrix(*sizes(part.shape), ones)
        return sympy.HadamardProduct(mask, _as_matrix(operands[0], part))

    return write


def _getitem(part: Expression, operands: Sequence[Any]) -> Any:
    index: Any = part["index"]
    if part.shape or not all(isinstance(i, int) and i >= 0 for i in index):
        raise UnsupportedOperation("SymPy takes single entries only, counted from the start")
    row, column = (*index, 0)[:2]
    return _as_matrix(operands[0], part)[row, column]


def _basis(part: Expression, _: Sequence[Any]) -> Any:
    i, j = sympy.symbols("i j", integer=True)
    places = dict(part.parameters)
    one = sympy.KroneckerDelta(i, places["i"])
    one = one * sympy.KroneckerDelta(j, places["j"]) if "j" in places else one
    return sympy.FunctionMatrix(*sizes(part.shape), sympy.Lambda((i, j), one))


def _unary(function: Callable[[Any], Any]) -> Callable[[Expression, Sequence[Any]], Any]:
    """A function of one matrix, without parameters."""

    def write(part: Expression, operands: Sequence[Any]) -> Any:
        if len(part.operands[0].shape) != 2:
            raise UnsupportedOperation(f"SymPy has no form for {part.operation!r} of this shape")
        return function(_as_matrix(operands[0], part))

    return write


def _matrix_power(part: Expression, operands: Sequence[Any]) -> Any:
    exponent: Any = dict(part.parameters).get("n", 3)
    return _as_matrix(operands[0], part) ** exponent


_WRITERS: Mapping[str, Callable[[Expression, Sequence[Any]], Any]] = {
    VARIABLE: _symbol,
    CONSTANT: _number,
    DIMENSION: lambda part, _: sympy.Symbol(str(part["name"])),
    "eye": lambda part, _: sympy.Identity(sizes(part.shape)[0]),
    "ones": lambda part, _: sympy.OneMatrix(*sizes(part.shape)) if part.shape else sympy.S.One,
    "zeros": lambda part, _: sympy.ZeroMatrix(*sizes(part.shape)) if part.shape else sympy.S.Zero,
    "basis": _basis,
    "single": _basis,
    language.STOP: lambda _, operands: operands[0],
    "add": _added(1),
    "subtract": _added(-1),
    "negative": _negative,
    "multiply": _multiply,
    "divide": _divide,
    **dict.fromkeys(_RELATIONS, _compare),
    "where": _where,
    "matmul": _matmul,
    "dot": _matmul,
    "outer": lambda part, operands: _as_matrix(operands[0], part) * _as_matrix(operands[1], part).T,
    "transpose": _transpose,
    "matrix_transpose": _transpose,
    "inv": _unary(lambda x: x.I),
    "solve": lambda part, operands: operands[0].I * _as_matrix(operands[1], part),
    "det": _unary(sympy.Determinant),
    "logdet": _unary(lambda x: sympy.log(sympy.Determinant(x))),
    "logabsdet": _unary(lambda x: sympy.log(sympy.Abs(sympy.Determinant(x)))),
    "trace": _unary(sympy.Trace),
    "kron": lambda _, operands: sympy.KroneckerProduct(*operands),
    "matrix_power": _matrix_power,
    "sum": _total,
    "mean": _mean,
    "norm2": _norm,
    "normF": _norm,
    "logsumexp": _log_sum_exp,
    "softmax": _softmax,
    "diag": _diag,
    "diagonal": _diagonal,
    "tril": _triangle(operator.le),
    "triu": _triangle(operator.ge),
    "getitem": _getitem,
}
"""How each operation is written; functions of entries are in the tables of `elementwise`."""
