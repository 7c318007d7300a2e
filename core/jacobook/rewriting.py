"""Rewriting before differentiation: a composition in a form whose derivative is right everywhere.

Differentiated piece by piece, `log(1 + exp(x))` overflows and `sqrt(x**2)` is 0/0 at the origin,
although the functions have a slope there. Rules state as data which compositions are to be
differentiated in another form; here they are read and matched, against expressions and, through
the same matcher, against the steps of a trace with values.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from jacobook.catalogue import Registry
from jacobook.errors import JacobookError, RuleDefinitionError
from jacobook.expression import (
    CONSTANT,
    DIMENSION,
    VARIABLE,
    Expression,
    node,
    postorder,
    rebuild,
)
from jacobook.language import CONSTRUCTORS, Size
from jacobook.parsing import Scope, parse
from jacobook.rule import Rule
from jacobook.shapes import Shape

COMMUTING = ("add", "multiply", "maximum", "minimum", "hypot", "logaddexp")
"""Operations of two operands which a pattern matches in either order."""

Bindings: TypeAlias = dict[str, Any]
"""What stands for each name of a pattern: operands, and static parameters with any value."""


ANYTHING = ""
"""What made an operand that may be made by any operation."""


class View(Protocol):
    """How a matcher looks at the things it matches: expressions, or steps of a trace."""

    def number(self, subject: Any) -> float | None:
        """The literal number that this is; `None` for anything else."""

    def applied(self, subject: Any) -> tuple[str, Sequence[Any], Mapping[str, Any]] | None:
        """Operation, operands and all static parameters; `None` where no operation was applied.

        The operation is called as formulas call it (`power`, not its variant for literals).
        """

    def rank(self, subject: Any) -> int:
        """The number of axes."""

    def same(self, a: Any, b: Any) -> bool:
        """Whether two things at places of one name are known to be equal."""


# ------------------------------------------------------------------------------------- patterns


@dataclass(frozen=True, slots=True)
class _Hole:
    """A place for any operand with as many axes as the rule's formulas can take."""

    name: str
    ranks: range

    def takes_rank(self, rank: int) -> bool:
        return rank in self.ranks

    def fits(self, subject: Any, found: Bindings, view: View) -> Bindings | None:
        if self.name in found:
            return found if view.same(found[self.name], subject) else None
        if view.rank(subject) not in self.ranks:
            return None
        return {**found, self.name: subject}


@dataclass(frozen=True, slots=True)
class _Number:
    """A literal number."""

    value: float

    def takes_rank(self, rank: int) -> bool:
        return True

    def fits(self, subject: Any, found: Bindings, view: View) -> Bindings | None:
        number = view.number(subject)
        return found if number is not None and number == self.value else None


@dataclass(frozen=True, slots=True)
class _Application:
    """An applied operation: with static parameters of fixed values, and others of any value.

    A constant array, such as `eye(n)`, is an operation of nothing, of a given number of axes.
    """

    operation: str
    rank: int | None
    operands: tuple[_Pattern, ...]
    fixed: Mapping[str, Hashable]
    open: tuple[str, ...]

    def fits(self, subject: Any, found: Bindings, view: View) -> Bindings | None:
        applied = view.applied(subject)
        if applied is None or applied[0] != self.operation:
            return None
        if self.rank is not None and self.rank != view.rank(subject):
            return None
        return self.fits_inside(applied[1], applied[2], found, view)

    def fits_inside(
        self,
        operands: Sequence[Any],
        parameters: Mapping[str, Any],
        found: Bindings,
        view: View,
    ) -> Bindings | None:
        """The bindings under which this operation of `operands` is meant."""
        if len(operands) != len(self.operands):
            return None
        matched = self._fitting(operands, found, view)
        if matched is None and self.operation in COMMUTING:
            matched = self._fitting(operands[::-1], found, view)
        return None if matched is None else self._with_parameters(parameters, matched)

    def takes_rank(self, rank: int) -> bool:
        """Whether all operands inside may have this number of axes."""
        return all(part.takes_rank(rank) for part in self.operands)

    def _fitting(self, operands: Sequence[Any], found: Bindings, view: View) -> Bindings | None:
        for pattern, operand in zip(self.operands, operands, strict=True):
            matched = pattern.fits(operand, found, view)
            if matched is None:
                return None
            found = matched
        return found

    def _with_parameters(self, parameters: Mapping[str, Any], found: Bindings) -> Bindings | None:
        if any(parameters[name] != value for name, value in self.fixed.items()):
            return None
        given = {name: parameters[name] for name in self.open}
        if any(found.get(name, value) != value for name, value in given.items()):
            return None
        return {**found, **given} if given else found


_Pattern: TypeAlias = _Hole | _Number | _Application


@dataclass(frozen=True, slots=True, eq=False)
class Rewrite:
    """A composition, and the form to differentiate in its place.

    Attributes:
        pattern: the composition; its variables stand for any operands, and a static parameter
            whose value is its own name (`axis=axis`) for any value.
        replacement: the other form, in the same names.
        rule: the id of the rule which states it.
        matcher: the pattern, prepared for matching.
        numbered: whether the first operand which is no number was made from a literal number.
    """

    pattern: Expression
    replacement: Expression
    rule: str
    matcher: _Application
    numbered: bool

    @property
    def opened(self) -> frozenset[str]:
        """The static parameters of the pattern that may have any value."""
        return frozenset(
            name
            for part in postorder(self.pattern)
            for name, value in part.parameters
            if is_open(name, value)
        )

    def takes_rank(self, rank: int) -> bool:
        """Whether operands may have this number of axes."""
        return self.matcher.takes_rank(rank)

    @property
    def beginnings(self) -> frozenset[str]:
        """The operations that may have made the first operand which is no number."""
        parts = [part for part in self.matcher.operands if not isinstance(part, _Number)]
        first = parts if self.matcher.operation in COMMUTING else parts[:1]
        return frozenset(p.operation if isinstance(p, _Application) else ANYTHING for p in first)


# -------------------------------------------------------------------------------------- reading


class _Open:
    """The vocabulary of a registry, in which a static parameter may stand for any value."""

    def __init__(self, registry: Registry) -> None:
        self.operation_name = registry.operation_name
        self.operation_names = registry.operation_names
        self.parameter_names = registry.parameter_names
        self.operand_count = registry.operand_count
        self._result_shape = registry.result_shape

    def result_shape(
        self, operation: str, operands: Sequence[Shape], parameters: Mapping[str, Hashable]
    ) -> Shape:
        """The shape an operation gives with the defaults of its open parameters."""
        given = {k: v for k, v in parameters.items() if not is_open(k, v)}
        return self._result_shape(operation, operands, given)


def is_open(name: str, value: Hashable) -> bool:
    """Whether a static parameter of a pattern stands for any value."""
    return isinstance(value, Size) and value == name


def read_rewrites(rule: Rule, registry: Registry) -> tuple[Rewrite, ...]:
    """The rewrites that a rule states.

    Raises:
        RuleDefinitionError: one cannot be read; rule and text are named.
    """
    return tuple(_read(rule, registry, *texts) for texts in rule.rewrites.items())


def _read(rule: Rule, registry: Registry, pattern: str, replacement: str) -> Rewrite:
    shapes = {operand.name: operand.shape for operand in rule.operands}
    letters = {size for shape in shapes.values() for size in shape if isinstance(size, str)}
    names = registry.once(
        "parameters", lambda: {name for known in registry for name in known.parameters}
    )
    scope = Scope(shapes, {}, {letter: letter for letter in (letters | names) - set(shapes)})
    try:
        left, right = (parse(text, scope, _Open(registry)) for text in (pattern, replacement))
    except JacobookError as error:
        raise RuleDefinitionError(f"rule {rule.id!r}, field rewrites: {error}") from None
    _check(rule, pattern, left, right)
    ranks = _ranks(left, registry)
    matcher = _prepared(left, registry, lambda hole: ranks(len(hole.shape)))
    assert isinstance(matcher, _Application)
    view = _OfExpressions(registry)
    if any(matcher.fits(part, {}, view) is not None for part in postorder(right)):
        raise RuleDefinitionError(
            f"rule {rule.id!r}, field rewrites[{pattern!r}]: the other form is rewritten by it again"
        )
    return Rewrite(left, right, rule.id, matcher, _numbered(matcher))


def _numbered(matcher: _Application) -> bool:
    """Whether every operand that may come first needs a literal number."""
    parts = [part for part in matcher.operands if not isinstance(part, _Number)]
    first = parts if matcher.operation in COMMUTING else parts[:1]
    return all(
        isinstance(part, _Application) and any(isinstance(p, _Number) for p in part.operands)
        for part in first
    )


def _check(rule: Rule, text: str, pattern: Expression, replacement: Expression) -> None:
    """Refuse a pattern that is no composition, and a replacement with names of its own."""
    field = f"rule {rule.id!r}, field rewrites[{text!r}]"
    if all(operand.operation == VARIABLE for operand in pattern.operands):
        raise RuleDefinitionError(f"{field}: is one operation, not a composition of several")
    if any(part.operation in CONSTRUCTORS for part in postorder(replacement)):
        raise RuleDefinitionError(f"{field}: constant arrays can stand in the pattern only")
    unknown = set(_names(replacement)) - set(_names(pattern))
    if unknown:
        raise RuleDefinitionError(f"{field}: the pattern does not have {sorted(unknown)}")
    if any(part.operation == DIMENSION for part in postorder(pattern, replacement)):
        raise RuleDefinitionError(f"{field}: sizes cannot be used as numbers here")


def _names(expression: Expression) -> Iterator[str]:
    """The variables and the open parameters of a pattern or replacement."""
    for part in postorder(expression):
        if part.operation == VARIABLE:
            yield str(part["name"])
        yield from (name for name, value in part.parameters if is_open(name, value))


def _ranks(pattern: Expression, registry: Registry) -> Callable[[int], range]:
    """From an operand's declared number of axes to the numbers it may have.

    Element-wise operations take any, reductions more than declared, all others just as many.
    """
    rules = [registry.operation_rule(p.operation) for p in postorder(pattern) if p.operands]
    others = [rule for rule in rules if rule is not None and rule.kind != "elementwise"]
    if not others:
        return lambda declared: range(65)
    if all("axis" in rule.parameters for rule in others):
        return lambda declared: range(declared, 65)
    return lambda declared: range(declared, declared + 1)


def _prepared(
    part: Expression, registry: Registry, ranks: Callable[[Expression], range]
) -> _Pattern:
    """A part of a pattern, ready to be matched; patterns are as deep as their text."""
    if part.operation == VARIABLE:
        return _Hole(str(part["name"]), ranks(part))
    if part.operation == CONSTANT:
        return _Number(part["value"])  # type: ignore[arg-type]
    rule = registry.operation_rule(part.operation)
    given = {**(rule.parameters if rule else {}), **dict(part.parameters)}
    opened = tuple(name for name, value in given.items() if is_open(name, value))
    fixed = {name: value for name, value in given.items() if name not in opened}
    inside = tuple(_prepared(operand, registry, ranks) for operand in part.operands)
    rank = None if inside else len(part.shape)
    return _Application(part.operation, rank, inside, fixed, opened)


def rewrites_of(registry: Registry) -> tuple[Rewrite, ...]:
    """All rewrites of a registry, by the rules' ids.

    One that uses operations which the registry does not have is left out: it can match nothing.
    """
    return registry.once("rewrites", lambda: tuple(_readable(registry)))


def _readable(registry: Registry) -> Iterator[Rewrite]:
    for rule in registry:
        for texts in rule.rewrites.items():
            try:
                yield _read(rule, registry, *texts)
            except RuleDefinitionError:
                continue  # the check "rewrites" of the rule says what is wrong


Table: TypeAlias = Mapping[str, Sequence[Rewrite]]
"""The rewrites of one operation by what made its first operand, numbers not counted; at `ANYTHING`
those for all others."""


def tables(registry: Registry) -> Mapping[str, Table]:
    """The rewrites of each operation that ends a pattern, found by what made its operands."""

    def made() -> dict[str, Table]:
        rewrites = rewrites_of(registry)
        ends = dict.fromkeys(rewrite.pattern.operation for rewrite in rewrites)
        return {end: _table(end, rewrites) for end in ends}

    return registry.once("rewrite tables", made)


def _table(end: str, rewrites: Sequence[Rewrite]) -> Table:
    """The rewrites of one operation; those that any operand may begin stand everywhere."""
    own = [rewrite for rewrite in rewrites if rewrite.pattern.operation == end]
    keys = {ANYTHING, *(key for rewrite in own for key in rewrite.beginnings)}
    return {key: tuple(r for r in own if r.beginnings & {key, ANYTHING}) for key in keys}


def written_names(registry: Registry) -> Mapping[str, str]:
    """How formulas call the variants for literal operands: `power_literal` as `power`."""
    return registry.once(
        "written names", lambda: {v: rule.op for rule in registry for v in rule.literal.values()}
    )


# -------------------------------------------------------------------------------------- applying


class _OfExpressions:
    """The view of expressions."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.written = written_names(registry)

    def number(self, subject: Expression) -> float | None:
        """The value of a constant."""
        return subject["value"] if subject.operation == CONSTANT else None  # type: ignore[return-value]

    def applied(
        self, subject: Expression
    ) -> tuple[str, Sequence[Expression], Mapping[str, Hashable]] | None:
        """The node's own fields, with the defaults of parameters that it does not give."""
        if subject.operation in (VARIABLE, CONSTANT, DIMENSION):
            return None
        rule = self.registry.operation_rule(subject.operation)
        parameters = {**(rule.parameters if rule else {}), **dict(subject.parameters)}
        name = self.written.get(subject.operation, subject.operation)
        return name, subject.operands, parameters

    def rank(self, subject: Expression) -> int:
        """The length of the shape."""
        return len(subject.shape)

    def same(self, a: Expression, b: Expression) -> bool:
        """Equal expressions are one object."""
        return a is b


def match(rewrite: Rewrite, subject: Expression, registry: Registry) -> Bindings | None:
    """What the names of a pattern stand for, if `subject` is such a composition.

    Returns:
        Expressions by variable name and values by name of an open parameter; `None` if the
        pattern does not fit.
    """
    return rewrite.matcher.fits(subject, {}, _OfExpressions(registry))


def replaced(rewrite: Rewrite, bindings: Bindings, registry: Registry) -> Expression:
    """The replacement of a rewrite, with what its names stand for put in."""
    shape_of = _Open(registry).result_shape

    def filled(part: Expression, operands: tuple[Expression, ...]) -> Expression:
        if part.operation == VARIABLE:
            return bindings[str(part["name"])]  # type: ignore[no-any-return]
        if not operands:
            return part
        parameters = bound_parameters(part, bindings)
        shape = shape_of(part.operation, [o.shape for o in operands], parameters)
        return node(part.operation, operands, shape, parameters)

    return rebuild(rewrite.replacement, filled)


def bound_parameters(part: Expression, bindings: Bindings) -> dict[str, Any]:
    """The static parameters of a part of a replacement, open ones with their values."""
    return {k: bindings[k] if is_open(k, v) else v for k, v in part.parameters}


def rewritten(root: Expression, registry: Registry) -> Expression | None:
    """`root` itself in another form, by the first rewrite that fits; `None` if none does."""
    found = rewritten_by(root, registry)
    return None if found is None else found[0]


def rewritten_by(root: Expression, registry: Registry) -> tuple[Expression, str] | None:
    """`root` itself in another form, with the id of the rule that says so; `None` if none does.

    >>> from jacobook.catalogue import default_registry
    >>> book = default_registry()
    >>> text = parse("sqrt(x**2)", Scope({"x": ("n",)}), book)
    >>> rewritten_by(text, book)
    (<absolute(variable) ('n',)>, 'ufunc.absolute')
    """
    if not root.operands:
        return None
    names = written_names(registry)
    table = tables(registry).get(names.get(root.operation, root.operation), {})
    made_by = [names.get(o.operation, o.operation) for o in root.operands]
    first = next((name for name in made_by if name != CONSTANT), CONSTANT)
    for rewrite in table.get(first, table.get(ANYTHING, ())):
        bindings = match(rewrite, root, registry)
        if bindings is not None:
            return replaced(rewrite, bindings, registry), rewrite.rule
    return None
