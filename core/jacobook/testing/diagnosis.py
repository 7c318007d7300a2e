"""What is wrong with a cotangent: the small change which would make its numbers right.

Only numbers decide. A slip is named if undoing it gives the cotangent that differences give, or if the
rule's numbers are those of a slip; otherwise nothing is said. A new slip is a few lines here, and a
wrong rule beside the test of hints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from jacobook.differentiation import unbroadcast
from jacobook.rule import Array
from jacobook.testing.differences import largest
from jacobook.testing.problem import Problem

MOST_ENTRIES = 64
"""The largest Jacobian which is computed by differences for a message."""
_NEAR = 1e-6


def cotangent_by_differences(problem: Problem, position: int, w: Array) -> Array:
    """A cotangent without the rule, entry by entry."""
    x = problem.xs[position]
    found = np.zeros(np.shape(x))
    for entry in np.ndindex(*np.shape(x)):
        unit = np.zeros(np.shape(x))
        unit[entry] = 1.0
        vs = [unit if i == position else 0 * other for i, other in enumerate(problem.xs)]
        found[entry] = float(np.sum(w * problem.slope(vs).value))
    return found


def hint(problem: Problem, position: int, w: Array, got: Array, wanted: Sequence[Array]) -> str:
    """The likely slip in the cotangent of one operand; empty if none fits.

    Args:
        problem: the function and the point.
        position: which operand.
        w: the cotangent that was pulled back.
        got: the rule's cotangent.
        wanted: the cotangents of all operands by differences.
    """
    others = {
        n: b for i, (n, b) in enumerate(zip(problem.names, wanted, strict=True)) if i != position
    }
    if told := _mean(w, got, wanted[position]) or diagnosis(got, wanted[position], others):
        return told
    if not largest(got):
        return ""
    for find in (_product, _value_in_place_of_slope, _cotangent_unused, _sum_missing):
        if told := find(problem, position, w, got, wanted[position]):
            return f" Hint: {told}."
    return ""


def diagnosis(got: Array, wanted: Array, others: Mapping[str, Array]) -> str:
    """What would make a wrong cotangent right, if one simple change does.

    Args:
        got: the rule's cotangent.
        wanted: the one by differences.
        others: by operand, the cotangents by differences of the other operands.
    """
    if not largest(wanted) or not np.all(np.isfinite(got)):
        return ""
    for change, changed in _changes(got).items():
        if _near(changed, wanted):
            return f" Hint: {change} gives the right numbers."
    for name, other in others.items():
        if _near(got, other):
            return f" Hint: these are the numbers of the operand {name!r}; two are swapped."
    return _factor(got, wanted)


def _changes(got: Array) -> dict[str, Array]:
    made = {
        "the opposite sign": -got,
        "a factor 2": 2 * got,
        "a factor 0.5": got / 2,
    }
    if got.ndim >= 2:
        made["a transpose"] = np.swapaxes(got, -1, -2)
        made["a transpose and the opposite sign"] = -np.swapaxes(got, -1, -2)
    return made


def _near(a: Array, b: Array) -> bool:
    return np.shape(a) == np.shape(b) and largest(a - b) <= _NEAR * largest(b)


def _factor(got: Array, wanted: Array) -> str:
    if not largest(got):
        return " Hint: the rule's cotangent is zero; was the operand forgotten?"
    factor = _multiple(got, wanted)
    return "" if factor is None else f" Hint: a factor {factor:.8g} gives the right numbers."


def _multiple(got: Array, wanted: Array) -> float | None:
    """The number which, times `got`, gives `wanted`; `None` if none does."""
    if np.shape(got) != np.shape(wanted) or not largest(got):
        return None
    factor = float(np.sum(got * wanted) / np.sum(got * got))
    return factor if largest(wanted) and _near(factor * got, wanted) else None


# --------------------------------------------------------------------- slips that need the point


def _mean(w: Array, got: Array, wanted: Array) -> str:
    """A mean of a cotangent's places where their sum is right."""
    count = np.size(w) / max(1, np.size(wanted))
    factor = _multiple(got, wanted)
    if count <= 1 or factor is None or abs(factor - count) > _NEAR:
        return ""
    return (
        f" Hint: a factor {count:g} gives the right numbers; is it a mean in place of the sum over "
        "broadcast axes?"
    )


def _product(problem: Problem, position: int, w: Array, got: Array, wanted: Array) -> str:
    """One product in place of another: element-wise for a matrix product, or the other order."""
    products = [item for name, v in _matrices(problem) for item in _products(w, name, v)]
    right = [name for name, value in products if _multiple(value, wanted) is not None]
    wrong = [name for name, value in products if _multiple(value, got) is not None]
    return f"these are multiples of {wrong[0]}; {right[0]} is right" if right and wrong else ""


def _matrices(problem: Problem) -> Iterator[tuple[str, Array]]:
    """The operands that are matrices, as they are and transposed."""
    for name, x in zip(problem.names, problem.xs, strict=True):
        if np.ndim(x) == 2:
            yield name, x
            yield f"{name}.T", x.T


_PRODUCTS: Mapping[str, Callable[[Array, Array], Array]] = {
    "y_bar @ {}": lambda w, v: w @ v,
    "{} @ y_bar": lambda w, v: v @ w,
    "y_bar.T @ {}": lambda w, v: w.T @ v,
    "{} @ y_bar.T": lambda w, v: v @ w.T,
    "y_bar * {}": lambda w, v: w * v,
}


def _products(w: Array, name: str, v: Array) -> Iterator[tuple[str, Array]]:
    """The products of a cotangent and a matrix for which their shapes fit."""
    if np.ndim(w) == 2:
        for text, multiply in _PRODUCTS.items():
            try:
                yield text.format(name), multiply(w, v)
            except ValueError:
                continue  # the shapes do not fit


def _value_in_place_of_slope(
    problem: Problem, position: int, w: Array, got: Array, wanted: Array
) -> str:
    used = _multiple(np.asarray(w * problem.y), got) is not None
    return "these are multiples of y_bar * y: the value in place of its slope" if used else ""


def _cotangent_unused(problem: Problem, position: int, w: Array, got: Array, wanted: Array) -> str:
    ones = cotangent_by_differences(problem, position, np.ones(np.shape(w)))
    return (
        "these are the numbers for a cotangent of ones: it is not used" if _near(got, ones) else ""
    )


def _sum_missing(problem: Problem, position: int, w: Array, got: Array, wanted: Array) -> str:
    """Whether the rule takes one place of the cotangent, where all along an axis count."""
    for axis, size in enumerate(np.shape(w)):
        for place in range(size):
            chosen = np.arange(size) == place
            part = w * chosen.reshape([-1 if a == axis else 1 for a in range(np.ndim(w))])
            if _near(got, cotangent_by_differences(problem, position, part)):
                return (
                    f"only place {place} along axis {axis} of the cotangent is used: "
                    "the sum over broadcast axes is missing"
                )
    return ""


def unsummed(problem: Problem, position: int, w: Array, got: Array) -> str:
    """A hint where a cotangent has a shape that the right one broadcasts to.

    The numbers decide whether the sum is all that is missing.
    """
    x = problem.xs[position]
    if not _is_stretched(np.shape(got), np.shape(x)):
        return ""
    said = ". Hint: the sum over broadcast axes is missing"
    if np.size(x) > MOST_ENTRIES or np.result_type(x) != np.float64:
        return said
    wanted = cotangent_by_differences(problem, position, w)
    right = _near(unbroadcast(np.asarray(got, float), np.shape(x)), wanted)
    return f"{said}; with it the numbers are {'right' if right else 'still wrong'}"


def _is_stretched(got: Sequence[int], wanted: Sequence[int]) -> bool:
    """Whether broadcasting makes the first shape from the second."""
    try:
        return tuple(got) != tuple(wanted) and np.broadcast_shapes(got, wanted) == tuple(got)
    except ValueError:
        return False
