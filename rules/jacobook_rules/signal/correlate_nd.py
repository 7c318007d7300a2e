"""Cross-correlation over any number of axes."""

from typing import Any

from jacobook import TestVector, is_complex, multilinear, shapes
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def primal(a: Array, v: Array, *, mode: str = "full", method: str | None = None) -> Array:
    """SciPy's correlation; an operand without entries is refused."""
    import scipy.signal

    target(a.shape, v.shape, mode=mode)
    return scipy.signal.correlate(a, v, mode=mode, method=method or "auto")


def pull_a(y_bar: Array, y: Array, a: Array, v: Array, *, mode: str, method: str | None) -> Array:
    """`a_bar`: the cotangent convolved with `v`. Shapes: any, of as many axes as each other."""
    if mode == "valid" and larger(a, v):
        return op.convolve_nd(y_bar, turned(v), method=method)
    given = whole(y_bar, v) if mode == "same" else y_bar
    return op.convolve_nd(given, turned(v), mode="valid", method=method)


def pull_v(y_bar: Array, y: Array, a: Array, v: Array, *, mode: str, method: str | None) -> Array:
    """`v_bar`: `a` correlated with the cotangent. Shapes as for `pull_a`."""
    if mode == "valid" and not larger(a, v):
        return turned(op.correlate_nd(a, turned(y_bar), method=method))
    given = whole(y_bar, v) if mode == "same" else y_bar
    return turned(op.correlate_nd(a, turned(given), mode="valid", method=method))


def turned(x: Array) -> Array:
    """The conjugate of complex numbers."""
    return op.conjugate(x) if is_complex(x) else x


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
            f"correlate_nd: two arrays with entries and equally many axes are needed, not "
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
    id="signal.correlate_nd",
    title="Cross-correlation over several axes",
    summary="The inner product of one array with each window of another.",
    function="correlate_nd(A, V)",
    operands="A:(m,n); V:(p,q)",
    result="Y",
    derivative={
        "vjp[A]": "convolve_nd(Y_bar, V, mode='valid')",
        "vjp[V]": "correlate_nd(A, Y_bar, mode='valid')",
        "d": "correlate_nd(dA, V) + correlate_nd(A, dV)",
        "same": "convolve_nd(A, flip(V))",
    },
    conditions="Neither array is empty, and both have as many axes.",
    primal=primal,
    numpy=("scipy.signal.correlate",),
    parameters={"mode": "full", "method": None},
    shape=target,
    pullback={"A": pull_a, "V": pull_v},
    variants=({"mode": "same"}, {"mode": "valid"}, {"method": "fft"}),
    why=(
        "It is the convolution with `V` turned around, so pulling back to `A` turns it around once "
        "more: a convolution with `V` itself."
    ),
    pitfalls="SciPy's `correlate` keeps all entries by default, NumPy's those without padding.",
    vectors=(
        TestVector(
            operands={"A": [[1.0, 2.0], [0.0, 3.0]], "V": [[10.0], [1.0]]},
            cotangent=[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]],
            value=[[1.0, 2.0], [10.0, 23.0], [0.0, 30.0]],
            gradients={"A": [[31.0, 42.0], [53.0, 64.0]], "V": [[29.0], [17.0]]},
        ),
        TestVector(
            name="valid",
            operands={"A": [[1.0, 2.0, 3.0]], "V": [[10.0, 1.0]]},
            parameters={"mode": "valid"},
            cotangent=[[1.0, 2.0]],
            value=[[12.0, 23.0]],
            gradients={"A": [[10.0, 21.0, 2.0]], "V": [[5.0, 8.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="empty",
            operands={"A": [[]], "V": [[1.0]]},
            raises="ShapeError",
            why="There is nothing to correlate.",
        ),
    ),
    references=("SciPy reference, signal.correlate", "Dumoulin & Visin 2016"),
    see_also=("signal.correlate", "signal.convolve_nd", "nn.conv2d"),
    tags=("correlation", "template matching"),
)
