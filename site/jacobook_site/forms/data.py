"""The forms of a rule as plain data, which is remembered between builds and travels with packs."""

from __future__ import annotations

from dataclasses import dataclass

from jacobook_site.typesetting import Formula

VIEWS = (
    "function",
    "differential",
    "gradient",
    "derivative",
    "pushforward",
    "pullback",
    "second",
    "also",
)
"""What a form says; `also` is a further statement, which is about no derivative."""


@dataclass(frozen=True, slots=True)
class Code:
    """A formula for programs; what it has no form in is empty.

    Attributes:
        text: NumPy's expression syntax, as the project's parser reads it.
        matlab: the syntax of matrixcalculus.org.
        numpy: a function, with its imports.
        call: the call of that function at the worked example.
        needs: the names of the example's arrays that the call uses.
        sympy: lines that build the expression.
    """

    text: str = ""
    matlab: str = ""
    numpy: str = ""
    call: str = ""
    needs: tuple[str, ...] = ()
    sympy: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """One way to say what the derivative of a rule is.

    Attributes:
        view: one of `VIEWS`.
        variable: the operand that it is about, if it is about one.
        anchor: where it stands on the page, by its meaning.
        label: the form in words.
        equation: the statement, in numerator layout; `None` if there is none.
        denominator: the same in denominator layout, where that looks different.
        stated: whether its author wrote it; otherwise the engine derived it.
        error: the largest relative difference from the engine's numbers at the example; `None` if
            they were not compared.
        gap: why there is no equation.
        code: the same for programs.
    """

    view: str
    variable: str
    anchor: str
    label: str
    equation: Formula | None
    denominator: Formula | None = None
    stated: bool = False
    error: float | None = None
    gap: str = ""
    code: Code = Code()


@dataclass(frozen=True, slots=True)
class Spoken:
    """What belongs to one of the statements that the author made, in their order.

    Attributes:
        anchor: where it stands on the page.
        denominator: the statement in denominator layout, where that looks different.
        code: the statement for programs.
    """

    anchor: str
    denominator: Formula | None = None
    code: Code = Code()


@dataclass(frozen=True, slots=True)
class RuleForms:
    """All forms of one rule.

    Attributes:
        statements: one for each statement of the record.
        forms: the views, in their order.
        arrays: lines of Python that make the arrays of the example, by name.
    """

    statements: tuple[Spoken, ...] = ()
    forms: tuple[Form, ...] = ()
    arrays: tuple[tuple[str, str], ...] = ()
