"""Derivatives of plain NumPy functions, with JAX's names and meanings.

A gradient has its variable's shape; a Jacobian has shape `y.shape + x.shape`. Arguments may be
nested containers. The number type of the variables is kept; inputs are never changed.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from jacobook import shapes
from jacobook.array_operators import ArrayOperators
from jacobook.catalogue import Registry
from jacobook.containers import aligned, is_leaf, leaves, rebuilt
from jacobook.differentiation import may_be_undefined
from jacobook.errors import DTypeError, NonScalarOutputError, ShapeError, TracedValueError
from jacobook.operations import is_complex
from jacobook.recording import Function, Record, zeros_like
from jacobook.rule import Array
from jacobook.tracing import Traced, plain

Argnums = int | Sequence[int]


def _positions(name: str, argnums: Argnums, args: Sequence[Any]) -> list[int]:
    """The positions that `argnums` names, counted from the front.

    Raises:
        ShapeError: there is no such argument.
    """
    if type(argnums) is int and 0 <= argnums < len(args):
        return [argnums]
    given: Any = argnums
    chosen = [operator.index(n) for n in ([given] if _is_one(given) else given)]
    for position in chosen:
        if not -len(args) <= position < len(args):
            raise ShapeError(
                f"{name}: argnums={argnums} asks for argument {position}; the function was called "
                f"with {len(args)} positional argument(s)"
            )
    positions = [position % len(args) for position in chosen]
    if len(set(positions)) < len(positions):
        raise ShapeError(f"{name}: argnums={argnums} names the same argument twice")
    return positions


def _as_asked(argnums: Argnums, trees: list[Any]) -> Any:
    """One answer for an integer `argnums`, a tuple for several."""
    return trees[0] if _is_one(argnums) else tuple(trees)


@dataclass(frozen=True, slots=True)
class Differentiates:
    """What a gradient or a Jacobian is the derivative of; it can be compared with differences."""

    function: Function
    argnums: Argnums
    has_aux: bool


def _is_one(argnums: Argnums) -> bool:
    """Whether one argument is meant: an integer, of Python or of NumPy."""
    return type(argnums) is int or hasattr(argnums, "__index__")


def _split(args: Sequence[Any], positions: list[int], values: list[Any]) -> list[Any]:
    """Values of all variables, put back into one container per argument."""
    if len(positions) == len(values) and all(is_leaf(args[p]) for p in positions):
        return values
    trees, start = [], 0
    for position in positions:
        count = sum(1 for _ in leaves(args[position]))
        trees.append(rebuilt(args[position], values[start : start + count]))
        start += count
    return trees


def _released(values: Sequence[Array], foreign: Sequence[Array] = ()) -> list[Array]:
    """Arrays that the caller may write into: no two share memory, none is a view or read-only."""
    seen = {id(f) for f in foreign}
    made = []
    for value in values:
        if type(value) is np.ndarray and (
            id(value) in seen or not value.flags.owndata or not value.flags.writeable
        ):
            value = value.copy()
        seen.add(id(value))
        made.append(value)
    return made


def value_and_grad(
    f: Function,
    argnums: Argnums = 0,
    has_aux: bool = False,
    *,
    registry: Registry | None = None,
) -> Function:
    """The function that returns a scalar function's value and its gradient.

    Args:
        f: a function of NumPy arrays that returns a scalar (with `has_aux`, a scalar and anything).
        argnums: the argument or arguments to differentiate by.
        has_aux: `f` returns a pair of which only the first part is differentiated.
        registry: the rules to use; all installed ones by default.

    Returns:
        A function with the arguments of `f` which returns `(value, gradient)`, or
        `((value, aux), gradient)`. The gradient has the shape and dtype of its variable; for
        several `argnums` it is a tuple, for containers a container of the same form.

    Raises:
        NonScalarOutputError: the value is not a scalar.
        DTypeError: a variable is not of a floating type.

    Example:
        >>> import numpy as np
        >>> import jacobook as jb
        >>> value, gradient = jb.value_and_grad(lambda w, x: np.dot(w, x))(
        ...     np.array([1.0, 2.0]), np.array([3.0, 4.0])
        ... )
        >>> float(value), gradient
        (11.0, array([3., 4.]))
    """

    @functools.wraps(f)
    def with_gradient(*args: Any, **kwargs: Any) -> Any:
        positions = _positions("grad", argnums, args)
        record = Record("grad", f, args, positions, registry, kwargs, has_aux)
        seed = _scalar_seed(record)
        gradients = _released(record.pull([seed]))
        value = record.value()
        answer = (value, record.aux) if has_aux else value
        return answer, _as_asked(argnums, _split(args, positions, gradients))

    return with_gradient


def _scalar_seed(record: Record) -> Array:
    """The cotangent of a scalar value.

    Raises:
        NonScalarOutputError: the value is not a scalar.
    """
    value = record.answer
    if type(value) is Traced and value.shape == () and value.dtype.kind == "f":
        return value.dtype.type(1)
    if len(record.results) != 1 or record.results[0] is not value:
        raise NonScalarOutputError(
            f"grad: the function must return a scalar; it returns a {type(value).__name__}. "
            "Return one number, use has_aux=True for a pair, or jb.jacobian for all outputs."
        )
    value_type = getattr(plain(value), "dtype", None) or np.asarray(plain(value)).dtype
    kind = value_type.kind
    if kind not in "fciub":
        raise NonScalarOutputError(
            f"grad: the function must return a number; it returns a {type(value).__name__}"
        )
    shape = np.shape(plain(value))
    if kind == "c" and shape == ():
        raise NonScalarOutputError(
            "grad: the function must return a real number; it returns a complex one. Return its "
            "np.real, np.imag or np.abs, or use jb.vjp or jb.jvp."
        )
    if shape != ():
        raise NonScalarOutputError(
            f"grad: the function must return a scalar; it returns shape {shapes.show(shape)}. "
            "Use jb.jacobian(f) for the full derivative, jb.vjp(f, x) for one combination of its "
            "rows, or sum the output."
        )
    return _ones(value)


def _ones(value: Any) -> Array:
    dtype = np.result_type(plain(value))
    return dtype.type(1) if dtype.kind == "f" else np.float64(1)


def grad(
    f: Function, argnums: Argnums = 0, has_aux: bool = False, *, registry: Registry | None = None
) -> Function:
    """The gradient of a scalar function, as a function of the same arguments.

    Args, errors and shapes are those of `value_and_grad`; with `has_aux` the result is
    `(gradient, aux)`.

    Example:
        >>> import numpy as np
        >>> import jacobook as jb
        >>> jb.grad(lambda x: np.sum(x**2))(np.array([1.0, 2.0]))
        array([2., 4.])
        >>> float(jb.grad(jb.grad(lambda x: x**3))(2.0))
        12.0
    """
    both = value_and_grad(f, argnums, has_aux, registry=registry)

    @functools.wraps(f)
    def gradient(*args: Any, **kwargs: Any) -> Any:
        value, slopes = both(*args, **kwargs)
        return (slopes, value[1]) if has_aux else slopes

    gradient.differentiates = Differentiates(f, argnums, has_aux)  # type: ignore[attr-defined]
    return gradient


def vjp(f: Function, *primals: Any, has_aux: bool = False, registry: Registry | None = None) -> Any:
    """A function's value and its pullback: the map from `y_bar` to the `x_bar`s.

    Args:
        f: a function of arrays or containers of arrays.
        primals: where to differentiate.
        has_aux: `f` returns a pair of which only the first part is differentiated.
        registry: the rules to use.

    Returns:
        `(y, pullback)`, or `(y, pullback, aux)`. `pullback(y_bar)` takes a cotangent of the form of
        `y` and returns a tuple with one cotangent per primal.

    Raises:
        ShapeError: from the pullback, if the cotangent has another form or shape than the value.
        DTypeError: a variable is not of a floating type.

    Example:
        >>> import numpy as np
        >>> import jacobook as jb
        >>> y, pullback = jb.vjp(np.sin, np.array([0.0, 1.0]))
        >>> pullback(np.array([1.0, 0.0]))
        (array([1., 0.]),)
    """
    positions = list(range(len(primals)))
    record = Record("vjp", f, primals, positions, registry, {}, has_aux)

    def pullback(y_bar: Any) -> tuple[Any, ...]:
        bars = _like_results(record, y_bar, "vjp: the cotangent")
        return tuple(_split(primals, positions, _released(record.pull(bars), bars)))

    answer = (record.value(), pullback)
    return (*answer, record.aux) if has_aux else answer


def _like_results(record: Record, tree: Any, what: str) -> list[Array]:
    """The leaves of a cotangent, which must have the form and shapes of the value."""
    return _matching(aligned(tree, record.answer, what), record.results, what)


def _matching(given: list[Any], wanted: Sequence[Any], what: str) -> list[Array]:
    """`given` as arrays with the shapes and dtypes of `wanted`.

    Raises:
        ShapeError: a shape differs.
        DTypeError: one is complex where a real one is needed.
    """
    if len(given) != len(wanted):
        raise ShapeError(f"{what} has {len(given)} parts; {len(wanted)} are needed")
    return [_match(g, w, what) for g, w in zip(given, wanted, strict=True)]


def _match(given: Any, wanted: Any, what: str) -> Array:
    shape, dtype = np.shape(plain(wanted)), np.result_type(plain(wanted))
    if np.shape(plain(given)) != shape:
        raise ShapeError(
            f"{what} has shape {shapes.show(np.shape(plain(given)))}; "
            f"{shapes.show(shape)} is needed"
        )
    if isinstance(given, ArrayOperators):
        return given
    if np.iscomplexobj(given) and dtype.kind != "c":
        raise DTypeError(f"{what} is complex; {dtype} is needed. Give its real part.")
    return np.asarray(given, dtype if dtype.kind in "fc" else float)[()]


def jvp(
    f: Function,
    primals: Sequence[Any],
    tangents: Sequence[Any],
    *,
    has_aux: bool = False,
    registry: Registry | None = None,
) -> Any:
    """A function's value and its derivative along a direction.

    Args:
        f: a function of arrays or containers of arrays.
        primals: where to differentiate, one entry per argument.
        tangents: the direction, of the same form as `primals`.
        has_aux: `f` returns a pair of which only the first part is differentiated.
        registry: the rules to use.

    Returns:
        `(y, y_dot)`, or `(y, y_dot, aux)`; both have the form of `f`'s value.

    Raises:
        ShapeError: the tangent has another form or shape than the primals.
        DTypeError: a variable is not of a floating type.

    Example:
        >>> import numpy as np
        >>> import jacobook as jb
        >>> y, y_dot = jb.jvp(lambda x: x**2, (3.0,), (1.0,))
        >>> float(y), float(y_dot)
        (9.0, 6.0)
    """
    positions = list(range(len(primals)))
    record = Record("jvp", f, primals, positions, registry, {}, has_aux)
    given = aligned(list(tangents), list(primals), "jvp: the tangent")
    dots = _matching(given, record.variables, "jvp: the tangent")
    y_dots = rebuilt(record.answer, _released(record.push(dots), dots))
    return (record.value(), y_dots, record.aux) if has_aux else (record.value(), y_dots)


def jacobian(
    f: Function,
    argnums: Argnums = 0,
    has_aux: bool = False,
    *,
    structured: bool = False,
    registry: Registry | None = None,
) -> Function:
    """The Jacobian of a function, as a function of the same arguments.

    Row `i` is the gradient of output `i`: the result has shape `y.shape + x.shape`. Where there are
    fewer variables than outputs the columns are computed instead of the rows.

    Args:
        f: a function of arrays; its value may be a container.
        argnums: the argument or arguments to differentiate by.
        has_aux: `f` returns a pair of which only the first part is differentiated; the result is
            then `(jacobian, aux)`.
        structured: return a linear map that keeps the structure (diagonal, Kronecker product with
            an identity, low rank, ...) instead of an array. The function is compiled, once for each
            signature, and must not decide by values.
        registry: the rules to use.

    Raises:
        DTypeError: a variable is not of a floating type, or is complex.
        ShapeError: there is no such argument.

    Example:
        >>> import numpy as np
        >>> import jacobook as jb
        >>> jb.jacobian(lambda x: x**2)(np.array([1.0, 2.0]))
        array([[2., 0.],
               [0., 4.]])
    """

    @functools.wraps(f)
    def full(*args: Any, **kwargs: Any) -> Any:
        positions = _positions("jacobian", argnums, args)
        record = Record("jacobian", f, args, positions, registry, kwargs, has_aux)
        rows = _structured_rows(record) if structured else _jacobian_rows(record)
        trees = [_as_asked(argnums, _split(args, positions, row)) for row in rows]
        answer = rebuilt(record.answer, trees)
        return (answer, record.aux) if has_aux else answer

    if not structured:
        full.differentiates = Differentiates(f, argnums, has_aux)  # type: ignore[attr-defined]
    if structured:
        from jacobook.compiled.compilation import compile

        return compile(full, registry=registry)
    return full


def _structured_rows(record: Record) -> list[list[Any]]:
    """For each result a linear map for each variable.

    Raises:
        DTypeError: a variable or a result is complex.
    """
    from jacobook.compiled.jacobians import structured_jacobian

    if any(map(is_complex, [*record.variables, *record.results])):
        raise DTypeError("jacobian: with structured=True, variables and results must be real")
    return structured_jacobian(record)


def _jacobian_rows(record: Record) -> list[list[Array]]:
    """For each result a block of the Jacobian for each variable, of shape `y.shape + x.shape`."""
    if any(map(is_complex, record.variables)):
        raise DTypeError(
            "jacobian: a variable is complex, and a function of complex variables has two "
            "derivatives. Use jb.jvp or jb.vjp, or differentiate by the real and imaginary parts: "
            "lambda re, im: f(re + 1j * im)."
        )
    if record.variables and getattr(record.variables[0].value, "staged", False):
        from jacobook.compiled.jacobians import staged_jacobian

        return staged_jacobian(record)
    outputs = [np.shape(plain(y)) for y in record.results]
    inputs = [np.shape(plain(x)) for x in record.variables]
    sizes_out, sizes_in = (sum(map(_size, s)) for s in (outputs, inputs))
    if min(sizes_out, sizes_in) > MANY_PASSES:
        found = _rows_at_once(record)
        if found is not None:
            return found
    if sizes_in < sizes_out or any(map(is_complex, record.results)):
        columns = [record.push(x_dots) for x_dots in _unit_directions(record.variables)]
        blocks = _assembled(columns, outputs, inputs, by_columns=True)
    else:
        rows = [record.pull(y_bars) for y_bars in _unit_directions(record.results)]
        blocks = _assembled(rows, outputs, inputs, by_columns=False)
    types = [_block_type(x, y) for y in record.results for x in record.variables]
    typed = [b if b.dtype == t else b.astype(t) for b, t in zip(blocks, types, strict=True)]
    count = len(record.variables)
    return [typed[i * count : (i + 1) * count] for i in range(len(record.results))]


MANY_PASSES = 24
"""With more rows and columns than this, a Jacobian is computed in index form, not pass by pass."""


def _rows_at_once(record: Record) -> list[list[Array]] | None:
    """`_jacobian_rows` in index form; `None` where that is not possible, or not defined."""
    values = [x.value for x in record.variables]
    if record.complex or not all(type(value) is np.ndarray for value in values):
        return None
    from jacobook.compiled.jacobians import jacobian_of_numbers

    try:
        rows = jacobian_of_numbers(record)
    except TracedValueError:  # a rule asks for numbers where there are nodes
        return None
    hidden = may_be_undefined(record.trace)
    undefined = hidden and any(bool(np.isnan(block).any()) for row in rows for block in row)
    return None if undefined else rows


def _block_type(x: Any, y: Any) -> Any:
    """The number type of a block: that of the variable, complex if the result is."""
    return np.result_type(x.dtype, np.complex64) if is_complex(y) else x.dtype


def _size(shape: Sequence[int]) -> int:
    return int(np.prod(shape, dtype=int))


def _unit_directions(values: Sequence[Any]) -> list[list[Array]]:
    """For every entry of every value: zeros everywhere, except a one in that entry."""
    directions = []
    for chosen, value in enumerate(values):
        for entry in range(_size(np.shape(plain(value)))):
            direction = [zeros_like(v) for v in values]
            flat = np.zeros(direction[chosen].size, direction[chosen].dtype)
            flat[entry] = 1
            direction[chosen] = flat.reshape(direction[chosen].shape)
            directions.append(direction)
    return directions


def _assembled(
    passes: list[list[Array]],
    outputs: list[tuple[int, ...]],
    inputs: list[tuple[int, ...]],
    *,
    by_columns: bool,
) -> list[Array]:
    """The blocks of the Jacobian from one pass per row (or per column)."""
    seeds, answers = (inputs, outputs) if by_columns else (outputs, inputs)
    blocks: dict[tuple[int, int], Array] = {}
    start = 0
    for s, seed in enumerate(seeds):
        count = _size(seed)
        for a, answer in enumerate(answers):
            parts = [passes[start + k][a] for k in range(count)]
            axis = len(answer) if by_columns else 0
            stacked = np.stack(parts, axis=axis) if parts else np.zeros((0,))
            if by_columns:
                blocks[a, s] = np.reshape(stacked, (*answer, *seed))
            else:
                blocks[s, a] = np.reshape(stacked, (*seed, *answer))
        start += count
    ordered = [blocks[o, i] for o in range(len(outputs)) for i in range(len(inputs))]
    return _released(ordered)


def hessian(
    f: Function,
    argnums: Argnums = 0,
    *,
    structured: bool = False,
    registry: Registry | None = None,
) -> Function:
    """The Hessian of a scalar function: the Jacobian of its gradient.

    Shape `x.shape + x.shape`; for several `argnums` a tuple of tuples of blocks. With `structured`
    the blocks are linear maps, as those of `jacobian`.

    Raises:
        NonScalarOutputError: the value is not a scalar.
        DTypeError: a variable is not of a floating type.

    Example:
        >>> import numpy as np
        >>> import jacobook as jb
        >>> jb.hessian(lambda x: x[0] * x[1])(np.array([1.0, 2.0]))
        array([[0., 1.],
               [1., 0.]])
    """
    gradient = grad(f, argnums, registry=registry)
    return jacobian(gradient, argnums, structured=structured, registry=registry)


def hvp(
    f: Function,
    primals: Sequence[Any],
    tangents: Sequence[Any],
    *,
    registry: Registry | None = None,
) -> Any:
    """A Hessian times a direction, without the Hessian (forward over reverse).

    Returns:
        For one primal, an array (or container) of its form; for several, a tuple.

    Raises:
        NonScalarOutputError: the value is not a scalar.
        ShapeError: the tangent has another form or shape than the primals.

    Example:
        >>> import numpy as np
        >>> import jacobook as jb
        >>> jb.hvp(lambda x: np.sum(x**3), (np.array([1.0, 2.0]),), (np.array([1.0, 0.0]),))
        array([6., 0.])
    """
    argnums: Argnums = 0 if len(primals) == 1 else tuple(range(len(primals)))
    gradient = grad(f, argnums, registry=registry)
    return jvp(gradient, primals, tangents, registry=registry)[1]
