"""Which mistakes a page shows: those of its statements, of stretched operands, and at a kink."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np

from jacobook.catalogue import Registry
from jacobook.rule import Rule
from jacobook_site.author_code import Attempt
from jacobook_site.mistakes.edges import differences_at_kinks, stretched
from jacobook_site.mistakes.kinks import kinks
from jacobook_site.mistakes.measuring import Mistake, failing

MOST = 3
"""How many mistakes a page shows."""


def common_mistakes(rule: Rule, registry: Registry) -> tuple[Mistake, ...]:
    """The mistakes that a rule's page shows, classic ones first.

    There are none where the rule's numbers cannot be compared.
    """
    with np.errstate(all="ignore"):
        chosen = Attempt(lambda: tuple(itertools.islice(_all(rule, registry), MOST)))
    return chosen.otherwise(())


def _all(rule: Rule, registry: Registry) -> Iterator[Mistake]:
    yield from failing(rule, registry)
    yield from stretched(rule, registry)
    yield from differences_at_kinks(rule, kinks(rule, registry), registry)
