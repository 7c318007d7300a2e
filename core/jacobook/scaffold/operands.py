"""The operands of a function given as text: their shapes, and a domain in which it has a value.

Shapes come from the text, as `jacobook.derive` reads it. The domain is found by trying: the words
that the rules of the function's parts declare, then those of a short list, until the function and
its derivatives are finite at several random points.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from jacobook import derivatives
from jacobook.catalogue import Registry
from jacobook.expression import VARIABLE, Expression, postorder, variables
from jacobook.kinds import identity
from jacobook.notation.infix import infix
from jacobook.operand import Operand, parse_operands
from jacobook.parsing import Scope, parse, read_text
from jacobook.rule import Array, Rule
from jacobook.scaffold.errors import ScaffoldError
from jacobook.shapes import Shape, counted, letters_in, show
from jacobook.statements import Instance
from jacobook.testing.domains import Places, sample
from jacobook.testing.report import attempted

DRAWS = 10
SIZES = (2, 3, 4, 2, 3)
"""Small sizes, so that the vector can be read and worked by hand."""

PROFILES: Sequence[tuple[str, str]] = (
    ("", ""),
    ("", "inv"),
    ("", "inv dominant"),
    ("pos", ""),
    ("pos", "inv dominant"),
    ("pos", "spd"),
    ("unit", ""),
    ("unit01", ""),
    ("gt1", ""),
    ("gt1", "spd"),
    ("range(-0.3,0.3)", ""),
)
"""Domains to try: for square matrices the second word, for all else the first."""

_EXACT = ("orth", "unitvec", "prob", "singular")
"""Domains that rounded numbers would leave."""


@dataclass(frozen=True, slots=True)
class Point:
    """Numbers at which a function was tried.

    Attributes:
        operands: by name.
        value: the function's value.
        cotangent: what was pulled back.
        gradients: by operand, the cotangent pulled back.
    """

    operands: Mapping[str, Array]
    value: Array
    cotangent: Array
    gradients: Mapping[str, Array]


@dataclass(frozen=True, slots=True)
class Function:
    """A function given as text, with its operands.

    Attributes:
        text: the function in NumPy's syntax.
        expression: what the text says.
        operands: its inputs, in their order.
        registry: the rules that it uses.
    """

    text: str
    expression: Expression
    operands: tuple[Operand, ...]
    registry: Registry

    @property
    def names(self) -> tuple[str, ...]:
        """The operands' names."""
        return tuple(operand.name for operand in self.operands)

    @property
    def declaration(self) -> str:
        """The operands as a rule declares them: `X:(n,n) inv`."""
        return "; ".join(map(declared, self.operands))

    def point(self, seed: int) -> Point:
        """The function's value and derivatives at small rounded numbers of its domain.

        Args:
            seed: decides the numbers, and which sizes the letters have.
        """
        letters = dict.fromkeys(
            letter for o in self.operands for size in o.shape for letter in letters_in(size)
        )
        sizes = {letter: SIZES[(i + seed) % len(SIZES)] for i, letter in enumerate(letters)}
        places = Places(np.random.default_rng(seed), 16)
        values = {o.name: _rounded(o, sizes, places) for o in self.operands}
        function = Instance(self._rule(), self.registry, values).function
        with np.errstate(all="ignore"):
            value, pull = derivatives.vjp(function, *values.values(), registry=self.registry)
            cotangent = _cotangent(np.shape(value))
            gradients = pull(cotangent)
        return Point(values, value, cotangent, dict(zip(values, gradients, strict=True)))

    def _rule(self) -> Rule:
        """The function as a rule that states nothing yet."""
        return identity(
            "draft.rule",
            title="Draft",
            function=self.text,
            operands=self.declaration,
            derivative={},
        )


def declared(operand: Operand) -> str:
    """One operand as a rule declares it."""
    sizes = ",".join(map(str, operand.shape))
    words = [_word(word, arguments) for word, arguments in operand.domain]
    star = "*" if operand.structured else ""
    return " ".join([f"{operand.name}:({sizes})", *words]) + star


def _word(word: str, arguments: Sequence[float | str]) -> str:
    return f"{word}({','.join(map(str, arguments))})" if arguments else word


def _rounded(operand: Operand, sizes: Mapping[str, int], places: Places) -> Array:
    """A value with one decimal, where the domain leaves room for that."""
    shape = tuple(counted(size, sizes) for size in operand.shape)
    value = sample(operand, shape, places, below=sizes)
    exact = any(map(operand.has, _EXACT)) or value.dtype.kind != "f"
    return value if exact else np.round(value, 1)


def _cotangent(shape: tuple[int, ...]) -> Array:
    """Ones for a scalar; else small numbers of both signs, no two neighbours equal."""
    numbers = [1.0] if not shape else [1.0, -2.0, 0.5]
    return np.resize(numbers, shape)


# ---------------------------------------------------------------------------------- reading


def read_function(text: str, declaration: str | None, registry: Registry) -> Function:
    """A function with its operands.

    Args:
        text: the function.
        declaration: its operands as a rule declares them; found out if it is `None`.
        registry: the rules that the text may use.

    Raises:
        ParseError: the text cannot be read; the place is marked.
        RuleDefinitionError: the declaration cannot be read.
        ScaffoldError: the operands are not those of the text, or no domain is found.
    """
    if declaration is not None:
        return _declared_function(text, parse_operands(declaration), registry)
    expression = read_text(text, registry=registry)
    found = [(str(v["name"]), v.shape) for v in variables(expression)]
    if not found:
        raise ScaffoldError(f"{text!r} is a constant: a rule is about a function of variables")
    operands = tuple(_operand(name, shape) for name, shape in found)
    return _in_a_domain(_function(text, expression, operands, registry))


def _function(
    text: str, expression: Expression, operands: tuple[Operand, ...], registry: Registry
) -> Function:
    """A function with a text that rules may have: theirs knows no definitions (`where K = ...`)."""
    shapes = {operand.name: operand.shape for operand in operands}
    letters = {str(size): size for shape in shapes.values() for size in shape}
    same, _ = attempted(lambda: parse(text, Scope(shapes, sizes=letters), registry) is expression)
    written = " ".join(text.split()) if same else infix(expression)
    return Function(written, expression, operands, registry)


def _operand(name: str, shape: Shape) -> Operand:
    """An operand without a domain.

    Raises:
        ScaffoldError: its sizes are no letters, as in `(m + n,)`.
    """
    if any(isinstance(size, str) and not size.isidentifier() for size in shape):
        raise ScaffoldError(
            f"the shape {show(shape)} of {name} is no row of letters; declare the operands: "
            f"--operands '{name}:(m,n); ...'"
        )
    return Operand(name, shape)


def _declared_function(text: str, operands: tuple[Operand, ...], registry: Registry) -> Function:
    shapes = {operand.name: operand.shape for operand in operands}
    expression = read_text(text, shapes=shapes, registry=registry)
    used = {str(v["name"]) for v in variables(expression)}
    if used != set(shapes):
        raise ScaffoldError(
            f"--operands declares {', '.join(sorted(shapes)) or 'nothing'}; the variables of "
            f"{text!r} are {', '.join(sorted(used)) or 'none'}"
        )
    if any(operand.variadic for operand in operands):
        raise ScaffoldError("a rule for any number of operands cannot be drafted; write its file")
    function = _function(text, expression, operands, registry)
    if not _is_finite(function, 0):
        raise ScaffoldError(
            f"{text!r} or its derivative has no finite value at numbers drawn from "
            f"--operands '{function.declaration}'; declare a narrower domain"
        )
    return function


# ----------------------------------------------------------------------------------- domains


def _in_a_domain(function: Function) -> Function:
    """The function with the first domain in which it is finite.

    Raises:
        ScaffoldError: there is none.
    """
    for operands in _proposals(function):
        tried = replace(function, operands=operands)
        if all(_is_finite(tried, seed) for seed in range(DRAWS)):
            return tried
    raise ScaffoldError(
        f"no numbers were found at which {function.text!r} and its derivative are finite. Say where "
        f"they are: --operands '{declared(function.operands[0])} pos; ...' (domains are listed in "
        "the guide 'Publish a pack')"
    )


def _proposals(function: Function) -> Iterator[tuple[Operand, ...]]:
    """The operands with one choice of domains after another, those of the rules first.

    For entries no restriction is tried before that of a rule: `x**2` needs no positive `x`.
    """
    known = _declared_by_rules(function)
    matrices = {name: operand for name, operand in known.items() if len(operand.shape) == 2}
    yield _with_words(function, matrices, *PROFILES[0])
    for kept in (known, {}):
        for other, square in PROFILES:
            yield _with_words(function, kept, other, square)


def _with_words(
    function: Function, kept: Mapping[str, Operand], other: str, square: str
) -> tuple[Operand, ...]:
    """The operands with a word for square matrices and one for all others, but for some."""
    return tuple(
        kept.get(o.name) or parse_operands(f"{declared(o)} {square if _is_square(o) else other}")[0]
        for o in function.operands
    )


def _is_square(operand: Operand) -> bool:
    return len(operand.shape) == 2 and operand.shape[0] == operand.shape[1]


def _declared_by_rules(function: Function) -> dict[str, Operand]:
    """The operands for which the rule of an operation applied to them declares a domain."""
    found: dict[str, Operand] = {}
    for part in postorder(function.expression):
        rule = function.registry.operation_rule(part.operation)
        if rule is None or rule.variadic:
            continue
        for given, wanted in zip(part.operands, rule.operands, strict=False):
            plain = not any(arguments for _, arguments in wanted.domain)
            if given.operation == VARIABLE and wanted.domain and plain:
                name = str(given["name"])
                found.setdefault(name, replace(wanted, name=name, shape=given.shape))
    return found


def _is_finite(function: Function, seed: int) -> bool:
    """Whether the value and the derivatives are finite at one random point."""
    point, error = attempted(lambda: function.point(seed))
    if error is not None:
        return False
    numbers: list[Any] = [point.value, *point.gradients.values()]
    return all(np.all(np.isfinite(np.asarray(x, float))) for x in numbers)
