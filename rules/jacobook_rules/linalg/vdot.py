"""The dot product of two arrays read as vectors."""

from jacobook import TestVector, derived, is_complex
from jacobook import operations as op
from jacobook.rule import Array
from jacobook.shapes import Shape


def vdot(a: Array, b: Array) -> Array:
    """The dot product of the entries in row-major order, with the conjugates of complex `a`."""
    first, second = (op.reshape(v, shape=(-1,), order="C") for v in (a, b))
    return op.dot(op.conjugate(first) if is_complex(a) else first, second)


def target(a: Shape, b: Shape) -> Shape:
    """A number."""
    return ()


rule = derived(
    id="linalg.vdot",
    title="Dot product of flattened arrays",
    summary="The dot product of all entries of two arrays, whatever their shapes.",
    function="vdot(A, B)",
    operands="A:(m,n); B:(m,n)",
    derivative={
        "grad[A]": "B",
        "grad[B]": "A",
        "d": "vdot(dA, B) + vdot(A, dB)",
        "same": "sum(A * B)",
    },
    expand=vdot,
    numpy=("numpy.vdot",),
    shape=target,
    why="It is the dot product of the two arrays read row by row.",
    vectors=(
        TestVector(
            operands={"A": [[1.0, 2.0], [3.0, 4.0]], "B": [[5.0, 0.0], [-1.0, 2.0]]},
            value=10.0,
            gradients={"A": [[5.0, 0.0], [-1.0, 2.0]], "B": [[1.0, 2.0], [3.0, 4.0]]},
        ),
    ),
    references=("NumPy reference, vdot",),
    see_also=("reduce.dot", "linalg.inner_matrix"),
)
