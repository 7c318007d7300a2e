"""Running products."""

from jacobook import TestVector, general, shapes
from jacobook import operations as op
from jacobook.rule import Array


def from_the_end(a: Array, b: Array) -> Array:
    """The rows `s` with `s[i] = b[i] + a[i] * s[i + 1]`. Shapes: `a` (..., n - 1), `b` (..., n).

    After each round every `s[i]` has the terms of twice as many entries, and `a[i]` is the product
    that carries it there, so a few rounds are enough and nothing is divided.
    """
    n, reach = b.shape[-1], 1
    while reach < n:
        carried = b[..., : n - reach] + a * b[..., reach:]
        b = op.concatenate(carried, b[..., n - reach :], axis=-1)
        a = a[..., : max(0, n - 2 * reach)] * a[..., reach:]
        reach *= 2
    return b


def before(y: Array) -> Array:
    """For each entry of each row, the product of those before it. Shapes: (..., n) to (..., n)."""
    width = ((0, 0),) * (y.ndim - 1) + ((1, 0),)
    return op.pad(y[..., :-1], pad_width=width, constant_values=1)


def push_x(x_dot: Array, y: Array, x: Array, *, axis: int | None) -> Array:
    """`y_dot`, by `y_dot[i] = before[i] * x_dot[i] + x[i] * y_dot[i - 1]`. Shape: that of `y`."""
    if not shapes.count(x.shape):
        return op.reshape(x_dot, shape=y.shape)
    rows, ys, x_dots = (as_rows(v, axis) for v in (x, y, x_dot))
    steps, carried = op.flip(before(ys) * x_dots, axis=-1), op.flip(rows, axis=-1)
    return as_before(op.flip(from_the_end(carried[..., :-1], steps), axis=-1), y.shape, axis)


def pull_x(y_bar: Array, y: Array, x: Array, *, axis: int | None) -> Array:
    """`x_bar = before * s` with `s[i] = y_bar[i] + x[i + 1] * s[i + 1]`. Shape: that of `x`."""
    if not shapes.count(x.shape):
        return op.reshape(y_bar, shape=x.shape)
    rows, ys, y_bars = (as_rows(v, axis) for v in (x, y, y_bar))
    return as_before(before(ys) * from_the_end(rows[..., 1:], y_bars), x.shape, axis)


def as_rows(v: Array, axis: int | None) -> Array:
    """`v` with `axis` as the last one; as a vector without an axis."""
    if axis is None or not v.ndim:
        return op.reshape(v, shape=(-1,))
    return op.transpose(v, axes=shapes.axis_last(v.ndim, axis))


def as_before(v: Array, shape: shapes.Shape, axis: int | None) -> Array:
    """What `as_rows` changed, put back."""
    if axis is None or not shape:
        return op.reshape(v, shape=shape)
    return op.transpose(v, axes=shapes.inverse_order(shapes.axis_last(v.ndim, axis)))


def target(x: shapes.Shape, *, axis: int | None) -> shapes.Shape:
    """The shape of the operand; without an axis, that of a vector."""
    return x if axis is not None and x else shapes.filled_in(x, (-1,))


rule = general(
    id="array.cumprod",
    title="Cumulative product",
    summary="Each entry times all those before it.",
    function="cumprod(x)",
    operands="x:(n) nonzero",
    derivative={
        "vjp[x]": "flip(cumsum(flip(y_bar * y))) / x",
        "jac[x]": "tril(y[:, None] / x)",
        "d": "y * cumsum(dx / x)",
    },
    conditions="The formulas divide by x, so no entry is zero; the engine does not divide.",
    op="cumprod",
    primal="numpy.cumprod",
    full_call="cumprod_call",
    parameters={"axis": None},
    shape=target,
    pushforward={"x": push_x},
    pullback={"x": pull_x},
    variants=({"axis": 0}, {"axis": -1}),
    analytic=True,
    why=(
        "The product at `i` contains `x[j]` for every `j` up to `i`, with the slope "
        "`y[i] / x[j]`. To avoid the division, multiply the product before `j` by a sum that runs "
        "from the end: each step multiplies by one more entry and adds one more cotangent."
    ),
    pitfalls="Dividing by an entry that is zero gives no slope there; products alone do.",
    vectors=(
        TestVector(
            operands={"x": [2.0, -3.0, 5.0]},
            cotangent=[1.0, 10.0, 100.0],
            value=[2.0, -6.0, -30.0],
            gradients={"x": [-1529.0, 1020.0, -600.0]},
        ),
        TestVector(
            name="along an axis",
            operands={"x": [[1.0, 2.0], [3.0, 4.0]]},
            parameters={"axis": 0},
            cotangent=[[1.0, 2.0], [10.0, 20.0]],
            value=[[1.0, 2.0], [3.0, 8.0]],
            gradients={"x": [[31.0, 82.0], [10.0, 40.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="a zero entry",
            operands={"x": [2.0, 0.0, 3.0]},
            value=[2.0, 0.0, 0.0],
            gradients={"x": [1.0, 8.0, 0.0]},
            why="The slopes are products of the other entries, which exist; nothing is divided.",
        ),
        TestVector(
            name="two zero entries",
            operands={"x": [0.0, 0.0, 3.0]},
            value=[0.0, 0.0, 0.0],
            gradients={"x": [1.0, 0.0, 0.0]},
            why="The first product is `x[0]` itself; all others have another factor zero.",
        ),
    ),
    references=("NumPy reference, cumprod",),
    see_also=("array.cumsum", "reduce.prod"),
)
