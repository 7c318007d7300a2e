"""Formulas and points of errata as MathML."""

from __future__ import annotations

from collections.abc import Mapping

from jacobook.catalogue import Registry
from jacobook.expression import variable
from jacobook.notation import mathml
from jacobook.rule import Array
from jacobook_site.author_code import Attempt
from jacobook_site.handwritten import Forms
from jacobook_site.markup import code
from jacobook_site.numbers import numbers, numbers_mathml


def equation(text: str, declared: str, registry: Registry) -> str:
    """An equation as hand-written pages have them, on a line of its own.

    Args:
        text: `y = ...`, or a statement such as `grad[x] y = ...`.
        declared: the declarations of its names.
        registry: the rules that formulas use.
    """
    made = Forms(registry, {}).formula(f"{text} | {declared}")
    return made.replace("<math", '<math display="block"', 1)


def equations(
    declared: str, registry: Registry, *given: tuple[str, str, str]
) -> tuple[tuple[str, str, str], ...]:
    """Equations with the same names, each with a label before it and a verdict after it."""
    return tuple(
        (label, equation(text, declared, registry), verdict) for label, text, verdict in given
    )


def point_mathml(point: Mapping[str, Array]) -> tuple[tuple[str, str], ...]:
    """Names and values."""
    return tuple(
        (mathml(variable(name, value.shape)), numbers_mathml(numbers(value)))
        for name, value in point.items()
    )


def typeset_or_code(text: str, declared: str, registry: Registry) -> str:
    """A formula inside a sentence; as code if it is none."""
    forms = Forms(registry, {})
    attempt = Attempt(lambda: forms.formula(f"{text} | {declared}" if declared else text))
    return attempt.otherwise(code(text))
