"""Jacobians as linear maps that keep their structure: nothing is stored for a zero.

A map is a sum of pieces, and a piece is a product of arrays with letters for their axes, as in
`jacobook.compiled.jacobians`. Applying it, transposing it and writing it out follow from the
letters; each is emitted once for each pattern of letters and sizes.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from jacobook import shapes
from jacobook.catalogue import default_registry
from jacobook.compiled.contraction import product
from jacobook.compiled.emission import emit
from jacobook.compiled.graph import VARIABLE, Node, Shape
from jacobook.compiled.jacobians import Jacobians, Term
from jacobook.compiled.simplification import apply, shaped
from jacobook.compiled.staging import Stage
from jacobook.errors import ShapeError
from jacobook.rule import Array


@dataclass(frozen=True, slots=True)
class Piece:
    """A product of arrays over letters that neither the value nor the variable has.

    Attributes:
        number: a constant factor.
        letters: the letters of each factor's axes.
        shapes: the factors' shapes.
        out: the letters of the value's axes.
        into: the letters of the variable's axes; a letter that stands on both sides is a delta.
    """

    number: float
    letters: tuple[tuple[str, ...], ...]
    shapes: tuple[Shape, ...]
    out: tuple[str, ...]
    into: tuple[str, ...]

    @property
    def structure(self) -> str:
        """The structure in words."""
        deltas = set(self.out) & set(self.into)
        met = {letter for letters in self.letters for letter in letters}
        if self.out == self.into:
            if not self.letters:
                return "identity" if self.number == 1 else "scaled identity"
            return "diagonal"
        if not met and deltas == set(self.out) == set(self.into):
            return "permutation"
        if deltas:
            return "block diagonal" if deltas & met else "Kronecker product with the identity"
        sides = [(set(ls) & set(self.out), set(ls) & set(self.into)) for ls in self.letters]
        if any(out and into for out, into in sides):
            return "dense"
        return f"rank {self._rank(met)}"

    def _rank(self, met: set[str]) -> int:
        """The product of the lengths of the letters that are summed over."""
        pairs = zip(self.letters, self.shapes, strict=True)
        lengths = {l: d for ls, shape in pairs for l, d in zip(ls, shape, strict=True)}
        return math.prod(lengths[letter] for letter in met - set(self.out) - set(self.into))

    @property
    def turned(self) -> Piece:
        """The piece of the transposed map."""
        return replace(self, out=self.into, into=self.out)


class Layout:
    """What all maps of one program have in common: everything but the numbers.

    Attributes:
        pieces: the map is their sum.
        y_shape: the shape of the value.
        x_shape: the shape of the variable.
        dtype: the number type of the entries.
    """

    def __init__(
        self, pieces: tuple[Piece, ...], y_shape: Shape, x_shape: Shape, dtype: np.dtype[Any]
    ) -> None:
        """Take the pieces."""
        self.pieces = pieces
        self.y_shape = y_shape
        self.x_shape = x_shape
        self.dtype = dtype
        self.shape = math.prod(y_shape), math.prod(x_shape)
        self._applications: dict[Any, Callable[..., Array]] = {}

    @functools.cached_property
    def structure(self) -> str:
        """The structure of the pieces in words."""
        words = sorted({piece.structure for piece in self.pieces}, key=_simplest_first)
        return " + ".join(words) or "zero"

    @functools.cached_property
    def turned(self) -> Layout:
        """The layout of the transposed maps."""
        pieces = tuple(piece.turned for piece in self.pieces)
        return Layout(pieces, self.x_shape, self.y_shape, self.dtype)

    @functools.cached_property
    def todense(self) -> Callable[..., Array]:
        """The function of the factors that writes a map out."""
        writing = _Writing(self)
        dense = writing.jacobians.dense(writing.terms, self.y_shape, self.x_shape)
        cast = apply(writing.jacobians.graph, "astype", [dense], self.dtype)
        return writing.emitted("todense", dense if dense.dtype == self.dtype else cast)

    def application(self, dtype: np.dtype[Any]) -> Callable[..., Array]:
        """The function of the factors and a tangent that applies a map."""
        found = self._applications.get(dtype)
        if found is None:
            found = self._applications[dtype] = self._application(dtype)
        return found

    def _application(self, dtype: np.dtype[Any]) -> Callable[..., Array]:
        writing = _Writing(self)
        graph = writing.jacobians.graph
        x_dot = writing.variable(self.x_shape, dtype)
        total: Node | None = None
        for term in writing.terms:
            part = _through(writing.jacobians, term, x_dot)
            total = part if total is None else apply(graph, "add", [total, part])
        if total is None:
            total = graph.constant(0.0)
        return writing.emitted("applied", shaped(graph, total, self.y_shape))


@dataclass(frozen=True, slots=True, eq=False)
class LinearMap:
    """The derivative of one value by one variable, as the linear map from `x_dot` to `y_dot`.

    It has what SciPy asks of a linear operator (`shape`, `dtype`, `matvec`, `rmatvec`, `matmat`), so
    `scipy.sparse.linalg.cg(hessian, b)` takes it as it is.

    Attributes:
        layout: the letters and shapes of its pieces.
        arrays: the factors of all pieces, one after the other.

    Example:
        >>> import numpy as np
        >>> import jacobook as jb
        >>> slopes = jb.jacobian(np.sin, structured=True)(np.array([0.0, 1.0]))
        >>> slopes.structure
        'diagonal'
        >>> slopes @ np.array([1.0, 1.0])
        array([1.        , 0.54030231])
    """

    layout: Layout
    arrays: tuple[Array, ...]

    @property
    def shape(self) -> tuple[int, int]:
        """The numbers of entries of the value and of the variable."""
        return self.layout.shape

    @property
    def dtype(self) -> np.dtype[Any]:
        """The number type of the entries."""
        return self.layout.dtype

    @property
    def structure(self) -> str:
        """The structure of the pieces in words: `"diagonal + rank 1"`; `"zero"` if there is none."""
        return self.layout.structure

    @property
    def nbytes(self) -> int:
        """The memory of all factors, in bytes."""
        return sum(array.nbytes for array in self.arrays)

    @property
    def T(self) -> LinearMap:
        """The transposed map, from `y_bar` to `x_bar`."""
        return LinearMap(self.layout.turned, self.arrays)

    def __matmul__(self, x_dot: Array) -> Array:
        """The map applied to one tangent, or to the columns of a matrix.

        Args:
            x_dot: of the variable's shape, or flat, or a matrix with a flat tangent per column.

        Raises:
            ShapeError: it has another shape.
        """
        given, x_shape = np.asarray(x_dot), self.layout.x_shape
        if given.shape == x_shape:
            return self._applied(given)
        if given.shape == self.shape[1:]:
            return self._applied(given.reshape(x_shape)).reshape(-1)
        if given.ndim == 2 and given.shape[0] == self.shape[1]:
            return self.matmat(given)
        raise ShapeError(
            f"a linear map from shape {shapes.show(x_shape)} was applied to an array of shape "
            f"{shapes.show(given.shape)}; give that shape, a vector of {self.shape[1]} entries, or "
            f"a matrix with {self.shape[1]} rows"
        )

    def _applied(self, x_dot: Array) -> Array:
        return self.layout.application(x_dot.dtype)(*self.arrays, x_dot)

    def matvec(self, x: Array) -> Array:
        """The map applied to a flat tangent; a column gives a column, as SciPy has it."""
        flat = np.asarray(x)
        found = self @ flat.reshape(-1)
        return found.reshape(-1, 1) if flat.ndim == 2 else found.reshape(-1)

    def rmatvec(self, y: Array) -> Array:
        """The transposed map applied to a flat cotangent."""
        return self.T.matvec(y)

    def matmat(self, xs: Array) -> Array:
        """The map applied to each column."""
        if not xs.shape[1]:
            return np.zeros((self.shape[0], 0), np.result_type(self.dtype, xs))
        x_shape = self.layout.x_shape
        columns = [self._applied(x.reshape(x_shape)).reshape(-1) for x in xs.T]
        return np.stack(columns, axis=1)

    def todense(self) -> Array:
        """The map as an array of shape `y_shape + x_shape`."""
        return self.layout.todense(*self.arrays)

    def __repr__(self) -> str:
        """The shapes and the structure."""
        ends = self.layout.x_shape, self.layout.y_shape
        return f"<linear map {' -> '.join(map(shapes.show, ends))}: {self.structure}>"


_WORDS = ("identity", "scaled identity", "permutation", "diagonal", "block diagonal", "Kronecker")


def _simplest_first(words: str) -> tuple[int, str]:
    """Where a structure stands among those of a sum."""
    found = [i for i, start in enumerate(_WORDS) if words.startswith(start)]
    return (found[0] if found else len(_WORDS)), words


class _Writing:
    """The pieces of a layout as terms over variables of a graph of its own."""

    def __init__(self, layout: Layout) -> None:
        """Make a variable for each array."""
        self.jacobians = Jacobians(Stage(default_registry()))
        self.variables: list[Node] = []
        self.terms: list[Term] = []
        ends = (*layout.y_shape, *layout.x_shape)
        for piece in layout.pieces:
            nodes = [self.variable(shape, layout.dtype) for shape in piece.shapes]
            self.jacobians.sizes.update(zip((*piece.out, *piece.into), ends, strict=True))
            for own, node in zip(piece.letters, nodes, strict=True):
                self.jacobians.sizes.update(zip(own, node.shape, strict=True))
            factors = tuple(zip(nodes, piece.letters, strict=True))
            self.terms.append(Term(factors, piece.out, piece.into, piece.number))

    def variable(self, shape: Shape, dtype: Any) -> Node:
        """An argument of the function that is emitted."""
        node = Node(VARIABLE, (), None, shape, np.dtype(dtype), f"a{len(self.variables) + 1}")
        self.variables.append(node)
        return node

    def emitted(self, name: str, result: Node) -> Callable[..., Array]:
        """A function of the variables."""
        function: Callable[..., Array] = emit(
            name, self.variables, [result], single=True
        ).function()
        return function


def _through(jacobians: Jacobians, term: Term, x_dot: Node) -> Node:
    """The value of one term at a tangent."""
    graph = jacobians.graph
    factors = [*term.factors, *jacobians._distinct(x_dot, term.into)]
    met = {letter for _, letters in factors for letter in letters}
    out = list(dict.fromkeys(letter for letter in term.out if letter in met))
    found = apply(graph, "multiply", [graph.constant(term.number), product(graph, factors, out)])
    if len(set(term.out)) < len(term.out):
        return jacobians.dense([Term(((found, tuple(out)),), term.out, ())], ())
    axes = tuple(jacobians.sizes[l] if l in met else 1 for l in term.out)
    shape = tuple(jacobians.sizes[l] for l in term.out)
    return shaped(graph, apply(graph, "reshape", [found], axes), shape)
