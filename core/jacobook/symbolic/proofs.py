"""What SymPy says about a rule's statements: grades, and the check that is made of them.

Change this file for what a grade is, at how many points it is decided, and which grades a rule
passes with.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jacobook.catalogue import Registry
from jacobook.evidence import CheckResult
from jacobook.rule import Clause, Rule
from jacobook.symbolic.cases import Case, small_instance
from jacobook.symbolic.comparison import compared, unproven, vanishes
from jacobook.symbolic.failures import FAILURES, UnsupportedOperation, one_line

GRADES = ("identical", "50 digits", "refuted", "unsupported")
POINTS = 3


@dataclass(frozen=True, slots=True)
class Proof:
    """What SymPy says about one statement of a rule.

    Attributes:
        rule: the rule's id.
        text: the statement.
        form: what it is about, as in the rule: `"grad[x]"`.
        grade: `"identical"` (the difference is zero as an expression), `"50 digits"` (the
            difference is below 1e-40 at random rational points), `"refuted"` or `"unsupported"`.
        detail: the sizes and regions of a proof, the point of a refutation, or the reason why
            nothing could be said.
    """

    rule: str
    text: str
    form: str
    grade: str
    detail: str = ""


def prove(rule: Rule, registry: Registry, *, seed: int = 0) -> list[Proof]:
    """What SymPy says about each statement of a rule, at small sizes.

    Args:
        rule: the rule.
        registry: the rules that its formulas use.
        seed: of the random points.
    """
    try:
        prover = _Prover(rule, registry, seed)
    except FAILURES as error:
        reason = one_line(error)
        return [_proof(rule, clause, "unsupported", reason) for clause in rule.derivative]
    return [prover.proof(clause) for clause in rule.derivative]


def check_symbolic(rule: Rule, registry: Registry, *, seed: int = 0) -> CheckResult:
    """The check which compares a rule's statements with SymPy's derivatives.

    It passes if no statement is refuted and at least one is proven.
    """
    proofs = prove(rule, registry, seed=seed)
    by_grade = {grade: [p for p in proofs if p.grade == grade] for grade in GRADES}
    proven = len(by_grade["identical"]) + len(by_grade["50 digits"])
    status = "failed" if by_grade["refuted"] else "passed" if proven else "skipped"
    return CheckResult(
        rule=rule.id,
        check="symbolic",
        status=status,
        cases=proven,
        detail=_summary(by_grade) if proofs else "the rule makes no statement",
    )


def _summary(by_grade: Mapping[str, Sequence[Proof]]) -> str:
    """`3 identical, 1 to 50 digits`, then every statement that is not proven."""
    words = {"identical": "identical", "50 digits": "to 50 digits"}
    parts = [f"{len(by_grade[grade])} {word}" for grade, word in words.items() if by_grade[grade]]
    parts += [
        f"{proof.form}: {proof.text} is {grade}: {proof.detail}"
        for grade in ("refuted", "unsupported")
        for proof in by_grade[grade]
    ]
    return ", ".join(parts)


def _proof(rule: Rule, clause: Clause, grade: str, detail: str) -> Proof:
    form = f"{clause.form}[{clause.variable}]" if clause.variable else clause.form
    return Proof(rule.id, clause.text, form, grade, detail)


class _Prover:
    """The statements of one rule, at up to three points."""

    def __init__(self, rule: Rule, registry: Registry, seed: int) -> None:
        """Expand the function on components.

        Raises:
            UnsupportedOperation: that is not possible.
        """
        if rule.variadic:
            raise UnsupportedOperation("any number of operands")
        self.rule = rule
        self.rng = random.Random(f"{seed} {rule.id}")
        self.sized = small_instance(rule, registry)
        self.cases: list[Case] = []
        self.case(0)

    def case(self, i: int) -> Case:
        """The function near the i-th point."""
        while len(self.cases) <= i:
            self.cases.append(Case(self.sized, self.rng))
        return self.cases[i]

    def proof(self, clause: Clause) -> Proof:
        """What SymPy says about one statement."""
        try:
            return _proof(self.rule, clause, *self._graded(clause))
        except FAILURES as error:
            return _proof(self.rule, clause, "unsupported", one_line(error))

    def _graded(self, clause: Clause) -> tuple[str, str]:
        """The grade of a statement, and how far it holds."""
        first = self.case(0)
        where = f", near {POINTS} points" if first.regional else ""
        cases = [self.case(i) for i in range(POINTS if first.regional else 1)]
        open_pairs = [(case, unproven(case.pairs(clause))) for case in cases]
        for case, pairs in open_pairs:
            for pair, point in itertools.product(pairs, self._points(case) if pairs else ()):
                verdict = compared(pair, point)
                if verdict is not None:
                    return verdict
        sizes = ", ".join(f"{k} = {v}" for k, v in self.sized.sizes.items() if isinstance(v, int))
        same = all(vanishes(a - b) for _, pairs in open_pairs for _, a, b in pairs)
        return ("identical" if same else "50 digits"), sizes + where

    def _points(self, case: Case) -> list[Mapping[Any, Any]]:
        """Where numbers are compared: at the point of a region, or at several."""
        others = 0 if case.regional else POINTS - 1
        return [case.point, *(case.draw(self.rng) for _ in range(others))]
