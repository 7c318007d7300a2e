"""SciPy's eigvalsh."""

from jacobook import TestVector, derived, stop
from jacobook import operations as op
from jacobook.rule import Array


def eigvalsh(
    a: Array,
    b: Array | None = None,
    *,
    lower: bool = True,
    overwrite_a: bool = False,
    overwrite_b: bool = False,
    type: int = 1,
    check_finite: bool = True,
    driver: str | None = None,
) -> Array:
    """The eigenvalues of a symmetric matrix, or of a pair of such matrices."""

    if b is None and not hasattr(stop(a), "dtype"):
        return op.eigvalsh(a)  # a symbol stands for a symmetric matrix
    return op.eigh_scipy(a, b, lower=lower, type=type, eigvals_only=True)


rule = derived(
    id="linalg.eigvalsh_scipy",
    title="SciPy's eigvalsh",
    summary="The eigenvalues of a symmetric matrix of which SciPy reads one triangle.",
    function="eigvalsh(A)",
    operands="A:(n,n) sym*",
    expand=eigvalsh,
    numpy=("scipy.linalg.eigvalsh",),
    parameters={"lower": True},
    variants=({"lower": False},),
    why="They are the eigenvalues of `eigh`, without the vectors.",
    vectors=(
        TestVector(
            operands={"A": [[2.0, 1.0], [1.0, 2.0]]},
            cotangent=[2.0, 10.0],
            value=[1.0, 3.0],
            gradients={"A": [[6.0, 4.0], [4.0, 6.0]]},
        ),
    ),
    references=("SciPy reference, linalg.eigvalsh",),
    see_also=("linalg.eigvalsh", "linalg.eigh_scipy"),
)
