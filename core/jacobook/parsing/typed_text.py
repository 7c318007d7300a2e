"""What a person types: an expression with definitions, in either syntax, sizes stated or not.

Every name that is no function is a variable. Its order is what its declaration says, and else that
of its letter (`jacobook.parsing.conventions`). Two signs of MATLAB's syntax weigh more than a
letter: a lower-case name that is transposed by itself is a vector, and where the whole text would
be a row, a factor that is a scalar only by its letter may be the vector that makes it a number
(`a'*X*b`). Sizes nobody states follow from the operations.
"""

from __future__ import annotations

import keyword
import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from jacobook import language
from jacobook.errors import AssumptionError, ParseError
from jacobook.expression import CONSTANT, Expression, postorder
from jacobook.parsing import matlab_grammar, matlab_text, numpy_text
from jacobook.parsing.conventions import ORDERS, Declaration, declared, inferred, is_slip
from jacobook.parsing.definitions import Definition, in_order, split
from jacobook.parsing.inference import InferringVocabulary
from jacobook.parsing.matlab_text import MatlabReader
from jacobook.parsing.scope import NUMBERS, Catalogue, Scope, Value
from jacobook.parsing.sizes import Sizes
from jacobook.parsing.source import Source, suggest, whole
from jacobook.rule import inf
from jacobook.shapes import Dimension, Shape

MAX_NODES = 100_000
"""The longest text, in operations, that definitions may abbreviate."""

MAX_NAME = 100
MAX_VARIABLES = 200

_MAX_PASSES = 12
_MAX_GUESSES = 12
_QUOTES = {"numpy": "'\"", "matlab": '"'}

Build = Callable[[Scope, InferringVocabulary, Sizes, dict[str, int]], Value]
"""Makes the value of a piece of text, and notes the constant arrays whose size is unknown."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """An expression or the text of a definition, after its grammar is known.

    Attributes:
        source: where it stands.
        values: the names that stand for values, with their places in the whole text.
        sizes: the names in the place of a size.
        primed: the names that are transposed by themselves.
        build: makes its value.
    """

    source: Source
    values: Mapping[str, int]
    sizes: Mapping[str, int]
    primed: frozenset[str]
    build: Build


def read_text(
    text: str,
    *,
    shapes: Mapping[str, object] | None = None,
    assume: Mapping[str, str | Iterable[str]] | None = None,
    syntax: str = "numpy",
    registry: Catalogue,
) -> Expression:
    """The expression which a text writes.

    Args:
        text: an expression, with definitions after it if there are any:
            `0.5*y @ inv(K) @ y where K = exp(-D/(2*c**2)) + s*eye(n)`.
        shapes: by variable, a tuple of sizes (numbers or letters), or a word: `scalar`, `vector`,
            `matrix`, `square matrix`, `symmetric matrix`. A variable that is missing has the order
            of its letter, and the sizes that the operations demand.
        assume: by variable, what is known of it: one of `jacobook.facts.FACTS`, or several.
        syntax: `numpy` or `matlab`.
        registry: the operations that the text may use.

    Raises:
        ParseError: the text is no expression, has an unknown name, or joins sizes that do not fit;
            the error marks the place.
        ShapeError: a shape is neither sizes nor a word for them.
        AssumptionError: an assumption is no fact, does not suit its variable, or is about a
            variable that does not occur.

    Example:
        >>> import jacobook as jb
        >>> from jacobook.parsing import read_text
        >>> loss = read_text("norm2(X*w - y)^2", syntax="matlab", registry=jb.registry())
        >>> [(v["name"], v.shape) for v in jb.expression.variables(loss)]
        [('X', ('m', 'n')), ('w', ('n',)), ('y', ('m',))]
    """
    if syntax not in _QUOTES:
        raise ParseError(f"unknown syntax {syntax!r}; known: {', '.join(_QUOTES)}", str(text), 0)
    reading = _Reading.of(text, dict(shapes or {}), dict(assume or {}), syntax, registry)
    return reading.expression()


@dataclass(frozen=True, slots=True)
class _Reading:
    """One text, ready to be read with one choice of orders or another.

    Attributes:
        main: the expression.
        definitions: the definitions, each after those which it uses.
        stated: what the caller says of variables.
        assume: what the caller assumes.
        syntax: the name of the syntax.
        registry: the operations.
    """

    main: _Piece
    definitions: tuple[tuple[Definition, _Piece], ...]
    stated: Mapping[str, Declaration]
    assume: Mapping[str, str | Iterable[str]]
    syntax: str
    registry: Catalogue

    @classmethod
    def of(
        cls,
        text: str,
        shapes: Mapping[str, object],
        assume: Mapping[str, str | Iterable[str]],
        syntax: str,
        registry: Catalogue,
    ) -> _Reading:
        """Screen a text, divide it, and read its grammar."""
        main, definitions = split(whole(text, _QUOTES[syntax]), _QUOTES[syntax])
        read = partial(_PIECES[syntax], registry=registry)
        pieces = {definition.name: read(definition.source) for definition in definitions}
        uses = {name: {**p.values, **p.sizes} for name, p in pieces.items()}
        ordered = tuple((d, pieces[d.name]) for d in in_order(definitions, uses))
        stated = {name: declared(name, shapes[name], assume.get(name, ())) for name in shapes}
        return cls(read(main), ordered, stated, assume, syntax, registry)

    def expression(self) -> Expression:
        """The expression."""
        orders = self.orders()
        self.require_known(orders)
        try:
            value = self.value(orders)
        except ParseError as error:
            raise self.with_advice(error, orders) from None
        if value.row:
            value = self.as_number(orders) or value
        return value.expression

    # Names.

    @property
    def pieces(self) -> Iterator[_Piece]:
        """The expression, then the definitions."""
        yield self.main
        yield from (piece for _, piece in self.definitions)

    @property
    def names(self) -> Mapping[str, int]:
        """The names that stand for values, in the order of the text."""
        found: dict[str, int] = {}
        for piece in self.pieces:
            for name, place in piece.values.items():
                found.setdefault(name, place)
        return found

    @property
    def primed(self) -> frozenset[str]:
        """The names that are transposed by themselves."""
        return frozenset(name for piece in self.pieces for name in piece.primed)

    @property
    def letters(self) -> dict[str, Dimension]:
        """The letters that are sizes: those of declared shapes, and those in the place of one."""
        shapes = [declaration.sizes or () for declaration in self.stated.values()]
        stated = (word for shape in shapes for size in shape for word in _words(size))
        used = (name for piece in self.pieces for name in piece.sizes)
        defined = {definition.name for definition, _ in self.definitions}
        return {
            name: name
            for name in (*stated, *used)
            if name not in self.stated and name not in defined and name not in NUMBERS
        }

    def orders(self) -> dict[str, Declaration]:
        """What is known of each variable, from its declaration or its letter."""
        defined = {definition.name for definition, _ in self.definitions}
        primed = self.primed
        found: dict[str, Declaration] = {}
        for name in dict.fromkeys([*self.names, *self.stated]):
            aside = name in defined or name in self.letters or name in NUMBERS
            if name in self.stated:
                found[name] = self.stated[name]
            elif not aside and not (self.syntax == "matlab" and name == "eye"):
                found[name] = self.inferred(name, name in primed)
        return found

    def inferred(self, name: str, primed: bool) -> Declaration:
        """What the letter of a name says, unless it is transposed."""
        made = inferred(name, self.assume.get(name, ()))
        return inferred(name, self.assume.get(name, ()), 1) if primed and not made.order else made

    def require_known(self, orders: Mapping[str, Declaration]) -> None:
        """Refuse names that cannot be variables, and assumptions about nothing.

        Raises:
            ParseError: there is such a name.
            AssumptionError: there is such an assumption.
        """
        for definition, _ in self.definitions:
            self.require_free(definition)
        for name in orders:
            if name not in self.stated:
                self.require_variable(name)
        if len(self.names) > MAX_VARIABLES:
            raise self.error(f"more than {MAX_VARIABLES} variables", list(self.names)[-1])
        for name in self.assume:
            if name not in orders and name not in self.stated:
                told = f"nothing is called {name!r}{suggest(str(name), orders)}"
                raise AssumptionError(f"{told}; variables: {', '.join(orders) or 'none'}")

    def error(self, message: str, name: str) -> ParseError:
        """An error at the first place of a name."""
        return self.main.source.error(message, self.names[name])

    def require_free(self, definition: Definition) -> None:
        """Refuse a definition of a name that means something else."""
        source, name = self.main.source, definition.name
        if name in self.stated:
            raise source.error(f"{name} is defined, and has a shape too", definition.position)
        if name in NUMBERS or self.is_function(name):
            raise source.error(f"{name} has a meaning already", definition.position)

    def require_variable(self, name: str) -> None:
        """Refuse a name that is a function, a word of Python or a slip for a declared one."""
        if name.startswith("__") or len(name) > MAX_NAME:
            raise self.error(f"{name[:MAX_NAME]!r} cannot be a name", name)
        if keyword.iskeyword(name):
            raise self.error(f"{name!r} is a word of Python; write {name}_", name)
        if self.is_function(name):
            raise self.error(f"{name} is a function; write {name}(...)", name)
        if is_slip(name, self.stated):
            hint = f"{suggest(name, self.stated)} If it is another variable, give its shape"
            raise self.error(f"unknown name {name!r}{hint}", name)

    def is_function(self, name: str) -> bool:
        """Whether a text can call `name`."""
        own = language.CONSTRUCTORS if self.syntax == "numpy" else matlab_text.FUNCTIONS
        return name in own or self.registry.operation_name(name) is not None

    # Values.

    def value(self, orders: Mapping[str, Declaration]) -> Value:
        """The value of the text, with all sizes known.

        Raises:
            ParseError: sizes do not fit, or that of a constant array is not determined.
        """
        sizes = Sizes({*self.names, *self.letters, *(d.name for d, _ in self.definitions)})
        unsized: dict[str, int] = {}
        shapes = {name: _shape(name, d, sizes) for name, d in orders.items()}
        try:
            self.settle(orders, shapes, sizes, unsized)
            sizes.name(shapes.values())
            for size, place in unsized.items():
                if "?" in str(sizes.of(size)):
                    told = "nothing determines the size of this array; write ones(n) or eye(n)"
                    raise self.main.source.error(told, place)
            return self.build(orders, shapes, sizes, unsized)
        except ParseError as error:
            raise self.readable(error, sizes) from None

    def settle(
        self,
        orders: Mapping[str, Declaration],
        shapes: Mapping[str, Shape],
        sizes: Sizes,
        unsized: dict[str, int],
    ) -> None:
        """Build the value again and again, until nothing more is learnt about sizes."""
        for _ in range(_MAX_PASSES):
            before = sizes.learnt
            self.build(orders, shapes, sizes, unsized)
            if sizes.learnt == before:
                return
        raise self.main.source.error("the sizes of this text cannot be found", 0)

    def build(
        self,
        orders: Mapping[str, Declaration],
        shapes: Mapping[str, Shape],
        sizes: Sizes,
        unsized: dict[str, int],
    ) -> Value:
        """The value of the text, with what is known of the sizes now."""
        known = {name: sizes.shape(shape) for name, shape in shapes.items()}
        facts = {name: declaration.facts for name, declaration in orders.items()}
        vocabulary = InferringVocabulary(self.registry, sizes)
        bound: dict[str, Value] = {}
        scope = Scope(known, {}, self.letters, facts, bound)
        for definition, piece in self.definitions:
            bound[definition.name] = piece.build(scope, vocabulary, sizes, unsized)
            _require_modest(bound[definition.name], piece)
        value = self.main.build(scope, vocabulary, sizes, unsized)
        _require_modest(value, self.main)
        return value

    def readable(self, error: ParseError, sizes: Sizes) -> ParseError:
        """An error with letters in the place of unknown sizes."""
        told = error.args[0].split("\n  ")[0]
        return ParseError(sizes.shown(told), error.text, error.position)

    # Other orders.

    def others(
        self,
        orders: Mapping[str, Declaration],
        choices: Iterable[int],
        names: Iterable[str] | None = None,
    ) -> Iterator[tuple[str, int, Value]]:
        """Undeclared variables, each with another order with which the text can be read.

        Args:
            orders: what the variables are.
            choices: the orders to try.
            names: the variables to try; by default all.
        """
        tried = orders if names is None else names
        undeclared = [name for name in tried if name not in self.stated]
        primed = self.primed
        proposals = [
            (name, order)
            for order in choices
            for name in undeclared
            if order != orders[name].order and (order or name not in primed)
        ]
        budget = max(1, _MAX_GUESSES * 200 // (200 + len(self.main.source.text)))
        for name, order in proposals[:budget]:
            try:
                changed = inferred(name, self.assume.get(name, ()), order)
                yield name, order, self.value({**orders, name: changed})
            except (ParseError, AssumptionError):
                continue

    def as_number(self, orders: Mapping[str, Declaration]) -> Value | None:
        """The number a text would be if one of its scalars were a vector."""
        scalars = {
            name: declaration for name, declaration in orders.items() if not declaration.order
        }
        for _, _, value in self.others(orders, [1], scalars):
            if not value.expression.shape:
                return value
        return None

    def with_advice(self, error: ParseError, orders: Mapping[str, Declaration]) -> ParseError:
        """An error, with the declaration of one variable that would cure it."""
        for name, order, _ in self.others(orders, (1, 0, 2)):
            taken = ORDERS[orders[name].order]
            told = (
                f"; {name} is taken as a {taken}, since nobody says what it is; "
                f"as a {ORDERS[order]} it would fit: pass shapes={{{name!r}: {ORDERS[order]!r}}}"
            )
            return ParseError(error.args[0].split("\n  ")[0] + told, error.text, error.position)
        return error


def _words(size: Dimension) -> list[str]:
    """The letters in a size."""
    signs = str.maketrans("*+-/", "    ")
    return [word for word in str(size).translate(signs).split() if word.isidentifier()]


def _shape(name: str, declaration: Declaration, sizes: Sizes) -> Shape:
    """The shape of a variable, with an unknown for each size that nobody states."""
    if declaration.sizes is not None:
        return declaration.sizes
    shape = tuple(f"?of_{name}_{axis}" for axis in range(declaration.order))
    if declaration.is_square:
        sizes.join(shape[0], shape[1])
    return shape


def _require_modest(value: Value, piece: _Piece) -> None:
    """Refuse texts that nobody could print, and powers that nobody could hold."""
    written: dict[Expression, int] = {}
    numbers: dict[Expression, float | None] = {}
    for node in postorder(value.expression):
        written[node] = 1 + sum(written[operand] for operand in node.operands)
        numbers[node] = _number(node, [numbers[operand] for operand in node.operands])
        if numbers[node] == inf and node.operation == "power":
            raise piece.source.error("a power of numbers is too large", piece.source.start)
    if written[value.expression] > MAX_NODES:
        told = f"with its definitions this has more than {MAX_NODES} operations"
        raise piece.source.error(told, piece.source.start)


def _number(node: Expression, inner: Sequence[float | None]) -> float | None:
    """The number that literals make by the four rules and powers; `None` if it is none."""
    if node.operation == CONSTANT:
        return float(node["value"])  # type: ignore[arg-type]
    rule = _ARITHMETIC.get(node.operation)
    if rule is None or None in inner:
        return None
    try:
        found = rule(*inner)
    except OverflowError:
        return inf
    except ZeroDivisionError:
        return None
    return found if isinstance(found, float) else None


_ARITHMETIC: Mapping[str, Callable[..., object]] = {
    "add": operator.add,
    "subtract": operator.sub,
    "multiply": operator.mul,
    "divide": operator.truediv,
    "negative": operator.neg,
    "power": operator.pow,
}


def _numpy_piece(source: Source, registry: Catalogue) -> _Piece:
    """The grammar of a piece in NumPy's syntax."""
    tree = numpy_text.syntax_tree(source)
    values, sizes = (
        {name: source.start + place for name, place in found.items()}
        for found in numpy_text.lone_names(tree, registry)
    )

    def build(scope: Scope, words: InferringVocabulary, known: Sizes, _: dict[str, int]) -> Value:
        return Value(numpy_text.translate(source, tree, scope, words, known))

    return _Piece(source, values, sizes, frozenset(), build)


def _matlab_piece(source: Source, registry: Catalogue) -> _Piece:
    """The grammar of a piece in MATLAB's syntax."""
    steps = matlab_grammar.steps_of(source)
    count = partial(matlab_text.operand_count, vocabulary=registry)
    values, sizes = matlab_grammar.lone_names(steps, count)
    primed = frozenset(matlab_grammar.primed_names(steps))

    def build(
        scope: Scope, words: InferringVocabulary, known: Sizes, unsized: dict[str, int]
    ) -> Value:
        reader = MatlabReader(source, scope, words, known)
        value = reader.read(steps)
        unsized.update(reader.unsized)
        return value

    return _Piece(source, values, sizes, primed, build)


_PIECES: Mapping[str, Callable[..., _Piece]] = {"numpy": _numpy_piece, "matlab": _matlab_piece}
