"""NumPy's call of `pad`, with all its modes."""

from typing import Any

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.errors import ShapeError, UnsupportedKeywordError
from jacobook.rule import Array

STATISTICS = {"mean": "mean", "maximum": "max", "minimum": "min", "median": "median"}
OPTIONS: dict[str, tuple[str, Any]] = {
    "constant": ("constant_values", 0),
    "linear_ramp": ("end_values", 0),
    **dict.fromkeys(("reflect", "symmetric"), ("reflect_type", "even")),
    **dict.fromkeys(STATISTICS, ("stat_length", None)),
    **dict.fromkeys(("edge", "wrap"), ("", None)),
}
"""The one option of each mode, with its default."""


def pad(array: Array, pad_width: Any, mode: Any = "constant", **options: Any) -> Array:
    """`array` with entries added before and after each axis.

    Raises:
        UnsupportedKeywordError: the mode has no rule, or an option does not belong to it.
    """
    name, default = OPTIONS.get(mode, ("", None)) if isinstance(mode, str) else ("", None)
    if mode not in OPTIONS or not set(options) <= {name}:
        raise UnsupportedKeywordError(
            f"array.pad_call: no rule for mode={mode!r} with {sorted(options)}; the modes with "
            f"their options are { {m: o for m, (o, _) in OPTIONS.items()} }"
        )
    rank, option = len(array.shape), options.get(name, default)
    widths = shapes.pad_widths(rank, pad_width)
    if mode == "constant" and is_plain(option):
        return op.pad(array, pad_width=widths, constant_values=option)
    if mode in ("edge", "wrap") or (isinstance(option, str) and option == "even"):
        return op.pad(array, pad_width=widths, mode=mode)
    for axis, (width, sides) in enumerate(zip(widths, pairs(option, rank), strict=True)):
        back = op.flip(array, axis=axis)
        before = border(array, axis, width[0], mode, sides[0])
        after = op.flip(border(back, axis, width[1], mode, sides[1]), axis=axis)
        array = op.concatenate(before, array, after, axis=axis)
    return array


def is_plain(given: Any) -> bool:
    """Whether there are only numbers in it."""
    if isinstance(given, list | tuple):
        return all(map(is_plain, given))
    return given is op.stop(given)


def pairs(given: Any, rank: int) -> list[tuple[Any, Any]]:
    """For each axis what holds before and after it; one or two numbers hold for all axes."""
    if isinstance(given, str) or not shapes.of(given):
        return [(given, given)] * rank
    if not any(map(shapes.of, given)):
        return [(given[0], given[-1])] * rank
    return [(row[0], row[-1]) for row in given] * (rank if len(given) == 1 else 1)


def border(x: Array, axis: int, count: int, mode: str, option: Any) -> Array:
    """What is added before `x`."""
    import numpy as np

    def cut(y: Array, start: int, size: int) -> Array:
        return op.getitem(y, index=shapes.along(axis, slice(start, start + size), len(y.shape)))

    size = x.shape[axis]
    shape = tuple(count if i == axis else n for i, n in enumerate(x.shape))
    if mode == "constant":
        return op.astype(op.broadcast_to(option, shape=shape), dtype=x.dtype)
    if not size:
        raise ShapeError(f"pad: an axis of size 0 has nothing to continue with mode={mode!r}")
    edge = cut(x, 0, 1)
    if mode in STATISTICS:
        part = cut(x, 0, size if option is None else option)
        value = getattr(op, STATISTICS[mode])(part, axis=axis, keepdims=True)
        return op.broadcast_to(value, shape=shape)
    if mode == "linear_ramp":
        steps = np.arange(count, dtype=getattr(x, "dtype", float)) / max(count, 1)
        share = steps.reshape(-1, *(1,) * (len(x.shape) - 1 - axis))
        return (1 - share) * option + share * edge
    first = 1 if mode == "reflect" and size > 1 else 0
    y = x
    for done in range(0, count, size - first):
        mirrored = op.flip(cut(y, first, min(size - first, count - done)), axis=axis)
        y = op.concatenate(2.0 * cut(y, 0, 1) - mirrored, y, axis=axis)
    return cut(y, 0, count)


rule = derived(
    id="array.pad_call",
    title="Padding in all modes",
    summary="Entries added around an array: numbers, repeated or mirrored entries, or means.",
    function="concatenate([2 * x[:1] - x[1:2], x])",
    operands="x:(n)",
    conditions="The formulas mirror one entry at the first one, as a point in the plane.",
    derivative={
        "vjp[x]": ("y_bar[1:] + concatenate([stack([2 * y_bar[0], -y_bar[0]]), zeros((n - 2,))])"),
        "d": "concatenate([2 * dx[:1] - dx[1:2], dx])",
    },
    expand=pad,
    numpy=("numpy.pad",),
    parameters={"pad_width": ((1, 0),), "mode": "reflect", "reflect_type": "odd"},
    variants=({"pad_width": 1}, {"mode": "symmetric"}),
    analytic=True,
    why=(
        "What is added is linear in the array and in the given numbers, or chosen from the array "
        "like a maximum; so it is put together from operations that have rules."
    ),
    pitfalls="A function as `mode` writes into its argument and is refused.",
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0, 4.0]},
            cotangent=[1.0, 10.0, 100.0, 1000.0],
            value=[0.0, 1.0, 2.0, 4.0],
            gradients={"x": [12.0, 99.0, 1000.0]},
        ),
    ),
    references=("NumPy reference, pad",),
    see_also=("array.pad", "array.concatenate_all"),
)
