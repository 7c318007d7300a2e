"""Expressions lowered to steps: each operation of the book in operations that a page can run.

An operation is taken as it is where a page has it; else it is written out: by a form given here, as a
rearrangement of entries, as a linear or bilinear map with fixed numbers, or as its rule writes it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from jacobook import language
from jacobook import operations as op
from jacobook.catalogue import Registry
from jacobook.closed_form.expansion import NeedsNumbersError, run_on_symbols
from jacobook.compilation import compile_function, write_function
from jacobook.errors import JacobookError, UnknownRuleError
from jacobook.expression import (
    CONSTANT,
    DIMENSION,
    VARIABLE,
    Expression,
    node,
    postorder,
    variable,
    variables,
)
from jacobook.rule import Rule
from jacobook_site.live.operations import ELEMENTWISE
from jacobook_site.live.program import MOST_ENTRIES, Step

Shape = tuple[int, ...]


class MissingOperationError(JacobookError):
    """An operation that a page cannot run, and that cannot be written in those it can."""


class Lowering:
    """Steps for expressions; equal parts are computed once.

    Args:
        registry: the rules of the operations.
        known: slots of the expressions that are given.
        first: the slot of the first step.
        depth: how many operations may be written out inside each other.
    """

    def __init__(
        self, registry: Registry, known: Mapping[Expression, int], first: int, depth: int = 8
    ) -> None:
        """Start without steps."""
        self.registry = registry
        self.steps: list[Step] = []
        self._known = dict(known)
        self._made: dict[Step, int] = {}
        self._first = first
        self._depth = depth

    def slot(self, expression: Expression) -> int:
        """Where the value of an expression will be.

        Raises:
            MissingOperationError: a part of it cannot be run by a page.
        """
        for part in postorder(expression):
            if part not in self._known:
                self._known[part] = self._lowered(part)
        return self._known[expression]

    def emit(self, name: str, of: Sequence[int] = (), **more: Any) -> int:
        """The slot of a step, which is a new one unless the same was made before."""
        step = Step(name, tuple(of), **more)
        if step not in self._made:
            self.steps.append(step)
            self._made[step] = self._first + len(self.steps) - 1
        return self._made[step]

    def constant(self, value: Any) -> int:
        """The slot of fixed numbers."""
        array = np.asarray(value)
        if array.dtype.kind not in "fiub" or array.size > MOST_ENTRIES:
            raise MissingOperationError(f"a constant of type {array.dtype}")
        entries = tuple(float(entry) for entry in array.ravel())
        return self.emit("constant", shape=array.shape, static=entries)

    def gather(self, of: Sequence[int], places: Any) -> int:
        """Entries of slots by place; see `operations`."""
        entries = tuple(int(place) for place in np.ravel(places))
        return self.emit("gather", of, shape=np.shape(places), static=entries)

    def _lowered(self, part: Expression) -> int:
        if part.operation == CONSTANT:
            return self.constant(float(part["value"]))  # type: ignore[arg-type]
        if part.operation in (VARIABLE, DIMENSION) or part.operation in language.ABSTRACT:
            raise MissingOperationError(part.operation)
        if not variables(part):
            return self.constant(self.function(part, ())())
        of = [self._known[operand] for operand in part.operands]
        if part.operation in ELEMENTWISE or part.operation == "where":
            return self.emit(part.operation, of)
        if part.operation in _DIRECT:
            return _DIRECT[part.operation](self, part, of)
        return self._fixed_map(part, of) if self._is_map(part) else self._written_out(part)

    def function(self, part: Expression, operands: Sequence[Expression]) -> Callable[..., Any]:
        """An expression as a function of arrays."""
        names = [str(each["name"]) for each in operands]
        return compile_function(write_function("f", names, part, self.registry))

    # ----------------------------------------------------------------- linear and bilinear maps

    def _is_map(self, part: Expression) -> bool:
        rule = self.rule(part.operation)
        return rule is not None and rule.kind in ("linear", "multilinear")

    def _fixed_map(self, part: Expression, of: Sequence[int]) -> int:
        """A linear or bilinear operation by the numbers that it multiplies entries with."""
        inputs = [variable(f"v{i}", operand.shape) for i, operand in enumerate(part.operands)]
        alone = node(part.operation, inputs, part.shape, dict(part.parameters), facts=part.facts)
        run = self.function(alone, inputs)
        shapes = [_numbers(operand.shape) for operand in part.operands]
        rule = self.rule(part.operation)
        if rule is not None and rule.kind == "linear":
            return self._linear(run, shapes, of)
        if len(shapes) == 2:
            return self._bilinear(run, shapes, of)
        raise MissingOperationError(part.operation)

    def _linear(self, run: Callable[..., Any], shapes: Sequence[Shape], of: Sequence[int]) -> int:
        places = run(*_counted(shapes))
        columns = [np.ravel(run(*unit)) for unit in _units(shapes)]
        matrix = np.stack(columns, axis=-1)
        if np.iscomplexobj(matrix):
            raise MissingOperationError("complex numbers")
        if _is_selection(matrix):
            return self.gather(of, np.asarray(places).astype(int))
        flat = self.gather(of, np.arange(1, matrix.shape[1] + 1))
        made = self.emit("einsum", (self.constant(matrix), flat), text="ij,j->i")
        return self.emit("reshape", (made,), shape=np.shape(places))

    def _bilinear(self, run: Callable[..., Any], shapes: Sequence[Shape], of: Sequence[int]) -> int:
        terms: list[float] = []
        shape: Shape = ()
        for i, first in enumerate(_units(shapes[:1])):
            for j, second in enumerate(_units(shapes[1:])):
                made = np.asarray(run(*first, *second))
                shape = made.shape
                for place in np.flatnonzero(made):
                    terms += [int(place), i, j, float(made.flat[place])]
        return self.emit("bilinear", of, shape=shape, static=tuple(terms))

    # ----------------------------------------------------------------- writing out

    def rule(self, operation: str) -> Rule | None:
        """The rule of an operation; `None` for a word of the language."""
        try:
            return self.registry.rule_of(operation)
        except UnknownRuleError:
            return None

    def _written_out(self, part: Expression) -> int:
        rule = self.rule(part.operation)
        parameters = dict(part.parameters)
        form = _FORMS.get(part.operation)
        if form is None and rule is not None:
            if rule.expand is not None:
                form, parameters = rule.expand, {**rule.parameters, **parameters}
            elif callable(rule.primal):
                form = rule.primal
        if form is None or self._depth == 0:
            raise MissingOperationError(part.operation)
        try:
            made = run_on_symbols(form, part.operands, parameters, self.registry)
        except (NeedsNumbersError, ImportError) as error:
            raise MissingOperationError(part.operation) from error
        if made.shape != part.shape or part in postorder(made):
            raise MissingOperationError(part.operation)
        self._depth -= 1
        try:
            return self.slot(made)
        finally:
            self._depth += 1


def _numbers(shape: Sequence[int | str]) -> Shape:
    if any(isinstance(size, str) for size in shape):
        raise MissingOperationError("a size in letters")
    return tuple(int(size) for size in shape)


def _counted(shapes: Sequence[Shape]) -> list[Any]:
    """Arrays of these shapes with the numbers from 1 on."""
    made, before = [], 0
    for shape in shapes:
        size = math.prod(shape)
        made.append(np.arange(before + 1.0, before + size + 1).reshape(shape))
        before += size
    return made


def _units(shapes: Sequence[Shape]) -> list[list[Any]]:
    """For each entry of the arrays: arrays with a 1 there and zeros elsewhere."""
    sizes = [math.prod(shape) for shape in shapes]
    ends = np.cumsum(sizes)[:-1]
    units = []
    for row in np.eye(sum(sizes)):
        parts = np.split(row, ends)
        units.append([part.reshape(shape) for part, shape in zip(parts, shapes, strict=True)])
    return units


def _is_selection(matrix: Any) -> bool:
    """Whether each result is one of the entries, or zero."""
    return bool(np.isin(matrix, (0, 1)).all() and (matrix.sum(axis=1) <= 1).all())


# --------------------------------------------------------------------- operations of their own


def _axes_of(part: Expression) -> tuple[int, ...]:
    axes = len(part.operands[0].shape)
    axis: Any = dict(part.parameters).get("axis")
    given = range(axes) if axis is None else (axis,) if isinstance(axis, int) else axis
    return tuple(sorted(int(a) % axes for a in given))


def _reduction(lowering: Lowering, part: Expression, of: Sequence[int]) -> int:
    return lowering.emit(part.operation, of, shape=_numbers(part.shape), static=_axes_of(part))


def _mean(lowering: Lowering, part: Expression, of: Sequence[int]) -> int:
    shape = _numbers(part.operands[0].shape)
    axes = _axes_of(part)
    total = lowering.emit("sum", of, shape=_numbers(part.shape), static=axes)
    count = lowering.constant(math.prod(shape[axis] for axis in axes))
    return lowering.emit("divide", (total, count))


def _contraction(written: Callable[[int, int], str]) -> Callable[..., int]:
    def lowered(lowering: Lowering, part: Expression, of: Sequence[int]) -> int:
        axes = [len(operand.shape) for operand in part.operands]
        text = written(axes[0], axes[1])
        if not text:
            raise MissingOperationError(f"{part.operation} of {axes[0]} and {axes[1]} axes")
        return lowering.emit("einsum", of, text=text)

    return lowered


_PRODUCTS = {
    (1, 1): "i,i->",
    (2, 1): "ij,j->i",
    (1, 2): "i,ij->j",
    (2, 2): "ij,jk->ik",
}


def _matmul(first: int, second: int) -> str:
    return _PRODUCTS.get((first, second), "")


def _dot(first: int, second: int) -> str:
    """Like a matrix product, but that one of the operands may be a number."""
    if not first or not second:
        letters = "abcdef"[: first + second]
        return f"{letters[:first]},{letters[:second]}->{letters}"
    return _PRODUCTS.get((first, second), "")


def _outer(first: int, second: int) -> str:
    return "i,j->ij" if (first, second) == (1, 1) else ""


def _trace(lowering: Lowering, part: Expression, of: Sequence[int]) -> int:
    if len(part.operands[0].shape) != 2:
        raise MissingOperationError("trace of many axes")
    rows, columns = _numbers(part.operands[0].shape)
    places = [1 + i * (columns + 1) for i in range(min(rows, columns))]
    diagonal = lowering.gather(of, places)
    return lowering.emit("sum", (diagonal,), shape=(), static=(0,))


def _einsum(lowering: Lowering, part: Expression, of: Sequence[int]) -> int:
    text = next(str(v) for _, v in part.parameters if isinstance(v, str) and "->" in v)
    return lowering.emit("einsum", of, text=text.replace(" ", ""))


def _alias(name: str) -> Callable[..., int]:
    def lowered(lowering: Lowering, part: Expression, of: Sequence[int]) -> int:
        return lowering.emit(name, of)

    return lowered


def _itself(lowering: Lowering, part: Expression, of: Sequence[int]) -> int:
    return of[0]


_DIRECT: Mapping[str, Callable[[Lowering, Expression, Sequence[int]], int]] = {
    **dict.fromkeys(("sum", "max", "min", "prod"), _reduction),
    "mean": _mean,
    "matmul": _contraction(_matmul),
    "dot": _contraction(_dot),
    "outer": _contraction(_outer),
    "trace": _trace,
    "einsum": _einsum,
    "sigmoid": _alias("expit"),
    "threshold": _alias("maximum"),
    "cap": _alias("minimum"),
    "power_literal": _alias("power"),
    "power_int": _alias("power"),
    "float_power": _alias("power"),
    "fix": _alias("trunc"),
    "round": _alias("rint"),
    "stop": _itself,
    "copy": _itself,
    "positive": _itself,
    "real": _itself,
    "conjugate": _itself,
    **{name: _alias(name) for name in ("det", "inv", "solve", "cholesky", "expm")},
    **{name: _alias(name) for name in ("eigvalsh", "eigvecs", "sort")},
}


def _softmax(x: Any, *, axis: Any = -1) -> Any:
    powers = op.exp(x - op.max(x, axis=axis, keepdims=True))
    return powers / op.sum(powers, axis=axis, keepdims=True)


def _logsumexp(x: Any, *, axis: Any = None, keepdims: bool = False) -> Any:
    shift = op.max(x, axis=axis, keepdims=True)
    total = op.log(op.sum(op.exp(x - shift), axis=axis, keepdims=keepdims))
    return total + op.max(x, axis=axis, keepdims=keepdims)


def _log_softmax(x: Any, *, axis: Any = -1) -> Any:
    return x - _logsumexp(x, axis=axis, keepdims=True)


def _norm2(x: Any, *, axis: Any = None, keepdims: bool = False) -> Any:
    return op.sqrt(op.sum(x * x, axis=axis, keepdims=keepdims))


_ROOT_2 = math.sqrt(2)
_ROOT_PI = math.sqrt(math.pi)


def _where_zero(x: Any, there: Any, elsewhere: Callable[[Any], Any]) -> Any:
    """A function with a removable singularity at 0, where its value is given."""
    zero = op.equal(x, 0)
    return op.where(zero, there + 0 * x, elsewhere(op.where(zero, 1 + 0 * x, x)))


def _sinc_slope(x: Any) -> Any:
    """The derivative of `sin(pi x) / (pi x)`; near 0 by its series, which loses no digits."""
    small = op.less(op.absolute(x), 0.1)
    t = math.pi * op.where(small, 1 + 0 * x, x)
    u = (math.pi * x) * (math.pi * x)
    series = 1 - u / 10 * (1 - u / 28 * (1 - u / 54 * (1 - u / 88 * (1 - u / 130))))
    return math.pi * op.where(
        small, -math.pi * x / 3 * series, (t * op.cos(t) - op.sin(t)) / (t * t)
    )


def _log_ndtr(x: Any) -> Any:
    left = op.where(op.less(x, -1), x, -1 + 0 * x)
    tail = op.log(op.erfcx(-left / _ROOT_2) / 2) - left * left / 2
    return op.where(op.less(x, -1), tail, op.log1p(-op.erfc(x / _ROOT_2) / 2))


def _huber(delta: Any, r: Any) -> Any:
    size = op.absolute(r)
    return op.where(op.less_equal(size, delta), r * r / 2, delta * (size - delta / 2))


def _xlogy(x: Any, y: Any) -> Any:
    return op.where(op.equal(x, 0), 0 * x, x * op.log(y))


def _cofactor(x: Any) -> Any:
    """Determinants of what is left without a row and a column, with their signs."""
    n = x.shape[0]
    rest = [[i for i in range(n) if i != k] for k in range(n)]
    rows = []
    for i in range(n):
        minors = [
            op.stack(*(op.stack(*(x[r, c] for c in rest[j])) for r in rest[i])) for j in range(n)
        ]
        rows.append(op.stack(*((-1) ** (i + j) * op.det(m) for j, m in enumerate(minors))))
    return op.stack(*rows)


def _pinv(a: Any, **_: Any) -> Any:
    """Of a matrix of full rank."""
    rows, columns = a.shape
    if rows >= columns:
        return op.solve(op.transpose(a) @ a, op.transpose(a))
    return op.transpose(op.solve(a @ op.transpose(a), a))


def _cumulated(x: Any, combine: Callable[[Any, Any], Any]) -> Any:
    """A running combination of a vector's entries."""
    if len(x.shape) != 1:
        raise ValueError("of a vector only")
    parts = [x[0]]
    for i in range(1, x.shape[0]):
        parts.append(combine(parts[-1], x[i]))
    return op.stack(*parts)


def _block_exponential(x: Any, e: Any) -> Any:
    """The derivative of the exponential along `e`: the corner of the exponential of blocks."""
    n = x.shape[0]
    upper = op.concatenate(x, e, axis=1)
    lower = op.concatenate(0 * x, x, axis=1)
    return op.expm(op.concatenate(upper, lower, axis=0))[:n, n:]


def _rotation(x: Any) -> Any:
    """The exponential of `[[0, -x], [x, 0]]`: cosines and sines of `x`."""
    upper = op.concatenate(0 * x, -x, axis=1)
    lower = op.concatenate(x, 0 * x, axis=1)
    return op.expm(op.concatenate(upper, lower, axis=0))


def _svd(a: Any) -> tuple[Any, Any]:
    """Singular vectors as columns, for a matrix of full rank."""
    if a.shape[0] >= a.shape[1]:
        right = op.flip(op.eigvecs(op.transpose(a) @ a), axis=1)
        return a @ right / _svdvals(a), right
    left = op.flip(op.eigvecs(a @ op.transpose(a)), axis=1)
    return left, op.transpose(a) @ left / _svdvals(a)


def _svdvals(a: Any) -> Any:
    tall = a.shape[0] >= a.shape[1]
    square = op.transpose(a) @ a if tall else a @ op.transpose(a)
    return op.sqrt(op.flip(op.eigvalsh(square), axis=0))


def _student(v: Any, t: Any) -> Any:
    tail = op.betainc(v / 2, 0.5 + 0 * v, v / (v + t * t)) / 2
    return op.where(op.greater(t, 0), 1 - tail, tail)


_FORMS: Mapping[str, Callable[..., Any]] = {
    "softmax": _softmax,
    "logsumexp": _logsumexp,
    "log_softmax": _log_softmax,
    "norm2": _norm2,
    "normF": _norm2,
    "logdet": lambda x: op.log(op.det(x)),
    "logabsdet": lambda x: op.log(op.absolute(op.det(x))),
    "cofactor": _cofactor,
    "pinv": _pinv,
    "expm_frechet": _block_exponential,
    "cumprod": lambda x, **_: _cumulated(x, op.multiply),
    "cummax": lambda x, **_: _cumulated(x, op.maximum),
    "softplus": lambda x: op.maximum(x, 0) + op.log1p(op.exp(-op.absolute(x))),
    "square": lambda x: x * x,
    "reciprocal": lambda x: 1 / x,
    "degrees": lambda x: x * (180 / math.pi),
    "radians": lambda x: x * (math.pi / 180),
    "exp10": lambda x: op.power(10.0 + 0 * x, x),
    "logaddexp2": lambda x, y: op.logaddexp(x * math.log(2), y * math.log(2)) / math.log(2),
    "fmax": lambda x, y: op.maximum(x, y),
    "fmin": lambda x, y: op.minimum(x, y),
    "heaviside": lambda x, h: op.where(op.equal(x, 0), h + 0 * x, (op.sign(x) + 1) / 2 + 0 * h),
    "angle": lambda x: op.where(op.less(x, 0), math.pi + 0 * x, 0 * x),
    "imag": lambda x: 0 * x,
    "nan_to_num": lambda x, **_: 1 * x,
    "ldexp": lambda x, n: x * op.exp2(n),
    "sinc": lambda x: _where_zero(x, 1.0, lambda t: op.sin(math.pi * t) / (math.pi * t)),
    "sinc_derivative": _sinc_slope,
    "cosm1": lambda x: -2 * op.sin(x / 2) * op.sin(x / 2),
    "exprel": lambda x: _where_zero(x, 1.0, lambda t: op.expm1(t) / t),
    "xlogy": _xlogy,
    "xlog1py": lambda x, y: op.where(op.equal(x, 0), 0 * x, x * op.log1p(y)),
    "entr": lambda x: op.where(op.less(x, 0), -math.inf + 0 * x, -_xlogy(x, x)),
    "rel_entr": lambda x, y: _xlogy(x, x / y),
    "kl_div": lambda x, y: _xlogy(x, x / y) - x + y,
    "logit": lambda x: op.log(x) - op.log1p(-x),
    "powm1": lambda x, y: op.expm1(y * op.log(x)),
    "boxcox": lambda x, a: (
        _where_zero(a, 0.0, lambda t: op.expm1(t * op.log(x)) / t)
        + op.where(op.equal(a, 0), op.log(x), 0 * a)
    ),
    "inv_boxcox": lambda y, a: op.where(
        op.equal(a, 0), op.exp(y), op.exp(op.log1p(a * y) / op.where(op.equal(a, 0), 1 + 0 * a, a))
    ),
    "scipy_huber": _huber,
    "scipy_pseudo_huber": lambda d, r: d * d * (op.sqrt(1 + (r / d) * (r / d)) - 1),
    "ndtr": lambda x: op.erfc(-x / _ROOT_2) / 2,
    "log_ndtr": _log_ndtr,
    "erfcx_derivative": lambda x: 2 * x * op.erfcx(x) - 2 / _ROOT_PI,
    "ndtri": lambda p: -_ROOT_2 * op.erfcinv(2 * p),
    "stdtr": _student,
    "y0": lambda x: op.yv(0 * x, x),
    "y1": lambda x: op.yv(1 + 0 * x, x),
    "cosm": lambda x: _rotation(x)[: x.shape[0], : x.shape[0]],
    "sinm": lambda x: _rotation(x)[x.shape[0] :, : x.shape[0]],
    "svdvals": _svdvals,
    "svd_u": lambda a: _svd(a)[0],
    "svd_v": lambda a: _svd(a)[1],
    "spectral": lambda a: _svdvals(a)[0],
    "nuclear": lambda a: op.sum(_svdvals(a)),
    "cond": lambda a: _svdvals(a)[0] / _svdvals(a)[-1],
    "leading_dyad": lambda a: op.outer(_svd(a)[0][:, 0], _svd(a)[1][:, 0]),
    "polar_factor": lambda a: _svd(a)[0] @ op.transpose(_svd(a)[1]),
    "betaln": lambda x, y: op.gammaln(x) + op.gammaln(y) - op.gammaln(x + y),
    "beta": lambda x, y: op.exp(op.gammaln(x) + op.gammaln(y) - op.gammaln(x + y)),
    "rgamma": lambda x: 1 / op.gamma(x),
    "loggamma": lambda x: op.gammaln(x),
    "polygamma": lambda k, x: (
        (1 - 2 * op.remainder(k + 1, 2)) * op.gamma(k + 1) * op.zeta(k + 1, x)
    ),
    "i0": lambda x: op.iv(0 * x, x),
    "i1": lambda x: op.iv(1 + 0 * x, x),
    "i0e": lambda x: op.iv(0 * x, x) * op.exp(-op.absolute(x)),
    "i1e": lambda x: op.iv(1 + 0 * x, x) * op.exp(-op.absolute(x)),
    "ive": lambda v, x: op.iv(v, x) * op.exp(-op.absolute(x)),
    "j0": lambda x: op.jv(0 * x, x),
    "j1": lambda x: op.jv(1 + 0 * x, x),
    "k0": lambda x: op.kv(0 * x, x),
    "k1": lambda x: op.kv(1 + 0 * x, x),
    "kve": lambda v, x: op.kv(v, x) * op.exp(x),
    "exp1": lambda x: op.expn(1 + 0 * x, x),
}
"""Operations written out for a page, where their rules' own forms are not, or lose digits."""
