"""Facts: what is known of a value besides its shape, such as that a matrix is symmetric.

A fact is one word; some imply others (`diagonal` implies `symmetric`). The words are those with
which rules declare the domain of an operand, so that a rule's operand brings its facts along.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from jacobook.errors import AssumptionError

SYMMETRIC, SKEW, DIAGONAL, LOWER, UPPER = "symmetric", "skew", "diagonal", "lower", "upper"
POSITIVE_DEFINITE, ORTHOGONAL, INVERTIBLE = "positive definite", "orthogonal", "invertible"
POSITIVE, NONNEGATIVE = "positive", "nonnegative"
PROBABILITY, SIGNS = "probability", "signs"

FACTS: Mapping[str, str] = {
    SYMMETRIC: "equal to its transpose",
    SKEW: "minus its transpose",
    DIAGONAL: "zero outside the diagonal",
    LOWER: "zero above the diagonal",
    UPPER: "zero below the diagonal",
    POSITIVE_DEFINITE: "symmetric with positive eigenvalues",
    ORTHOGONAL: "its transpose is its inverse",
    INVERTIBLE: "has an inverse",
    POSITIVE: "every entry greater than zero",
    NONNEGATIVE: "no entry less than zero",
    PROBABILITY: "no entry less than zero, with sum 1 along the last axis",
    SIGNS: "every entry 1 or -1",
}
"""Every fact, with what it says."""

STRUCTURES = (SYMMETRIC, SKEW, DIAGONAL, LOWER, UPPER)
"""Facts which make the matrices a linear space: a gradient is projected to it."""

_IMPLIED = {
    DIAGONAL: (SYMMETRIC, LOWER, UPPER),
    POSITIVE_DEFINITE: (SYMMETRIC, INVERTIBLE),
    ORTHOGONAL: (INVERTIBLE,),
    POSITIVE: (NONNEGATIVE,),
    PROBABILITY: (NONNEGATIVE,),
}
_SPELLINGS = {
    "sym": SYMMETRIC,
    "symmetric matrix": SYMMETRIC,
    "spd": POSITIVE_DEFINITE,
    "psd": SYMMETRIC,
    "symmetric positive definite": POSITIVE_DEFINITE,
    "skew-symmetric": SKEW,
    "antisymmetric": SKEW,
    "lower triangular": LOWER,
    "tril": LOWER,
    "upper triangular": UPPER,
    "triu": UPPER,
    "diag": DIAGONAL,
    "inv": INVERTIBLE,
    "regular": INVERTIBLE,
    "nonsingular": INVERTIBLE,
    "orth": ORTHOGONAL,
    "pos": POSITIVE,
    "nonneg": NONNEGATIVE,
    "prob": PROBABILITY,
    "onehot": PROBABILITY,
    "pm1": SIGNS,
}
OF_ENTRIES = frozenset({POSITIVE, NONNEGATIVE, PROBABILITY, SIGNS})
"""Facts about entries, which arrays of any shape may have."""

CURVED = (ORTHOGONAL, PROBABILITY, SIGNS)
"""Facts that hold on no linear space: the derivative by such a variable is the unconstrained one."""

MATRIX_FACTS = frozenset(FACTS) - OF_ENTRIES
"""Facts which only square matrices have."""


def closed(facts: Iterable[str]) -> frozenset[str]:
    """Facts with all that they imply.

    >>> sorted(closed(["positive definite"]))
    ['invertible', 'positive definite', 'symmetric']
    """
    given = set(facts)
    return frozenset(given.union(*(_IMPLIED.get(fact, ()) for fact in given)))


def parse_facts(phrases: str | Iterable[str]) -> frozenset[str]:
    """The facts that words such as `"symmetric"` or `"lower triangular"` name, with the implied.

    >>> sorted(parse_facts("spd"))
    ['invertible', 'positive definite', 'symmetric']

    Raises:
        AssumptionError: a phrase names no fact.
    """
    listed = [phrases] if isinstance(phrases, str) else list(phrases)
    return closed(_fact(phrase) for phrase in listed)


def domain_facts(words: Iterable[str]) -> frozenset[str]:
    """The facts that the words of an operand's domain say; other words say none.

    Of a triangular matrix only the diagonal can be positive, for which there is no fact.

    >>> sorted(domain_facts(["tril", "pos"])), sorted(domain_facts(["pos", "distinct"]))
    (['lower'], ['nonnegative', 'positive'])
    """
    said = set(words)
    told = said - {"pos", "nonneg"} if "tril" in said else said
    return closed(_SPELLINGS[word] for word in told if word in _SPELLINGS)


def _fact(phrase: str) -> str:
    words = " ".join(str(phrase).lower().replace("_", " ").split())
    found = words if words in FACTS else _SPELLINGS.get(words)
    if found is None:
        close = difflib.get_close_matches(words, [*FACTS, *_SPELLINGS], n=2)
        hint = f"did you mean {' or '.join(close)}? " if close else ""
        raise AssumptionError(f"unknown fact {phrase!r}; {hint}known: {', '.join(FACTS)}")
    return found
