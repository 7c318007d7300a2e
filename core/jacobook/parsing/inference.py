"""Sizes that a text does not state, found from what its operations demand.

Each operation is asked for its shape. Where it refuses and unknown sizes are among its operands,
the fewest sizes are made equal with which it answers: for `A @ x` the columns of `A` and the
entries of `x`, for `inv(X)` the rows and the columns of `X`. So every rule of a book takes part,
with nothing but its shape.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from jacobook.errors import JacobookError, ShapeError
from jacobook.parsing.scope import Catalogue
from jacobook.parsing.sizes import Sizes, is_unknown
from jacobook.rule import Rule
from jacobook.shapes import Dimension, Shape

_MAX_TRIES = 300

Groups = tuple[tuple[Dimension, ...], ...]
"""Sizes taken to be equal."""


class InferringVocabulary:
    """A vocabulary in which unknown sizes take the values that operations demand."""

    def __init__(self, catalogue: Catalogue, sizes: Sizes) -> None:
        """Ask `catalogue` for shapes, and keep what follows in `sizes`."""
        self.catalogue = catalogue
        self.sizes = sizes

    def operation_name(self, name: str) -> str | None:
        """The operation that a formula calls `name`, or `None`."""
        return self.catalogue.operation_name(name)

    def operation_names(self) -> Iterable[str]:
        """All names that formulas may use."""
        return self.catalogue.operation_names()

    def parameter_names(self, operation: str) -> Sequence[str]:
        """The static keywords of an operation."""
        return self.catalogue.parameter_names(operation)

    def operand_count(self, operation: str) -> int | None:
        """How many operands an operation takes; `None` for any number."""
        return self.catalogue.operand_count(operation)

    def operation_rule(self, operation: str) -> Rule | None:
        """The rule of an operation."""
        return self.catalogue.operation_rule(operation)

    def result_shape(
        self, operation: str, operands: Sequence[Shape], parameters: Mapping[str, Hashable]
    ) -> Shape:
        """The shape an operation gives, after joining unknown sizes as it demands.

        Raises:
            ShapeError: the sizes cannot fit.
        """
        self._follow_declaration(operation, operands)
        known = [self.sizes.shape(shape) for shape in operands]
        try:
            return self.catalogue.result_shape(operation, known, parameters)
        except ShapeError:
            if not self._make_fit(operation, known, parameters):
                raise
        known = [self.sizes.shape(shape) for shape in operands]
        return self.catalogue.result_shape(operation, known, parameters)

    def _follow_declaration(self, operation: str, operands: Sequence[Shape]) -> None:
        """Join the unknown sizes for which a rule declares one letter: `tr` takes square matrices.

        Element-wise rules declare equal shapes, but broadcast.
        """
        rule = self.catalogue.operation_rule(operation)
        if rule is None or rule.kind == "elementwise" or rule.variadic:
            return
        for sizes in _by_letter(rule, operands).values():
            for size in sizes[1:]:
                if any("?" in str(self.sizes.of(end)) for end in (sizes[0], size)):
                    self.sizes.join(sizes[0], size)

    def _make_fit(
        self, operation: str, operands: Sequence[Shape], parameters: Mapping[str, Hashable]
    ) -> bool:
        """Join the fewest unknown sizes with which the operation answers; whether that is found."""
        for groups in islice(self._proposals(operation, operands), _MAX_TRIES):
            chosen = {size: group[0] for group in groups for size in group}
            tried = [tuple(chosen.get(size, size) for size in shape) for shape in operands]
            try:
                self.catalogue.result_shape(operation, tried, parameters)
            except JacobookError:
                continue
            return all(self.sizes.join(group[0], size) for group in groups for size in group)
        return False

    def _proposals(self, operation: str, operands: Sequence[Shape]) -> Iterator[Groups]:
        """Which sizes might be equal, the fewest first; then the numbers which the rule states."""
        sizes = list(dict.fromkeys(size for shape in operands for size in shape))
        if not any(map(is_unknown, sizes)):
            return
        yield from _groupings(sizes)
        rule = self.catalogue.operation_rule(operation)
        if rule is not None and not rule.variadic:
            yield _stated_numbers(rule, operands)


def _by_letter(rule: Rule, operands: Sequence[Shape]) -> dict[Dimension, list[Dimension]]:
    """The operands' sizes under the letters which a rule declares for them."""
    found: dict[Dimension, list[Dimension]] = {}
    for operand, shape in zip(rule.operands, operands, strict=False):
        if len(operand.shape) == len(shape):
            for letter, size in zip(operand.shape, shape, strict=True):
                if isinstance(letter, str):
                    found.setdefault(letter, []).append(size)
    return found


def _stated_numbers(rule: Rule, operands: Sequence[Shape]) -> Groups:
    """The numbers which a rule declares, each with the unknown size in its place."""
    return tuple(
        (number, size)
        for operand, shape in zip(rule.operands, operands, strict=False)
        if len(operand.shape) == len(shape)
        for number, size in zip(operand.shape, shape, strict=True)
        if isinstance(number, int) and is_unknown(size)
    )


def _groupings(sizes: Sequence[Dimension]) -> Iterator[Groups]:
    """The ways to take some of a few sizes as equal, those with the fewest joined first.

    >>> list(_groupings(["?1", "?2", "n"]))[:3]
    [(('n', '?2'),), (('n', '?1'),), (('?1', '?2'),)]
    """
    if len(sizes) > 6:
        return
    ways = [way for way in _partitions(list(sizes)) if len(way) < len(sizes)]
    for way in sorted(ways, key=len, reverse=True):
        groups = tuple(tuple(sorted(group, key=is_unknown)) for group in way if len(group) > 1)
        if all(is_unknown(size) for group in groups for size in group[1:]):
            yield groups


def _partitions(items: list[Dimension]) -> list[list[list[Dimension]]]:
    """All partitions of a few items into groups."""
    ways: list[list[list[Dimension]]] = [[]]
    for item in items:
        ways = [
            [*way[:i], [*way[i], item] if i < len(way) else [item], *way[i + 1 :]]
            for way in ways
            for i in range(len(way), -1, -1)
        ]
    return ways
