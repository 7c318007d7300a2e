"""Functions to differentiate with jacobook and with another library, side by side.

Each case is written once, with the array namespace as its first argument, and is called with
NumPy for jacobook and with the other library's namespace for the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

Shape = tuple[int, ...]


@dataclass(frozen=True)
class Case:
    """One function at one set of operands.

    Attributes:
        name: readable and unique.
        function: takes the array namespace, then the operands.
        operands: arrays of floats; the function is differentiated by all of them.
    """

    name: str
    function: Callable[..., Any]
    operands: tuple[np.ndarray, ...]


def draw(seed: int, shape: Shape, low: float = -2.0, high: float = 2.0) -> np.ndarray:
    """Random numbers in an interval, no two equal, none a short decimal."""
    return np.random.default_rng(seed).uniform(low, high, shape)


SHAPES: tuple[Shape, ...] = ((), (3,), (2, 3))
UNARY = {
    "absolute": (-2, 2),
    "arccos": (-0.9, 0.9),
    "arccosh": (1.1, 3),
    "arcsin": (-0.9, 0.9),
    "arcsinh": (-2, 2),
    "arctan": (-2, 2),
    "arctanh": (-0.9, 0.9),
    "cbrt": (0.2, 2),
    "cos": (-2, 2),
    "cosh": (-2, 2),
    "deg2rad": (-90, 90),
    "exp": (-2, 2),
    "exp2": (-2, 2),
    "expm1": (-2, 2),
    "log": (0.2, 3),
    "log10": (0.2, 3),
    "log1p": (-0.5, 3),
    "log2": (0.2, 3),
    "negative": (-2, 2),
    "positive": (-2, 2),
    "rad2deg": (-2, 2),
    "reciprocal": (0.3, 2),
    "sign": (0.3, 2),
    "sin": (-2, 2),
    "sinh": (-2, 2),
    "sqrt": (0.2, 3),
    "square": (-2, 2),
    "tan": (-1, 1),
    "tanh": (-2, 2),
    "floor": (0.1, 0.9),
    "ceil": (0.1, 0.9),
    "rint": (0.1, 0.4),
    "trunc": (0.1, 0.9),
}
BINARY = {
    "add": (-2, 2),
    "arctan2": (0.3, 2),
    "divide": (0.3, 2),
    "fmax": (-2, 2),
    "fmin": (-2, 2),
    "hypot": (0.3, 2),
    "logaddexp": (-2, 2),
    "maximum": (-2, 2),
    "minimum": (-2, 2),
    "multiply": (-2, 2),
    "power": (0.3, 2),
    "subtract": (-2, 2),
}
PAIRS: tuple[tuple[Shape, Shape], ...] = (
    ((3,), (3,)),
    ((2, 3), (3,)),
    ((3, 1), (1, 4)),
    ((), (2, 3)),
    ((2, 1, 3), (4, 1)),
)
REDUCTIONS = ("sum", "mean", "prod", "max", "min", "var", "std")
AXES: tuple[tuple[Shape, dict[str, Any]], ...] = (
    ((4,), {}),
    ((2, 3), {}),
    ((2, 3), {"axis": 0}),
    ((2, 3), {"axis": -1}),
    ((2, 3), {"axis": 1, "keepdims": True}),
    ((2, 3, 2), {"axis": (0, 2)}),
    ((2, 3, 2), {"axis": (0, -1), "keepdims": True}),
)


def _shown(keywords: dict[str, Any]) -> str:
    return ",".join(f"{k}={v}" for k, v in keywords.items())


def unary_cases() -> Iterator[Case]:
    """Every element-wise function of one operand, on each shape."""
    for seed, (name, (low, high)) in enumerate(UNARY.items()):
        for shape in SHAPES:

            def function(xp: Any, x: Any, name: str = name) -> Any:
                return getattr(xp, name)(x)

            yield Case(f"{name}{shape}", function, (draw(seed, shape, low, high),))


def binary_cases() -> Iterator[Case]:
    """Every element-wise function of two operands, on each broadcast pair."""
    for seed, (name, (low, high)) in enumerate(BINARY.items()):
        for a, b in PAIRS:

            def function(xp: Any, x: Any, y: Any, name: str = name) -> Any:
                return getattr(xp, name)(x, y)

            operands = (draw(100 + seed, a, low, high), draw(200 + seed, b, low, high))
            yield Case(f"{name}{a}{b}", function, operands)


def reduction_cases() -> Iterator[Case]:
    """Every reduction with every form of axis."""
    for seed, name in enumerate(REDUCTIONS):
        for shape, keywords in AXES:

            def function(
                xp: Any, x: Any, name: str = name, keywords: dict[str, Any] = keywords
            ) -> Any:
                return getattr(xp, name)(x, **keywords)

            yield Case(f"{name}{shape}[{_shown(keywords)}]", function, (draw(300 + seed, shape),))


ARRAY_FUNCTIONS: dict[str, tuple[Callable[..., Any], tuple[Shape, ...]]] = {
    "transpose": (lambda xp, x: x.T * 2.0, ((2, 3),)),
    "transpose_axes": (lambda xp, x: xp.transpose(x, (2, 0, 1)), ((2, 3, 4),)),
    "swapaxes": (lambda xp, x: xp.swapaxes(x, 0, 2), ((2, 3, 4),)),
    "moveaxis": (lambda xp, x: xp.moveaxis(x, 0, -1), ((2, 3, 4),)),
    "reshape": (lambda xp, x: xp.reshape(x, (3, 2)), ((2, 3),)),
    "reshape_minus": (lambda xp, x: x.reshape(-1), ((2, 3),)),
    "reshape_fortran": (lambda xp, x: xp.reshape(x, (3, 2), order="F"), ((2, 3),)),
    "ravel": (lambda xp, x: xp.ravel(x), ((2, 3),)),
    "expand_dims": (lambda xp, x: xp.expand_dims(x, 1), ((2, 3),)),
    "squeeze": (lambda xp, x: xp.squeeze(x), ((2, 1, 3),)),
    "squeeze_axis": (lambda xp, x: xp.squeeze(x, axis=1), ((2, 1, 3),)),
    "broadcast_to": (lambda xp, x: xp.broadcast_to(x, (2, 3)), ((3,),)),
    "index": (lambda xp, x: x[1, 2], ((2, 3),)),
    "index_negative": (lambda xp, x: x[-1], ((2, 3),)),
    "slice": (lambda xp, x: x[1::2], ((5,),)),
    "slice_reversed": (lambda xp, x: x[::-1, 1:], ((2, 3),)),
    "newaxis": (lambda xp, x: x[:, None, ...], ((2, 3),)),
    "gather": (lambda xp, x: x[np.array([0, 2, 2])], ((4,),)),
    "gather_two": (lambda xp, x: x[np.array([0, 1, 1]), np.array([2, 0, 0])], ((2, 3),)),
    "mask": (lambda xp, x: x[np.array([True, False, True])], ((3,),)),
    "take": (lambda xp, x: xp.take(x, np.array([0, 2]), axis=1), ((2, 3),)),
    "take_flat": (lambda xp, x: xp.take(x, np.array([0, 5, 5])), ((2, 3),)),
    "take_along_axis": (
        lambda xp, x: xp.take_along_axis(x, np.array([[1, 0], [2, 2]]), axis=1),
        ((2, 3),),
    ),
    "concatenate": (lambda xp, x, y: xp.concatenate([x, y]), ((3,), (2,))),
    "concatenate_axis": (lambda xp, x, y: xp.concatenate([x, y], axis=1), ((2, 3), (2, 1))),
    "concatenate_none": (lambda xp, x, y: xp.concatenate([x, y], axis=None), ((2, 3), (2,))),
    "stack": (lambda xp, x, y: xp.stack([x, y]), ((3,), (3,))),
    "stack_axis": (lambda xp, x, y: xp.stack([x, y], axis=-1), ((2, 3), (2, 3))),
    "vstack": (lambda xp, x, y: xp.vstack([x, y]), ((3,), (3,))),
    "hstack": (lambda xp, x, y: xp.hstack([x, y]), ((2, 3), (2, 1))),
    "column_stack": (lambda xp, x, y: xp.column_stack([x, y]), ((3,), (3,))),
    "block": (lambda xp, x, y: xp.block([[x, y], [y, x]]), ((2, 2), (2, 2))),
    "pad": (lambda xp, x: xp.pad(x, (2, 1)), ((3,),)),
    "pad_axes": (lambda xp, x: xp.pad(x, ((0, 1), (2, 0))), ((2, 3),)),
    "flip": (lambda xp, x: xp.flip(x), ((2, 3),)),
    "flip_axis": (lambda xp, x: xp.flip(x, axis=1), ((2, 3),)),
    "roll": (lambda xp, x: xp.roll(x, 2), ((5,),)),
    "roll_axes": (lambda xp, x: xp.roll(x, (1, 2), axis=(0, 1)), ((2, 3),)),
    "tile": (lambda xp, x: xp.tile(x, 3), ((2, 3),)),
    "tile_two": (lambda xp, x: xp.tile(x, (2, 3)), ((3,),)),
    "repeat": (lambda xp, x: xp.repeat(x, 2), ((2, 3),)),
    "repeat_axis": (lambda xp, x: xp.repeat(x, 2, axis=-1), ((2, 3),)),
    "repeat_each": (lambda xp, x: xp.repeat(x, np.array([1, 3, 0]), axis=1), ((2, 3),)),
    "sort": (lambda xp, x: xp.sort(x), ((5,),)),
    "sort_axis": (lambda xp, x: xp.sort(x, axis=0), ((4, 3),)),
    "diff": (lambda xp, x: xp.diff(x), ((5,),)),
    "diff_twice": (lambda xp, x: xp.diff(x, n=2, axis=0), ((4, 3),)),
    "cumsum": (lambda xp, x: xp.cumsum(x), ((2, 3),)),
    "cumsum_axis": (lambda xp, x: xp.cumsum(x, axis=1), ((2, 3),)),
    "cumprod": (lambda xp, x: xp.cumprod(x), ((4,),)),
    "cumprod_axis": (lambda xp, x: xp.cumprod(x, axis=0), ((3, 2),)),
    "diag": (lambda xp, x: xp.diag(x), ((3,),)),
    "diag_offset": (lambda xp, x: xp.diag(x, 1), ((3,),)),
    "diag_of_matrix": (lambda xp, x: xp.diag(x, -1), ((4, 3),)),
    "diagonal": (lambda xp, x: xp.diagonal(x), ((3, 4),)),
    "diagonal_offset": (lambda xp, x: xp.diagonal(x, 1), ((3, 4),)),
    "diagonal_axes": (lambda xp, x: xp.diagonal(x, 0, 1, 2), ((2, 3, 4),)),
    "tril": (lambda xp, x: xp.tril(x), ((3, 4),)),
    "triu_offset": (lambda xp, x: xp.triu(x, 1), ((3, 4),)),
    "where": (lambda xp, x, y: xp.where(np.array([True, False, True]), x, y), ((3,), (3,))),
    "where_broadcast": (
        lambda xp, x, y: xp.where(np.array([[True], [False]]), x, y),
        ((3,), (2, 3)),
    ),
    "clip": (lambda xp, x: xp.clip(x, -0.5, 0.5), ((5,),)),
    "relu_off_kink": (lambda xp, x: xp.maximum(x, 0), ((5,),)),
    "ptp": (lambda xp, x: xp.ptp(x), ((5,),)),
    "average": (lambda xp, x, w: xp.average(x, weights=w * w + 1.0), ((4,), (4,))),
    "std_ddof": (lambda xp, x: xp.std(x, axis=0, ddof=1), ((4, 2),)),
    "split": (lambda xp, x: xp.split(x, 2)[1] * xp.split(x, 2)[0], ((4,),)),
    "rot90": (lambda xp, x: xp.rot90(x), ((2, 3),)),
    "nansum": (lambda xp, x: xp.nansum(x, axis=0), ((2, 3),)),
    "atleast_2d": (lambda xp, x: xp.atleast_2d(x), ((3,),)),
    "append": (lambda xp, x, y: xp.append(x, y), ((3,), (2,))),
}


def array_cases() -> Iterator[Case]:
    """Shape manipulation, indexing, joining and scans."""
    for seed, (name, (function, shapes)) in enumerate(ARRAY_FUNCTIONS.items()):
        operands = tuple(draw(400 + 7 * seed + i, shape) for i, shape in enumerate(shapes))
        yield Case(name, function, operands)


PRODUCTS: dict[str, tuple[tuple[Shape, Shape], ...]] = {
    "matmul": (
        ((3,), (3,)),
        ((2, 3), (3,)),
        ((3,), (3, 2)),
        ((2, 3), (3, 4)),
        ((5, 2, 3), (3, 4)),
        ((2, 3), (5, 3, 4)),
        ((3,), (5, 3, 2)),
        ((5, 2, 3), (3,)),
        ((1, 2, 3), (4, 3, 2)),
    ),
    "dot": (
        ((3,), (3,)),
        ((2, 3), (3,)),
        ((3,), (3, 2)),
        ((2, 3), (3, 4)),
        ((), (2, 3)),
        ((2, 2, 3), (4, 3, 2)),
    ),
    "outer": (((3,), (2,)), ((2, 2), (3,))),
    "inner": (((3,), (3,)), ((2, 3), (4, 3))),
    "kron": (((2, 3), (3, 2)), ((2,), (3,))),
    "vdot": (((3,), (3,)), ((2, 3), (2, 3))),
}
EINSUMS = {
    "ij,jk->ik": ((2, 3), (3, 4)),
    "ij,jk": ((2, 3), (3, 4)),
    "bij,bjk->bik": ((2, 2, 3), (2, 3, 2)),
    "ij->ji": ((2, 3),),
    "ij->": ((2, 3),),
    "ij->j": ((2, 3),),
    "ii": ((3, 3),),
    "ii->i": ((3, 3),),
    "i,i->": ((3,), (3,)),
    "i,j->ij": ((3,), (2,)),
    "ijk,kl->jil": ((2, 3, 4), (4, 2)),
    "...ij,...jk->...ik": ((2, 2, 3), (3, 4)),
    "ij,jk,kl->il": ((2, 3), (3, 2), (2, 4)),
    "ij,kj->i": ((2, 3), (4, 3)),
}


def product_cases() -> Iterator[Case]:
    """Products in every combination of ranks, and einsum."""
    for seed, (name, pairs) in enumerate(PRODUCTS.items()):
        for a, b in pairs:

            def function(xp: Any, x: Any, y: Any, name: str = name) -> Any:
                return getattr(xp, name)(x, y)

            yield Case(f"{name}{a}{b}", function, (draw(900 + seed, a), draw(950 + seed, b)))
    for seed, (subscripts, shapes) in enumerate(EINSUMS.items()):

        def contraction(xp: Any, *xs: Any, subscripts: str = subscripts) -> Any:
            return xp.einsum(subscripts, *xs)

        operands = tuple(draw(1000 + 5 * seed + i, shape) for i, shape in enumerate(shapes))
        yield Case(f"einsum[{subscripts}]", contraction, operands)


def _well_conditioned(seed: int, *stack: int, n: int = 3) -> np.ndarray:
    return draw(seed, (*stack, n, n), -1, 1) + 3 * np.eye(n)


def linalg_cases() -> Iterator[Case]:
    """Linear algebra, single matrices and stacks."""
    square, stack = _well_conditioned(1), _well_conditioned(2, 2)
    functions: dict[str, tuple[Callable[..., Any], tuple[np.ndarray, ...]]] = {
        "inv": (lambda xp, a: xp.linalg.inv(a), (square,)),
        "inv_stack": (lambda xp, a: xp.linalg.inv(a), (stack,)),
        "det": (lambda xp, a: xp.linalg.det(a), (square,)),
        "det_stack": (lambda xp, a: xp.linalg.det(a), (stack,)),
        "slogdet": (lambda xp, a: xp.linalg.slogdet(a)[1], (square,)),
        "slogdet_stack": (lambda xp, a: xp.linalg.slogdet(a)[1], (stack,)),
        "solve_vector": (lambda xp, a, b: xp.linalg.solve(a, b), (square, draw(3, (3,)))),
        "solve_matrix": (lambda xp, a, b: xp.linalg.solve(a, b), (square, draw(4, (3, 2)))),
        "solve_stack": (lambda xp, a, b: xp.linalg.solve(a, b), (stack, draw(5, (2, 3, 2)))),
        "trace": (lambda xp, a: xp.trace(a), (square,)),
        "trace_offset": (lambda xp, a: xp.trace(a, 1), (draw(6, (3, 4)),)),
        "trace_stack": (lambda xp, a: xp.trace(a, axis1=1, axis2=2), (stack,)),
        "matrix_power": (lambda xp, a: xp.linalg.matrix_power(a, 3), (square,)),
        "matrix_power_inverse": (lambda xp, a: xp.linalg.matrix_power(a, -2), (square,)),
        "tensordot": (lambda xp, a, b: xp.tensordot(a, b, 1), (draw(7, (2, 3)), draw(8, (3, 4)))),
        "tensordot_axes": (
            lambda xp, a, b: xp.tensordot(a, b, axes=([0, 1], [1, 0])),
            (draw(9, (2, 3, 4)), draw(10, (3, 2))),
        ),
        "multi_dot": (
            lambda xp, a, b, c: xp.linalg.multi_dot([a, b, c]),
            (draw(11, (2, 3)), draw(12, (3, 4)), draw(13, (4, 2))),
        ),
    }
    for name, (function, operands) in functions.items():
        yield Case(f"linalg.{name}", function, operands)
    yield from norm_cases()


NORMS: tuple[tuple[Shape, dict[str, Any]], ...] = (
    ((4,), {}),
    ((4,), {"ord": 1}),
    ((4,), {"ord": 3}),
    ((4,), {"ord": np.inf}),
    ((4,), {"ord": -np.inf}),
    ((3, 4), {}),
    ((3, 4), {"ord": "fro"}),
    ((3, 4), {"ord": 1}),
    ((3, 4), {"ord": np.inf}),
    ((3, 4), {"axis": 0}),
    ((3, 4), {"ord": 1, "axis": 1}),
    ((3, 4), {"axis": 1, "keepdims": True}),
    ((2, 3, 4), {"axis": (1, 2)}),
)


def norm_cases() -> Iterator[Case]:
    """Norms of vectors and matrices."""
    for seed, (shape, keywords) in enumerate(NORMS):

        def function(xp: Any, x: Any, keywords: dict[str, Any] = keywords) -> Any:
            return xp.linalg.norm(x, **keywords)

        yield Case(f"norm{shape}[{_shown(keywords)}]", function, (draw(1200 + seed, shape),))


def _neuron_loss(xp: Any, w: Any, b: Any, x: Any, y: Any) -> Any:
    return xp.mean((y - xp.maximum(0, x @ w + b)) ** 2)


def _logistic_loss(xp: Any, w: Any, x: Any) -> Any:
    return xp.mean(xp.logaddexp(0.0, -(x @ w)))


def _softmax(xp: Any, z: Any) -> Any:
    shifted = xp.exp(z - xp.max(z, axis=-1, keepdims=True))
    return shifted / xp.sum(shifted, axis=-1, keepdims=True)


def _attention(xp: Any, q: Any, k: Any, v: Any) -> Any:
    return _softmax(xp, q @ xp.swapaxes(k, -1, -2)) @ v


def _layer_norm(xp: Any, x: Any, g: Any) -> Any:
    centred = x - xp.mean(x, axis=-1, keepdims=True)
    return g * centred / xp.sqrt(xp.mean(centred**2, axis=-1, keepdims=True) + 1e-5)


def _two_layers(xp: Any, a: Any, b: Any, x: Any) -> Any:
    return xp.sum(xp.tanh(xp.tanh(x @ a) @ b))


def _gaussian(xp: Any, s: Any, x: Any) -> Any:
    cov = s @ s.T + 2.0 * np.eye(3)
    return xp.linalg.slogdet(cov)[1] + x @ xp.linalg.solve(cov, x)


def _rosenbrock(xp: Any, x: Any) -> Any:
    return xp.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2)


MODELS: dict[str, tuple[Callable[..., Any], tuple[Shape, ...]]] = {
    "neuron": (_neuron_loss, ((3,), (), (6, 3), (6,))),
    "logistic": (_logistic_loss, ((3,), (6, 3))),
    "softmax": (_softmax, ((2, 4),)),
    "attention": (_attention, ((2, 4, 3), (2, 5, 3), (2, 5, 2))),
    "layer_norm": (_layer_norm, ((2, 5), (5,))),
    "two_layers": (_two_layers, ((3, 4), (4, 2), (6, 3))),
    "gaussian": (_gaussian, ((3, 3), (3,))),
    "rosenbrock": (_rosenbrock, ((6,),)),
}


def model_cases() -> Iterator[Case]:
    """Whole models."""
    for seed, (name, (function, shapes)) in enumerate(MODELS.items()):
        operands = tuple(draw(1300 + 7 * seed + i, shape) for i, shape in enumerate(shapes))
        yield Case(f"model.{name}", function, operands)


def all_cases() -> list[Case]:
    """All cases."""
    return [
        *unary_cases(),
        *binary_cases(),
        *reduction_cases(),
        *array_cases(),
        *product_cases(),
        *linalg_cases(),
        *model_cases(),
    ]
