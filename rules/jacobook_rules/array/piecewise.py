"""A function given by another one on each of several regions."""

from collections.abc import Callable
from typing import Any

from jacobook import TestVector, derived
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def piecewise(x: Array, condlist: Any, funclist: Any, *args: Any, **kw: Any) -> Array:
    """Each function applied to the entries where its condition is the last one that holds.

    Raises:
        ShapeError: there are neither as many functions as conditions nor one more.
    """
    import numpy as np

    owner = owners(x.shape, condlist, len(funclist))
    entries = op.reshape(x, shape=(-1,))
    y: Array = np.zeros(entries.shape, entries.dtype)
    for number, function in enumerate(funclist):
        places = np.flatnonzero(owner == number)
        if places.size:
            chosen = op.getitem(entries, index=(places,))
            made = function(chosen, *args, **kw) if callable(function) else function
            spread = op.broadcast_to(made, shape=places.shape)
            spread = op.astype(spread, dtype=entries.dtype)
            y = y + op.scatter(spread, index=(places,), shape=entries.shape)
    return op.reshape(y, shape=x.shape)


def owners(shape: Any, condlist: Any, functions: int) -> Any:
    """For each entry the number of its function; the last one is for those without a condition."""
    import numpy as np

    several = isinstance(condlist, list | tuple) and (
        not shape or isinstance(condlist[0], list | np.ndarray)
    )
    masks = [np.asarray(mask, bool) for mask in (condlist if several else [condlist])]
    if functions - len(masks) not in (0, 1):
        raise ShapeError(f"piecewise: {functions} functions for {len(masks)} conditions")
    owner = np.full(shape, len(masks))
    for number, mask in enumerate(masks):
        owner = np.where(mask, number, owner)
    return owner


def squared(x: Array) -> Array:
    """The square."""
    return x * x


CHOICES: tuple[Callable[[Array], Array] | float, ...] = (squared, -2.0)

rule = derived(
    id="array.piecewise",
    title="Piecewise function",
    summary="A function that is given by another one on each of several regions.",
    function="where(condlist, x**2, -2.0)",
    operands="x:(n) nonzero; condlist:(n) bool",
    derivative={"elem[x]": "where(condlist, 2 * x, 0.0)"},
    conditions="The formulas are for one condition, with the square where it holds, and -2 elsewhere.",
    expand=piecewise,
    numpy=("numpy.piecewise",),
    parameters={"funclist": CHOICES},
    why="Each entry goes through one function, and has the slope of that one.",
    pitfalls=(
        "At a border the slope is that of the region the point belongs to, also where the pieces "
        "do not join smoothly. A jump has no slope."
    ),
    vectors=(
        TestVector(
            operands={"x": [3.0, 1.0], "condlist": [True, False]},
            cotangent=[1.0, 10.0],
            value=[9.0, -2.0],
            gradients={"x": [6.0, 0.0]},
        ),
    ),
    references=("NumPy reference, piecewise",),
    see_also=("ufunc.where", "array.select"),
)
