"""Text to expression in MATLAB's syntax, as on matrixcalculus.org and a little more.

A vector is a column, and `x'` its row: `x'*y` is an inner, `x*y'` an outer product, and a row that
is left over is a vector again. `*` is the matrix product, `.*` the one entry by entry. Constant
arrays take their size from what they meet: `vector(1)`, `matrix(0)`, `eye`.

    read_text("norm2(X*w - y)^2", syntax="matlab", registry=registry)
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

from jacobook import language, shapes
from jacobook.errors import JacobookError, ParseError, ShapeError
from jacobook.expression import (
    Expression,
    commutation,
    constant,
    dimension,
    is_constant,
    node,
    postorder,
    variable,
)
from jacobook.language import Size, Slice
from jacobook.parsing.matlab_grammar import MANY, Argument, Step
from jacobook.parsing.messages import Part, bracketed, misfit, too_many
from jacobook.parsing.numpy_text import MAX_INTEGER, parse
from jacobook.parsing.scope import NUMBERS, Scope, Value, Vocabulary
from jacobook.parsing.sizes import Sizes
from jacobook.parsing.source import Source, suggest
from jacobook.shapes import Dimension, Shape, show

MAX_POWER = 100

_ENTRYWISE = {
    "+": "add",
    "-": "subtract",
    ".*": "multiply",
    "./": "divide",
    ".^": "power",
    "<": "less",
    "<=": "less_equal",
    ">": "greater",
    ">=": "greater_equal",
    "==": "equal",
    "~=": "not_equal",
    "&": "logical_and",
    "|": "logical_or",
}
_UNARY = {"-": "negative", "~": "logical_not"}
_SPELLINGS = {
    "asin": "arcsin",
    "acos": "arccos",
    "atan": "arctan",
    "asinh": "arcsinh",
    "acosh": "arccosh",
    "atanh": "arctanh",
    "atan2": "arctan2",
    "chol": "cholesky",
}
_OF_TWO = {"max": "maximum", "min": "minimum"}
_ORDERS = ("a scalar", "a vector", "a matrix")


@dataclass(frozen=True, slots=True)
class _Item:
    """What stands on the stack.

    Attributes:
        start: where its text begins.
        end: where its text ends.
        value: what the text stands for; `None` for a static parameter.
        static: literal text, a truth value, `None` or a tuple, where it is no value.
        factors: of an outer product that is not in brackets, its two vectors.
    """

    start: int
    end: int
    value: Value | None = None
    static: Hashable = None
    factors: tuple[Expression, Expression] | None = None


class MatlabReader:
    """One reading of texts in MATLAB's syntax, with one scope.

    Attributes:
        unsized: constant arrays whose size comes from what they meet: the unknown size, and where
            the array stands.
    """

    def __init__(self, source: Source, scope: Scope, vocabulary: Vocabulary, sizes: Sizes) -> None:
        """Read pieces of `source` with the names in `scope`."""
        self.source = source
        self.scope = scope
        self.vocabulary = vocabulary
        self.sizes = sizes
        self.unsized: dict[str, int] = {}

    def read(self, steps: Sequence[Step]) -> Value:
        """The value of a text."""
        return self.value(self.run(steps))

    def run(self, steps: Sequence[Step]) -> _Item:
        """Do some steps, and return what they leave on the stack."""
        stack: list[_Item] = []
        for step in steps:
            count = _TAKEN.get(step.kind, 0)
            taken = stack[len(stack) - count :]
            del stack[len(stack) - count :]
            stack.append(_STEPS[step.kind](self, step, *taken))
        return stack[0]

    # What errors show.

    def error(self, message: str, position: int) -> ParseError:
        """A parse error at a place of the text."""
        return self.source.error(message, position)

    def text(self, item: _Item) -> str:
        """How an item is written."""
        return self.source.shown(item.start, item.end)

    def part(self, item: _Item) -> Part:
        """An operand as errors show it."""
        return Part(self.text(item), self.sizes.shape(self.value(item).expression.shape))

    def value(self, item: _Item) -> Value:
        """The value of an item, which must have one."""
        if item.value is None:
            raise self.error("an expression is expected here", item.start)
        return item.value

    def order(self, item: _Item) -> int:
        """How many axes an item has."""
        return len(self.value(item).expression.shape)

    def told(self, item: _Item) -> str:
        """What an item is, with its text and its sizes."""
        shape = self.sizes.shape(self.value(item).expression.shape)
        sizes = f" {show(shape)}" if shape else ""
        return f"{bracketed(self.text(item))} is {self.kind(item)}{sizes}"

    def kind(self, item: _Item) -> str:
        """What an item is, in words."""
        order = self.order(item)
        if order > 2:
            return f"an array with {order} axes"
        return "a row" if self.value(item).row else _ORDERS[order]

    # Leaves.

    def number(self, step: Step) -> _Item:
        """A literal number."""
        made = Value(constant(step.value))  # type: ignore[arg-type]
        return _Item(step.start, step.end, made)

    def static(self, step: Step) -> _Item:
        """Literal text, a truth value or `None`."""
        made = Value(constant(step.value)) if isinstance(step.value, bool) else None
        return _Item(step.start, step.end, made, step.value)

    def listed(self, step: Step) -> _Item:
        """A tuple or a list, whose items a function reads."""
        return _Item(step.start, step.end, None, step)

    def name(self, step: Step) -> _Item:
        """A defined name, a variable, a size, a known number, or the identity matrix."""
        return _Item(step.start, step.end, self.named(str(step.value), step))

    def named(self, name: str, step: Step) -> Value:
        """What a name stands for."""
        scope = self.scope
        if name in scope.bound:
            return scope.bound[name]
        if name in scope.variables:
            return Value(variable(name, scope.variables[name], scope.facts.get(name, ())))
        if name in scope.sizes:
            return Value(self.size_expression(scope.sizes[name]))
        if name in NUMBERS:
            return Value(constant(NUMBERS[name]))
        if name == "eye":
            size = self.unknown(step, 0)
            return Value(node("eye", (), (size, size)))
        known = [*scope.variables, *scope.sizes, *NUMBERS]
        raise self.error(f"unknown name {name!r}{suggest(name, known)}", step.start)

    def size_expression(self, size: Dimension) -> Expression:
        """A size as a number."""
        size = self.sizes.of(size)
        if isinstance(size, int):
            return constant(size)
        if size.isidentifier() or "?" in size:
            return dimension(size)
        letters = {word: word for word in size.replace("*", " ").split() if word.isidentifier()}
        return parse(size, Scope({}, sizes=letters), self.vocabulary)

    def unknown(self, step: Step, axis: int) -> Dimension:
        """The size of a constant array, which is found from what it meets."""
        name = f"?at{step.start}_{axis}"
        self.unsized[name] = step.start
        return self.sizes.of(name)

    # Operators.

    def brackets(self, step: Step, inner: _Item) -> _Item:
        """An expression in brackets."""
        return _Item(step.start, step.end, self.value(inner))

    def prime(self, step: Step, inner: _Item) -> _Item:
        """A transpose; of a vector, its row."""
        value = self.value(inner)
        if self.order(inner) == 1:
            return _Item(step.start, step.end, Value(value.expression, not value.row))
        if self.order(inner) == 0:
            return _Item(step.start, step.end, value)
        if self.order(inner) > 2:
            raise self.error(f"{self.text(inner)} is {self.kind(inner)}; use transpose", step.start)
        made = self.apply("transpose", [inner], {}, step)
        return _Item(step.start, step.end, Value(made))

    def unary(self, step: Step, inner: _Item) -> _Item:
        """A sign or a negation."""
        made = self.apply(_UNARY[str(step.value)], [inner], {}, step)
        return _Item(step.start, step.end, Value(made, self.value(inner).row))

    def index(self, step: Step, inner: _Item) -> _Item:
        """An entry or a slice, with literal integers."""
        items = tuple(
            Slice(*(*item, None, None)[:3]) if isinstance(item, list) else item
            for item in step.value  # type: ignore[attr-defined]
        )
        made = self.apply("getitem", [inner], {"index": items}, step)
        return _Item(step.start, step.end, Value(made))

    def binary(self, step: Step, left: _Item, right: _Item) -> _Item:
        """An operator between two operands."""
        sign = str(step.value)
        if sign == "*":
            return self.product(step, left, right)
        made = {"/": self.quotient, "^": self.power}.get(sign, self.entrywise)(step, left, right)
        return _Item(step.start, step.end, made)

    def entrywise(self, step: Step, left: _Item, right: _Item) -> Value:
        """An operation entry by entry: on equal shapes, or with a scalar."""
        self.equalise(step, left, right)
        made = self.apply(_ENTRYWISE[str(step.value)], [left, right], {}, step)
        return Value(made, self.value(left).row or self.value(right).row)

    def equalise(self, step: Step, left: _Item, right: _Item) -> None:
        """Make the shapes of two arrays equal; a size of 1 is repeated."""
        if 0 in (self.order(left), self.order(right)):
            return
        if self.kind(left) != self.kind(right):
            raise self.error(self.different(str(step.value), left, right), step.start)
        shapes = (self.value(left).expression.shape, self.value(right).expression.shape)
        for a, b in zip(*shapes, strict=True):
            if 1 not in (self.sizes.of(a), self.sizes.of(b)) and not self.sizes.join(a, b):
                name = _ENTRYWISE[str(step.value)]
                told = f"{name}: the sizes {self.sizes.of(a)} and {self.sizes.of(b)} differ"
                parts = [self.part(left), self.part(right)]
                raise self.error(misfit(name, parts, told, prime="'"), step.start)

    def different(self, sign: str, left: _Item, right: _Item) -> str:
        """Why two arrays cannot be joined entry by entry, and what to write."""
        a, b = self.text(left), self.text(right)
        told = f"{self.told(left)} and {self.told(right)}"
        if {self.order(left), self.order(right)} == {1, 2}:
            vector = bracketed(b if self.order(right) == 1 else a)
            row = vector if vector.endswith("'") else f"{vector}'"
            column = row.removesuffix("'")
            told += (
                f"; write vector(1)*{row} for a matrix with this vector in every row, "
                f"{column}*vector(1)' for one with it in every column"
            )
        elif self.order(left) == self.order(right) == 1:
            told += f"; transpose one of them with ', so that both stand or both lie around {sign}"
        return told

    def product(self, step: Step, left: _Item, right: _Item) -> _Item:
        """The matrix product, or the product with a scalar."""
        if 0 in (self.order(left), self.order(right)):
            made = self.apply("multiply", [left, right], {}, step)
            row = self.value(left).row or self.value(right).row
            return _Item(step.start, step.end, Value(made, row))
        if max(self.order(left), self.order(right)) > 2:
            told = f"{self.told(left)} and {self.told(right)}; * joins vectors and matrices"
            raise self.error(told, step.start)
        return self.matrix_product(step, left, right)

    def matrix_product(self, step: Step, left: _Item, right: _Item) -> _Item:
        """The product of vectors and matrices.

        Without brackets `a*b'*c` is `a*(b'*c)`: a vector times a number, and no matrix.
        """
        forms = (self.form(left), self.form(right))
        if forms not in _PRODUCTS:
            raise self.error(self.no_product(left, right), step.start)
        if left.factors and forms == ("matrix", "column"):
            a, b = left.factors
            number = self.joined("matmul", [b, self.value(right).expression], left, right, step)
            made = self.joined("multiply", [a, number], left, right, step)
            return _Item(step.start, step.end, Value(made))
        made = self.apply(_PRODUCTS[forms], [left, right], {}, step)
        outer = forms == ("column", "row")
        factors = (self.value(left).expression, self.value(right).expression) if outer else None
        row = forms == ("row", "matrix")
        return _Item(step.start, step.end, Value(made, row), factors=factors)

    def form(self, item: _Item) -> str:
        """Whether an array is a matrix, a column or a row."""
        if self.order(item) == 2:
            return "matrix"
        return "row" if self.value(item).row else "column"

    def no_product(self, left: _Item, right: _Item) -> str:
        """Why two arrays have no matrix product, and what to write."""
        a, b = bracketed(self.text(left)), bracketed(self.text(right))
        told = f"{a}*{b}: {self.told(left)} and {self.told(right)}"
        forms = (self.form(left), self.form(right))
        if forms == ("column", "column"):
            return (
                f"{told}; write {a}.*{b} entry by entry, {a}'*{b} for the inner product or "
                f"{a}*{b}' for the outer product"
            )
        if forms == ("row", "row"):
            return f"{told}; write {a}.*{b} entry by entry, or transpose one of them"
        if forms == ("column", "matrix"):
            return f"{told}; write {a}'*{b} for a row, or {b}*{a} for a vector"
        return f"{told}; write {a}*{b.removesuffix(chr(39))} for a vector"

    def quotient(self, step: Step, left: _Item, right: _Item) -> Value:
        """The quotient by a scalar."""
        if self.order(right):
            a, b = bracketed(self.text(left)), bracketed(self.text(right))
            inverse = f", or {a}*inv({self.text(right)})" if self.order(right) == 2 else ""
            told = f"{self.told(right)}, and / divides by a scalar"
            raise self.error(f"{told}; write {a}./{b} entry by entry{inverse}", step.start)
        made = self.apply("divide", [left, right], {}, step)
        return Value(made, self.value(left).row)

    def power(self, step: Step, base: _Item, exponent: _Item) -> Value:
        """A power of a scalar, or of a square matrix by a literal integer."""
        if self.order(base) == self.order(exponent) == 0:
            return Value(self.apply("power", [base, exponent], {}, step))
        if self.order(base) != 2 or self.order(exponent):
            a, b = bracketed(self.text(base)), bracketed(self.text(exponent))
            which = base if self.order(base) else exponent
            raise self.error(
                f"{self.told(which)}; write {a}.^{b} for powers entry by entry", step.start
            )
        return Value(self.matrix_power(step, base, exponent))

    def matrix_power(self, step: Step, base: _Item, exponent: _Item) -> Expression:
        """A power of a square matrix; the power -1 is its inverse."""
        number = self.value(exponent).expression
        if not is_constant(number) or type(number["value"]) is not int:
            told = f"a matrix has powers by literal integers; {self.text(exponent)} is none"
            raise self.error(f"{told}; write .^ for powers entry by entry", exponent.start)
        if abs(number["value"]) > MAX_POWER:
            raise self.error(f"the power of a matrix is at most {MAX_POWER}", exponent.start)
        if number["value"] == -1:
            return self.apply("inv", [base], {}, step)
        return self.apply("matrix_power", [base], {"n": number["value"]}, step)

    # Functions.

    def call(self, step: Step) -> _Item:
        """A function of the grammar or an operation of the book."""
        name = str(step.value)
        if name in self.scope.variables or name in self.scope.bound:
            raise self.error(f"{name} is a variable; a product is written {name}*(...)", step.start)
        if name == "slice":
            return _Item(step.start, step.end, None, self.slice(step))
        special = _SPECIAL.get(name)
        made = special(self, step) if special else self.operation_call(name, step)
        return _Item(step.start, step.end, made)

    def operation_call(self, name: str, step: Step) -> Value:
        """An operation of the book, its operands first, then its static parameters."""
        operation = self.operation_name(name, step)
        count = self.vocabulary.operand_count(operation)
        given = [argument for argument in step.arguments if not argument.keyword]
        if count is None:
            return self.list_call(operation, given, step)
        if len(given) < count:
            told = f"{name} takes {count} operand{'s' * (count > 1)}; {len(given)} given"
            raise self.error(told, step.start)
        operands = [self.run(argument.steps) for argument in given[:count]]
        if operation == "norm2" and len(step.arguments) == 1 and self.order(operands[0]) == 2:
            operation = self.vocabulary.operation_name("normF") or operation
        parameters = self.parameters(operation, step, count)
        return self.function_value(operation, operands, parameters, step)

    def operation_name(self, name: str, step: Step) -> str:
        """The operation which a text calls `name`."""
        positional = sum(not argument.keyword for argument in step.arguments)
        wanted = _OF_TWO.get(name, name) if positional == 2 else name
        operation = self.vocabulary.operation_name(wanted)
        operation = operation or self.vocabulary.operation_name(_SPELLINGS.get(wanted, ""))
        if operation is None:
            known = [*self.vocabulary.operation_names(), *_SPELLINGS, *_SPECIAL]
            hint = suggest(name, known) or f"; a product is written {name}*(...)"
            raise self.error(f"unknown function {name!r}{hint}", step.start)
        return operation

    def list_call(self, operation: str, given: Sequence[Argument], step: Step) -> Value:
        """An operation of a list, such as `concatenate([x, y])`."""
        first = self.run(given[0].steps).static if given else None
        if not isinstance(first, Step):
            raise self.error(f"{operation} takes a list of operands", step.start)
        operands = [self.run(argument.steps) for argument in first.arguments]
        return self.function_value(operation, operands, self.parameters(operation, step, 1), step)

    def function_value(
        self,
        operation: str,
        operands: Sequence[_Item],
        parameters: Mapping[str, Hashable],
        step: Step,
    ) -> Value:
        """A function's value; a vector lies if the vectors it was made of lie."""
        made = self.apply(operation, operands, parameters, step)
        vectors = [self.value(item).row for item in operands if self.order(item) == 1]
        lies = len(made.shape) == 1 and any(vectors)
        if lies and not all(vectors):
            raise self.error(f"{step.value} of a row and a column; transpose one", step.start)
        return Value(made, lies)

    def parameters(self, operation: str, step: Step, taken: int) -> dict[str, Hashable]:
        """The static parameters of a call, positional or by keyword."""
        names = self.vocabulary.parameter_names(operation)
        given = [argument for argument in step.arguments if not argument.keyword][taken:]
        if len(given) > len(names):
            told = too_many(str(step.value), taken + len(names))
            raise self.error(told, given[len(names)].start)
        found = {name: self.parameter(item) for name, item in zip(names, given, strict=False)}
        for argument in step.arguments:
            if argument.keyword and argument.keyword not in names:
                told = f"{step.value} has no keyword {argument.keyword!r}"
                raise self.error(f"{told}{suggest(argument.keyword, names)}", argument.start)
            if argument.keyword:
                found[argument.keyword] = self.parameter(argument)
        return found

    def parameter(self, argument: Argument) -> Hashable:
        """A static parameter: a literal, a size, or a tuple of these."""
        item = self.run(argument.steps)
        if isinstance(item.static, Step):
            return tuple(self.parameter(inner) for inner in item.static.arguments)
        if item.value is None or isinstance(item.static, bool):
            return item.static
        expression = item.value.expression
        if is_constant(expression) and type(expression["value"]) is float:
            return expression["value"]
        return self.size(item)

    def size(self, item: _Item) -> Dimension:
        """A size: an integer, a letter, or a product or sum of these."""
        found = _size(self.value(item).expression)
        if found is None:
            raise self.error("a size is expected: a positive integer or a letter", item.start)
        if isinstance(found, int) and abs(found) > MAX_INTEGER:
            raise self.error("the number is too large for a size", item.start)
        return found

    def operand(self, step: Step, place: int = 0, count: int = 1) -> _Item:
        """One of the arguments of a function of the grammar, which takes `count`."""
        if len(step.arguments) != count or any(a.keyword for a in step.arguments):
            word = "argument" if count == 1 else "arguments"
            raise self.error(f"{step.value} takes {count} {word}", step.start)
        return self.run(step.arguments[place].steps)

    def vector(self, step: Step) -> Value:
        """`vector(c)`: a vector all of whose entries are `c`."""
        return self.filled(step, (self.unknown(step, 0),))

    def matrix(self, step: Step) -> Value:
        """`matrix(c)`: a matrix all of whose entries are `c`."""
        return self.filled(step, (self.unknown(step, 0), self.unknown(step, 1)))

    def filled(self, step: Step, shape: Shape) -> Value:
        """An array of equal entries."""
        entry = self.operand(step)
        if self.order(entry):
            told = f"{step.value} repeats a scalar; {self.text(entry)} is {self.kind(entry)}"
            raise self.error(told, entry.start)
        number = self.value(entry).expression
        if is_constant(number, 0):
            return Value(node("zeros", (), shape))
        ones = node("ones", (), shape)
        return Value(ones if is_constant(number, 1) else node("multiply", [number, ones], shape))

    def sizes_given(self, step: Step) -> list[Dimension]:
        """The sizes which `eye`, `ones` and `zeros` are given: one by one, or as a tuple."""
        items = [self.run(argument.steps) for argument in step.arguments]
        if len(items) == 1 and isinstance(items[0].static, Step):
            items = [self.run(argument.steps) for argument in items[0].static.arguments]
        if any(argument.keyword for argument in step.arguments):
            raise self.error(f"{step.value} has no keywords", step.start)
        return [self.size(item) for item in items]

    def eye(self, step: Step) -> Value:
        """`eye(n)`."""
        given = self.sizes_given(step)
        if not given or len(set(given)) > 1 or len(given) > 2:
            raise self.error("eye takes one size: eye(n)", step.start)
        return Value(node("eye", (), (given[0], given[0])))

    def constant_array(self, step: Step) -> Value:
        """`ones(n)`, `zeros(m, n)`."""
        return Value(node(str(step.value), (), tuple(self.sizes_given(step))))

    def basis(self, step: Step) -> Value:
        """`basis(i, n)`, the unit vector."""
        place, size = (self.size(self.operand(step, i, 2)) for i in range(2))
        if not isinstance(place, int):
            raise self.error("basis takes the place of the one, and a size", step.start)
        return Value(node("basis", (), (size,), i=place))

    def single(self, step: Step) -> Value:
        """`single(i, j, m, n)`, the matrix with one entry that is one."""
        i, j, *shape = (self.size(self.operand(step, place, 4)) for place in range(4))
        if not (isinstance(i, int) and isinstance(j, int)):
            raise self.error("single takes the place of the one, and two sizes", step.start)
        return Value(node("single", (), tuple(shape), i=i, j=j))

    def commutation(self, step: Step) -> Value:
        """`commutation(m, n)`, which turns `vec(X)` into `vec(X')`."""
        return Value(commutation(*(self.size(self.operand(step, i, 2)) for i in range(2))))

    def slice(self, step: Step) -> Slice:
        """`slice(1, None)`, a part of an index as a static parameter."""
        if not 1 < len(step.arguments) < 4:
            raise self.error("slice takes a start and a stop", step.start)
        ends = [self.run(argument.steps) for argument in step.arguments]
        return Slice(*(self.slice_end(end) for end in ends))  # type: ignore[arg-type]

    def slice_end(self, item: _Item) -> Dimension | None:
        """Where a slice begins or ends: an integer, a size, or nothing."""
        return None if item.value is None and item.static is None else self.size(item)

    def rows(self, step: Step) -> Value:
        """`rows(X)`, the first size of an array."""
        return self.size_of(step, 0)

    def columns(self, step: Step) -> Value:
        """`cols(X)`, the second size of a matrix."""
        return self.size_of(step, 1)

    def size_of(self, step: Step, axis: int) -> Value:
        """One size of an array, as a number."""
        item = self.operand(step)
        shape = self.value(item).expression.shape
        if len(shape) <= axis:
            told = f"{self.text(item)} is {self.kind(item)} and has no {step.value}"
            raise self.error(told, item.start)
        return Value(self.size_expression(shape[axis]))

    def step(self, step: Step) -> Value:
        """`step(z)`: one where `z` is positive, and zero elsewhere."""
        item = self.operand(step)
        value = self.value(item).expression
        condition = self.joined("greater", [value, constant(0)], item, item, step)
        ends = [constant(1.0), constant(0.0)]
        chosen = self.joined("where", [condition, *ends], item, item, step)
        return Value(chosen, self.value(item).row)

    def softmax_rows(self, step: Step) -> Value:
        """`softmax_rows(M)`: the softmax of each row."""
        item = self.operand(step)
        if self.order(item) != 2:
            told = f"softmax_rows takes a matrix; {self.text(item)} is {self.kind(item)}"
            raise self.error(told, item.start)
        operation = self.operation_name("softmax", step)
        return Value(self.apply(operation, [item], {"axis": 1}, step))

    # Applying operations.

    def apply(
        self,
        operation: str,
        operands: Sequence[_Item],
        parameters: Mapping[str, Hashable],
        step: Step,
    ) -> Expression:
        """An operation applied, with its shape; sizes that do not fit are a parse error."""
        expressions = [self.value(item).expression for item in operands]
        inputs = [expression.shape for expression in expressions]
        try:
            shape = self.vocabulary.result_shape(operation, inputs, parameters)
        except ShapeError as error:
            parts = [self.part(item) for item in operands]
            told = misfit(operation, parts, str(error), "*", "'")
            raise self.error(told, step.start) from None
        except JacobookError as error:
            raise self.error(str(error), step.start) from None
        except Exception as error:  # noqa: BLE001 - whatever a rule's shape does with odd parameters
            raise self.error(f"{operation}: wrong arguments: {error}", step.start) from None
        if not isinstance(shape, tuple):
            raise self.error(f"{operation} has no shape for these arguments", step.start)
        return node(operation, expressions, shape, parameters)

    def joined(
        self, operation: str, operands: Sequence[Expression], left: _Item, right: _Item, step: Step
    ) -> Expression:
        """An operation applied to expressions which were made of two items."""
        items = [_Item(left.start, right.end, Value(operand)) for operand in operands]
        return self.apply(operation, items, {}, step)


def _size(expression: Expression) -> Dimension | None:
    """The size which an expression of numbers and letters writes; `None` if it is no size."""
    found: dict[Expression, Dimension | None] = {}
    for part in postorder(expression):
        found[part] = _size_of(part, [found[operand] for operand in part.operands])
    return found[expression]


def _size_of(part: Expression, inner: Sequence[Dimension | None]) -> Dimension | None:
    """The size which a node writes, given those of its operands."""
    if is_constant(part):
        number = part["value"]
        return number if isinstance(number, int) and not isinstance(number, bool) else None
    if part.operation == "dimension":
        return Size(part["name"])
    if part.operation not in _SIZE_ARITHMETIC or None in inner:
        return None
    try:
        found = _SIZE_ARITHMETIC[part.operation](*inner)
    except ShapeError:
        return None
    return Size(found) if isinstance(found, str) else found


_SIZE_ARITHMETIC: Mapping[str, Callable[..., Dimension]] = {
    "multiply": shapes.times,
    "add": shapes.plus,
    "subtract": shapes.minus,
}
_PRODUCTS = {
    ("matrix", "matrix"): "matmul",
    ("matrix", "column"): "matmul",
    ("row", "matrix"): "matmul",
    ("row", "column"): "matmul",
    ("column", "row"): "outer",
}
_TAKEN = {"brackets": 1, "prime": 1, "unary": 1, "index": 1, "binary": 2}
_STEPS: Mapping[str, Callable[..., _Item]] = {
    "number": MatlabReader.number,
    "text": MatlabReader.static,
    "word": MatlabReader.static,
    "name": MatlabReader.name,
    "call": MatlabReader.call,
    "list": MatlabReader.listed,
    "index": MatlabReader.index,
    "unary": MatlabReader.unary,
    "binary": MatlabReader.binary,
    "prime": MatlabReader.prime,
    "brackets": MatlabReader.brackets,
}
_SPECIAL: Mapping[str, Callable[[MatlabReader, Step], Value]] = {
    "vector": MatlabReader.vector,
    "matrix": MatlabReader.matrix,
    "eye": MatlabReader.eye,
    "ones": MatlabReader.constant_array,
    "zeros": MatlabReader.constant_array,
    "basis": MatlabReader.basis,
    "single": MatlabReader.single,
    "commutation": MatlabReader.commutation,
    "rows": MatlabReader.rows,
    "cols": MatlabReader.columns,
    "step": MatlabReader.step,
    "softmax_rows": MatlabReader.softmax_rows,
}
FUNCTIONS = (*_SPECIAL, *_SPELLINGS, "slice")
"""Functions of the grammar and spellings, besides the operations of a book."""


def operand_count(name: str, vocabulary: Vocabulary) -> int:
    """How many arguments of a function are expressions; sizes and parameters come after them."""
    if name in language.CONSTRUCTORS:
        return 0
    operation = vocabulary.operation_name(name)
    if name in _SPECIAL or name in _OF_TWO or operation is None:
        return MANY
    count = vocabulary.operand_count(operation)
    return 1 if count is None else count
