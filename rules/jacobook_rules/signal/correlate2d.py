"""SciPy's cross-correlation of two matrices, with a choice of what lies beyond the border."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.errors import UnsupportedKeywordError
from jacobook.rule import Array

BORDERS = {"fill": "constant", "wrap": "wrap", "symm": "symmetric"}


def correlate2d(
    a: Array, v: Array, mode: str = "full", boundary: str = "fill", fillvalue: float = 0
) -> Array:
    """All entries where `v` meets `a` and what lies around it; then those that the mode keeps.

    Raises:
        UnsupportedKeywordError: SciPy has no such mode or boundary.
    """
    if boundary not in BORDERS or mode not in ("full", "same", "valid"):
        raise UnsupportedKeywordError(f"correlate2d: no mode={mode!r} with boundary={boundary!r}")
    if mode == "valid" or (mode == "full" and boundary == "fill" and not fillvalue):
        return op.correlate_nd(a, v, mode=mode, method="direct")
    around = tuple((k - 1, k - 1) for k in v.shape)
    wide = op.pad(a, pad_width=around, mode=BORDERS[boundary], constant_values=fillvalue)
    y = op.correlate_nd(wide, v, mode="valid", method="direct")
    ends = zip([k // 2 for k in v.shape], a.shape, strict=True)
    return y if mode == "full" else y[tuple(slice(i, i + n) for i, n in ends)]


def target(a: shapes.Shape, v: shapes.Shape, *, mode: str = "full", **_: object) -> shapes.Shape:
    """Along each axis: all entries, or as many as `a` has, or those without padding."""
    if mode == "same":
        return a
    if mode == "full":
        return tuple(shapes.plus(n, k, -1) for n, k in zip(a, v, strict=True))
    inside = all(shapes.terms(k) <= shapes.terms(n) for n, k in zip(a, v, strict=True))
    outer, inner = (a, v) if inside else (v, a)
    return tuple(shapes.plus(shapes.minus(n, k), 1) for n, k in zip(outer, inner, strict=True))


rule = derived(
    id="signal.correlate2d",
    title="Cross-correlation of two matrices",
    summary="The cross-correlation of two matrices, with zeros or copies beyond the border.",
    function="correlate2d(A, V)",
    operands="A:(m,n); V:(p,q)",
    result="Y",
    derivative={
        "same": "correlate_nd(A, V)",
        "vjp[A]": "convolve_nd(Y_bar, V, mode='valid')",
        "vjp[V]": "correlate_nd(A, Y_bar, mode='valid')",
    },
    conditions="Neither matrix is empty.",
    expand=correlate2d,
    numpy=("scipy.signal.correlate2d",),
    parameters={"mode": "full", "boundary": "fill", "fillvalue": 0},
    shape=target,
    variants=(
        {"mode": "same"},
        {"mode": "valid"},
        {"fillvalue": 2.0},
        {"mode": "same", "boundary": "wrap"},
        {"boundary": "symm"},
    ),
    why=(
        "With zeros around `A` it is the cross-correlation over two axes. With anything else around "
        "it, the wider matrix is used, and the cotangents of copies go to their originals."
    ),
    pitfalls=(
        "With the mode `same` and an even size, SciPy's `correlate2d` and `correlate` keep "
        "different entries: the first begins one later."
    ),
    vectors=(
        TestVector(
            operands={"A": [[1.0, 2.0], [0.0, 3.0]], "V": [[10.0], [1.0]]},
            cotangent=[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]],
            value=[[1.0, 2.0], [10.0, 23.0], [0.0, 30.0]],
            gradients={"A": [[31.0, 42.0], [53.0, 64.0]], "V": [[29.0], [17.0]]},
        ),
        TestVector(
            name="wrapped around",
            operands={"A": [[1.0, 2.0, 3.0]], "V": [[10.0, 1.0]]},
            parameters={"mode": "same", "boundary": "wrap"},
            cotangent=[[1.0, 2.0, 3.0]],
            value=[[12.0, 23.0, 31.0]],
            gradients={"A": [[13.0, 21.0, 32.0]], "V": [[14.0, 11.0]]},
        ),
    ),
    references=("SciPy reference, signal.correlate2d", "Dumoulin & Visin 2016"),
    see_also=("signal.correlate_nd", "signal.convolve2d", "nn.conv2d"),
    tags=("correlation", "template matching"),
)
