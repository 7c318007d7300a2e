"""Whether two formulas have equal values at random points of a rule's declared domain."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from jacobook.catalogue import Registry
from jacobook.closed_form.checking import function_of, relative, sizes_for
from jacobook.expression import Expression, variables
from jacobook.operand import Operand
from jacobook.rule import Array, Rule
from jacobook.shapes import Dimension, Shape
from jacobook.testing.domains import Places, sample

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
    found = {str(v["name"]): v for v in variables(a, b)}
    shapes: dict[str, Shape] = {name: v.shape for name, v in found.items()}
    f, g = (function_of(list(found), shapes, side, registry) for side in (a, b))
    sizes: dict[Dimension, int] = dict(sizes_for(list(found.values())).items())
    operands = {} if anywhere else {o.name: o for o in rule.operands}
    compared = 0
    for seed in range(POINTS):
        values = _drawn(shapes, operands, sizes, np.random.default_rng([7, seed]))
        with np.errstate(all="ignore"):
            try:
                one, other = (np.asarray(side(**values)) for side in (f, g))
            except np.linalg.LinAlgError:  # in a domain of singular matrices
                return 0, ""
        if one.shape != other.shape:
            return 0, f"shape {other.shape} instead of {one.shape}"
        if not (np.all(np.isfinite(one)) and np.all(np.isfinite(other))):
            continue
        compared += 1
        if relative(other, one) > TOLERANCE:
            return 0, f"relative difference {relative(other, one):.1e} at a random point"
    return compared, ""


def _drawn(
    shapes: Mapping[str, Shape],
    operands: Mapping[str, Operand],
    sizes: Mapping[Dimension, int],
    rng: np.random.Generator,
) -> dict[str, Array]:
    """A value for each variable: operands in their domain, tangents and cotangents anywhere."""
    below = {str(letter): size for letter, size in sizes.items()}
    made = {}
    for name, shape in shapes.items():
        full = tuple(int(sizes.get(d, d)) for d in shape)
        places = Places(rng, int(np.prod(full, dtype=int)))
        made[name] = (
            sample(operands[name], full, places, below=below)
            if name in operands
            else rng.standard_normal(full)
        )
    return made
