"""Text to expression: the catalogue's grammar, which is NumPy's own expression syntax.

Python's parser reads the text into a syntax tree; the tree is then translated node by node from a
white list. Nothing is ever evaluated, and size and depth are bounded.

    parse("maximum(0, dot(w, x) + b)", {"w": ("n",), "x": ("n",), "b": ()})
"""

from __future__ import annotations

import ast
import difflib
import warnings
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from jacobook import language, shapes
from jacobook.errors import ParseError, ShapeError
from jacobook.expression import Expression, constant, dimension, node, variable
from jacobook.language import IndexItem, Size, Slice
from jacobook.rule import inf, nan, pi
from jacobook.shapes import Dimension, Shape

MAX_LENGTH = 5_000
MAX_DEPTH = 100

_BINARY: dict[type[ast.operator], str] = {
    ast.Add: "add",
    ast.Sub: "subtract",
    ast.Mult: "multiply",
    ast.Div: "divide",
    ast.Pow: "power",
    ast.MatMult: "matmul",
    ast.BitAnd: "logical_and",
    ast.BitOr: "logical_or",
}
_UNARY: dict[type[ast.unaryop], str] = {ast.USub: "negative", ast.Invert: "logical_not"}
_COMPARE: dict[type[ast.cmpop], str] = {
    ast.Lt: "less",
    ast.LtE: "less_equal",
    ast.Gt: "greater",
    ast.GtE: "greater_equal",
    ast.Eq: "equal",
    ast.NotEq: "not_equal",
}
_NUMBERS = {"pi": pi, "inf": inf, "nan": nan}
_ATTRIBUTES = {"T": "transpose", "mT": "matrix_transpose"}


class Vocabulary(Protocol):
    """What the parser must know of the operations: their names and the shapes they give."""

    def operation_name(self, name: str) -> str | None:
        """The operation that a formula calls `name`, or `None`."""

    def operation_names(self) -> Iterable[str]:
        """All names that formulas may use."""

    def parameter_names(self, operation: str) -> Sequence[str]:
        """The static keywords of an operation, in the order of positional use."""

    def operand_count(self, operation: str) -> int | None:
        """How many operands an operation takes; `None` for any number, given as one list."""

    def result_shape(
        self, operation: str, operands: Sequence[Shape], parameters: Mapping[str, Hashable]
    ) -> Shape:
        """The shape an operation gives."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The names that a text may use.

    Attributes:
        variables: shapes by variable name.
        functions: abstract functions: by name, the shape of the value for given argument shapes.
        sizes: letters that may be used as numbers: each stands for itself, or for a number.
    """

    variables: Mapping[str, Shape]
    functions: Mapping[str, Callable[..., Shape]] = field(default_factory=dict)
    sizes: Mapping[str, Dimension] = field(default_factory=dict)


def parse(text: str, scope: Scope, vocabulary: Vocabulary) -> Expression:
    """The expression which `text` writes.

    Raises:
        ParseError: the text is no expression, uses a name that is not in scope, or joins sizes
            that do not fit; the error marks the place.
    """
    tree = _syntax_tree(text)
    return _Translator(text, scope, vocabulary).expression(tree.body)


def _syntax_tree(text: str) -> ast.Expression:
    """Python's syntax tree of `text`, if it is short, shallow and an expression."""
    if len(text) > MAX_LENGTH:
        raise ParseError(f"text longer than {MAX_LENGTH} characters", text, MAX_LENGTH)
    _require_ascii(text)
    _require_shallow(text)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python warns of odd code, such as 1(x)
            return ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        offset = getattr(error, "offset", None) or 1
        raise ParseError(f"not an expression: {error.args[0]}", text, offset - 1) from None


def _require_ascii(text: str) -> None:
    for position, character in enumerate(text):
        if not (" " <= character <= "~" or character in "\n\t"):
            raise ParseError(f"character {character!r} is not allowed", text, position)


def _require_shallow(text: str) -> None:
    depth = 0
    for position, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if depth > MAX_DEPTH:
            raise ParseError(f"more than {MAX_DEPTH} brackets inside each other", text, position)


class _Translator:
    """One translation of one syntax tree, bottom up."""

    def __init__(self, text: str, scope: Scope, vocabulary: Vocabulary) -> None:
        self.text = text
        self.scope = scope
        self.vocabulary = vocabulary
        self.depth = 0

    def expression(self, tree: ast.expr) -> Expression:
        """The expression of one syntax tree node, from the white list."""
        translate = _TRANSLATIONS.get(type(tree))
        if translate is None:
            raise self.error(f"{type(tree).__name__} is not part of the grammar", tree)
        self.depth += 1
        if self.depth > 2 * MAX_DEPTH:
            raise self.error("expression nested too deeply", tree)
        made = translate(self, tree)
        self.depth -= 1
        return made

    def error(self, message: str, tree: ast.AST) -> ParseError:
        """A parse error at the place of `tree`."""
        lines = self.text.strip().split("\n")
        before = sum(len(line) + 1 for line in lines[: getattr(tree, "lineno", 1) - 1])
        return ParseError(message, self.text.strip(), before + getattr(tree, "col_offset", 0))

    def number(self, tree: ast.Constant) -> Expression:
        """A literal."""
        if isinstance(tree.value, bool | int | float):
            return constant(tree.value)
        raise self.error(f"{type(tree.value).__name__} is not a number", tree)

    def name(self, tree: ast.Name) -> Expression:
        """A variable, a size or a known number."""
        if tree.id in self.scope.variables:
            return variable(tree.id, self.scope.variables[tree.id])
        if tree.id in self.scope.sizes:
            size = self.scope.sizes[tree.id]
            return constant(size) if isinstance(size, int) else dimension(size)
        if tree.id in _NUMBERS:
            return constant(_NUMBERS[tree.id])
        known = [*self.scope.variables, *self.scope.sizes, *_NUMBERS]
        raise self.error(f"unknown name {tree.id!r}{_suggest(tree.id, known)}", tree)

    def binary(self, tree: ast.BinOp) -> Expression:
        """An arithmetic operator between two expressions."""
        name = _BINARY.get(type(tree.op))
        if name is None:
            raise self.error(f"operator {type(tree.op).__name__} is not part of the grammar", tree)
        return self.apply(name, [self.expression(tree.left), self.expression(tree.right)], {}, tree)

    def unary(self, tree: ast.UnaryOp) -> Expression:
        """A sign or a negation; a negative literal is one number."""
        operand = self.expression(tree.operand)
        if isinstance(tree.op, ast.UAdd):
            return operand
        if isinstance(tree.op, ast.USub) and isinstance(tree.operand, ast.Constant):
            return constant(-operand["value"])  # type: ignore[operator]
        name = _UNARY.get(type(tree.op))
        if name is None:
            raise self.error(f"operator {type(tree.op).__name__} is not part of the grammar", tree)
        return self.apply(name, [operand], {}, tree)

    def comparison(self, tree: ast.Compare) -> Expression:
        """One comparison; chains such as `a < b < c` are refused."""
        if len(tree.ops) != 1 or type(tree.ops[0]) not in _COMPARE:
            raise self.error("write one comparison, and join several with &", tree)
        operands = [self.expression(tree.left), self.expression(tree.comparators[0])]
        return self.apply(_COMPARE[type(tree.ops[0])], operands, {}, tree)

    def attribute(self, tree: ast.Attribute) -> Expression:
        """A transpose; no other attribute exists."""
        if tree.attr not in _ATTRIBUTES:
            raise self.error(f"unknown attribute .{tree.attr}; known: .T and .mT", tree)
        return self.apply(_ATTRIBUTES[tree.attr], [self.expression(tree.value)], {}, tree)

    def subscript(self, tree: ast.Subscript) -> Expression:
        """An entry or a slice, with literal integers."""
        items = tree.slice.elts if isinstance(tree.slice, ast.Tuple) else [tree.slice]
        index = tuple(self.index_item(item) for item in items)
        return self.apply("getitem", [self.expression(tree.value)], {"index": index}, tree)

    def index_item(self, tree: ast.expr) -> IndexItem:
        """An integer, `None` or a slice of integers."""
        if isinstance(tree, ast.Slice):
            ends = (tree.lower, tree.upper, tree.step)
            return Slice(*(None if end is None else self.integer(end) for end in ends))
        if isinstance(tree, ast.Constant) and tree.value is None:
            return None
        return self.integer(tree)

    def integer(self, tree: ast.expr) -> int:
        """A literal integer."""
        if isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.USub):
            return -self.integer(tree.operand)
        if isinstance(tree, ast.Constant) and type(tree.value) is int:
            return tree.value
        raise self.error("an index is a literal integer, a slice of them, or None", tree)

    def call(self, tree: ast.Call) -> Expression:
        """A function of the grammar, an abstract function, or an operation of the book."""
        if not isinstance(tree.func, ast.Name):
            raise self.error("only named functions can be called", tree)
        name = tree.func.id
        if name in self.scope.functions:
            return self.abstract_call(name, tree)
        if name in language.ABSTRACT:
            return self.derivative_of_function(name, tree)
        if name in _CONSTRUCTORS:
            return _CONSTRUCTORS[name](self, tree)
        return self.operation_call(name, tree)

    def abstract_call(self, name: str, tree: ast.Call) -> Expression:
        """`f(x)` of an abstract function."""
        arguments = [self.expression(a) for a in tree.args]
        shape = self.shape_of(tree, self.scope.functions[name], *[a.shape for a in arguments])
        return node(language.CALL, arguments, shape, name=name)

    def derivative_of_function(self, form: str, tree: ast.Call) -> Expression:
        """`J(f, x)`, `De(f, x)`, `partial(f, x, i)` or `H(f, x)`."""
        if not tree.args or not isinstance(tree.args[0], ast.Name):
            raise self.error(f"{form} takes the name of a function first", tree)
        name = tree.args[0].id
        if name not in self.scope.functions:
            raise self.error(
                f"unknown function {name!r}{_suggest(name, self.scope.functions)}", tree.args[0]
            )
        given = tree.args[1:]
        parameters: dict[str, Hashable] = {k.arg or "": self.static(k.value) for k in tree.keywords}
        if form == language.PARTIAL:
            parameters["i"] = self.integer(given[-1])
            given = given[:-1]
        arguments = [self.expression(a) for a in given]
        value = self.shape_of(tree, self.scope.functions[name], *[a.shape for a in arguments])
        position = int(str(parameters.get("arg", 0)))
        shape = _derivative_shape(form, value, arguments[position].shape)
        return node(form, arguments, shape, {**parameters, "name": name})

    def operation_call(self, name: str, tree: ast.Call) -> Expression:
        """An operation of the book, its operands first, then its static parameters."""
        operation = self.vocabulary.operation_name(name)
        if operation is None:
            known = [*self.vocabulary.operation_names(), *self.scope.functions, *_CONSTRUCTORS]
            raise self.error(f"unknown function {name!r}{_suggest(name, known)}", tree)
        count = self.vocabulary.operand_count(operation)
        if count is None:
            return self.list_call(operation, tree)
        if len(tree.args) < count:
            raise self.error(f"{name} takes {count} operands; {len(tree.args)} given", tree)
        operands = [self.expression(a) for a in tree.args[:count]]
        return self.apply(operation, operands, self.parameters(operation, tree, count), tree)

    def list_call(self, operation: str, tree: ast.Call) -> Expression:
        """An operation of a list, such as `concatenate([x, y])`."""
        first = tree.args[0] if tree.args else None
        if not isinstance(first, ast.List | ast.Tuple):
            raise self.error(f"{operation} takes a list of operands", tree)
        operands = [self.expression(item) for item in first.elts]
        return self.apply(operation, operands, self.parameters(operation, tree, 1), tree)

    def parameters(self, operation: str, tree: ast.Call, taken: int) -> dict[str, Hashable]:
        """The static parameters of a call, positional or by keyword."""
        names = self.vocabulary.parameter_names(operation)
        given = tree.args[taken:]
        if len(given) > len(names):
            raise self.error(f"{operation} takes at most {taken + len(names)} arguments", tree)
        found = {name: self.static(item) for name, item in zip(names, given, strict=False)}
        for keyword in tree.keywords:
            if keyword.arg is None or keyword.arg not in names:
                raise self.error(f"{operation} has no keyword {keyword.arg!r}", keyword.value)
            found[keyword.arg] = self.static(keyword.value)
        return found

    def static(self, tree: ast.expr) -> Hashable:
        """A literal parameter: a number, a name of a size, text, `None`, or a tuple of these."""
        if isinstance(tree, ast.Tuple | ast.List):
            return tuple(self.static(item) for item in tree.elts)
        if isinstance(tree, ast.Constant) and isinstance(tree.value, bool | str | None):
            return tree.value
        if isinstance(tree, ast.Constant) and isinstance(tree.value, int | float):
            return tree.value
        if isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.USub):
            return -self.literal(tree.operand)
        if isinstance(tree, ast.Name) and tree.id in _NUMBERS:
            return _NUMBERS[tree.id]
        return self.size(tree)

    def literal(self, tree: ast.expr) -> float:
        """A literal number without a sign."""
        if isinstance(tree, ast.Constant) and type(tree.value) in (int, float):
            return tree.value  # type: ignore[return-value]
        if isinstance(tree, ast.Name) and tree.id in _NUMBERS:
            return _NUMBERS[tree.id]
        raise self.error("expected a number", tree)

    def size(self, tree: ast.expr) -> Dimension:
        """A size: an integer, a letter in scope, or a product or sum of these."""
        if isinstance(tree, ast.Constant) and type(tree.value) is int:
            return tree.value
        if isinstance(tree, ast.Name) and tree.id in self.scope.sizes:
            size = self.scope.sizes[tree.id]
            return size if isinstance(size, int) else Size(size)
        if isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Mult | ast.Add):
            return _combined(tree.op, self.size(tree.left), self.size(tree.right))
        raise self.error("expected a literal or a size", tree)

    def shape_argument(self, tree: ast.Call) -> Shape:
        """The first argument of `ones` and `zeros`: one size or a tuple of sizes."""
        if len(tree.args) != 1:
            raise self.error("expected one size or a tuple of sizes", tree)
        first = tree.args[0]
        items = first.elts if isinstance(first, ast.Tuple) else [first]
        return tuple(self.size(item) for item in items)

    def eye(self, tree: ast.Call) -> Expression:
        """`eye(n)`."""
        (n,) = self.shape_argument(tree)
        return node("eye", (), (n, n))

    def ones(self, tree: ast.Call) -> Expression:
        """`ones((m, n))`."""
        return node("ones", (), self.shape_argument(tree))

    def zeros(self, tree: ast.Call) -> Expression:
        """`zeros((m, n))`."""
        return node("zeros", (), self.shape_argument(tree))

    def basis(self, tree: ast.Call) -> Expression:
        """`basis(i, n)`, the unit vector."""
        return node("basis", (), (self.size(tree.args[1]),), i=self.integer(tree.args[0]))

    def single(self, tree: ast.Call) -> Expression:
        """`single(i, j, m, n)`, the single-entry matrix."""
        i, j = self.integer(tree.args[0]), self.integer(tree.args[1])
        return node("single", (), (self.size(tree.args[2]), self.size(tree.args[3])), i=i, j=j)

    def array(self, tree: ast.Call) -> Expression:
        """`array([a, b])`, nested for matrices: a stack of its rows."""
        if len(tree.args) != 1 or not isinstance(tree.args[0], ast.List):
            raise self.error("array takes a list", tree)
        return self.stacked(tree.args[0])

    def stacked(self, tree: ast.List) -> Expression:
        """The stack which a nested list writes."""
        rows = [
            self.stacked(item) if isinstance(item, ast.List) else self.expression(item)
            for item in tree.elts
        ]
        return self.apply("stack", rows, {}, tree)

    def apply(
        self,
        operation: str,
        operands: list[Expression],
        parameters: dict[str, Hashable],
        tree: ast.AST,
    ) -> Expression:
        """An operation applied, with its shape; sizes that do not fit are a parse error."""
        inputs = [operand.shape for operand in operands]
        shape = self.shape_of(tree, self.vocabulary.result_shape, operation, inputs, parameters)
        return node(operation, operands, shape, parameters)

    def shape_of(self, tree: ast.AST, rule: Callable[..., Shape], *arguments: Any) -> Shape:
        """A shape rule's answer, its complaint turned into an error at this place."""
        try:
            return rule(*arguments)
        except ShapeError as error:
            raise self.error(str(error), tree) from None
        except TypeError as error:
            raise self.error(f"wrong arguments: {error}", tree) from None


_TRANSLATIONS: dict[type[ast.expr], Callable[[_Translator, Any], Expression]] = {
    ast.Constant: _Translator.number,
    ast.Name: _Translator.name,
    ast.BinOp: _Translator.binary,
    ast.UnaryOp: _Translator.unary,
    ast.Compare: _Translator.comparison,
    ast.Attribute: _Translator.attribute,
    ast.Subscript: _Translator.subscript,
    ast.Call: _Translator.call,
}
_CONSTRUCTORS: dict[str, Callable[[_Translator, ast.Call], Expression]] = {
    "eye": _Translator.eye,
    "ones": _Translator.ones,
    "zeros": _Translator.zeros,
    "basis": _Translator.basis,
    "single": _Translator.single,
    "array": _Translator.array,
}


def _derivative_shape(form: str, value: Shape, argument: Shape) -> Shape:
    if form == language.HESSIAN:
        return (*value, *argument, *argument)
    if form == language.ELEMENTWISE_DERIVATIVE:
        return shapes.broadcast(value, argument)
    if form == language.PARTIAL:
        return (*value, *argument[1:])
    return (*value, *argument)


def _combined(operator: ast.Mult | ast.Add, left: Dimension, right: Dimension) -> Dimension:
    """The product or sum of two sizes: a number, or a size in words."""
    times = isinstance(operator, ast.Mult)
    if isinstance(left, int) and isinstance(right, int):
        return left * right if times else left + right
    return Size(f"{left}*{right}" if times else f"{left} + {right}")


def _suggest(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=3)
    return f"; did you mean {' or '.join(close)}?" if close else ""
