"""Names of families and the order in which pages list them."""

from __future__ import annotations

from collections.abc import Iterable

from jacobook_site.records import RuleRecord

TITLES = {
    "scalar": "Scalar rules",
    "structural": "How rules combine",
    "elementwise": "Element-wise operations",
    "expansion": "Scalar expansion",
    "ufunc": "Functions of each entry",
    "array": "Arrays and shapes",
    "reduce": "Sums and other reductions",
    "linalg": "Linear algebra",
    "matfun": "Matrix functions",
    "identity": "Identities",
    "structured": "Structured matrices",
    "diff": "Differentials",
    "special": "Special functions",
    "complex": "Complex numbers",
    "fft": "Fourier transforms",
    "signal": "Convolutions",
    "neuron": "A neuron",
    "act": "Activation functions",
    "loss": "Losses",
    "nn": "Layers of neural networks",
    "stat": "Statistics",
    "optim": "Regression and optimisation",
}


def family_title(family: str) -> str:
    """A family as a heading; a pack's own families are called by their name."""
    return TITLES.get(family, family)


def by_family(records: Iterable[RuleRecord]) -> dict[str, list[RuleRecord]]:
    """The records of each family, the built-in families first, in the book's order."""
    found: dict[str, list[RuleRecord]] = {}
    for record in records:
        found.setdefault(record.family, []).append(record)
    order = list(TITLES)
    ranked = sorted(found, key=lambda f: (order.index(f) if f in order else len(order), f))
    return {family: found[family] for family in ranked}
