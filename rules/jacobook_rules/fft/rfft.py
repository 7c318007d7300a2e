"""The Fourier transform of real input."""

from typing import Any

from jacobook import TestVector, linear
from jacobook import operations as op
from jacobook.rule import Array


def adjoint(
    y_bar: Array,
    y: Array,
    x: Array,
    *,
    n: int | None = None,
    axis: int = -1,
    norm: str | None = None,
) -> Array:
    """The transform of the cotangent, filled with zeros where `rfft` leaves entries out."""
    x_bar = op.fft(y_bar, n=x.shape[axis] if n is None else n, axis=axis, norm=norm)
    return op.cut_or_pad(x_bar, size=x.shape[axis], axis=axis)


def target(
    x: tuple[Any, ...], *, n: int | None = None, axis: int = -1, norm: str | None = None
) -> tuple[Any, ...]:
    """Half of the entries along `axis`, and one."""
    place = axis % len(x)
    return (*x[:place], (x[place] if n is None else n) // 2 + 1, *x[place + 1 :])


rule = linear(
    id="fft.rfft",
    title="Fourier transform of real input",
    summary="The first half of the spectrum of real entries; the other half is its mirror image.",
    function="rfft(x)",
    operands="x:(6)",
    derivative={"d": "rfft(dx)"},
    op="rfft",
    primal="numpy.fft.rfft",
    numpy=("scipy.fft.rfft",),
    parameters={"n": None, "axis": -1, "norm": None},
    shape=target,
    adjoint=adjoint,
    variants=({"n": 6}, {"n": 2}, {"norm": "ortho"}, {"norm": "forward"}, {"axis": 0}),
    why=(
        "`rfft` gives the first `n // 2 + 1` entries of the full transform. So the cotangent is "
        "filled with zeros to the full length and pulled back through the full transform; of the "
        "result the real part counts, for the input is real."
    ),
    pitfalls=(
        "The entries left out are conjugates of those given, but a loss of what is given does not "
        "see them: they are not counted twice."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0, 3.0]},
            cotangent=[1 + 0j, 0j],
            value=[6 + 0j, -1.5 + 0.8660254037844386j],
            gradients={"x": [1.0, 1.0, 1.0]},
        ),
        TestVector(
            name="imaginary cotangent",
            operands={"x": [1.0, 2.0, 3.0, 4.0]},
            cotangent=[0j, 1j, 0j],
            value=[10 + 0j, -2 + 2j, -2 + 0j],
            gradients={"x": [0.0, -1.0, 0.0, 1.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="empty",
            operands={"x": []},
            raises="ShapeError",
            why="NumPy refuses to transform an axis without entries.",
        ),
    ),
    references=("NumPy reference, fft.rfft", "Matrix Cookbook, equations 403 to 406"),
    see_also=("fft.fft", "fft.irfft", "fft.rfftn", "fft.ihfft"),
    tags=("DFT", "spectrum", "real Fourier transform"),
)
