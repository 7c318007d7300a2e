"""Convolution over any number of axes."""

from typing import Any

from jacobook import TestVector, is_complex, multilinear, shapes
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def primal(a: Array, v: Array, *, mode: str = "full", method: str | None = None) -> Array:
    """SciPy's convolution; an operand without entries is refused."""
    import scipy.signal

    target(a.shape, v.shape, mode=mode)
    return scipy.signal.convolve(a, v, mode=mode, method=method or "auto")


def pull_a(y_bar: Array, y: Array, a: Array, v: Array, *, mode: str, method: str | None) -> Array:
    """`a_bar`: the cotangent correlated with `v`. Shapes: any, of as many axes as each other."""
    if mode == "valid" and larger(a, v):
        return op.correlate_nd(y_bar, turned(v), method=method)
    given = whole(y_bar, v) if mode == "same" else y_bar
    return op.correlate_nd(given, turned(v), mode="valid", method=method)


def pull_v(y_bar: Array, y: Array, a: Array, v: Array, *, mode: str, method: str | None) -> Array:
    """`v_bar`: the cotangent correlated with `a`. Shapes as for `pull_a`."""
    if mode == "valid" and not larger(a, v):
        return op.correlate_nd(y_bar, turned(a), method=method)
    given = whole(y_bar, v) if mode == "same" else y_bar
    return op.correlate_nd(given, turned(a), mode="valid", method=method)


def turned(v: Array) -> Array:
    """The conjugate of a complex `v`, which `correlate_nd` conjugates back."""
    return op.conjugate(v) if is_complex(v) else v


def larger(a: Array, v: Array) -> bool:
    """Whether `a` is at least as large as `v` along each axis."""
    return all(shapes.terms(k) <= shapes.terms(n) for n, k in zip(a.shape, v.shape, strict=True))


def whole(y_bar: Array, v: Array) -> Array:
    """The cotangent of all entries along each axis: zero for those that `same` leaves out."""
    ends = [((k - 1) // 2, (k - 1) - (k - 1) // 2) for k in v.shape]
    return op.pad(y_bar, pad_width=tuple(ends)) if ends else y_bar


def target(a: shapes.Shape, v: shapes.Shape, *, mode: str = "full", **_: Any) -> shapes.Shape:
    """Along each axis: all entries, or as many as `a` has, or those without padding."""
    if len(a) != len(v) or 0 in (*a, *v):
        raise ShapeError(
            f"convolve_nd: two arrays with entries and equally many axes are needed, not "
            f"{shapes.show(a)} and {shapes.show(v)}"
        )
    if mode == "same":
        return a
    if mode == "full":
        return tuple(shapes.plus(n, k, -1) for n, k in zip(a, v, strict=True))
    inside = all(shapes.terms(k) <= shapes.terms(n) for n, k in zip(a, v, strict=True))
    outer, inner = (a, v) if inside else (v, a)
    return tuple(shapes.plus(shapes.minus(n, k), 1) for n, k in zip(outer, inner, strict=True))


rule = multilinear(
    id="signal.convolve_nd",
    title="Convolution over several axes",
    summary="The products of all pairs of entries, collected by the sums of their places.",
    function="convolve_nd(A, V)",
    operands="A:(m,n); V:(p,q)",
    result="Y",
    derivative={
        "vjp[A]": "correlate_nd(Y_bar, V, mode='valid')",
        "vjp[V]": "correlate_nd(Y_bar, A, mode='valid')",
        "d": "convolve_nd(dA, V) + convolve_nd(A, dV)",
    },
    conditions="Neither array is empty, and both have as many axes.",
    primal=primal,
    numpy=("scipy.signal.convolve",),
    parameters={"mode": "full", "method": None},
    shape=target,
    pullback={"A": pull_a, "V": pull_v},
    variants=({"mode": "same"}, {"mode": "valid"}, {"method": "fft"}),
    analytic=True,
    why=(
        "Entry `(i, j)` of `A` goes into the entries `(i + p, j + q)` of the result with the "
        "weights `V[p, q]`, and collects their cotangents with the same weights: a correlation."
    ),
    pitfalls=(
        "With the mode `same` SciPy gives the shape of the first array, NumPy the length of the "
        "longer vector. The method `fft` has an error of the size of the largest entry's rounding."
    ),
    vectors=(
        TestVector(
            operands={"A": [[1.0, 2.0], [0.0, 3.0]], "V": [[10.0], [1.0]]},
            cotangent=[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]],
            value=[[10.0, 20.0], [1.0, 32.0], [0.0, 3.0]],
            gradients={"A": [[13.0, 24.0], [35.0, 46.0]], "V": [[17.0], [29.0]]},
        ),
        TestVector(
            name="same",
            operands={"A": [[1.0, 2.0, 3.0]], "V": [[10.0, 1.0]]},
            parameters={"mode": "same"},
            cotangent=[[1.0, 2.0, 3.0]],
            value=[[10.0, 21.0, 32.0]],
            gradients={"A": [[12.0, 23.0, 30.0]], "V": [[14.0, 8.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="empty",
            operands={"A": [[]], "V": [[1.0]]},
            raises="ShapeError",
            why="There is nothing to convolve.",
        ),
    ),
    references=("SciPy reference, signal.convolve", "Dumoulin & Visin 2016"),
    see_also=("signal.convolve", "signal.correlate_nd", "nn.conv2d"),
    tags=("convolution", "image filter"),
)
