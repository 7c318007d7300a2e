"""All forms of a rule: what its author states, what the engine derives, measured and written out."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from jacobook.algebra.interpretation import Interpreter, plain
from jacobook.catalogue import Registry
from jacobook.closed_form.checking import function_of, relative
from jacobook.closed_form.problem import Problem
from jacobook.expression import Expression, node, variable
from jacobook.notation import latex_equation, mathml_equation
from jacobook.notation.infix import infix
from jacobook.reading import clause_expression, function_expression
from jacobook.rule import Array, Clause, Rule
from jacobook_site.author_code import Attempt, silence
from jacobook_site.forms.abstract import law_views
from jacobook_site.forms.anchors import anchor, distinct
from jacobook_site.forms.code import Writer
from jacobook_site.forms.data import VIEWS, Code, Form, RuleForms, Spoken
from jacobook_site.forms.heads import left_side, left_text, title
from jacobook_site.forms.layouts import turned_over
from jacobook_site.forms.point import Evaluate, Point
from jacobook_site.forms.views import LONGEST, View, derived_views, pushed
from jacobook_site.typesetting import Formula, by_entry

TOLERANCE = 1e-8
"""A derived form that is further from the engine's numbers is not shown."""


def rule_forms(rule: Rule, registry: Registry) -> RuleForms:
    """The forms of one rule; none if its function cannot be read."""
    attempt = Attempt(lambda: _Forms(rule, registry).made())
    return attempt.otherwise(RuleForms())


class _Forms:
    """The forms of one rule being made."""

    def __init__(self, rule: Rule, registry: Registry) -> None:
        """Read the function and choose where to measure."""
        self.rule, self.registry = rule, registry
        self.function = function_expression(rule, registry)
        self.result = variable(rule.result, self.function.shape)
        self.operands = {o.name: variable(o.name, o.shape) for o in rule.operands}
        self.point = Attempt(lambda: Point(rule, registry)).value
        values = self.point.values if self.point else {}
        self.writer = Writer(rule, registry, self.function, values)

    def made(self) -> RuleForms:
        """Everything."""
        statements = tuple(self._statements())
        forms = [self._form(view) for view in sorted(self._views(), key=self._order)]
        own = [form for form in forms if not form.stated]
        anchors = distinct([form.anchor for form in own], [s.anchor for s in statements])
        renamed = dict(zip(own, anchors, strict=True))
        forms = [replace(f, anchor=renamed.get(f, f.anchor)) for f in forms]
        codes = [*(s.code for s in statements), *(f.code for f in forms)]
        return RuleForms(statements, tuple(forms), self.writer.arrays(codes))

    def _order(self, view: View) -> tuple[int, int, bool]:
        names = ["", *self.operands]
        return VIEWS.index(view.view), names.index(view.variable), view.form == "kronecker"

    # ------------------------------------------------------------------ as stated

    def _statements(self) -> Iterator[Spoken]:
        """What belongs to the function and to each clause."""
        clauses = [Clause("value", "", self.rule.function), *self.rule.derivative]
        for clause, name in zip(clauses, self._anchors(clauses), strict=True):
            yield Spoken(name, self._turned_statement(clause), self._stated_code(clause))

    def _anchors(self, clauses: Sequence[Clause]) -> list[str]:
        """The first statement about something has a plain anchor, a second one says its formula."""
        seen: set[tuple[str, str]] = set()
        wanted = []
        for clause in clauses:
            about = (clause.form, clause.variable)
            is_known = about in seen or clause.form in ("same", "true")
            wanted.append(anchor(*about, clause.text if is_known else ""))
            seen.add(about)
        return distinct(wanted)

    def _stated_code(self, clause: Clause) -> Code:
        """A statement for programs; an entry-wise one is about numbers."""
        name = {"value": "value", "true": "holds"}.get(clause.form, clause.form)
        titled = "_".join(filter(None, [_FUNCTIONS.get(name, name), clause.variable]))
        for rule, writer in self._readings(clause):
            attempt = Attempt(functools.partial(self._code_in, rule, writer, clause, titled))
            if attempt.value is not None:
                return attempt.value
        return Code()

    def _code_in(self, rule: Rule, writer: Writer, clause: Clause, titled: str) -> Code:
        right = self._read(rule, clause)
        made = self._measured(writer.code(right, titled), right)
        if clause.form == "true":  # an equation of rounded numbers is not exactly true
            return Code(text=made.text, matlab=made.matlab)
        return made

    def _readings(self, clause: Clause) -> Iterator[tuple[Rule, Writer]]:
        if self.rule.kind == "elementwise" and clause.form in ("value", "elem"):
            yield self._entries
        yield self.rule, self.writer

    @functools.cached_property
    def _entries(self) -> tuple[Rule, Writer]:
        """The rule of the entries."""
        rule = by_entry(self.rule)
        function = Attempt(lambda: function_expression(rule, self.registry)).otherwise(
            self.function
        )
        return rule, Writer(rule, self.registry, function, self.writer.values)

    def _read(self, rule: Rule, clause: Clause) -> Expression:
        if clause.form == "value":
            return function_expression(rule, self.registry)
        return clause_expression(rule, clause, self.registry)

    def _turned_statement(self, clause: Clause) -> Formula | None:
        """A stated Jacobian of a vector by a vector in denominator layout."""
        if clause.form != "jac":
            return None
        view = self._stated_view(clause)
        return self._formula(view, view.turned) if view and view.turned is not None else None

    # ------------------------------------------------------------------ views

    def _views(self) -> list[View]:
        """What is stated, and what is derived of the rest."""
        found = {_subject(v): v for v in self._derived()}
        for clause in reversed(self.rule.derivative):
            view = Attempt(functools.partial(self._stated_view, clause)).value
            if view is not None:
                found[_subject(view)] = view
            if view is not None and view.view == "differential":
                told = View("pushforward", "", right=pushed(_right(view), self.rule))
                found[_subject(told)] = told
        return [view for view in found.values() if not _repeats(view, found)]

    def _derived(self) -> Sequence[View]:
        if self.rule.kind == "constant":
            return ()
        if self.rule.variadic:
            return [View("differential", "", gap=_ANY_NUMBER)]
        if self.rule.functions:
            return Attempt(lambda: list(law_views(self.rule, self.registry))).otherwise([])
        return derived_views(self.rule, self.registry)

    def _stated_view(self, clause: Clause) -> View | None:
        """A clause as a view; `None` if it is about something else."""
        view = _VIEWS.get(clause.form)
        if view is None or self.rule.variadic:
            return None
        right = clause_expression(self.rule, clause, self.registry)
        if clause.form == "d":
            return View(view, "", "stated", right)
        axes = len(self.function.shape), len(self.operands[clause.variable].shape)
        turned = self._turned(right, clause.variable) if view == "derivative" else None
        form = {"gradient": "gradient", "pullback": "stated"}.get(view, "jacobian")
        turned = turned if axes in ((1, 1), (0, 1), (1, 0)) else None
        return View(view, clause.variable, form, right, turned)

    def _turned(self, right: Expression, name: str) -> Expression | None:
        """A stated derivative in the other layout."""
        if self.rule.functions:
            return node("transpose", [right], right.shape[::-1]) if len(right.shape) == 2 else None
        problem = Problem(self.function, self.operands[name], self.registry)
        return turned_over(problem, plain(Interpreter(self.registry).read(right)))

    # ------------------------------------------------------------------ one form

    def _form(self, view: View) -> Form:
        """A view on the page; one that is stated stands where its statement does."""
        is_stated = self._is_stated(view)
        label = title(view.view, view.variable, view.form)
        made = Form(view.view, view.variable, _anchor(view), label, None, stated=is_stated)
        if view.right is None:
            return replace(made, gap=view.gap)
        error = self._error(view)
        if not is_stated and (gap := _shortfall(view.right, error)):
            return replace(made, gap=gap)
        confirmed = error if error is not None and error <= TOLERANCE else None
        return replace(
            made,
            equation=self._formula(view, view.right),
            denominator=None if view.turned is None else self._formula(view, view.turned),
            error=confirmed,
            code=Code() if is_stated else self._code(view),
        )

    def _is_stated(self, view: View) -> bool:
        forms = {form for form, name in _VIEWS.items() if name == view.view}
        if view.form in ("kronecker", "transposed"):
            return False
        return any(
            clause.form in forms and clause.variable == view.variable
            for clause in self.rule.derivative
        )

    def _code(self, view: View) -> Code:
        function = _PROGRAMS.get(view.form, view.view)
        if view.view == "second":
            function = "second_derivative" if view.form != "jacobian" else "hessian"
        titled = "_".join(filter(None, [function, view.variable]))
        writer = self._entries[1] if view.form == "elem" else self.writer
        right = _right(view)
        return Attempt(lambda: self._measured(writer.code(right, titled), right)).otherwise(Code())

    def _measured(self, code: Code, right: Expression) -> Code:
        """A formula for programs, without a program that has other numbers at the example.

        An expansion may hold only where its rule's derivative exists, or for real symbols.
        """
        if not code.numpy or Attempt(lambda: self._runs(code, right)).otherwise(False):
            return code
        return replace(code, numpy="", call="", needs=())

    def _runs(self, code: Code, right: Expression) -> bool:
        """Whether a program has the formula's numbers."""
        assert self.point is not None
        scope: dict[str, Any] = {"np": np}
        with silence():
            lines = [line for _, line in self.writer.arrays([code])]
            exec("\n".join([*lines, code.numpy]), scope)  # noqa: S102 - written here
            at = {**{name: scope[name] for name in code.needs}, **self.point.names}
            got = np.asarray(scope[code.call.partition("(")[0]](*(at[n] for n in code.needs)))
            want = np.asarray(self._evaluation(right)(at))
        return got.size == want.size and _near(got.reshape(want.shape), want)

    def _formula(self, view: View, right: Expression) -> Formula:
        about = self.operands.get(view.variable)
        left = left_side(view.view, view.form, self.result, about)
        text = left_text(view.view, view.form, self.rule.result, view.variable)
        return Formula(
            f"{text} = {infix(right, loose=True)}",
            latex_equation(left, right),
            mathml_equation(left, right, display=True),
        )

    # ------------------------------------------------------------------ numbers

    def _error(self, view: View) -> float | None:
        if self.point is None:
            return None
        evaluate = Attempt(lambda: self._evaluation(_right(view))).value
        if evaluate is None:
            return None
        return self.point.error(view.view, view.variable, evaluate, view.form)

    def _evaluation(self, right: Expression) -> Evaluate:
        """A form as a function of the names at the point."""
        assert self.point is not None
        point = self.point
        if self.rule.functions:
            return functools.partial(self._by_instance, infix(right))
        sizes = {k: v for k, v in point.instance.sizes.items() if isinstance(v, int)}
        names = list(point.names)
        function = function_of(names, {}, right, self.registry, sizes)
        return lambda at: function(**{name: at[name] for name in names})

    def _by_instance(self, text: str, at: Mapping[str, Array]) -> Array:
        """A law's form at its worked instance."""
        assert self.point is not None
        for name in self.operands:
            text = text.replace(f"{name}_dot", f"d{name}")
        statement = self.point.instance.statement(text, tuple(self.point.value.shape))
        tangents = {f"d{name}": at.get(f"d{name}", 0.0) for name in self.operands}
        own = {n: at[n] for n in (*self.operands, self.rule.result, f"{self.rule.result}_bar")}
        return statement(**own, **tangents)


def _near(got: Array, want: Array) -> bool:
    """Whether two arrays have the same finite entries, up to rounding, and the same others."""
    finite = np.isfinite(want)
    if not np.array_equal(finite, np.isfinite(got)):
        return False
    return relative(got[finite] * 1.0, want[finite] * 1.0) < TOLERANCE


def _subject(view: View) -> tuple[str, str, bool]:
    """What tells views apart; a matrix of stacked columns is one of its own."""
    return view.view, view.variable, view.form == "kronecker"


def _repeats(view: View, others: Mapping[tuple[str, str, bool], View]) -> bool:
    """Whether a derivative by a number is stated as the gradient by it."""
    return view.form == "derivative" and ("gradient", view.variable, False) in others


def _right(view: View) -> Expression:
    assert view.right is not None
    return view.right


_ANY_NUMBER = "the rule takes any number of operands, for which there is no single formula"
_VIEWS = {
    "d": "differential",
    "grad": "gradient",
    "jac": "derivative",
    "vjp": "pullback",
    "hess": "second",
}
"""What the forms of clauses are called here."""
_FUNCTIONS = {
    "same": "value",
    "elem": "slope",
    "grad": "gradient",
    "jac": "jacobian",
    "hess": "hessian",
    "vjp": "pullback",
    "d": "differential",
}
_PROGRAMS = {"jacobian": "jacobian", "kronecker": "jacobian", "transposed": "derivative"}
"""What functions are called in source."""


def _anchor(view: View) -> str:
    names = {"derivative": "jac", "gradient": "grad", "second": "hess"}
    last = "stacked" if view.form == "kronecker" else ""
    return "-".join(filter(None, [names.get(view.view, view.view), view.variable, last]))


def _shortfall(right: Expression, error: float | None) -> str:
    """Why a derived form is not shown; empty if it is."""
    length = len(infix(right))
    if length > LONGEST:
        return f"{length} characters long, too long for a page; jacobook.derive prints it"
    if error is None:
        return "derived, but there is no example at which it can be compared with numbers"
    if not error <= TOLERANCE:
        return "the closed form is for real operands with free entries; jacobook.vjp gives numbers"
    return ""
