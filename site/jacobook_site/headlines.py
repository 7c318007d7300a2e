"""The statements of a rule that a table of a handbook has room for: the shortest that say it all."""

from __future__ import annotations

from jacobook_site.records import RuleRecord
from jacobook_site.typesetting import Statement

ORDER = ("elem", "grad", "jac", "d", "vjp", "hess", "same", "true")
CASES = "where("


def headlines(record: RuleRecord) -> tuple[Statement, ...]:
    """One statement of the derivative by each variable, all of one form.

    A Jacobian with more than two axes is told by its differential, where that is stated; a statement
    that tells cases apart, by one that need not.
    """
    forms = {statement.form for statement in record.statements[1:]}
    order = [form for form in ORDER if form in forms]
    if order[:1] == ["jac"] and "d" in forms and _is_tall(record):
        order = ["d"]
    found: dict[str, Statement] = {}
    for statement in record.statements[1:]:
        if order and statement.form == order[0]:
            before = found.setdefault(statement.variable, statement)
            if CASES in before.equation.text and CASES not in statement.equation.text:
                found[statement.variable] = statement
    return tuple(found.values())


def _is_tall(record: RuleRecord) -> bool:
    """Whether some Jacobian has more than two axes."""
    own = axes(record.result.shape)
    return any(own + axes(operand.shape) > 2 for operand in record.operands)


def axes(shape: str) -> int:
    """How many axes a shape has, as a page shows it.

    >>> axes("()"), axes("(n,)"), axes("(m, n)")
    (0, 1, 2)
    """
    return len([size for size in shape.strip("()").split(",") if size.strip()])
