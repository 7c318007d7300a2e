"""A matrix turned by quarter turns."""

from jacobook import TestVector, derived
from jacobook import operations as op
from jacobook.rule import Array


def rot90(m: Array, k: int = 1, axes: tuple[int, int] = (0, 1)) -> Array:
    """`m` turned `k` times by 90 degrees, from the first of two axes towards the second."""
    first, second = (axis % m.ndim for axis in axes)
    if k % 2 == 0:
        return op.flip(m, axis=(first, second)) if k % 4 else m[...]
    order = list(range(m.ndim))
    order[first], order[second] = second, first
    turned = op.transpose(m, axes=tuple(order))
    return op.flip(turned, axis=first if k % 4 == 1 else second)


rule = derived(
    id="array.rot90",
    title="Quarter turns",
    summary="A matrix turned counterclockwise by quarter turns.",
    function="X[:, ::-1].T",
    operands="X:(m,n)",
    result="Y",
    derivative={"vjp[X]": "Y_bar.T[:, ::-1]", "d": "dX[:, ::-1].T"},
    expand=rot90,
    numpy=("numpy.rot90",),
    parameters={"k": 1, "axes": (0, 1)},
    variants=({"k": 2}, {"k": 3}, {"k": 0}, {"k": -1}, {"k": 1, "axes": (1, 0)}),
    analytic=True,
    why="A quarter turn is a transpose followed by a flip; its adjoint turns back.",
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]},
            cotangent=[[1.0, 2.0], [10.0, 20.0], [100.0, 200.0]],
            value=[[3.0, 6.0], [2.0, 5.0], [1.0, 4.0]],
            gradients={"X": [[100.0, 10.0, 1.0], [200.0, 20.0, 2.0]]},
        ),
    ),
    references=("NumPy reference, rot90",),
    see_also=("array.flip", "array.transpose"),
)
