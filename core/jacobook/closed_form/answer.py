"""The forms of an answer: gradient, Jacobian, Hessian, and the operator where no matrix will do."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from jacobook.algebra import canonical as c
from jacobook.algebra.index_form import NotLinearError, jacobian, jacobian_einsum, kronecker
from jacobook.algebra.index_terms import IndexFormTooLarge
from jacobook.algebra.interpretation import plain, viewed
from jacobook.algebra.numbers import ONE
from jacobook.closed_form.identification import NotIdentified, coefficient
from jacobook.closed_form.problem import Problem, projected
from jacobook.expression import Expression


@dataclass(frozen=True, slots=True)
class Answer:
    """A derivative in one form.

    Attributes:
        form: `"derivative"` (by a scalar: the shape of the function), `"gradient"` (of a scalar:
            the shape of the variable), `"jacobian"` (vector by vector: a matrix), `"operator"`
            (what the derivative does with a tangent `dX`), `"kronecker"` (the matrix of the
            operator, both sides stacked column by column) or `"einsum"` (all axes:
            `y.shape + x.shape`).
        core: the canonical expression.
    """

    form: str
    core: Expression


def gradient_of_linear(problem: Problem, linear: Expression, tangent: Expression) -> Expression:
    """The gradient of a scalar that is linear in a tangent."""
    found = problem.local.adjoint(linear, tangent, viewed(ONE))
    return c.zeros(tangent.shape) if found is None else plain(found)


def first_answer(problem: Problem) -> Answer:
    """The derivative in the form that says it best."""
    core, wrt = problem.core, problem.wrt
    if not core.shape and wrt.shape:
        gradient = projected(problem.pulled_back(ONE), wrt.facts)
        return Answer("gradient", problem.simplified(gradient))
    return linear_answer(problem, problem.differential, problem.tangent)


def linear_answer(problem: Problem, linear: Expression, tangent: Expression) -> Answer:
    """A linear map of a tangent, as a matrix where it is one."""
    if not tangent.shape:
        return Answer("derivative", problem.simplified(c.replaced(linear, {tangent: ONE})))
    simple = problem.simplified(linear)
    if len(linear.shape) + len(tangent.shape) <= 2:
        found = _matrix(problem, simple, tangent)
        if found is not None:
            form = "jacobian" if linear.shape else "gradient"
            return Answer(form, problem.simplified(found))
    return Answer("operator", simple)


def _matrix(problem: Problem, linear: Expression, tangent: Expression) -> Expression | None:
    try:
        gradient = functools.partial(gradient_of_linear, problem)
        return coefficient(linear, tangent, gradient, problem.local.stated_jacobian)
    except NotIdentified:
        pass
    try:
        return jacobian(linear, tangent)
    except (NotLinearError, IndexFormTooLarge):
        return None


def in_form(problem: Problem, linear: Expression, tangent: Expression, form: str) -> Answer | None:
    """A linear map in Kronecker or einsum form; `None` if it has no such form."""
    make = {"kronecker": kronecker, "einsum": jacobian_einsum}[form]
    try:
        found = make(linear, tangent)
    except (NotLinearError, IndexFormTooLarge):
        return None
    return None if found is None else Answer(form, problem.simplified(found))
