"""Worked steps: how a derivative was found, in two views of the same derivation.

The *differential* view starts from `df = d(...)` and moves the `d` inwards, one rule at a time,
until only `dx` is left; then the derivative is read off. The *backward* view names the
intermediate values and passes the cotangent from the result back to the variable. Both use the
maps with which the engine computed the answer, so they cannot differ from it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jacobook import facts as known
from jacobook.algebra import canonical as c
from jacobook.algebra.interpretation import Interpreter, View, plain, viewed
from jacobook.algebra.numbers import ONE
from jacobook.algebra.presentation import Presenter
from jacobook.closed_form.answer import Answer
from jacobook.closed_form.local import Applied
from jacobook.closed_form.naming import first_free
from jacobook.closed_form.problem import Problem
from jacobook.expression import (
    VARIABLE,
    Expression,
    exchanged,
    node,
    postorder,
    variable,
    variables,
)
from jacobook.language import DIFFERENTIAL
from jacobook.notation.infix import infix

DIFFERENTIAL_VIEW, BACKWARD_VIEW = "differential", "backward"

_TRANSPOSED = "The differential of a transpose is the transpose of the differential"
_SILENT = {
    "add": "The differential of a sum is the sum of the differentials",
    "subtract": "The differential of a difference is the difference of the differentials",
    "negative": "A sign stays in front",
    "positive": "Nothing changes",
    "copy": "Nothing changes",
    "transpose": _TRANSPOSED,
    "matrix_transpose": _TRANSPOSED,
}
"""Operations whose differential is written together with the next step, and what is said of it."""

_SHORT = 24
"""The longest text of an unchanged part that is named in a reason."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a derivation.

    Attributes:
        view: `"differential"` or `"backward"`.
        rule: the id of the rule of the book that was applied; empty for the definition at the
            start, for simplifications and for reading off.
        reason: what was done and why, in a sentence; formulas in backticks.
        form: the left side, a form of `jacobook.notation.head`: `value`, `d`, `vjp`, `grad`, ...
        name: what the left side is about: the function, or an intermediate value.
        before: the right side before this step; `None` on the first line of a left side.
        after: the right side, in operations of the book and `differential(...)`.
    """

    view: str
    rule: str
    reason: str
    form: str
    name: Expression
    before: Expression | None
    after: Expression


def function_name(problem: Problem, taken: Iterable[str] = ()) -> Expression:
    """The name under which the function stands on left sides: `f`, or `g` where `f` is taken."""
    used = {str(v["name"]) for v in problem.walk.order if v.operation == VARIABLE} | set(taken)
    letter = first_free(("f", "g", "h", "F", "G", "f_"), used.__contains__)
    return variable(letter, problem.core.shape)


def opening_steps(problem: Problem, name: Expression, view: str = DIFFERENTIAL_VIEW) -> list[Step]:
    """The function as given and, if it was brought to another form first, that form."""
    given, function = problem.source, problem.function
    first = Step(view, "", "The function.", "value", name, None, given)
    signs, others = _signs_in(given), _signs_in(function)
    if signs == others:
        return [first]
    book = problem.registry
    titles = [book[rule].title for rule in dict.fromkeys(problem.folds)]
    reason = "Rewrite it."
    if titles:
        reason = f"Recognise: {', '.join(titles)}."
    elif sorted(signs) == sorted(others):  # the same signs in another order
        traces = any(part.operation == "trace" for part in postorder(given))
        reason = "A trace may be turned: `trace(A @ B) = trace(B @ A)`." if traces else "Rearrange."
    rule = problem.folds[0] if problem.folds else ""
    return [first, Step(view, rule, reason, "value", name, given, function)]


def _signs_in(x: Expression) -> str:
    """The text of an expression without its brackets, by which a mere rearrangement shows."""
    return "".join(character for character in infix(x) if character not in " ()")


def cotangent_of(problem: Problem, name: Expression) -> Expression:
    """The cotangent of a function: `f_bar`, under a name that no variable has."""
    return variable(problem.free_name(f"{name['name']}_bar"), problem.core.shape)


# ----------------------------------------------------------------------- differential


class DifferentialView:
    """The derivation by moving a `d` inwards.

    Args:
        problem: the function and the variable.
        name: the name of the function.
        first: the name of the function of which this one is the gradient.
    """

    def __init__(self, problem: Problem, name: Expression, first: Expression | None = None) -> None:
        """Start from the whole function."""
        self.problem, self.name, self.first = problem, name, first
        self.walk = problem.walk
        self.active = self.walk.active([str(problem.wrt["name"])])

    def steps(self, answer: Answer) -> list[Step]:
        """All steps up to an answer."""
        moved, linear = self.moved()
        return [*moved, *self.read_off(linear, answer)]

    def moved(self) -> tuple[list[Step], Expression]:
        """The steps that move the `d` inwards, and the differential they end in."""
        current = self.change(self.walk.root).core
        steps = []
        if self.first is not None:
            reason = "The gradient is differentiated once more."
            body = self.problem.function
            steps.append(Step(DIFFERENTIAL_VIEW, "", reason, "value", self.name, None, body))
        steps.append(self._line("", self._opening(), None, current))
        before = current
        said: list[str] = []
        for part in reversed(self.walk.order):
            mark = self.change(part).core
            if not part.operands or part not in self.active or not c.depends_on(current, mark):
                continue
            rule, tangent = self._expanded(part)
            current = c.replaced(current, {mark: tangent})
            reason = self._reason(part, rule)
            if reason not in said:
                said = [*said, reason]
            if part.operation in _SILENT and c.depends_on(current, *self._marks(part)):
                continue
            if current is not before:
                steps.append(self._line(rule, " ".join(said), before, current))
            before, said = current, []
        if current is not before:
            steps.append(self._line("", " ".join(said), before, current))
        return steps, current

    def _marks(self, part: Expression) -> list[Expression]:
        """The differentials of a part's operands, unless these are the variable itself."""
        inner = [o for o in self.walk.operands[part] if o in self.active and o.operands]
        return [self.change(o).core for o in inner]

    def change(self, part: Expression) -> View:
        """`d(part)`: a mark that is replaced when its turn comes; `dx` for the variable."""
        view = self.walk.views[part]
        if part.operation == VARIABLE:
            return viewed(self.problem.tangent)
        return View(node(DIFFERENTIAL, [view.core], view.core.shape), view.mask)

    def _expanded(self, part: Expression) -> tuple[str, Expression]:
        """The rule of one operation, and the differential of its value by that rule."""
        local, applied = self.problem.local, self.walk.applied[part]
        operands = self.walk.operands[part]
        given = [self.change(o) if o in self.active else None for o in operands]
        tangent = local.tangent(applied, given)
        rule = applied.rule.id if applied.rule is not None else ""
        core = self.walk.views[part].core
        return rule, c.zeros(core.shape) if tangent is None else tangent.core

    def _opening(self) -> str:
        wrt = self.problem.wrt["name"]
        return f"The change of the function for a small change `d{wrt}` of `{wrt}`."

    def _reason(self, part: Expression, rule_id: str) -> str:
        if not rule_id:
            return ""
        title = _SILENT.get(part.operation) or self.problem.registry[rule_id].title
        both = [o for o in part.operands if o in self.active]
        if part.operation == "matmul" and not part.shape and len(both) == 2:
            title += "; a number equals its transpose"
        operands = self.walk.operands[part]
        still = dict.fromkeys(infix(o) for o in operands if self._is_still(o))
        if not still:
            return f"{title}."
        short = all(len(text) <= _SHORT for text in still)
        names = " and ".join(f"`{text}`" for text in still) if short else "the other part"
        verb = "does" if len(still) == 1 or not short else "do"
        return f"{title}; {names} {verb} not change with `{self.problem.wrt['name']}`."

    def _is_still(self, operand: Expression) -> bool:
        """Whether an operand has variables, but not the one that changes."""
        return operand not in self.active and bool(variables(operand))

    def _line(self, rule: str, reason: str, before: Expression | None, after: Expression) -> Step:
        shown = None if before is None else self.problem.shown(before)
        body = self.problem.shown(after)
        return Step(DIFFERENTIAL_VIEW, rule, reason, "d", self.name, shown, body)

    # ------------------------------------------------------------------ reading off

    def read_off(self, linear: Expression, answer: Answer) -> Iterator[Step]:
        """From the differential to the derivative."""
        simple = self.problem.simplified(linear)
        if self.problem.shown(simple) is not self.problem.shown(linear):
            yield self._line("", "Collect and factor.", linear, simple)
        before = self.problem.shown(simple)
        if answer.form in ("gradient", "handbook"):
            yield from self._gradient(simple, answer)
        elif answer.form in _LAST_LINE:
            yield self._last_line(answer, before)

    def _last_line(self, answer: Answer, before: Expression) -> Step:
        """The derivative, read off its differential."""
        after = self.problem.shown(answer.core)
        if self.first is not None and answer.form == "jacobian":
            reason = f"The Hessian is the Jacobian of the gradient `{self.name['name']}`."
            return Step(DIFFERENTIAL_VIEW, "", reason, "nabla2", self.first, before, after)
        form, rule, reason = _LAST_LINE[answer.form]
        return self._final(form, rule, reason.format(x=self.problem.wrt["name"]), before, after)

    def _gradient(self, linear: Expression, answer: Answer) -> Iterator[Step]:
        """The differential as an inner product with the gradient, then the gradient."""
        problem, wrt = self.problem, self.problem.wrt
        gradient = problem.simplified(problem.pulled_back(ONE))
        shown, before = problem.shown(gradient), problem.shown(linear)
        reason = _READING[linear.operation if len(wrt.shape) == 2 else "vector"]
        if not _ends_in(linear, problem.tangent):
            reason = _READING["vector" if len(wrt.shape) == 1 else "entries"]
            inner = _inner_product(problem, gradient)
            why = f"Write it as one {_noun(wrt)} times `{problem.tangent['name']}`."
            yield Step(DIFFERENTIAL_VIEW, "", why, "d", self.name, before, inner)
            before = inner
        told = reason.format(name=wrt["name"])
        yield self._final("grad", "structural.gradient", told, before, shown)
        if answer.form == "handbook":
            reason = (
                f"`{wrt['name']}` is symmetric: each entry off the diagonal stands in two places. "
                "The handbook form `G + G.T - diag(diagonal(G))` counts both."
            )
            yield self._final("grad", "", reason, shown, problem.shown(answer.core))
        elif answer.core is not gradient:
            facts = " and ".join(f for f in known.STRUCTURES if f in wrt.facts)
            reason = f"`{wrt['name']}` is {facts}: only changes of this form count."
            yield self._final("grad", "", reason, shown, problem.shown(answer.core))

    def _final(
        self, form: str, rule: str, reason: str, before: Expression, after: Expression
    ) -> Step:
        stated = rule if rule in self.problem.registry else ""
        return Step(DIFFERENTIAL_VIEW, stated, reason, form, self.name, before, after)


_LAST_LINE = {
    "derivative": ("jac", "", "Divide by the change `d{x}`."),
    "jacobian": (
        "jac",
        "structural.jacobian",
        "The Jacobian is the matrix that multiplies `d{x}`.",
    ),
    "kronecker": (
        "vec",
        "",
        "Stack the columns of both sides: `vec(A @ d{x} @ B) = kron(B.T, A) @ vec(d{x})`.",
    ),
    "einsum": ("jac", "", "Write it entry by entry: the axes of `d{x}` become the last axes."),
}
"""Left side, rule and reason of the line on which a derivative is read off; for operators and
products with a tangent the differential is the answer."""

_READING = defaultdict(
    lambda: "The gradient is what each entry of `d{name}` is multiplied by.",
    vector="The gradient is the vector whose product with `d{name}` is the differential.",
    trace="With `df = tr(G.T @ d{name})` the gradient `G` is the transpose of the other factor.",
)
"""How a gradient is read off a differential of one form."""


def _ends_in(linear: Expression, tangent: Expression) -> bool:
    """Whether a differential is one product with the tangent as its last factor."""
    factors = c.factors_of(linear)
    inside = [f for f in factors if c.depends_on(f, tangent)]
    last = inside[0] if len(inside) == 1 else factors[-1]
    if last.operation == "trace":
        last = last.operands[0]
    if last.operation == "total":
        return tangent in c.factors_of(last.operands[0])
    return last.operation == "chain" and last.operands[-1] is tangent


def _noun(x: Expression) -> str:
    return ("number", "vector", "matrix")[len(x.shape)] if len(x.shape) < 3 else "array"


def _inner_product(problem: Problem, gradient: Expression) -> Expression:
    """`sum(G * dX)`, or `g @ dx` for vectors, with the gradient as one factor."""
    presenter = Presenter(problem.registry)
    left, tangent = problem.shown(gradient), problem.tangent
    if len(tangent.shape) == 1:
        return presenter.call("matmul", left, tangent)
    return presenter.call("sum", presenter.call("multiply", left, tangent))


# --------------------------------------------------------------------------- backward


class BackwardView:
    """The derivation by passing the cotangent back through named intermediate values."""

    def __init__(self, problem: Problem, name: Expression) -> None:
        """Name the intermediate values."""
        self.problem, self.name = problem, name
        self.walk = problem.walk
        self.active = self.walk.active([str(problem.wrt["name"])])
        self.names = self._named()

    def _named(self) -> dict[Expression, Expression]:
        taken = {str(v["name"]) for v in self.walk.order if v.operation == VARIABLE}
        letter = first_free(
            ("u", "v", "z", "h", "u_"),
            lambda letter: any(name.rstrip("0123456789") == letter for name in taken),
        )
        inner = [p for p in self.walk.order if p in self.active and p.operands]
        inner = [p for p in inner if p is not self.walk.root]
        single = len(inner) == 1
        names = {
            p: variable(letter if single else f"{letter}{i}", p.shape)
            for i, p in enumerate(inner, 1)
        }
        return {**names, self.walk.root: self.name}

    def steps(self, answer: Answer) -> list[Step]:
        """The intermediate values, their cotangents from last to first, and the gradient."""
        return [*self._forward(), *self._backward(answer)]

    def _forward(self) -> Iterator[Step]:
        if len(self.names) == 1:
            return
        for part, name in self.names.items():
            named = {o: self.names[o] for o in self.walk.operands[part] if o in self.names}
            body = exchanged(part, named)
            rule = self.walk.rule_of(part)
            yield Step(BACKWARD_VIEW, rule.id if rule else "", "", "value", name, None, body)

    def _backward(self, answer: Answer) -> Iterator[Step]:
        start = self._start(answer)
        bars: dict[Expression, list[tuple[str, View]]] = {self.walk.root: [("", viewed(start))]}
        for part in reversed(self.walk.order):
            received = bars.get(part)
            if received is None or part not in self.active:
                continue
            if part is not self.walk.root:
                yield self._received(part, received)
            y_bar = received[0][1] if part is self.walk.root else self._bar(part)
            for operand, contribution in self._passed(part, y_bar):
                bars.setdefault(operand, []).append(contribution)
        before = self.problem.shown(self.problem.pulled_back(start))
        reason = "Put the intermediate values back in, and simplify."
        after = self.problem.shown(answer.core)
        if answer.form == "vjp":
            yield Step(BACKWARD_VIEW, "", reason, "vjp", self.problem.wrt, before, after)
        else:
            yield Step(BACKWARD_VIEW, "", reason, "grad", self.name, before, after)

    def _start(self, answer: Answer) -> Expression:
        """The cotangent of the function itself: 1, or the one that is pulled back."""
        if answer.form != "vjp":
            return ONE
        return cotangent_of(self.problem, self.name)

    def _bar(self, part: Expression) -> View:
        name = self.names.get(part, part)
        return viewed(variable(f"{name['name']}_bar", part.shape))

    def _passed(
        self, part: Expression, y_bar: View
    ) -> Iterator[tuple[Expression, tuple[str, View]]]:
        """What one operation passes back to its operands, in the names of the values."""
        if not part.operands:
            return
        applied = self.walk.applied[part]
        registry = self.problem.registry
        operands = [self._named_view(o) for o in self.walk.operands[part]]
        here = Applied(part, applied.rule, operands, self._named_view(part), registry)
        for position, operand in enumerate(self.walk.operands[part]):
            if operand not in self.active:
                continue
            x_bar = self.problem.local.cotangent(here, y_bar, position)
            if x_bar is not None and not c.is_zero(x_bar.core):
                yield operand, (applied.rule.id if applied.rule else "", x_bar)

    def _named_view(self, part: Expression) -> View:
        name = self.names.get(part)
        own = self.walk.views[part]
        return own if name is None else viewed(name)

    def _received(self, part: Expression, received: Sequence[tuple[str, View]]) -> Step:
        reader = Interpreter(self.problem.registry)
        total = received[0][1]
        for _, more in received[1:]:
            total = reader.applied("add", [total, more], {})
        rules = list(dict.fromkeys(rule for rule, _ in received if rule))
        book = self.problem.registry
        reason = "; ".join(book[rule].title for rule in rules)
        if len(received) > 1:
            reason += f": the sum over the {len(received)} places where it is used"
        shown = self.problem.shown(plain(total))
        name = self.names.get(part, part)
        return Step(
            BACKWARD_VIEW, rules[0] if rules else "", f"{reason}.", "vjp", name, None, shown
        )
