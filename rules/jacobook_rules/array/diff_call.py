"""NumPy's call of `diff`, with numbers put before and after."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def diff(
    a: Array, n: int = 1, axis: int = -1, prepend: Array | None = None, append: Array | None = None
) -> Array:
    """The differences along `axis` of `a` between `prepend` and `append`."""
    (place,) = shapes.normalise_axes(axis, len(a.shape))
    size_one = tuple(1 if i == place else size for i, size in enumerate(a.shape))
    parts = []
    for part in (prepend, a, append):
        if part is not None:
            single = not shapes.of(part)
            parts.append(op.broadcast_to(part, shape=size_one) if single else part)
    return op.diff(op.concatenate(*parts, axis=place), n=n, axis=place)


rule = derived(
    id="array.diff_call",
    title="Differences with ends",
    summary="Each entry minus the one before it, after numbers were put before and after them.",
    function="diff(concatenate([stack([prepend]), a]))",
    operands="a:(n); prepend:()",
    derivative={
        "vjp[a]": "y_bar - concatenate([y_bar[1:], zeros(1)])",
        "vjp[prepend]": "-y_bar[0]",
    },
    expand=diff,
    analytic=True,
    why="It is the difference of the longer array; what is put before and after is copied into it.",
    vectors=(
        TestVector(
            operands={"a": [1.0, 4.0, 9.0], "prepend": -1.0},
            cotangent=[1.0, 10.0, 100.0],
            value=[2.0, 3.0, 5.0],
            gradients={"a": [-9.0, -90.0, 100.0], "prepend": -1.0},
        ),
    ),
    references=("NumPy reference, diff",),
    see_also=("array.diff", "array.concatenate_all"),
)
