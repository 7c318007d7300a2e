"""What the engine derives for a rule's own function, and how that compares with what is stated.

Derivations are plain data, part of a rule's record, and shown by `jacobook_site.derivation_view`.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from jacobook.algebra import canonical
from jacobook.algebra.identity import same
from jacobook.algebra.interpretation import Interpreter, plain
from jacobook.catalogue import Registry
from jacobook.closed_form.derivation import Derivation
from jacobook.closed_form.problem import Problem
from jacobook.closed_form.showing import Line as Shown
from jacobook.closed_form.showing import law_behind, lines_of
from jacobook.closed_form.steps import BACKWARD_VIEW, Step
from jacobook.errors import CheckFailedError, DerivationError, JacobookError
from jacobook.expression import (
    VARIABLE,
    Expression,
    node,
    postorder,
    substitute,
    variable,
    variables,
)
from jacobook.notation import head, mathml_equation
from jacobook.notation.glyphs import Layout
from jacobook.parsing import Scope
from jacobook.rule import Clause, Rule
from jacobook.shapes import Shape
from jacobook_site.author_code import Attempt
from jacobook_site.equality import equal_points, holding_points
from jacobook_site.forms.layouts import known_facts, turned_over
from jacobook_site.lengths import Lengths, compared
from jacobook_site.markup import code
from jacobook_site.prose import inline_prose
from jacobook_site.step_checks import step_errors
from jacobook_site.typesetting import LABELS, inline_mathml
from jacobook_site.worked_instances import WorkedInstance, derived

KINDS = ("identity", "structural")
"""Kinds of rules that say nothing new: the engine derives them from the others."""

SAME_FORM, SAME_INDEX_FORM = "same form", "same index form"
DIFFERENT, NOT_DERIVED = "different", "not derived"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a derivation.

    Attributes:
        mathml: the equation.
        reason: pieces of a sentence as inert HTML, each with the rule that it links to or `""`.
        law: the general law behind the step as MathML, where it is used first.
        denominator: the equation in denominator layout, where it looks different.
        mark: what the step is, for its place on the page: a rule's id, or the form of the equation.
        error: how far the line is from the one above it at a random point; `None` if there is
            nothing to compare.
    """

    mathml: str
    reason: tuple[tuple[str, str], ...]
    law: str = ""
    denominator: str = ""
    mark: str = ""
    error: float | None = None


@dataclass(frozen=True, slots=True)
class Worked:
    """A derivation as a page shows it.

    Attributes:
        title: what is derived, as `Gradient by w`.
        note: what to know before, as inert HTML.
        lines: the differential view.
        backward: the backward view; empty unless the function is a scalar.
        check: what the numeric check found.
    """

    title: str
    note: str
    lines: tuple[Line, ...]
    backward: tuple[Line, ...]
    check: str


@dataclass(frozen=True, slots=True)
class Proof:
    """How a statement of the rule compares with what the engine derived.

    Attributes:
        label: the statement in words.
        tier: `same form`, `same index form`, `equal values at N random points`, `holds at N random
            points` for a statement that speaks of no derivative, `different`, or `not derived`.
        detail: for the last two, what was found.
        lengths: the stated closed form beside the engine's, where both are formulas.
    """

    label: str
    tier: str
    detail: str = ""
    lengths: Lengths | None = None

    @property
    def holds(self) -> bool:
        """Whether the statement is proved equal."""
        return self.tier not in (DIFFERENT, NOT_DERIVED)


@dataclass(frozen=True, slots=True)
class RuleDerivations:
    """All derivations of one rule.

    Attributes:
        instance: what abstract functions stand for, as MathML equations.
        worked: the derivations.
        proofs: one for each statement.
        gaps: what the engine says it cannot derive.
        problems: contradictions and failures; they fail a strict build.
    """

    instance: tuple[str, ...] = ()
    worked: tuple[Worked, ...] = ()
    proofs: tuple[Proof, ...] = ()
    gaps: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


# ------------------------------------------------------------------------ one rule


def rule_derivations(rule: Rule, registry: Registry) -> RuleDerivations:
    """What the engine derives for an identity or a structural rule; nothing for other kinds."""
    if rule.kind not in KINDS:
        return RuleDerivations()
    attempt = Attempt(lambda: Subject(rule, registry))
    if attempt.value is None:
        return RuleDerivations(problems=(f"derivation: {attempt.problem}",))
    return attempt.value.derivations()


class Subject:
    """A rule whose function is to be derived without using the rule itself."""

    def __init__(self, rule: Rule, registry: Registry) -> None:
        """Read the function; abstract functions are replaced by their worked instances."""
        self.rule, self.registry = rule, registry
        self.instance = WorkedInstance(rule, registry)
        shapes = self.instance.instance.shapes
        self.operands = {
            o.name: variable(o.name, shapes[o.name], known_facts(o)) for o in rule.operands
        }
        self.function = substitute(self.instance.function(), self.operands)
        self.result = variable(rule.result, self.function.shape)
        self._by_operand: dict[str, Problem] = {}
        self._derived: dict[tuple[str, int], Derivation] = {}
        self._gaps: list[str] = []
        self._problems: list[str] = []

    def derivations(self) -> RuleDerivations:
        """Every derivation and every comparison."""
        worked = tuple(self._worked())
        proofs = tuple(self._proof(clause) for clause in self.rule.derivative)
        wrong = [f"{p.label}: {p.detail}" for p in proofs if p.tier == DIFFERENT]
        return RuleDerivations(
            tuple(self._definitions()),
            worked,
            proofs,
            tuple(dict.fromkeys(self._gaps)),
            tuple(dict.fromkeys([*self._problems, *wrong])),
        )

    def _definitions(self) -> Iterator[str]:
        for function, body in self.instance.definitions:
            arguments = [variable(a) for a in function.arguments]
            sizes = body_arguments(body)
            named = [variable(str(a["name"]), sizes.get(str(a["name"]), ())) for a in arguments]
            left = node("call", named, body.shape, name=function.name)
            yield mathml_equation(_boxed(left), body)

    # ------------------------------------------------------------------ derivations

    def _worked(self) -> Iterator[Worked]:
        """The derivations that the page shows."""
        if not self._stated_by():
            yield from self._of_instances()
        for name in self._stated_by():
            found = self._tried(f"by {name}", lambda name=name: self.by(name))
            if found is not None:
                yield from self._shown(found)
            if self.rule.clauses("hess", name):
                again = self._tried(f"Hessian by {name}", lambda name=name: self.by(name, 2))
                yield from self._shown(again)
            elif found is not None and found.form == "operator" and not self.rule.functions:
                product = self._tried(f"pullback to {name}", lambda name=name: self._product(name))
                yield from self._shown(product, _PULLBACK)

    def _stated_by(self) -> list[str]:
        """The operands that some statement about a derivative concerns."""
        forms = {c.form for c in self.rule.derivative}
        about = {c.variable for c in self.rule.derivative if c.variable}
        own = [o.name for o in self.rule.operands if o.differentiable]
        return [name for name in own if name in about or "d" in forms]

    def _of_instances(self) -> Iterator[Worked]:
        """The derivations of the instances themselves, for a rule about their derivatives."""
        for function, body in self.instance.definitions:
            sizes = body_arguments(body)
            name = function.arguments[0]
            wrt = variable(name, sizes.get(name, ()))
            value = variable(function.name, body.shape)
            found = self._tried(function.name, lambda body=body, wrt=wrt: self._of(body, wrt))
            yield from self._shown(found, name=value)

    def by(self, name: str, order: int = 1) -> Derivation:
        """The derivation by one operand; it is made once."""
        if self.operands[name] not in variables(self.function):
            raise DerivationError(
                f"{self.rule.result} does not contain {name}, so there is nothing to derive: a "
                "constant does not change"
            )
        if (name, order) not in self._derived:
            self._derived[name, order] = derived(self._problem_by(name), order)
        return self._derived[name, order]

    def _of(self, function: Expression, wrt: Expression, order: int = 1) -> Derivation:
        return derived(self._problem(function, wrt), order)

    def _problem(self, function: Expression, wrt: Expression) -> Problem:
        return Problem(function, wrt, self.registry, frozenset({self.rule.id}))

    def _product(self, name: str) -> Derivation:
        """The gradient of the value's inner product with a cotangent: the pullback."""
        bar = variable(f"{self.rule.result}_bar", self.function.shape)
        product = node("multiply", [bar, self.function], bar.shape)
        return self._of(node("sum", [product], ()), self.operands[name])

    def _shown(
        self, found: Derivation | None, note: str = "", name: Expression | None = None
    ) -> Iterator[Worked]:
        if found is None:
            return
        result = name or (None if note else self.result)
        made = self._tried(_title(found), lambda: shown(found, result, note))
        own = made is not None and self._cites_itself(found)
        if own:
            self._problems.append(f"the derivation {_title(found)!r} uses the rule itself")
        if made is not None:
            yield _as_pullback(made, found.wrt) if note else made

    def _cites_itself(self, found: Derivation) -> bool:
        """Whether a step is by the rule; to read off a derivative by its definition is none."""
        final = {"structural.gradient", "structural.jacobian"}
        steps = (*found.steps, *found.backward_steps)
        return self.rule.id not in final and any(s.rule == self.rule.id for s in steps)

    def _tried(self, what: str, work: Any) -> Any:
        """What some work gives; `None`, and a gap or a problem noted, if it fails."""
        try:
            return work()
        except CheckFailedError as error:
            self._problems.append(f"{what}: {_first_line(error)}")
        except JacobookError as error:
            self._gaps.append(f"{what}: {_first_line(error)}")
        except Exception as error:  # noqa: BLE001 - whatever it is, it is shown, and fails the build
            self._problems.append(f"{what}: {type(error).__name__}: {_first_line(error)}")
        return None

    # ----------------------------------------------------------------------- proofs

    def _proof(self, clause: Clause) -> Proof:
        """How one statement compares with what the engine derives."""
        label = LABELS[clause.form] + (f" by {clause.variable}" if clause.variable else "")
        try:
            if clause.form == "true":
                return self._held(label, clause)
            stated, got = self._sides(clause)
            found = self._compared(label, stated, got)
            return dataclasses.replace(found, lengths=self._lengths(clause))
        except JacobookError as error:
            return Proof(label, NOT_DERIVED, _first_line(error))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is shown, and fails the build
            self._problems.append(f"{label}: {type(error).__name__}: {_first_line(error)}")
            return Proof(label, NOT_DERIVED, f"{type(error).__name__}: {_first_line(error)}")

    def _held(self, label: str, clause: Clause) -> Proof:
        """Whether a statement that speaks of no derivative holds."""
        points, failure = holding_points(self._statement(clause), self.rule, self.registry)
        if points:
            return Proof(label, f"holds at {points} random points")
        return Proof(label, DIFFERENT, failure or "it has no value in the stated domain")

    def _compared(self, label: str, stated: Expression, got: Expression) -> Proof:
        problem = self._problem(self.function, next(iter(self.operands.values())))
        if stated is got or problem.simplified(stated) is problem.simplified(got):
            return Proof(label, SAME_FORM)
        if same(stated, got):
            return Proof(label, SAME_INDEX_FORM)
        sides = problem.shown(stated), problem.shown(got)
        points, difference = equal_points(*sides, self.rule, self.registry)
        if points:
            return Proof(label, f"equal values at {points} random points")
        if not difference:
            points, difference = equal_points(*sides, self.rule, self.registry, anywhere=True)
        if points:
            return Proof(label, f"equal values at {points} random points", _OUTSIDE)
        return Proof(label, DIFFERENT, f"the engine derives something else ({difference})")

    def _sides(self, clause: Clause) -> tuple[Expression, Expression]:
        """A statement and what the engine derives in its place, both in canonical form."""
        if clause.form == "same":
            return self._read(clause), self._canonical(self.function)
        if clause.form == "d":
            return self._read(clause), self._differential()
        name = clause.variable
        if self.operands[name] not in variables(self.function):
            return self._read(clause), canonical.zeros(
                (*self.function.shape, *self.operands[name].shape)
            )
        if clause.form == "vjp":
            return self._read(clause), self._pulled_back(self._problem_by(name))
        if clause.form == "hess":
            return self._read(clause), self.by(name, 2).answer.core
        found = self.by(name)
        stated = self._statement(clause)
        if clause.form == "elem" and self.function.shape:
            return self._applied("multiply", stated, found)
        if found.form != "operator":
            return self._canonical(stated), found.answer.core
        if len(stated.shape) > 2:
            return self._canonical(stated), found.einsum().answer.core
        return self._applied("matmul", stated, found)

    def _applied(
        self, operation: str, stated: Expression, found: Derivation
    ) -> tuple[Expression, Expression]:
        """What a stated derivative does with a tangent, and the engine's differential."""
        tangent = found.problem.tangent
        product = node(operation, [stated, tangent], self.function.shape)
        return self._canonical(product), found.problem.differential

    def _lengths(self, clause: Clause) -> Lengths | None:
        """The stated closed form beside the engine's; nothing for laws about any functions."""
        if self.rule.kind != "identity" or self.rule.functions or clause.form == "same":
            return None
        stated = substitute(self._as_stated(clause), {**self._tangents(), **self.operands})
        try:
            found = [self._beside(*sides) for sides in self._closed_forms(clause, stated)]
        except JacobookError:
            return None
        return min(found, key=lambda lengths: lengths.engine - lengths.stated)

    def _beside(self, stated: Expression, problem: Problem, answer: Expression) -> Lengths:
        """One closed form beside the engine's canonical answer, shown as the engine shows it."""
        renamed = canonical.replaced(answer, {problem.core: self.result})
        answers = [problem.shown(answer)]
        if self.result in variables(stated):
            answers.append(problem.shown(renamed))
        return compared(stated, answers, (problem.function, self.function), self.result)

    def _closed_forms(
        self, clause: Clause, stated: Expression
    ) -> Iterator[tuple[Expression, Problem, Expression]]:
        """A stated form, and the engine's canonical answer in its place with its problem.

        An entry-wise derivative is also taken times a tangent: its letters may broadcast.
        """
        if clause.form == "d":
            first = self._problem_by(self._names()[0])
            yield stated, first, first.simplified(self._differential())
            return
        problem = self._problem_by(clause.variable)
        if clause.form == "vjp":
            yield stated, problem, problem.simplified(self._pulled_back(problem))
            return
        if clause.form == "elem" and self.function.shape:
            tangent, change = problem.tangent, problem.differential
            ones = canonical.ones(tangent.shape)
            entries = canonical.replaced(change, {tangent: ones})
            yield stated, problem, problem.simplified(entries)
            product = node("multiply", [stated, tangent], self.function.shape)
            yield product, problem, problem.simplified(change)
            return
        found = self.by(clause.variable, 2 if clause.form == "hess" else 1)
        whole = found.form == "operator" and len(stated.shape) > 2
        yield stated, problem, (found.einsum() if whole else found).answer.core

    def _problem_by(self, name: str) -> Problem:
        if name not in self._by_operand:
            self._by_operand[name] = self._problem(self.function, self.operands[name])
        return self._by_operand[name]

    def _pulled_back(self, problem: Problem) -> Expression:
        """The pullback of the value's cotangent."""
        return problem.pulled_back(variable(f"{self.rule.result}_bar", self.function.shape))

    def _differential(self) -> Expression:
        """The change of the function for changes of all its operands."""
        parts = [self._problem_by(name).differential for name in self._names()]
        return parts[0] if len(parts) == 1 else canonical.plus(*parts)

    def _names(self) -> list[str]:
        """The operands that the function contains and that can move."""
        used = {str(p["name"]) for p in postorder(self.function) if p.operation == VARIABLE}
        return [o.name for o in self.rule.operands if o.differentiable and o.name in used]

    def _read(self, clause: Clause) -> Expression:
        return self._canonical(self._statement(clause))

    def _canonical(self, expression: Expression) -> Expression:
        return plain(Interpreter(self.registry).read(expression))

    def _statement(self, clause: Clause) -> Expression:
        """A statement in the operands alone: the value is written out."""
        values = {**self._tangents(), **self.operands, self.rule.result: self.function}
        return substitute(self._as_stated(clause), values)

    def _as_stated(self, clause: Clause) -> Expression:
        """A statement as its author wrote it."""
        return self.instance.statement(clause.text)

    def _tangents(self) -> dict[str, Expression]:
        """The operands' tangents by the names that statements give them."""
        moving = [o.name for o in self.rule.operands if o.differentiable]
        return {f"d{name}": self._problem_by(name).tangent for name in moving}


_OUTSIDE = (
    "what the engine derives has no value in the stated domain, so the points were drawn outside it"
)
_PULLBACK = (
    "The pullback of a cotangent is the gradient of its inner product with the value, the cotangent "
    "held fixed."
)


def _as_pullback(made: Worked, name: str) -> Worked:
    """The derivation of an inner product's gradient, called what it is for; one view says it."""
    return dataclasses.replace(made, title=f"Pullback to {name}", backward=())


def body_arguments(body: Expression) -> dict[str, Shape]:
    """The variables of an instance with their shapes."""
    return {str(p["name"]): p.shape for p in postorder(body) if p.operation == VARIABLE}


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0]


# ------------------------------------------------------------------- one derivation


def shown(found: Derivation, result: Expression | None = None, note: str = "") -> Worked:
    """A derivation as plain data, checked.

    Args:
        found: the derivation.
        result: the name of the function on left sides; the engine's by default.
        note: what to know before.
    """
    writer = _Writer(found, result or found.function_name)
    lines = writer.lines(lines_of(found))
    backward = writer.lines(lines_of(found, BACKWARD_VIEW)) if found.backward_steps else []
    kept = _fitting(lines)
    if len(kept) < len(lines):
        left = (
            f"{len(lines) - len(kept)} steps in between are left out; `show_steps()` prints them."
        )
        note = f"{note} {left}".strip()
    return Worked(
        _title(found),
        inline_prose(note),
        tuple(kept),
        tuple(_fitting(backward)),
        str(found.check()),
    )


LARGEST = 16_000
"""How many characters of mathematics one derivation may have on a page."""


def _fitting(lines: list[Line]) -> list[Line]:
    """The lines, or the first and the last two of a derivation that would fill the page."""
    if sum(len(line.mathml) + len(line.law) for line in lines) <= LARGEST:
        return lines
    return [lines[0], *lines[-2:]]


_TITLES = {
    "gradient": "Gradient",
    "jacobian": "Jacobian",
    "derivative": "Derivative",
    "hessian": "Hessian",
    "operator": "Differential",
}


def _title(found: Derivation) -> str:
    return f"{_TITLES.get(found.form, found.form)} by {found.wrt}"


Row = tuple[Layout, Expression]
_ABOUT_A_VARIABLE = ("grad", "jac", "hess", "nabla2", "elem")


class _Writer:
    """Equations and reasons of one derivation."""

    def __init__(self, found: Derivation, result: Expression) -> None:
        """Name the function on left sides."""
        self.found = found
        self.told: set[str] = set()
        self.names = {found.name: result}
        self.wrt = found.problem.wrt
        self.registry = found.registry
        self.titles = {rule.title: rule.id for rule in self.registry}
        self.scope = _scope(found)

    def equation(self, step: Step) -> Row:
        """Left and right side of a step, in the names of the page."""
        name = substitute(step.name, self.names)
        about = self.wrt if step.form in _ABOUT_A_VARIABLE else None
        return head(step.form, name, about), substitute(step.after, self.names)

    def lines(self, lines: Sequence[Shown]) -> list[Line]:
        """The steps of one view typeset, each compared with the one above it."""
        errors = step_errors(self.found, lines)
        return [self.line(line, error) for line, error in zip(lines, errors, strict=True)]

    def line(self, line: Shown, error: float | None = None) -> Line:
        """A step typeset."""
        left, right = self.equation(line.step)
        typeset = mathml_equation(left, right, display=True)
        reason, law = tuple(self._reason(line.step)), self._law(line)
        mark = line.step.rule or line.step.form
        return Line(typeset, reason, law, self._turned(line.step, left), mark, error)

    def _turned(self, step: Step, left: Layout) -> str:
        """A Jacobian of a vector by a vector in denominator layout, where it looks different."""
        if step.form != "jac" or len(step.after.shape) != 2 or len(self.wrt.shape) != 1:
            return ""
        core = plain(Interpreter(self.registry).read(step.after))
        turned = turned_over(self.found.problem, core)
        if turned is None:
            return ""
        shown = substitute(turned, self.names)
        return mathml_equation(left, shown, display=True)

    def _law(self, line: Shown) -> str:
        """The law behind a step, the first time that it is used."""
        law = law_behind(line, self.found)
        if law is None or line.step.rule in self.told:
            return ""
        self.told.add(line.step.rule)
        return mathml_equation(*law)

    def _reason(self, step: Step) -> Iterator[tuple[str, str]]:
        """The sentence in pieces; titles of rules are pieces of their own."""
        text, named = step.reason, False
        start = 0
        for match in re.finditer(r"(?:^|(?<=[.;:,] ))", text):
            title, rule = self._title_at(text, match.start(), step.rule)
            if title and match.start() >= start:
                yield self._prose(text[start : match.start()])
                yield self._prose(title)[0], rule
                start, named = match.start() + len(title), named or rule == step.rule
        yield self._prose(text[start:])
        if step.rule in self.registry and not named:
            title = self._prose(self.registry[step.rule].title)[0]
            yield from (
                [(title, step.rule)] if not text else [(" See ", ""), (title, step.rule), (".", "")]
            )

    def _title_at(self, text: str, at: int, preferred: str) -> tuple[str, str]:
        """The longest title of a rule at one place of a text, and the rule."""
        rest = text[at:]
        found = [t for t in self.titles if rest.startswith(t) and rest[len(t) :][:1] in ".:;,"]
        if not found:
            return "", ""
        title = max(found, key=len)
        own = preferred in self.registry and self.registry[preferred].title == title
        return title, preferred if own else self.titles[title]

    def _prose(self, text: str) -> tuple[str, str]:
        return inline_prose(text, self._formula), ""

    def _formula(self, text: str) -> str:
        made = Attempt(lambda: inline_mathml(text, self.scope, self.registry))
        return made.otherwise(code(text))


def _scope(found: Derivation) -> Scope:
    """The names that the reasons of a derivation use."""
    own = {str(v["name"]): v.shape for v in found.variables}
    tangents = {f"d{name}": shape for name, shape in own.items()}
    wrt, value = found.problem.wrt, found.value
    extra: dict[str, Shape] = {"G": wrt.shape, "g": wrt.shape, "df": value.shape}
    sizes = {d: d for shape in own.values() for d in shape if isinstance(d, str)}
    return Scope({**extra, **tangents, **own}, {}, sizes)


def _boxed(expression: Expression) -> Any:
    from jacobook.notation.layout import layout

    return layout(expression)
