"""Where a form stands on its page: names by meaning, which do not change when others are added."""

from __future__ import annotations

import re
from collections.abc import Iterable

SHORT = {
    "value": "function",
    "same": "same",
    "true": "also",
    "elem": "slope",
    "grad": "grad",
    "jac": "jac",
    "hess": "hess",
    "vjp": "pullback",
    "d": "differential",
}
"""The first word of an anchor by the form of a statement."""

_LONGEST = 48


def anchor(form: str, variable: str = "", formula: str = "") -> str:
    """The anchor of a statement; a formula tells it from others about the same thing.

    >>> anchor("grad", "x"), anchor("grad", "X", "cofactor(X).T"), anchor("d")
    ('grad-x', 'grad-X-cofactor-X-T', 'differential')
    """
    words = re.findall(r"[A-Za-z0-9_]+", formula)
    return "-".join(filter(None, [SHORT.get(form, form), variable, *words]))[:_LONGEST].strip("-")


def distinct(wanted: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """Anchors of one page: the second of a name gets a 2, the third a 3.

    >>> distinct(["step-sum", "step-sum", "top"], taken=["top"])
    ['step-sum', 'step-sum-2', 'top-2']
    """
    used, found = set(taken), []
    for name in wanted:
        made, count = name, 1
        while made in used:
            count += 1
            made = f"{name}-{count}"
        used.add(made)
        found.append(made)
    return found
