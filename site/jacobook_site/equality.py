"""Whether formulas hold at random points of a rule's declared domain, as numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from jacobook.catalogue import Registry
from jacobook.closed_form.checking import function_of, projection, relative, sizes_for
from jacobook.expression import Expression, variables
from jacobook.operand import Operand
from jacobook.rule import Array, Rule
from jacobook.shapes import Shape, counted
from jacobook.testing.domains import Places, projected, sample

POINTS, TOLERANCE = 12, 1e-9


def equal_points(
    a: Expression, b: Expression, rule: Rule, registry: Registry, *, anywhere: bool = False
) -> tuple[int, str]:
    """At how many random points two formulas agree; none, and how they differ, if they do at one.

    Points where one of them is not finite do not count; none count in a domain of matrices that a
    formula cannot invert.

    Args:
        a, b: the formulas.
        rule: its operands' domains say where to draw.
        registry: the rules whose operations are evaluated.
        anywhere: draw without regard to the domains.
    """
    try:
        pairs = list(_values((a, b), rule, registry, anywhere=anywhere))
    except np.linalg.LinAlgError:  # in a domain of singular matrices
        return 0, ""
    compared = 0
    for one, other in pairs:
        if one.shape != other.shape:
            return 0, f"shape {other.shape} instead of {one.shape}"
        if not (np.all(np.isfinite(one)) and np.all(np.isfinite(other))):
            continue
        compared += 1
        if relative(other, one) > TOLERANCE:
            return 0, f"relative difference {relative(other, one):.1e} at a random point"
    return compared, ""


def holding_points(statement: Expression, rule: Rule, registry: Registry) -> tuple[int, str]:
    """At how many random points a statement holds; none, and how it fails, if it does at one.

    An equation holds if its sides agree to the last digits, any other statement if all its entries
    are true.
    """
    if statement.operation == "equal":
        left, right = statement.operands
        return equal_points(left, right, rule, registry)
    truths = [np.all(truth) for (truth,) in _values((statement,), rule, registry)]
    return (len(truths), "") if all(truths) else (0, "it is false at a random point")


def _values(
    formulas: tuple[Expression, ...], rule: Rule, registry: Registry, *, anywhere: bool = False
) -> Iterator[tuple[Array, ...]]:
    """The values of some formulas at one random point after the other."""
    found = variables(*formulas)
    shapes: dict[str, Shape] = {str(v["name"]): v.shape for v in found}
    sizes = sizes_for((*found, *formulas))
    functions = [function_of(list(shapes), shapes, side, registry, sizes) for side in formulas]
    operands = {} if anywhere else {o.name: o for o in rule.operands}
    for seed in range(POINTS):
        point = drawn(found, operands, np.random.default_rng([7, seed]), sizes)
        with np.errstate(all="ignore"):
            values = tuple(np.asarray(function(**point)) for function in functions)
        yield values


def drawn(
    found: tuple[Expression, ...],
    operands: Mapping[str, Operand],
    rng: np.random.Generator,
    sizes: Mapping[str, int] | None = None,
) -> dict[str, Array]:
    """A value for each variable.

    Operands lie in their domain; the tangent of a structured operand has its structure; other
    tangents and cotangents are drawn anywhere. Sizes are small unless they are given.
    """
    sizes = sizes_for(found) if sizes is None else sizes
    tangents = {f"d{name}": operand for name, operand in operands.items()}
    made = {}
    for v in found:
        name, full = str(v["name"]), tuple(counted(d, sizes) for d in v.shape)
        if name in operands:
            places = Places(rng, int(np.prod(full, dtype=int)))
            made[name] = sample(operands[name], full, places, below=sizes)
            continue
        free = projection(v.facts)(rng.standard_normal(full))
        made[name] = projected(tangents[name], free) if name in tangents else free
    return made
