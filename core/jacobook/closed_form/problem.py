"""What is to be derived: a function in canonical form, and the variable to differentiate by.

Before anything is differentiated, the function is brought to the form whose derivative is best:
`log(1 + exp(x))` becomes `softplus(x)`, `sqrt(x**2)` becomes `abs(x)`.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from jacobook import facts as known
from jacobook.algebra import canonical as c
from jacobook.algebra.factoring import cost, factored, shortened
from jacobook.algebra.folding import folded, recognised
from jacobook.algebra.identity import collected
from jacobook.algebra.interpretation import Interpreter, View, plain, viewed
from jacobook.algebra.numbers import HALF
from jacobook.algebra.orientation import oriented
from jacobook.algebra.presentation import Presenter
from jacobook.catalogue import Registry
from jacobook.closed_form.local import LocalDerivatives, Walk
from jacobook.errors import DerivationError, ShapeError, UnknownVariableError
from jacobook.expression import Expression, postorder, substitute, variable, variables

MOST_DEPTH = 250
"""How many operations may stand inside each other."""

MOST_COST = 4_000
"""The longest expression that is still simplified, in leaves and operations."""

_SPLIT = ("det",)
"""Operations which the canonical algebra takes apart."""


@dataclass(frozen=True, eq=False)
class Problem:
    """A function, brought to canonical form, and one variable.

    Attributes:
        source: the function as it was given.
        wrt: the variable to differentiate by.
        registry: the rules.
        without: ids of rules that must not be used for squares of norms.
        written: sums as an author wrote them, besides those of the source.
    """

    source: Expression
    wrt: Expression
    registry: Registry
    without: frozenset[str] = frozenset()
    written: frozenset[Expression] = frozenset()

    @functools.cached_property
    def local(self) -> LocalDerivatives:
        """The derivatives of single operations."""
        return LocalDerivatives(self.registry)

    @functools.cached_property
    def _folded(self) -> tuple[Expression, list[str]]:
        """The function in canonical form, and the ids of the rules whose patterns were found."""
        used: list[str] = []
        spelled = recognised(self.source, self.registry, used)
        read = plain(Interpreter(self.registry).read(spelled))
        return folded(read, self.registry, used), used

    @property
    def core(self) -> Expression:
        """The function in canonical form, named functions in place of their patterns."""
        return self._folded[0]

    @property
    def folds(self) -> list[str]:
        """The ids of the rules whose patterns were found in the function."""
        return self._folded[1]

    @functools.cached_property
    def preferred(self) -> frozenset[Expression]:
        """The sums as the function's author wrote them."""
        return sums_as_written(self.source, self.registry) | self.written

    @functools.cached_property
    def function(self) -> Expression:
        """The canonical function in operations of the book: what is differentiated.

        Determinants of Kronecker products are taken apart, for their factors have derivatives in
        matrix notation.
        """
        units = {k: part for k, part in self.units.items() if part.operands[0].operation != "kron"}
        return self._presented(self.core, Presenter(self.registry, units))

    @functools.cached_property
    def walk(self) -> Walk:
        """The function ready to be walked, forward or backward."""
        return Walk(self.function, self.local, without=self.without)

    @functools.cached_property
    def tangent(self) -> Expression:
        """The tangent `dx` of the variable, with the variable's structure."""
        facts = [f for f in known.STRUCTURES if f in self.wrt.facts]
        name = self.free_name(f"d{self.wrt['name']}")
        return variable(name, self.wrt.shape, [*facts, c.TANGENT])

    def free_name(self, wanted: str) -> str:
        """A name that no variable of the function has."""
        taken = {str(v["name"]) for v in variables(self.source)}
        while wanted in taken:
            wanted += "_"
        return wanted

    def shown(self, core: Expression) -> Expression:
        """A canonical expression in operations of the book, as its author would write it."""
        presenter = Presenter(self.registry, self.units, solves=self._solves)
        return self._presented(core, presenter)

    def _presented(self, core: Expression, presenter: Presenter) -> Expression:
        return presenter.written(oriented(core, self.preferred))

    @functools.cached_property
    def _solves(self) -> bool:
        """Whether the author solves a system where an inverse could stand."""
        return any(part.operation == "solve" for part in postorder(self.source))

    @functools.cached_property
    def units(self) -> dict[Expression, Expression]:
        """The scalar products which the author wrote as one operation: `det(A @ B)`."""
        reader = Interpreter(self.registry)
        whole = [p for p in postorder(self.source) if p.operation in _SPLIT]
        cores = {reader.read(part).core: part for part in whole}
        return {core: part for core, part in cores.items() if core.operation == "times"}

    def simplified(self, core: Expression) -> Expression:
        """An equal canonical expression, folded and factored."""
        if cost(core) > MOST_COST:
            return core  # too long to be read in any form
        joined = collected(shortened(folded(core, self.registry)))
        return folded(shortened(factored(joined)), self.registry)

    @functools.cached_property
    def differential(self) -> Expression:
        """The tangent of the function for the tangent of the variable, in canonical form."""
        found = self.walk.tangent({str(self.wrt["name"]): viewed(self.tangent)})
        return c.zeros(self.core.shape) if found is None else plain(found)

    def pulled_back(self, cotangent: Expression) -> Expression:
        """The cotangent of the variable, unprojected, in canonical form."""
        (found,) = self.walk.cotangents(viewed(cotangent), [str(self.wrt["name"])])
        return c.zeros(self.wrt.shape) if found is None else core_of(found, self.wrt)


def core_of(view: View, like: Expression) -> Expression:
    """The core of a view with the shape of another expression."""
    if view.shape != like.shape:
        raise ShapeError(f"a derivative of shape {view.shape} where {like.shape} is needed")
    return plain(view)


def problem(source: Expression, name: str, registry: Registry) -> Problem:
    """The problem of differentiating `source` by the variable called `name`.

    Raises:
        UnknownVariableError: there is no such variable.
    """
    found = {str(v["name"]): v for v in variables(source)}
    if name not in found:
        raise UnknownVariableError(
            f"wrt={name!r}: the expression has no variable of this name; "
            f"its variables are {', '.join(found) or 'none'}"
        )
    if _depth(source) > MOST_DEPTH:
        raise DerivationError(
            f"the expression is nested deeper than {MOST_DEPTH} operations; jacobook.grad and "
            "jacobook.jacobian differentiate such functions, as numbers"
        )
    wrt = found[name]
    return Problem(*unconstrained(source, wrt), registry)


def unconstrained(source: Expression, wrt: Expression) -> tuple[Expression, Expression]:
    """A function and its variable without facts that hold on a curved set only."""
    if not wrt.facts & set(known.CURVED):
        return source, wrt
    name = str(wrt["name"])
    free = variable(name, wrt.shape, wrt.facts - set(known.CURVED))
    return substitute(source, {name: free}), free


def _depth(root: Expression) -> int:
    """How many operations stand inside each other."""
    depths: dict[Expression, int] = {}
    for part in postorder(root):
        depths[part] = 1 + max((depths[o] for o in part.operands), default=0)
    return depths[root]


@functools.lru_cache(maxsize=256)
def sums_as_written(source: Expression, registry: Registry) -> frozenset[Expression]:
    """The canonical sums that stand in an expression, with the signs that it gives them."""
    reader = Interpreter(registry)
    views: dict[Expression, View] = {}
    for part in postorder(source):
        views[part] = reader.node_view(part, [views[o] for o in part.operands])
    return frozenset(v.core for v in views.values() if v.core.operation == "plus")


def projected(gradient: Expression, facts: Sequence[str] | frozenset[str]) -> Expression:
    """A gradient projected to the space of matrices with declared structure.

    The projections are orthogonal: symmetric part, skew part, diagonal, triangle.
    """
    if known.DIAGONAL in facts:
        return c.diag(c.diagonal(gradient))
    if known.SYMMETRIC in facts:
        return c.scale(HALF, c.plus(gradient, c.transpose(gradient)))
    if known.SKEW in facts:
        return c.scale(HALF, c.difference(gradient, c.transpose(gradient)))
    if known.LOWER in facts:
        return c.opaque("tril", [gradient], gradient.shape)
    if known.UPPER in facts:
        return c.opaque("triu", [gradient], gradient.shape)
    return gradient


def handbook(gradient: Expression) -> Expression:
    """The handbook form for symmetric matrices: by the entries on and above the diagonal.

    Source: Matrix Cookbook, equation 138: `G + G' - G .* eye`.
    """
    return c.difference(c.plus(gradient, c.transpose(gradient)), c.diag(c.diagonal(gradient)))
