"""Shapes of arrays: broadcasting, reduction, products; nothing but tuples.

A dimension is a number, or a letter such as `"n"` where a formula holds for every size.
Two letters agree when they are the same letter; a letter and a number never do.
"""

from __future__ import annotations

import ast
import functools
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jacobook.errors import ShapeError

Dimension = int | str
Shape = tuple[Dimension, ...]
Axis = int | tuple[int, ...] | None


class Size(str):
    """A size in letters, told apart from text by its type; its arithmetic gives sizes again.

    Compared with a number it is the larger one: a letter stands for any size that is big enough.

    >>> Size("n") + 1, 2 * Size("n"), Size("n + 1") - Size("n"), Size("n") > 3
    ('n + 1', '2*n', 1, True)
    """

    __slots__ = ()
    __hash__ = str.__hash__

    def __add__(self, other: Any) -> Any:
        if not isinstance(other, int | str):
            return NotImplemented
        return _sized(plus(str(self), other))

    def __mul__(self, other: Any) -> Any:
        if not isinstance(other, int | str):
            return NotImplemented
        return _sized(times(str(self), other))

    def __sub__(self, other: Any) -> Any:
        if not isinstance(other, int | str):
            return NotImplemented
        return _sized(minus(str(self), other))

    def __radd__(self, other: Any) -> Any:
        if not isinstance(other, int | str):
            return NotImplemented
        return _sized(plus(other, str(self)))

    def __rmul__(self, other: Any) -> Any:
        if not isinstance(other, int | str):
            return NotImplemented
        return _sized(times(other, str(self)))

    def __gt__(self, other: Any) -> bool:
        return isinstance(other, int) or str(self) > str(other)

    def __ge__(self, other: Any) -> bool:
        return isinstance(other, int) or str(self) >= str(other)

    def __lt__(self, other: Any) -> bool:
        return not isinstance(other, int) and str(self) < str(other)

    def __le__(self, other: Any) -> bool:
        return not isinstance(other, int) and str(self) <= str(other)


def _sized(size: Dimension) -> Dimension:
    return Size(size) if isinstance(size, str) else size


@dataclass(frozen=True, slots=True)
class Slice:
    """A slice inside an index; like `slice`, but hashable, and its ends may be sizes in letters."""

    start: int | Size | None = None
    stop: int | Size | None = None
    step: int | None = None

    def __str__(self) -> str:
        """As written in an index."""
        shown = [("" if end is None else str(end)) for end in (self.start, self.stop)]
        return ":".join(shown) + (f":{self.step}" if self.step is not None else "")


IndexItem = int | Slice | None
Index = tuple[IndexItem, ...]
"""A basic index: integers, slices and `None` (a new axis)."""


def show(shape: Sequence[Dimension]) -> str:
    """A shape as NumPy prints it.

    >>> show((3,)), show(("m", "n"))
    ('(3,)', '(m, n)')
    """
    inner = ", ".join(str(d) for d in shape)
    return f"({inner},)" if len(shape) == 1 else f"({inner})"


def broadcast(*shapes: Shape) -> Shape:
    """The shape that element-wise operations give operands of these `shapes`.

    >>> broadcast((3, 1), (4,))
    (3, 4)

    Raises:
        ShapeError: two sizes differ and neither is 1.
    """
    rank = max((len(s) for s in shapes), default=0)
    padded = [(1,) * (rank - len(s)) + s for s in shapes]
    return tuple(_common(sizes, shapes) for sizes in zip(*padded, strict=True))


def _common(sizes: Sequence[Dimension], shapes: Sequence[Shape]) -> Dimension:
    stretched = {size for size in sizes if size != 1}
    if len(stretched) > 1:
        raise ShapeError(f"shapes {', '.join(map(show, shapes))} do not broadcast together")
    return stretched.pop() if stretched else 1


def stretched_axes(shape: Shape, result: Shape) -> tuple[int, ...]:
    """The axes of `result` which broadcasting added to `shape` or stretched.

    >>> stretched_axes((3, 1), (2, 3, 4))
    (0, 2)
    """
    added = len(result) - len(shape)
    kept = (i for i, size in enumerate(shape, added) if size == 1 and result[i] != 1)
    return (*range(added), *kept)


def normalise_axes(axis: Axis, rank: int) -> tuple[int, ...]:
    """The axes meant by NumPy's `axis`, as sorted non-negative numbers; `None` means all.

    >>> normalise_axes(-1, 3), normalise_axes(None, 2)
    ((2,), (0, 1))

    Raises:
        ShapeError: an axis is outside the rank, or is named twice.
    """
    if axis is None:
        return tuple(range(rank))
    axes = (axis,) if not isinstance(axis, tuple) else axis
    if any(not -rank <= a < rank for a in axes):
        raise ShapeError(f"axis {axis} is out of range for an array with {rank} dimensions")
    positive = sorted(a % rank for a in axes)
    if len(set(positive)) < len(positive):
        raise ShapeError(f"axis {axis} names an axis twice")
    return tuple(positive)


def reduced_axes(axis: Axis, rank: int) -> tuple[int, ...]:
    """The axes that a reduction joins; NumPy lets the axis of a number be called 0 or -1.

    >>> reduced_axes(-1, 2), reduced_axes(0, 0)
    ((1,), ())
    """
    return () if rank == 0 and axis in (0, -1) else normalise_axes(axis, rank)


def reduced(shape: Shape, axis: Axis = None, keepdims: bool = False) -> Shape:
    """The shape left by a reduction such as `sum` over `axis`.

    >>> reduced((2, 3), 0), reduced((2, 3), 1, keepdims=True)
    ((3,), (2, 1))
    """
    axes = reduced_axes(axis, len(shape))
    if keepdims:
        return tuple(1 if i in axes else size for i, size in enumerate(shape))
    return tuple(size for i, size in enumerate(shape) if i not in axes)


def matmul(a: Shape, b: Shape) -> Shape:
    """The shape of `A @ B`.

    >>> matmul((2, 3), (3, 4)), matmul((3,), (3,))
    ((2, 4), ())

    Raises:
        ShapeError: a scalar operand, or inner sizes that differ.
    """
    if not a or not b:
        raise ShapeError("matmul: a scalar operand; write a * B for a scalar times an array")
    inner_a, inner_b = a[-1], b[-2] if len(b) > 1 else b[-1]
    if inner_a != inner_b:
        raise ShapeError(
            f"matmul: A is {show(a)} and B is {show(b)}; the inner sizes {inner_a} and {inner_b} "
            f"differ{_transpose_hint(a, b)}"
        )
    batch = broadcast(a[:-2], b[:-2])
    return batch + a[-2:-1] + (b[-1:] if len(b) > 1 else ())


def _transpose_hint(a: Shape, b: Shape) -> str:
    if len(a) == 2 and a[0] == (b[-2] if len(b) > 1 else b[-1]):
        return ". Did you mean A.T @ B?"
    if len(b) == 2 and a[-1] == b[-1]:
        return ". Did you mean A @ B.T?"
    return ""


def transposed(shape: Shape, axes: Sequence[int] | None = None) -> Shape:
    """The shape after `transpose`; without `axes` the order is reversed.

    >>> transposed((2, 3, 4), (2, 0, 1))
    (4, 2, 3)
    """
    order = range(len(shape))[::-1] if axes is None else axes
    return tuple(shape[i] for i in order)


def matrix_transposed(shape: Shape) -> Shape:
    """The shape after transposing the last two axes.

    >>> matrix_transposed((5, 2, 3))
    (5, 3, 2)
    """
    if len(shape) < 2:
        raise ShapeError(f"a matrix transpose needs two axes; the shape is {show(shape)}")
    return (*shape[:-2], shape[-1], shape[-2])


def inverse_order(axes: Sequence[int]) -> tuple[int, ...]:
    """The permutation that undoes `axes`.

    >>> inverse_order((2, 0, 1))
    (1, 2, 0)
    """
    rank = len(axes)
    positive = [a % rank for a in axes]
    return tuple(positive.index(i) for i in range(rank))


def filled_in(shape: Shape, wanted: Shape) -> Shape:
    """`wanted`, with a -1 replaced by the size that keeps the number of entries.

    >>> filled_in((2, 6), (3, -1)), filled_in(("m", "n"), (-1,))
    ((3, 4), ('m*n',))
    """
    if -1 not in wanted:
        return wanted
    known = [d for d in wanted if d != -1]
    if all(isinstance(d, int) for d in (*shape, *known)):
        entries = _product(shape)
        rest: Dimension = entries // max(1, _product(known))
    else:
        rest = "*".join(str(d) for d in shape) if not known else "?"
    return tuple(rest if d == -1 else d for d in wanted)


def _product(sizes: Sequence[Dimension]) -> Any:
    total: Dimension = 1
    for size in sizes:
        total = times(total, size)
    return _sized(total)


def is_basic_index(index: object) -> bool:
    """Whether an index has only integers, slices, `None` and `...`, and so names no place twice."""
    items = index if isinstance(index, tuple) else (index,)
    return all(
        i is None or i is ... or isinstance(i, int | slice) or getattr(i, "shape", None) == ()
        for i in items
    )


def indexed(shape: Shape, *, index: object) -> Shape:
    """The shape of `x[index]`; lists of places share their axes, as NumPy has it.

    >>> indexed((2, 3), index=(Slice(), None)), indexed(("n",), index=0)
    ((2, 1, 3), ())
    >>> indexed((2, 3, 4), index=(..., [0, 2, 2])), indexed(("n", 3), index=slice(1, -1))
    ((2, 3, 3), ('n - 2', 3))
    """
    items = list(index) if isinstance(index, tuple) else [index]
    taken = sum(item is not None and item is not ... for item in items)
    if taken > len(shape):
        raise ShapeError(f"too many indices for an array of shape {show(shape)}")
    places = [i for i, item in enumerate(items) if item is ...] or [len(items)]
    items[places[0] : places[0] + 1] = [Slice()] * (len(shape) - taken)
    sizes = iter(shape)
    parts: list[Shape | None] = []
    lists: list[Shape] = []
    for item in items:
        if item is None:
            parts.append((1,))
        elif isinstance(item, Slice | slice):
            parts.append((_sliced_size(next(sizes), item),))
        else:
            size = next(sizes)
            if isinstance(item, int) and isinstance(size, int) and not -size <= item < size:
                raise ShapeError(f"the index {item} is out of range for an axis of size {size}")
            lists.append(of(item))
            parts.append(None)
    return _with_lists(parts, lists)


def _with_lists(parts: Sequence[Shape | None], lists: Sequence[Shape]) -> Shape:
    """The sizes of an index, with those of its lists where these stand, or first if apart."""
    chosen = broadcast(*lists)
    where = [i for i, part in enumerate(parts) if part is None]
    kept = [size for part in parts for size in part or ()]
    if not where or not chosen:
        return tuple(kept)
    together = where[-1] - where[0] == len(where) - 1
    before = sum(len(part or ()) for part in parts[: where[0]]) if together else 0
    return (*kept[:before], *chosen, *kept[before:])


def _sliced_size(size: Dimension, item: Slice | slice) -> Dimension:
    """How many entries a slice leaves; a letter size is taken to be long enough for it."""
    start, stop, step = item.start, item.stop, item.step
    if isinstance(start, str) or isinstance(stop, str):
        end = size if stop is None or (isinstance(stop, int) and stop < 0) else stop
        below = stop if isinstance(stop, int) and stop < 0 else 0
        return plus(minus(end, start or 0), below)
    if (start, stop) == (None, None) and step in (None, 1, -1):
        return size
    if isinstance(size, int):
        return len(range(size)[slice(start, stop, step)])
    from_start, from_end = start is None or start >= 0, stop is None or stop < 0
    first, last = start or 0, stop or 0
    if step not in (None, 1) or not (from_start or from_end):
        return f"len({size}[{Slice(start, stop, step)}])"
    if from_start and from_end:
        return plus(size, last, -first)
    return max(0, last - first)


def count(shape: Shape, axis: Axis = None) -> Any:
    """How many entries a reduction over `axis` joins into one; a `Size` if letters are in it.

    >>> count((2, 3)), count((2, 3), 1)
    (6, 3)
    """
    return _product([shape[i] for i in reduced_axes(axis, len(shape))])


def axis_last(rank: int, axis: int) -> tuple[int, ...]:
    """The permutation that moves `axis` to the end.

    >>> axis_last(3, 0)
    (1, 2, 0)
    """
    (moved,) = normalise_axes(axis, rank)
    return (*(i for i in range(rank) if i != moved), moved)


def matrices_last(rank: int, axis1: int, axis2: int) -> tuple[int, ...]:
    """The permutation that moves two axes to the end, in this order.

    >>> matrices_last(3, 0, 1), matrices_last(3, 2, 0)
    ((2, 0, 1), (1, 2, 0))
    """
    normalise_axes((axis1, axis2), rank)
    moved = (axis1 % rank, axis2 % rank)
    return (*(i for i in range(rank) if i not in moved), *moved)


def square(shape: Shape) -> Shape:
    """The shape of a square matrix, or of a stack of them, unchanged.

    >>> square((5, 3, 3))
    (5, 3, 3)

    Raises:
        ShapeError: the last two sizes differ, or there are fewer than two.
    """
    if len(shape) < 2 or shape[-1] != shape[-2]:
        raise ShapeError(f"a square matrix is needed; the shape is {show(shape)}")
    return shape


def dot(a: Shape, b: Shape) -> Shape:
    """The shape of `dot(a, b)`: the last axis of `a` against the last but one of `b`.

    >>> dot((3,), (3,)), dot((2, 3), (5, 3, 4)), dot((), (2,))
    ((), (2, 5, 4), (2,))
    """
    if not a or not b:
        return (*a, *b)
    inner = b[-2] if len(b) > 1 else b[-1]
    if a[-1] != inner:
        raise ShapeError(
            f"dot: shapes {show(a)} and {show(b)}; the inner sizes {a[-1]} and {inner} differ"
        )
    return (*a[:-1], *b[:-2], *(b[-1:] if len(b) > 1 else ()))


def solve(a: Shape, b: Shape) -> Shape:
    """The shape of `solve(A, B)`; `b` is a vector only if it has one axis.

    >>> solve((3, 3), (3,)), solve((5, 3, 3), (3, 2)), solve((5, 3, 3), (3,))
    ((3,), (5, 3, 2), (5, 3))
    """
    return matmul(square(a), b)


def tensordot_axes(a: int, b: int, axes: object) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The axes that `tensordot` sums, of operands with `a` and `b` axes, counted from the front.

    >>> tensordot_axes(3, 2, 1), tensordot_axes(2, 2, ([0, 1], [1, -2]))
    (((2,), (0,)), ((0, 1), (1, 0)))
    """
    if isinstance(axes, int):
        return tuple(range(a - axes, a)), tuple(range(axes))
    first: int | Sequence[int]
    second: int | Sequence[int]
    first, second = axes  # type: ignore[misc]
    of_a = (first,) if isinstance(first, int) else tuple(first)
    of_b = (second,) if isinstance(second, int) else tuple(second)
    return tuple(int(i) % a for i in of_a), tuple(int(i) % b for i in of_b)


def tensordot(a: Shape, b: Shape, axes: object = 2) -> Shape:
    """The shape of `tensordot(a, b, axes)`.

    >>> tensordot((2, 3, 4), (4, 5), 1)
    (2, 3, 5)
    """
    of_a, of_b = tensordot_axes(len(a), len(b), axes)
    if [a[i] for i in of_a] != [b[i] for i in of_b]:
        raise ShapeError(f"tensordot: shapes {show(a)} and {show(b)} differ along the axes {axes}")
    free_a = (size for i, size in enumerate(a) if i not in of_a)
    free_b = (size for i, size in enumerate(b) if i not in of_b)
    return (*free_a, *free_b)


def times(a: Dimension, b: Dimension) -> Dimension:
    """The product of two sizes; in words if one is a letter.

    >>> times(2, 3), times("m", "p"), times(1, "n"), times("2*n", 3), times(0, "n")
    (6, 'm*p', 'n', '6*n', 0)
    """
    if isinstance(a, int) and isinstance(b, int):
        return a * b
    if a == 1 or b == 1:
        return b if a == 1 else a
    factors = [f for size in (a, b) for f in _factors(size)]
    number = math.prod(int(f) for f in factors if f.isdigit())
    letters = sorted(f for f in factors if not f.isdigit())
    if not letters or number == 0:
        return number
    return "*".join(letters if number == 1 else [str(number), *letters])


def _factors(size: Dimension) -> list[str]:
    """The factors of a size in words; a sum is one factor."""
    return [f"({size})"] if " " in str(size) else str(size).split("*")


def kron(a: Shape, b: Shape) -> Shape:
    """The shape of `kron(a, b)`: sizes multiplied axis by axis, short shapes padded in front.

    >>> kron((2, 3), (4, 5)), kron((2,), (3, 3))
    ((8, 15), (3, 6))
    """
    rank = max(len(a), len(b))
    padded_a, padded_b = ((1,) * (rank - len(s)) + s for s in (a, b))
    return tuple(times(i, j) for i, j in zip(padded_a, padded_b, strict=True))


def einsum_terms(subscripts: str, ranks: Sequence[int]) -> tuple[tuple[str, ...], str]:
    """The letters of each operand and of the result, with `...` and an unsaid result filled in.

    >>> einsum_terms("ij,jk", (2, 2)), einsum_terms("...i->...", (3,))
    ((('ij', 'jk'), 'ik'), (('ABi',), 'AB'))
    """
    inputs, arrow, output = subscripts.replace(" ", "").partition("->")
    terms = inputs.split(",")
    if len(terms) != len(ranks):
        raise ShapeError(f"einsum: {subscripts!r} names {len(terms)} operands; {len(ranks)} given")
    written = [len(term.replace("...", "")) for term in terms]
    stacked = [
        rank - n if "..." in t else 0 for t, n, rank in zip(terms, written, ranks, strict=True)
    ]
    unused = [c for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" if c not in inputs]
    ellipsis = "".join(unused[: max([0, *stacked])])
    if not arrow:
        letters = sorted(c for c in set(inputs) - set(",.") if inputs.count(c) == 1)
        output = ("..." if "..." in inputs else "") + "".join(letters)
    filled = []
    for term, n, rank, extra in zip(terms, written, ranks, stacked, strict=True):
        if n + extra != rank:
            raise ShapeError(f"einsum: {term!r} names {n} axes; the operand has {rank}")
        filled.append(term.replace("...", ellipsis[len(ellipsis) - extra :]))
    return tuple(filled), output.replace("...", ellipsis)


def einsum_sizes(terms: Sequence[str], shapes: Sequence[Shape]) -> dict[str, Dimension]:
    """The size of each letter of an `einsum`; a size of 1 gives way to another.

    >>> einsum_sizes(("ij", "jk"), ((2, 3), (3, 1)))
    {'i': 2, 'j': 3, 'k': 1}
    """
    sizes: dict[str, Dimension] = {}
    for term, shape in zip(terms, shapes, strict=True):
        for letter, size in zip(term, shape, strict=True):
            known = sizes.get(letter, 1)
            if 1 not in (known, size) and known != size:
                raise ShapeError(f"einsum: the index {letter!r} has sizes {known} and {size}")
            sizes[letter] = size if known == 1 else known
    return sizes


def einsum(*shapes: Shape, subscripts: str) -> Shape:
    """The shape of `einsum(subscripts, ...)`.

    >>> einsum((2, 3), (3, 4), subscripts="ij,jk->ik")
    (2, 4)
    """
    terms, output = einsum_terms(subscripts, [len(s) for s in shapes])
    sizes = einsum_sizes(terms, shapes)
    return tuple(sizes[letter] for letter in output)


def unchanged(shape: Shape, **_: object) -> Shape:
    """The shape of the operand: for operations that keep it.

    >>> unchanged((2, 3), axis=0)
    (2, 3)
    """
    return shape


def of(value: object) -> Shape:
    """The shape of an array, a traced value, a number or nested lists of numbers.

    >>> of([[1, 2, 3], [4, 5, 6]]), of(2.5)
    ((2, 3), ())
    """
    known: Shape | None = getattr(value, "shape", None)
    if known is not None:
        return known
    if isinstance(value, list | tuple):
        return (len(value), *(of(value[0]) if value else ()))
    return ()


def minus(a: Dimension, b: Dimension) -> Dimension:
    """The difference of two sizes, where the letters of the second are in the first.

    >>> minus("n + 1", "n"), minus("m + n", "m"), minus(5, 2), minus("n", 2)
    (1, 'n', 3, 'n - 2')
    """
    letters, number = terms(a)
    taken, less = terms(b)
    letters.subtract(taken)
    if any(count < 0 for count in letters.values()):
        raise ShapeError(f"the difference of the sizes {a} and {b} is no size")
    return _sum_in_words(letters, number - less)


def terms(size: Dimension) -> tuple[Counter[str], int]:
    """How often each letter, or product of letters, stands in a sum of sizes; and the number.

    >>> terms("m*n + 2*k - 1")
    (Counter({'k': 2, 'm*n': 1}), -1)
    """
    letters: Counter[str] = Counter()
    number = 0
    words = str(size)
    terms = [words] if "(" in words else words.replace(" - ", " + -").split(" + ")
    for term in terms:
        if term.lstrip("-").isdigit():
            number += int(term)
            continue
        factors = sorted(term.split("*"), key=_number_first)
        count = int(factors.pop(0)) if factors[0].isdigit() else 1
        letters["*".join(factors)] += count
    return letters, number


def _sum_in_words(letters: Counter[str], number: int) -> Dimension:
    """A sum of sizes, its terms in order: `m + 2*n - 1`."""
    counted = sorted((letter, count) for letter, count in letters.items() if count)
    if not counted:
        return number
    words = " + ".join(letter if count == 1 else f"{count}*{letter}" for letter, count in counted)
    return f"{words} {'-' if number < 0 else '+'} {abs(number)}" if number else words


def _number_first(factor: str) -> tuple[bool, str]:
    return not factor.isdigit(), factor


def plus(*sizes: Dimension) -> Dimension:
    """The sum of some sizes; in words if one is a letter.

    >>> plus(2, 3), plus("m", "n"), plus(1, "n - 1"), plus("n", -1), plus("n", "n")
    (5, 'm + n', 'n', 'n - 1', '2*n')
    """
    letters: Counter[str] = Counter()
    number = 0
    for size in sizes:
        found, rest = terms(size)
        letters.update(found)
        number += rest
    return _sum_in_words(letters, number)


def along(axis: int, item: object, rank: int) -> tuple[object, ...]:
    """The index that has `item` at one axis of `rank`, and everything of those before it.

    >>> along(-1, 0, 3)
    (slice(None, None, None), slice(None, None, None), 0)
    """
    (place,) = normalise_axes(axis, rank)
    return (*(slice(None),) * place, item)


def concatenated(*shapes: Shape, axis: int | None = 0) -> Shape:
    """The shape of arrays joined along an axis, or end to end if that is `None`.

    >>> concatenated((2, 3), (4, 3)), concatenated(("m",), ("n",)), concatenated((2, 3), (), axis=None)
    ((6, 3), ('m + n',), (7,))

    Raises:
        ShapeError: they differ along another axis.
    """
    if axis is None:
        return (plus(*(filled_in(shape, (-1,))[0] for shape in shapes)),)
    (place,) = normalise_axes(axis, len(shapes[0]))
    around = {(*shape[:place], *shape[place + 1 :]) for shape in shapes}
    if len(around) > 1:
        raise ShapeError(f"concatenate: {', '.join(map(show, shapes))} differ off the axis {axis}")
    joined = plus(*(shape[place] for shape in shapes))
    return (*shapes[0][:place], joined, *shapes[0][place + 1 :])


def stacked(*shapes: Shape, axis: int = 0) -> Shape:
    """The shape of arrays joined along a new axis.

    >>> stacked((3,), (3,), axis=1)
    (3, 2)

    Raises:
        ShapeError: the shapes differ.
    """
    if len(set(shapes)) > 1:
        raise ShapeError(f"stack: the shapes {', '.join(map(show, shapes))} differ")
    (place,) = normalise_axes(axis, len(shapes[0]) + 1)
    return (*shapes[0][:place], len(shapes), *shapes[0][place:])


def taken(shape: Shape, *, indices: object, axis: int | None = None) -> Shape:
    """The shape of the entries that `take` picks.

    >>> taken((5,), indices=(0, 2, 2)), taken((2, 5, 3), indices=((0, 1), (1, 0)), axis=1)
    ((3,), (2, 2, 2, 3))
    """
    if axis is None or not shape:
        return of(indices)
    (place,) = normalise_axes(axis, len(shape))
    return (*shape[:place], *of(indices), *shape[place + 1 :])


def pad_widths(rank: int, width: object) -> tuple[tuple[int, int], ...]:
    """For each axis, how many entries `pad` puts before and after.

    >>> pad_widths(2, 1), pad_widths(2, (2, 1)), pad_widths(2, ((0, 1), (2, 3)))
    (((1, 1), (1, 1)), ((2, 1), (2, 1)), ((0, 1), (2, 3)))
    """
    if isinstance(width, dict):
        named = {axis % rank: pad_widths(1, pair)[0] for axis, pair in width.items()}
        return tuple(named.get(axis, (0, 0)) for axis in range(rank))
    given: object = width.tolist() if hasattr(width, "tolist") else width
    rows = given if isinstance(given, list | tuple) else (given,)
    if not any(isinstance(row, list | tuple) for row in rows):
        return ((int(rows[0]), int(rows[-1])),) * rank
    pairs = [(int(row[0]), int(row[-1])) for row in rows]
    return tuple(pairs * rank if len(pairs) == 1 else pairs)


def padded(shape: Shape, *, pad_width: object, **_: object) -> Shape:
    """The shape of an array with entries added around it.

    >>> padded((2, "n"), pad_width=(2, 1))
    (5, 'n + 3')
    """
    widths = pad_widths(len(shape), pad_width)
    return tuple(plus(size, *width) for size, width in zip(shape, widths, strict=True))


def diagonal_places(rows: int, columns: int, offset: int = 0) -> slice:
    """Where a diagonal lies in the entries of a matrix, taken row by row.

    >>> [0, 1, 2, 3, 4, 5][diagonal_places(2, 3, 1)]
    [1, 5]
    """
    first = offset if offset >= 0 else -offset * columns
    length = diagonal_length(rows, columns, offset)
    assert isinstance(length, int)
    return (
        slice(first, first + (length - 1) * (columns + 1) + 1, columns + 1) if length else slice(0)
    )


def diagonal_length(rows: Dimension, columns: Dimension, offset: int = 0) -> Dimension:
    """The number of entries on a diagonal of a matrix.

    >>> diagonal_length(2, 3, 1), diagonal_length("n", "n"), diagonal_length("n", "n", -1)
    (2, 'n', 'n - 1')
    """
    if isinstance(rows, int) and isinstance(columns, int):
        return max(0, min(rows + min(offset, 0), columns - max(offset, 0)))
    return plus(rows, -abs(offset)) if rows == columns else f"min({rows}, {columns})"


def diagonal(shape: Shape, *, offset: int = 0, axis1: int = 0, axis2: int = 1) -> Shape:
    """The shape of the diagonals over two axes: the other axes first.

    >>> diagonal((2, 3, 4)), diagonal((3, 3), offset=1)
    ((4, 2), (2,))
    """
    *stack, rows, columns = (shape[i] for i in matrices_last(len(shape), axis1, axis2))
    return (*stack, diagonal_length(rows, columns, offset))


def triangular(shape: Shape, **_: object) -> Shape:
    """The shape of `tril` and `triu`, which repeat a vector as the rows of a square matrix.

    >>> triangular((5, 2, 3)), triangular((3,))
    ((5, 2, 3), (3, 3))
    """
    return shape * 2 if len(shape) == 1 else shape


def letters_in(size: Dimension) -> list[str]:
    """The letters of a size.

    >>> letters_in("2*n + m"), letters_in(3)
    (['n', 'm'], [])
    """
    return re.findall(r"[A-Za-z_]\w*", str(size))


def read_size(text: str) -> Dimension:
    """A size as a declaration writes it, in the one form in which sizes are compared.

    >>> read_size("p+m"), read_size("n * 2"), read_size("3")
    ('m + p', '2*n', 3)

    Raises:
        ShapeError: it is none.
    """
    if not re.fullmatch(r"[\w\s*+-]+", text):
        raise ShapeError(f"{text!r} is no size; write letters, numbers, sums and products of these")
    return plus(valued(text.strip(), {}))


def valued(size: Dimension, letters: Mapping[str, Dimension]) -> Dimension:
    """A size with letters replaced by numbers, or by other sizes.

    >>> valued("2*n + m - 1", {"n": 3}), valued("k*n", {"n": "m"}), valued("n", {})
    ('m + 5', 'k*m', 'n')

    Raises:
        ShapeError: the text is no size.
    """
    if isinstance(size, int):
        return size
    if "[" in size:  # the length of a slice, which no arithmetic tells
        return re.sub(r"\b(?!len\b)[A-Za-z_]\w*", lambda m: str(letters.get(m[0], m[0])), size)
    return letters.get(size, size) if size.isidentifier() else _valued(_size_tree(size), letters)


@functools.lru_cache(maxsize=4096)
def _size_tree(size: str) -> ast.expr:
    try:
        return ast.parse(size, mode="eval").body
    except (SyntaxError, ValueError):
        raise ShapeError(f"{size!r} is no size") from None


def _valued(tree: ast.expr, letters: Mapping[str, Dimension]) -> Dimension:
    """The value of a sum or product of letters and numbers, or of `min(m, n)`."""
    if isinstance(tree, ast.Constant) and type(tree.value) is int:
        return tree.value
    if isinstance(tree, ast.Name):
        return letters.get(tree.id, tree.id)
    if isinstance(tree, ast.BinOp) and type(tree.op) in ARITHMETIC:
        sides = (_valued(side, letters) for side in (tree.left, tree.right))
        return ARITHMETIC[type(tree.op)](*sides)
    if isinstance(tree, ast.Call) and ast.unparse(tree.func) == "min":
        sizes = list(dict.fromkeys(_valued(part, letters) for part in tree.args))
        numbers = [size for size in sizes if isinstance(size, int)]
        least = [min(numbers)] if len(numbers) == len(sizes) else sizes
        return least[0] if len(least) == 1 else f"min({', '.join(map(str, least))})"
    raise ShapeError(f"{ast.unparse(tree)!r} is no size; write a sum or product of letters")


ARITHMETIC: Mapping[type[ast.operator], Callable[[Dimension, Dimension], Dimension]] = {
    ast.Mult: times,
    ast.Add: plus,
    ast.Sub: minus,
}
"""What sizes may be joined by."""


def counted(size: Dimension, letters: Mapping[str, int]) -> int:
    """A size as a number, for given numbers of its letters.

    >>> counted("2*n + m - 1", {"n": 3, "m": 5}), counted("(m + 1)*k", {"m": 1, "k": 4})
    (10, 8)

    Raises:
        ShapeError: a letter has no number.
    """
    found = valued(size, letters)
    if not isinstance(found, int):
        raise ShapeError(f"the size {size} is not known: nobody says what {found} is")
    return found


def linear_in(size: Dimension, letter: str) -> tuple[Dimension, Dimension] | None:
    """A size as a constant and a multiple of a letter; `None` if it is not of this form.

    >>> linear_in("2*n + k", "n"), linear_in("n*p", "p"), linear_in("n*n", "n")
    (('k', 2), (0, 'n'), None)
    """
    rest, once, twice = (valued(size, {letter: count}) for count in (0, 1, 2))
    step = minus(once, rest)
    return (rest, step) if minus(twice, rest) == times(2, step) else None


def letters_from(
    sizes: Iterable[tuple[Dimension, Dimension]], known: Mapping[str, Dimension] | None = None
) -> dict[str, Dimension]:
    """What the letters of declared sizes stand for, as far as the actual sizes tell.

    Args:
        sizes: declared sizes, each with the actual one.
        known: what is known of letters before.

    >>> letters_from([("k + n", 5), ("k", 3), ("n*p", 8), ("q*r", 4)])
    {'k': 3, 'n': 2, 'p': 4}
    """
    pairs, found = list(sizes), dict(known or {})
    before = -1
    while before < len(found):
        before = len(found)
        for declared, actual in pairs:
            unknown = {word for word in letters_in(declared) if word not in found}
            if len(unknown) == 1:
                (letter,) = unknown
                value = actual if declared == letter else _solved(declared, actual, letter, found)
                found.update({} if value is None else {letter: value})
    return found


def _solved(
    declared: Dimension, actual: Dimension, letter: str, known: Mapping[str, Dimension]
) -> Dimension | None:
    """The value of the one unknown letter of a declared size; `None` if there is none."""
    form = linear_in(valued(declared, known), letter)
    if form is None:
        return None
    rest = minus(actual, form[0])
    if form[1] == 1:
        return rest
    if not isinstance(rest, int) or not isinstance(form[1], int):
        return None
    return rest // form[1] if rest % form[1] == 0 else None
