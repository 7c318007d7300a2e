"""The views of a rule that its author does not state, derived by the engine from those that are.

A rule whose function is a formula is differentiated as any formula is, by the rules of the book and
its own among them. A law about abstract functions has no such formula: from a Jacobian or a gradient
that it states follow the differential and the pullback.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jacobook import facts as known
from jacobook.algebra import canonical as c
from jacobook.catalogue import Registry
from jacobook.closed_form import answer as answers
from jacobook.closed_form.derivation import Derivation, second_problem
from jacobook.closed_form.problem import Problem, projected
from jacobook.errors import JacobookError, NotImplementedRuleError
from jacobook.expression import Expression, substitute, variable, variables
from jacobook.operand import Operand
from jacobook.reading import function_expression
from jacobook.rule import Rule
from jacobook_site.forms.layouts import known_facts, turned_over
from jacobook_site.typesetting import by_entry

LONGEST = 400
"""Formulas of more characters are not derived for a page."""


@dataclass(frozen=True, slots=True)
class View:
    """A view of a rule as an expression.

    Attributes:
        view: what it says, as in `data.VIEWS`.
        variable: the operand it is about, if it is about one.
        form: of a derivative: what it is, a key of `point.ACTIONS`.
        right: the right side; `None` if it could not be derived.
        turned: the right side in denominator layout, where that differs.
        gap: why there is none.
    """

    view: str
    variable: str
    form: str = ""
    right: Expression | None = None
    turned: Expression | None = None
    gap: str = ""


class Derived:
    """The views of a rule whose function is a formula."""

    def __init__(self, rule: Rule, registry: Registry) -> None:
        """Read the function, with what is declared of its operands."""
        self.rule, self.registry = rule, registry
        function = function_expression(rule, registry)
        self.operands = {o.name: variable(o.name, o.shape, _facts(o)) for o in rule.operands}
        self.function = substitute(function, self.operands)
        used = {str(v["name"]) for v in variables(self.function)}
        self.names = [o.name for o in rule.operands if o.differentiable and o.name in used]

    @functools.cached_property
    def problems(self) -> dict[str, Problem]:
        """What is to be derived, by operand."""
        return {
            name: Problem(self.function, self.operands[name], self.registry) for name in self.names
        }

    def differential(self) -> Iterator[View]:
        """The change of the value for changes of all operands, and the pushforward of tangents."""
        parts = [self.problems[name].differential for name in self.names]
        whole = parts[0] if len(parts) == 1 else c.plus(*parts)
        first = self.problems[self.names[0]]
        shown = first.shown(first.simplified(whole))
        yield View("differential", "", right=shown)
        yield View("pushforward", "", right=pushed(shown, self.rule))

    def pullback(self, name: str) -> Iterator[View]:
        """The cotangent of one operand."""
        problem = self.problems[name]
        bar = variable(f"{self.rule.result}_bar", self.function.shape)
        found = projected(problem.pulled_back(bar), problem.wrt.facts)
        yield View("pullback", name, right=problem.shown(problem.simplified(found)))

    def derivative(self, name: str) -> Iterator[View]:
        """The gradient, and the derivative in the two layouts, by one operand."""
        problem = self.problems[name]
        found = self._answer(name)
        if found.form == "operator":
            yield self._stacked(name)
            return
        shown, turned = problem.shown(found.core), turned_over(problem, found.core)
        if found.form == "gradient":
            yield View("gradient", name, "gradient", shown)
            if turned is not None:
                yield View("derivative", name, "transposed", turned, shown)
        else:
            is_matrix_by_number = found.form == "derivative" and len(found.core.shape) == 2
            yield View(
                "derivative", name, found.form, shown, None if is_matrix_by_number else turned
            )

    def _answer(self, name: str) -> answers.Answer:
        return answers.first_answer(self.problems[name])

    def _stacked(self, name: str) -> View:
        """The derivative of a matrix by a matrix as one matrix, where that is short."""
        problem = self.problems[name]
        rank = max(len(self.function.shape), len(problem.wrt.shape))
        linear = problem.simplified(problem.differential)
        found = answers.in_form(problem, linear, problem.tangent, "kronecker") if rank < 3 else None
        if found is None or problem.wrt.facts & set(known.STRUCTURES):
            return View("derivative", name, gap=_NO_MATRIX)
        shown = problem.shown(found.core)
        return View("derivative", name, "kronecker", shown, turned_over(problem, found.core))

    def second(self, name: str) -> Iterator[View]:
        """The Hessian of a number by a vector or a number."""
        problem = self.problems[name]
        if self.function.shape or len(problem.wrt.shape) > 1:
            return
        again = second_problem(Derivation(problem, self._answer(name)))
        found = answers.linear_answer(again, again.differential, again.tangent)
        if found.form != "operator" and not c.is_zero(found.core):
            form = "jacobian" if again.wrt.shape else "derivative"
            yield View("second", name, form, again.shown(found.core))

    def second_by_entry(self, name: str) -> Iterator[View]:
        """The second derivative of each entry of an element-wise function by the same operand."""
        numbers = Derived(by_entry(self.rule), self.registry)
        for found in numbers.second(name):
            yield View("second", name, "elem", found.right)


def pushed(differential: Expression, rule: Rule) -> Expression:
    """A differential with tangents in place of changes."""
    names = {f"d{o.name}": f"{o.name}_dot" for o in rule.operands}
    return substitute(
        differential,
        {
            str(v["name"]): variable(names[str(v["name"])], v.shape, v.facts)
            for v in variables(differential)
            if str(v["name"]) in names
        },
    )


def _facts(operand: Operand) -> frozenset[str]:
    """What is known of an operand; a structure that its changes need not keep is not."""
    found = known_facts(operand)
    return found if operand.structured else found - frozenset(known.STRUCTURES)


_NO_MATRIX = "it is no matrix, or a long one; the differential says the same"
_NEEDS_NUMBERS = (
    "its formula needs numbers, not only shapes; jacobook.jvp and jacobook.vjp give them"
)


def derived_views(rule: Rule, registry: Registry) -> Sequence[View]:
    """All views that the engine derives of a rule; those that it cannot derive say why.

    Args:
        rule: a rule with a fixed number of operands and no abstract functions.
        registry: all rules.

    Raises:
        JacobookError: the function itself cannot be read.
    """
    made = Derived(rule, registry)
    if not made.names:
        return ()
    found = list(_tried("differential", "", made.differential))
    for name in made.names:
        found += _tried("derivative", name, lambda name=name: made.derivative(name))
    for name in made.names:
        found += _tried("pullback", name, lambda name=name: made.pullback(name))
    second = made.second_by_entry if rule.kind == "elementwise" else made.second
    for name in made.names:
        found += [v for v in _tried("second", name, lambda name=name: second(name)) if v.right]
    return found


def _tried(view: str, name: str, work: object) -> list[View]:
    """What some work gives; one view with a gap if it fails."""
    try:
        return [*work()]  # type: ignore[operator]
    except NotImplementedRuleError:
        reason = _NEEDS_NUMBERS
    except JacobookError as error:
        reason = (str(error).splitlines() or [""])[0]
    except (ArithmeticError, ValueError, TypeError, LookupError, AttributeError) as error:
        reason = f"{type(error).__name__}: {error}"
    return [View(view, name, gap=reason)]
