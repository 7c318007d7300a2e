"""The columns of a matrix, cut out of one long vector."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def unvec(v: Array, shape: shapes.Shape) -> Array:
    """The matrix of that shape whose columns, one below the other, are `v`."""
    rows, columns = shape
    return op.reshape(v, shape=(columns, rows)).T


def target(v: shapes.Shape, *, shape: shapes.Shape) -> shapes.Shape:
    """The shape asked for.

    Raises:
        ShapeError: the operand is no vector with as many entries.
    """
    if len(shape) != 2 or v != (shapes.times(*shape),):
        raise ShapeError(
            f"unvec: {shapes.show(v)} does not fill the columns of {shapes.show(shape)}"
        )
    return tuple(shape)


rule = derived(
    id="array.unvec",
    title="Column unstacking",
    summary="A matrix whose columns are cut, one after the other, out of a vector.",
    function="unvec(v, (2, 3))",
    operands="v:(6)",
    result="Y",
    derivative={
        "vjp[v]": "vec(Y_bar)",
        "d": "unvec(dv, (2, 3))",
        "same": "reshape(v, (3, 2)).T",
        "true": "vec(unvec(v, (2, 3))) == v",
    },
    expand=unvec,
    parameters={"shape": (1, 1)},
    shape=target,
    analytic=True,
    why=(
        "With `m` rows, entry `i + j * m` of the vector goes to the place `(i, j)`, and reads its "
        "cotangent there. So `vec` is both its inverse and its adjoint."
    ),
    pitfalls="NumPy's `reshape` fills rows first; for columns it is `v.reshape(n, m).T`.",
    vectors=(
        TestVector(
            operands={"v": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]},
            parameters={"shape": (2, 3)},
            cotangent=[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]],
            value=[[1.0, 3.0, 5.0], [2.0, 4.0, 6.0]],
            gradients={"v": [1.0, 4.0, 2.0, 5.0, 3.0, 6.0]},
        ),
    ),
    references=("Magnus & Neudecker 1999, chapter 2, section 4",),
    see_also=("identity.vec.vec", "array.reshape"),
    tags=("unvec", "vec", "column-major"),
)
