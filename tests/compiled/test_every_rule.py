"""Every rule of the book, compiled: gradients and Jacobians are those that are computed eagerly."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

import jacobook as jb
from jacobook.containers import leaves
from jacobook.errors import JacobookError, TracedValueError
from jacobook.operations import vocabulary_of

BOOK = jb.Registry(packs=["jacobook_rules:pack"])
OP = vocabulary_of(BOOK)
RULES = [r for r in BOOK if r.op and r.kind not in ("constant", "identity", "structural")]
CASES = [(rule, vector) for rule in RULES for vector in rule.vectors[:2]]

NEEDS_NUMBERS = {
    "array.interp": "its intervals are found by comparing numbers",
    "array.unique": "the shape of its value depends on numbers",
    "array.unwrap": "its jumps are found by comparing numbers",
    "reduce.nanmedian": "which entries count depends on numbers",
    "reduce.nanpercentile": "the places depend on the number asked for",
    "reduce.nanquantile": "the places depend on the number asked for",
    "reduce.percentile": "the places depend on the number asked for",
    "reduce.quantile": "the places depend on the number asked for",
}
"""Rules that cannot be staged with all operands as variables; they say so."""


def arrays(rule, vector):
    """The operands of a vector as arrays of floats; `None` where they are none."""
    try:
        given = [vector.operands[name] for name in rule.names]
        if rule.variadic:
            return [np.asarray(part, float) for part in given[0]]
        return [np.asarray(part, float) for part in given]
    except (KeyError, TypeError, ValueError):
        return None


def flat(tree):
    return np.concatenate([np.ravel(leaf) for _, leaf in leaves(tree)])


def name(case):
    return f"{case[0].id}-{case[1].name}" if isinstance(case, tuple) else None


@pytest.mark.parametrize("case", CASES, ids=name)
@pytest.mark.parametrize("derivative", [jb.grad, jb.jacobian])
def test_compiled_derivatives_are_the_eager_ones(case, derivative):
    rule, vector = case
    operands = arrays(rule, vector)
    if operands is None:
        pytest.skip("the operands are no arrays of real numbers")
    operation, parameters = getattr(OP, rule.op), dict(vector.parameters)

    def function(*xs):
        value = np.real(operation(*xs, **parameters))
        return np.sum(1.5 * value) if derivative is jb.grad else value

    slope = derivative(function, tuple(range(len(operands))), registry=BOOK)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            wanted = slope(*operands)
        except (JacobookError, np.linalg.LinAlgError, TypeError, RecursionError) as error:
            pytest.skip(f"it has no eager derivative here: {type(error).__name__}")
        compiled = jb.compile(slope, registry=BOOK)
        if rule.id in NEEDS_NUMBERS:
            with pytest.raises(TracedValueError):
                compiled(*operands)
            return
        np.testing.assert_allclose(flat(compiled(*operands)), flat(wanted), 1e-9, 1e-9)
        again = [1.25 * x for x in operands]  # values that were not there when it was staged
        try:
            wanted = slope(*again)
        except (JacobookError, np.linalg.LinAlgError):
            return
        defined = np.isfinite(flat(wanted))  # beside an undefined entry, a structural zero is 0
        np.testing.assert_allclose(
            flat(compiled(*again))[defined], flat(wanted)[defined], 1e-9, 1e-9
        )
