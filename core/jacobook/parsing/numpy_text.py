"""Text to expression: the catalogue's grammar, which is NumPy's own expression syntax.

Python's parser reads the text into a syntax tree; the tree is then translated node by node from a
white list. Nothing is ever evaluated, and size and depth are bounded.

    parse("maximum(0, dot(w, x) + b)", Scope({"w": ("n",), "x": ("n",), "b": ()}), registry)
"""

from __future__ import annotations

import ast
import keyword
import re
import warnings
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any

from jacobook import language, shapes
from jacobook.errors import JacobookError, ParseError, ShapeError
from jacobook.expression import Expression, commutation, constant, dimension, node, variable
from jacobook.language import IndexItem, Size, Slice
from jacobook.parsing.messages import Part, misfit, too_many
from jacobook.parsing.scope import NUMBERS, Scope, Vocabulary
from jacobook.parsing.sizes import Sizes
from jacobook.parsing.source import MAX_DEPTH, Source, suggest, whole
from jacobook.shapes import Dimension, Shape

MAX_INTEGER = 10**12

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
_ATTRIBUTES = {"T": "transpose", "mT": "matrix_transpose"}
_MODULES = ("np", "numpy", "np.linalg", "numpy.linalg", "scipy.special", "scipy.linalg")
_NUMBERS = {f"{module}.{name}": n for module in _MODULES[:2] for name, n in NUMBERS.items()}
_FOREIGN = {ast.BitXor: "; write ** for a power", ast.Lambda: "; write lambda_ for the letter"}


def parse(text: str, scope: Scope, vocabulary: Vocabulary) -> Expression:
    """The expression which `text` writes.

    Raises:
        ParseError: the text is no expression, uses a name that is not in scope, or joins sizes
            that do not fit; the error marks the place.
    """
    source = whole(text)
    return translate(source, syntax_tree(source), scope, vocabulary)


def translate(
    source: Source,
    tree: ast.expr,
    scope: Scope,
    vocabulary: Vocabulary,
    sizes: Sizes | None = None,
) -> Expression:
    """The expression of a syntax tree.

    Args:
        source: what the tree was read from.
        tree: the tree.
        scope: the names that it may use.
        vocabulary: the operations that it may use.
        sizes: what is known of unknown sizes in the scope.
    """
    return _Translator(source, scope, vocabulary, sizes or Sizes()).expression(tree)


_UNFINISHED = tuple("+-*/@<>=&|~,.")


def syntax_tree(source: Source) -> ast.expr:
    """Python's syntax tree of a piece of text, if it is an expression.

    Raises:
        ParseError: it is none; the error marks the place.
    """
    piece = source.piece
    if "#" in piece:
        raise source.error("comments are not part of the grammar", source.start + piece.index("#"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python warns of odd code, such as 1(x)
            return ast.parse(piece, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        offset = getattr(error, "offset", None)
        reason = error.args[0] if isinstance(error, SyntaxError) else "nested too deeply"
        if offset == 0 and piece.rstrip()[-1:] in _UNFINISHED:  # Python's word for the end
            offset, reason = len(piece) + 1, "it ends where an operand is expected"
        offset = max(1, offset or 1)
        told = f"not an expression: {reason}{_other_syntax(piece)}"
        raise source.error(told, source.start + min(offset - 1, len(piece))) from None


def _other_syntax(piece: str) -> str:
    """What to do about a text that looks like MATLAB's, or has a word of Python for a name."""
    if re.search(r"[\w)\]]'|\.[*/^]", piece):
        return "; pass syntax='matlab' for x' and .*, or write x.T and *"
    words = [word for word in re.findall(r"[A-Za-z_]\w*", piece) if keyword.iskeyword(word)]
    return f"; {words[0]} is a word of Python; write {words[0]}_ for a variable" if words else ""


class _Translator:
    """One translation of one syntax tree, bottom up."""

    def __init__(self, source: Source, scope: Scope, vocabulary: Vocabulary, sizes: Sizes) -> None:
        self.source = source
        self.scope = scope
        self.vocabulary = vocabulary
        self.sizes = sizes
        self.depth = 0

    def expression(self, tree: ast.expr) -> Expression:
        """The expression of one syntax tree node, from the white list."""
        translate = _TRANSLATIONS.get(type(tree))
        if translate is None:
            name = type(tree).__name__
            hint = _FOREIGN.get(type(tree), "")
            raise self.error(f"{name} is not part of the grammar{hint}", tree)
        self.depth += 1
        if self.depth > 2 * MAX_DEPTH:
            raise self.error("expression nested too deeply", tree)
        made = translate(self, tree)
        self.depth -= 1
        return made

    def error(self, message: str, tree: ast.AST) -> ParseError:
        """A parse error at the place of `tree`."""
        return self.source.error(message, self.source.start + getattr(tree, "col_offset", 0))

    def part(self, tree: ast.AST, shape: Shape) -> Part:
        """An operand as errors show it: its text and its shape."""
        start = self.source.start
        ends = (getattr(tree, "col_offset", 0), getattr(tree, "end_col_offset", 0))
        text = self.source.shown(start + ends[0], start + ends[1])
        return Part(text, self.sizes.shape(shape))

    def number(self, tree: ast.Constant) -> Expression:
        """A literal."""
        if isinstance(tree.value, bool | int | float):
            if not _is_finite(tree.value):
                raise self.error("the number is too large", tree)
            return constant(tree.value)
        raise self.error(f"{type(tree.value).__name__} is not a number", tree)

    def name(self, tree: ast.Name) -> Expression:
        """A defined name, a variable, a size or a known number."""
        if tree.id in self.scope.bound:
            return self.scope.bound[tree.id].expression
        if tree.id in self.scope.variables:
            facts = self.scope.facts.get(tree.id, ())
            return variable(tree.id, self.scope.variables[tree.id], facts)
        if tree.id in self.scope.sizes:
            size = self.scope.sizes[tree.id]
            return constant(size) if isinstance(size, int) else dimension(size)
        if tree.id in NUMBERS:
            return constant(NUMBERS[tree.id])
        known = [*self.scope.variables, *self.scope.sizes, *NUMBERS]
        raise self.error(f"unknown name {tree.id!r}{suggest(tree.id, known)}", tree)

    def binary(self, tree: ast.BinOp) -> Expression:
        """An arithmetic operator between two expressions."""
        name = _BINARY.get(type(tree.op))
        if name is None:
            operator = f"operator {type(tree.op).__name__} is not part of the grammar"
            raise self.error(f"{operator}{_FOREIGN.get(type(tree.op), '')}", tree)
        operands = [self.expression(tree.left), self.expression(tree.right)]
        return self.apply(name, operands, {}, tree, (tree.left, tree.right))

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
        sides = (tree.left, tree.comparators[0])
        return self.apply(_COMPARE[type(tree.ops[0])], operands, {}, tree, sides)

    def attribute(self, tree: ast.Attribute) -> Expression:
        """A transpose, or a number such as `np.pi`; no other attribute exists."""
        number = _NUMBERS.get(dotted_name(tree))
        if number is not None:
            return constant(number)
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
            step = None if tree.step is None else self.integer(tree.step)
            return Slice(self.slice_end(tree.lower), self.slice_end(tree.upper), step)
        if isinstance(tree, ast.Constant) and tree.value is None:
            return None
        return self.integer(tree)

    def slice_end(self, tree: ast.expr | None) -> int | Size | None:
        """Where a slice begins or ends: a literal integer, or a size."""
        if tree is None or (isinstance(tree, ast.Constant) and tree.value is None):
            return None
        if isinstance(tree, ast.Name | ast.BinOp):
            size = self.size(tree)
            return Size(size) if isinstance(size, str) else size
        return self.integer(tree)

    def integer(self, tree: ast.expr) -> int:
        """A literal integer."""
        if isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.USub):
            return -self.integer(tree.operand)
        if isinstance(tree, ast.Constant) and type(tree.value) is int:
            return self.bounded(tree.value, tree)
        raise self.error("an index is a literal integer, a slice of them, or None", tree)

    def bounded(self, number: int, tree: ast.AST) -> int:
        """An integer of sensible size."""
        if abs(number) > MAX_INTEGER:
            raise self.error("the number is too large for a size or an index", tree)
        return number

    def call(self, tree: ast.Call) -> Expression:
        """A function of the grammar, an abstract function, or an operation of the book."""
        name = self.function_name(tree.func)
        if name in self.scope.functions:
            return self.abstract_call(name, tree)
        if name in language.ABSTRACT:
            return self.derivative_of_function(name, tree)
        if name in _CONSTRUCTORS:
            return _CONSTRUCTORS[name](self, tree)
        return self.operation_call(name, tree)

    def function_name(self, tree: ast.expr) -> str:
        """What a call calls: `exp`, or `np.exp` and `np.linalg.det` without their module."""
        if isinstance(tree, ast.Name):
            return tree.id
        dotted = dotted_name(tree)
        module, _, name = dotted.rpartition(".")
        if module in _MODULES:
            return name
        known = isinstance(tree, ast.Attribute) and self.vocabulary.operation_name(tree.attr)
        hint = f"; write {tree.attr}(...)" if known else ""  # type: ignore[attr-defined]
        raise self.error(f"only named functions can be called{hint}", tree)

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
                f"unknown function {name!r}{suggest(name, self.scope.functions)}", tree.args[0]
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
            raise self.error(f"unknown function {name!r}{suggest(name, known)}", tree)
        count = self.vocabulary.operand_count(operation)
        if count is None:
            return self.list_call(operation, tree)
        if len(tree.args) < count:
            raise self.error(f"{name} takes {count} operands; {len(tree.args)} given", tree)
        operands = [self.expression(a) for a in tree.args[:count]]
        parameters = self.parameters(operation, tree, count)
        return self.apply(operation, operands, parameters, tree, tree.args[:count])

    def list_call(self, operation: str, tree: ast.Call) -> Expression:
        """An operation of a list, such as `concatenate([x, y])`."""
        first = tree.args[0] if tree.args else None
        if isinstance(first, ast.Constant) and isinstance(first.value, str):  # NumPy's own order
            operands = [self.expression(item) for item in tree.args[1:]]
            given: dict[str, Hashable] = {
                self.vocabulary.parameter_names(operation)[0]: first.value
            }
            return self.apply(operation, operands, given, tree, tree.args[1:])
        if not isinstance(first, ast.List | ast.Tuple):
            raise self.error(f"{operation} takes a list of operands", tree)
        operands = [self.expression(item) for item in first.elts]
        return self.apply(
            operation, operands, self.parameters(operation, tree, 1), tree, first.elts
        )

    def parameters(self, operation: str, tree: ast.Call, taken: int) -> dict[str, Hashable]:
        """The static parameters of a call, positional or by keyword."""
        names = self.vocabulary.parameter_names(operation)
        given = tree.args[taken:]
        if len(given) > len(names):
            raise self.error(too_many(operation, taken + len(names)), tree)
        found = {name: self.static(item) for name, item in zip(names, given, strict=False)}
        for given_by in tree.keywords:
            if given_by.arg is None or given_by.arg not in names:
                raise self.error(f"{operation} has no keyword {given_by.arg!r}", given_by.value)
            found[given_by.arg] = self.static(given_by.value)
        return found

    def static(self, tree: ast.expr) -> Hashable:
        """A literal parameter: a number, a name of a size, text, `None`, or a tuple of these."""
        if isinstance(tree, ast.Tuple | ast.List):
            return tuple(self.static(item) for item in tree.elts)
        if isinstance(tree, ast.Constant) and isinstance(tree.value, bool | str | None):
            return tree.value
        if isinstance(tree, ast.Constant) and isinstance(tree.value, int):
            return self.bounded(tree.value, tree)
        if isinstance(tree, ast.Constant) and isinstance(tree.value, float):
            return tree.value
        if isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.USub):
            return -self.literal(tree.operand)
        if isinstance(tree, ast.Name) and tree.id in NUMBERS:
            return NUMBERS[tree.id]
        if isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name):
            return self.slice(tree)
        return self.size(tree)

    def slice(self, tree: ast.Call) -> Slice:
        """`slice(1, None)` as a static parameter."""
        named = isinstance(tree.func, ast.Name) and tree.func.id == "slice"
        if not named or tree.keywords or not 1 < len(tree.args) < 4:
            raise self.error("expected a literal, a size or slice(start, stop)", tree)
        step = self.integer(tree.args[2]) if len(tree.args) > 2 else None
        return Slice(self.slice_end(tree.args[0]), self.slice_end(tree.args[1]), step)

    def literal(self, tree: ast.expr) -> float:
        """A literal number without a sign."""
        if isinstance(tree, ast.Constant) and type(tree.value) is int:
            return self.bounded(tree.value, tree)
        if isinstance(tree, ast.Constant) and type(tree.value) is float:
            return tree.value
        if isinstance(tree, ast.Name) and tree.id in NUMBERS:
            return NUMBERS[tree.id]
        raise self.error("expected a number", tree)

    def size(self, tree: ast.expr, depth: int = 0) -> Dimension:
        """A size: an integer, a letter in scope, or a product or sum of these."""
        if depth > MAX_DEPTH:
            raise self.error("expression nested too deeply", tree)
        if isinstance(tree, ast.Constant) and type(tree.value) is int:
            return self.bounded(tree.value, tree)
        if isinstance(tree, ast.Name) and tree.id in self.scope.sizes:
            size = self.scope.sizes[tree.id]
            return size if isinstance(size, int) else Size(size)
        if isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Mult | ast.Add | ast.Sub):
            sides = (self.size(side, depth + 1) for side in (tree.left, tree.right))
            try:
                found = shapes.ARITHMETIC[type(tree.op)](*sides)
            except ShapeError as error:
                raise self.error(str(error), tree) from None
            return Size(found) if isinstance(found, str) else found
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

    def commutation(self, tree: ast.Call) -> Expression:
        """`commutation(m, n)`, which turns `vec(X)` into `vec(X.T)`."""
        if len(tree.args) != 2 or tree.keywords:
            raise self.error("commutation takes two sizes: commutation(m, n)", tree)
        return commutation(*(self.size(argument) for argument in tree.args))

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
        written: Sequence[ast.expr] = (),
    ) -> Expression:
        """An operation applied, with its shape; sizes that do not fit are a parse error.

        Args:
            operation: its name.
            operands: what it is applied to.
            parameters: its static parameters.
            tree: where it stands.
            written: where the operands stand.
        """
        inputs = [operand.shape for operand in operands]

        def parts() -> list[Part]:
            return [self.part(place, shape) for place, shape in zip(written, inputs, strict=False)]

        rule = self.vocabulary.result_shape
        try:
            shape = rule(operation, inputs, parameters)
        except ShapeError as error:
            raise self.error(misfit(operation, parts(), str(error)), tree) from None
        except JacobookError as error:
            raise self.error(str(error), tree) from None
        except Exception as error:  # noqa: BLE001 - whatever a rule's shape does with odd parameters
            raise self.error(f"{operation}: wrong arguments: {error}", tree) from None
        if not isinstance(shape, tuple):
            raise self.error(f"{operation} has no shape for these arguments", tree)
        return node(operation, operands, shape, parameters)

    def shape_of(self, tree: ast.AST, rule: Callable[..., Shape], *arguments: Any) -> Shape:
        """A declared shape rule's answer, its complaint turned into an error at this place."""
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
    "commutation": _Translator.commutation,
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


def _is_finite(number: float) -> bool:
    """Whether a literal can be held as a floating point number."""
    try:
        return abs(float(number)) < float("inf")
    except OverflowError:
        return False


def dotted_name(tree: ast.expr) -> str:
    """`np.linalg.det` of such a chain of attributes; empty if it is none."""
    words: list[str] = []
    while isinstance(tree, ast.Attribute):
        words.append(tree.attr)
        tree = tree.value
    return ".".join([tree.id, *reversed(words)]) if isinstance(tree, ast.Name) else ""


def lone_names(tree: ast.expr, vocabulary: Vocabulary) -> tuple[dict[str, int], dict[str, int]]:
    """The names that stand for values, and those in the place of a size, with where they stand."""
    aside = {id(name) for call in _calls(tree) for name in _names(call.func)}
    aside |= {id(part.value) for part in ast.walk(tree) if dotted_name(part) in _NUMBERS}  # type: ignore[arg-type,attr-defined]
    static = {
        id(name)
        for call in _calls(tree)
        for part in _static_parts(call, vocabulary)
        for name in _names(part)
    }
    values: dict[str, int] = {}
    sizes: dict[str, int] = {}
    for name in sorted(_names(tree), key=lambda found: found.col_offset):
        if id(name) not in aside:
            (sizes if id(name) in static else values).setdefault(name.id, name.col_offset)
    return values, sizes


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (part for part in ast.walk(tree) if isinstance(part, ast.Call))


def _names(tree: ast.AST) -> Iterator[ast.Name]:
    return (part for part in ast.walk(tree) if isinstance(part, ast.Name))


def _static_parts(call: ast.Call, vocabulary: Vocabulary) -> list[ast.expr]:
    """The arguments of a call that are sizes or other static parameters."""
    name = dotted_name(call.func).rpartition(".")[2]
    keywords = [given_by.value for given_by in call.keywords]
    if name in language.CONSTRUCTORS:
        return [*call.args, *keywords]
    operation = vocabulary.operation_name(name)
    if operation is None:
        return keywords
    if any(isinstance(given, ast.Constant) and type(given.value) is str for given in call.args[:1]):
        return [call.args[0], *keywords]  # einsum in NumPy's own order
    count = vocabulary.operand_count(operation)
    return [*call.args[1 if count is None else count :], *keywords]
