"""A derivation as plain data, for `--json`: every text, every step and the check."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import jacobook
from jacobook import notation
from jacobook.closed_form.derivation import Derivation
from jacobook.closed_form.showing import Line, conditions_of, law_behind, lines_of, reason_of
from jacobook.closed_form.steps import BACKWARD_VIEW, DIFFERENTIAL_VIEW
from jacobook.errors import JacobookError
from jacobook.expression import Expression
from jacobook.facts import FACTS
from jacobook.notation.infix import infix


def record_of(derivations: Sequence[Derivation], syntax: str, seed: int | None) -> dict[str, Any]:
    """Derivatives of one function as plain data.

    Args:
        derivations: of one function by one variable each.
        syntax: in which the function was written.
        seed: of the check; `None` for no check.
    """
    first = derivations[0]
    variables = {str(v["name"]): v for d in derivations for v in d.arguments}
    return {
        "jacobook": jacobook.__version__,
        "syntax": syntax,
        "function": {"name": first.name, **texts_of(first.source)},
        "variables": [_variable(v) for v in variables.values()],
        "derivatives": [_derivative(d, seed) for d in derivations],
    }


def texts_of(x: Expression) -> dict[str, Any]:
    """An expression in every syntax; `null` where a syntax cannot say it."""
    return {
        "shape": list(x.shape),
        "text": infix(x, loose=True),
        "matlab": _or_none(lambda: notation.matlab(x)),
        "unicode": notation.unicode_text(x),
        "latex": notation.latex(x),
    }


def _or_none(write: Callable[[], str]) -> str | None:
    try:
        return write()
    except JacobookError:
        return None


def _variable(v: Expression) -> dict[str, Any]:
    return {"name": v["name"], "shape": list(v.shape), "facts": sorted(v.facts & FACTS.keys())}


def _derivative(d: Derivation, seed: int | None) -> dict[str, Any]:
    check = None if seed is None else d.check(seed)
    return {
        "wrt": d.wrt,
        "form": d.form,
        "order": d.order,
        "structure": d.structure,
        "shape": list(d.derivative.shape),
        "text": d.text(),
        "matlab": _or_none(lambda: d.text("matlab")),
        "unicode": d.unicode(),
        "latex": d.latex(),
        "mathml": d.mathml(),
        "conditions": conditions_of(d, lambda x: d.text_of(x)),
        "steps": [_step(line, d) for line in lines_of(d, DIFFERENTIAL_VIEW)],
        "backward_steps": [_step(line, d) for line in lines_of(d, BACKWARD_VIEW)]
        if d.backward_steps
        else [],
        "check": check
        and {
            "relative_error": check.error,
            "seed": check.seed,
            "shapes": {name: list(shape) for name, shape in check.shapes.items()},
            "evaluations": check.evaluations,
        },
    }


def _step(line: Line, d: Derivation) -> dict[str, Any]:
    law = law_behind(line, d)
    return {
        "left": line.plain_left,
        "right": texts_of(line.step.after),
        "latex": notation.latex_equation(line.left, line.step.after),
        "reason": reason_of(line, d),
        "rule": line.step.rule,
        "law": [texts_of(side) for side in law] if law else None,
    }
