"""The left sides of forms, typeset and as text."""

from __future__ import annotations

from jacobook.expression import Expression, variable
from jacobook.notation import glyphs, head
from jacobook.notation.glyphs import Layout, fraction, number, row, sign, sup
from jacobook.notation.layout import layout

TITLES = {
    "function": "function",
    "differential": "differential",
    "gradient": "gradient by {x}",
    "derivative": "derivative by {x}",
    "pushforward": "pushforward",
    "pullback": "pullback by {x}",
    "second": "second derivative by {x}",
    "also": "also true",
}
_SPECIAL = {
    ("derivative", "jacobian"): "Jacobian by {x}",
    ("derivative", "kronecker"): "Jacobian by {x}, stacked",
    ("second", "jacobian"): "Hessian by {x}",
    ("second", "elem"): "second derivative by {x}, each entry",
}


def title(view: str, name: str, form: str = "") -> str:
    """A form in words.

    >>> title("pullback", "x"), title("derivative", "x", "jacobian")
    ('pullback by x', 'Jacobian by x')
    """
    return _SPECIAL.get((view, form), TITLES[view]).format(x=name)


def left_side(view: str, form: str, result: Expression, about: Expression | None) -> Layout:
    """The left side of a form, such as the gradient sign with its variable."""
    if view == "pushforward":
        return layout(variable(f"{result['name']}_dot", result.shape))
    if view == "second":
        return _second(form, result, about)
    kind = {"function": "value", "also": "value", "differential": "d", "pullback": "vjp"}
    forms = {"gradient": "grad", "derivative": "vec" if form == "kronecker" else "jac"}
    return head({**kind, **forms}[view], result, about)


def _second(form: str, result: Expression, about: Expression | None) -> Layout:
    """A Hessian by a vector; the second derivative of a number by a number."""
    assert about is not None
    if form == "jacobian":
        return head("hess", result, about)
    entries = (variable(str(v["name"])) for v in (result, about))
    above, below = map(layout, entries)
    two = number("2")
    top = row(sup(sign(glyphs.PARTIAL_BARE), two), above)
    return fraction(top, row(sign(glyphs.PARTIAL), sup(below, two)))


def left_text(view: str, form: str, result: str, name: str) -> str:
    """The left side as text.

    >>> left_text("gradient", "", "y", "X"), left_text("pullback", "", "y", "X")
    ('grad[X]', 'X_bar')
    """
    spelled = {
        "function": result,
        "also": result,
        "differential": f"d{result}",
        "gradient": f"grad[{name}]",
        "derivative": f"vec_jac[{name}]" if form == "kronecker" else f"jac[{name}]",
        "pushforward": f"{result}_dot",
        "pullback": f"{name}_bar",
        "second": f"hess[{name}]",
    }
    return spelled[view]
