"""SciPy's convolutions by the fast Fourier transform."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def fftconvolve(a: Array, v: Array, mode: str = "full") -> Array:
    """The convolution over all axes, computed with Fourier transforms."""
    return op.convolve_nd(a, v, mode=mode, method="fft")


def target(a: shapes.Shape, v: shapes.Shape, *, mode: str = "full") -> shapes.Shape:
    """Along each axis: all entries, or as many as `a` has, or those without padding."""
    if mode == "same":
        return a
    if mode == "full":
        return tuple(shapes.plus(n, k, -1) for n, k in zip(a, v, strict=True))
    inside = all(shapes.terms(k) <= shapes.terms(n) for n, k in zip(a, v, strict=True))
    outer, inner = (a, v) if inside else (v, a)
    return tuple(shapes.plus(shapes.minus(n, k), 1) for n, k in zip(outer, inner, strict=True))


rule = derived(
    id="signal.fftconvolve",
    title="Convolution by the fast Fourier transform",
    summary="The convolution of two arrays, fast where both are long.",
    function="fftconvolve(A, V)",
    operands="A:(m,n); V:(p,q)",
    result="Y",
    derivative={"d": "fftconvolve(dA, V) + fftconvolve(A, dV)", "same": "convolve_nd(A, V)"},
    conditions="Neither array is empty.",
    expand=fftconvolve,
    numpy=("scipy.signal.fftconvolve", "scipy.signal.oaconvolve"),
    parameters={"mode": "full"},
    shape=target,
    variants=({"mode": "same"}, {"mode": "valid"}),
    why="The same sums of products, in another order of computation.",
    pitfalls=(
        "Its error is a rounding of the largest entry: small entries beside large ones are lost, "
        "in the derivative as in the value."
    ),
    vectors=(
        TestVector(
            operands={"A": [[1.0, 2.0], [0.0, 3.0]], "V": [[10.0], [1.0]]},
            cotangent=[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]],
            value=[[10.0, 20.0], [1.0, 32.0], [0.0, 3.0]],
            gradients={"A": [[13.0, 24.0], [35.0, 46.0]], "V": [[17.0], [29.0]]},
        ),
    ),
    references=("SciPy reference, signal.fftconvolve",),
    see_also=("signal.convolve_nd", "signal.convolve"),
    tags=("FFT", "fast convolution"),
)
