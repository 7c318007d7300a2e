"""The grammar of MATLAB's expressions: a text as a sequence of steps for a stack.

The steps stand in the order in which they are done, operands before what joins them, so that a
long text needs no deep recursion. The arguments of a call are sequences of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from jacobook.errors import ParseError
from jacobook.parsing.matlab_tokens import END, NAME, NUMBER, SIGN, TEXT, Token, tokens
from jacobook.parsing.source import Source

BINARY = {
    "|": 1,
    "&": 2,
    **dict.fromkeys(("<", "<=", ">", ">=", "==", "~="), 3),
    "+": 4,
    "-": 4,
    **dict.fromkeys(("*", "/", ".*", "./"), 5),
}
"""How tightly the operators bind; powers and primes bind more tightly, signs in between."""

MANY = 10_000
"""More arguments than a text can have."""

_POWERS = ("^", ".^")
_COMPARISON = 3
_WORDS = {"True": True, "False": False, "None": None}


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it does, and the part of the text that its result stands for.

    Attributes:
        kind: `number`, `text`, `word`, `name`, `call`, `list`, `index`, `unary`, `binary`,
            `prime` or `brackets`.
        value: a number, a name, a sign, or the items of a list or an index.
        start: where the part begins.
        end: where it ends.
        arguments: those of a call.
    """

    kind: str
    value: object
    start: int
    end: int
    arguments: tuple[Argument, ...] = ()


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a call: its steps, and its keyword if it has one."""

    steps: tuple[Step, ...]
    keyword: str = ""

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.steps[-1].start


def steps_of(source: Source) -> tuple[Step, ...]:
    """The steps of a piece of text.

    Raises:
        ParseError: it is no expression; the error marks the place.
    """
    reader = _Reader(source)
    reader.expression()
    if reader.token.kind != END:
        raise reader.unexpected()
    return tuple(reader.steps)


class _Reader:
    """One pass over the tokens of a piece of text."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.tokens = list(tokens(source))
        self.place = 0
        self.steps: list[Step] = []

    @property
    def token(self) -> Token:
        """The token to be read."""
        return self.tokens[self.place]

    @property
    def end(self) -> int:
        """Where the last token that was read ends."""
        return self.tokens[max(0, self.place - 1)].end

    def next_is(self, *signs: str) -> bool:
        """Whether the token to be read is one of some signs."""
        return self.token.kind == SIGN and self.token.text in signs

    def take(self) -> Token:
        """Read one token."""
        token = self.token
        self.place += 1
        return token

    def expect(self, sign: str) -> None:
        """Read the sign that must come."""
        if not self.next_is(sign):
            raise self.unexpected()
        self.take()

    def unexpected(self) -> ParseError:
        """The error for a token that does not fit here."""
        token = self.token
        if token.kind == END:
            return self.source.error("not an expression: it ends too early", self.source.end)
        before = self.tokens[self.place - 1] if self.place else None
        hint = ""
        if token.kind in (NUMBER, NAME) and before and before.kind in (NUMBER, NAME):
            hint = "; a product is written with *"
        if token.text == "=":
            hint = "; write == to compare, and a definition after a comma"
        return self.source.error(f"not an expression: unexpected {token.text!r}{hint}", token.start)

    def add(
        self, kind: str, value: object, start: int, arguments: tuple[Argument, ...] = ()
    ) -> None:
        """Add one step, which stands for everything since `start`."""
        self.steps.append(Step(kind, value, start, self.end, arguments))

    def expression(self, level: int = 1) -> None:
        """Operands joined by operators that bind at least as tightly as `level`."""
        start = self.token.start
        self.operand()
        compared = False
        while self.token.kind == SIGN and BINARY.get(self.token.text, 0) >= level:
            sign = self.token
            if BINARY[sign.text] == _COMPARISON and compared:
                raise self.source.error("write one comparison, and join several with &", start)
            compared = BINARY[sign.text] == _COMPARISON
            self.take()
            self.expression(BINARY[sign.text] + 1)
            self.add("binary", sign.text, start)

    def operand(self) -> None:
        """An operand with the signs before it."""
        signs = self.signs()
        self.powers()
        self.apply_signs(signs)

    def signs(self) -> list[Token]:
        """The signs before an operand."""
        found = []
        while self.next_is("-", "+", "~"):
            found.append(self.take())
        return found

    def apply_signs(self, signs: list[Token]) -> None:
        """Apply signs from the innermost outwards; a negative literal is one number."""
        for sign in reversed(signs):
            last = self.steps[-1]
            if sign.text == "-" and last.kind == "number":
                self.steps[-1] = Step("number", -last.value, sign.start, last.end)  # type: ignore[operator]
            elif sign.text != "+":
                self.add("unary", sign.text, sign.start)

    def powers(self) -> None:
        """A primary with its primes, indices and powers, from left to right."""
        start = self.token.start
        self.primary()
        while self.next_is("'", "[", *_POWERS):
            sign = self.take()
            if sign.text == "'":
                self.add("prime", "'", start)
            elif sign.text == "[":
                self.add("index", self.index(), start)
            else:
                signs = self.signs()
                self.primary()
                self.apply_signs(signs)
                self.add("binary", sign.text, start)

    def primary(self) -> None:
        """A number, a name, a call, literal text, a list or an expression in brackets."""
        token = self.token
        if token.kind == NUMBER:
            self.number(self.take())
        elif token.kind == TEXT:
            self.take()
            self.add("text", token.text[1:-1], token.start)
        elif token.kind == NAME:
            self.name(self.take())
        elif self.next_is("("):
            self.brackets()
        elif self.next_is("["):
            self.take()
            self.items("]", token.start)
        else:
            raise self.unexpected()

    def number(self, token: Token) -> None:
        """A literal number, of a size that can be computed with."""
        is_integer = token.text.isdigit()
        if len(token.text) > 400 or float(token.text) == float("inf"):
            raise self.source.error("the number is too large", token.start)
        self.add("number", int(token.text) if is_integer else float(token.text), token.start)

    def name(self, token: Token) -> None:
        """A name, or a call if an opening bracket follows."""
        if self.next_is("("):
            self.take()
            self.add("call", token.text, token.start, tuple(self.arguments()))
        elif token.text in _WORDS:
            self.add("word", _WORDS[token.text], token.start)
        else:
            self.add("name", token.text, token.start)

    def arguments(self) -> Iterator[Argument]:
        """The arguments of a call, up to its closing bracket."""
        while not self.next_is(")"):
            keyword = ""
            if self.token.kind == NAME and self.tokens[self.place + 1].text == "=":
                keyword = self.take().text
                self.take()
            yield Argument(self.apart(), keyword)
            if not self.next_is(")"):
                self.expect(",")
        self.take()

    def apart(self) -> tuple[Step, ...]:
        """The steps of one expression by themselves."""
        outer, self.steps = self.steps, []
        self.expression()
        inner, self.steps = tuple(self.steps), outer
        return inner

    def brackets(self) -> None:
        """An expression in brackets, or a tuple if commas stand in them."""
        start = self.take().start
        if self.next_is(")"):
            self.items(")", start)
            return
        first = self.apart()
        if self.next_is(","):
            self.take()
            self.items(")", start, first)
            return
        self.expect(")")
        self.steps.extend(first)
        self.add("brackets", None, start)

    def items(self, closing: str, start: int, first: tuple[Step, ...] = ()) -> None:
        """The rest of a list or a tuple, up to its closing bracket."""
        found = [Argument(first)] if first else []
        while not self.next_is(closing):
            found.append(Argument(self.apart()))
            if not self.next_is(closing):
                self.expect(",")
        self.take()
        self.add("list", closing, start, tuple(found))

    def index(self) -> tuple[object, ...]:
        """The items of an index, up to its closing bracket: integers, slices, `None`."""
        found: list[object] = []
        while not self.next_is("]"):
            found.append(self.index_item())
            if not self.next_is("]"):
                self.expect(",")
        self.take()
        return tuple(found)

    def index_item(self) -> object:
        """An integer, `None`, or the ends of a slice as a list."""
        if self.token.text == "None":
            self.take()
            return None
        ends = [self.whole_number()]
        while self.next_is(":"):
            self.take()
            ends.append(self.whole_number())
        if len(ends) == 1 and ends[0] is None:
            raise self.unexpected()
        return ends[0] if len(ends) == 1 else ends

    def whole_number(self) -> int | None:
        """A literal integer, if one stands here."""
        negative = self.next_is("-")
        if negative:
            self.take()
        if self.token.kind != NUMBER:
            return None
        token = self.take()
        if not token.text.isdigit() or len(token.text) > 12:
            raise self.source.error("an index is a literal integer, a slice or None", token.start)
        return -int(token.text) if negative else int(token.text)


def lone_names(
    steps: tuple[Step, ...], operands: Callable[[str], int]
) -> tuple[dict[str, int], dict[str, int]]:
    """The names that stand for values, and those in the place of a size, with where they stand.

    Args:
        steps: the steps of a text.
        operands: how many arguments of a function are expressions; sizes come after them.
    """
    values: dict[str, int] = {}
    sizes: dict[str, int] = {}
    stack = [(steps, False)]
    while stack:
        current, as_size = stack.pop()
        for step in current:
            if step.kind == "name":
                (sizes if as_size else values).setdefault(str(step.value), step.start)
            count = operands(str(step.value)) if step.kind == "call" else MANY
            for place, argument in enumerate(step.arguments):
                static = as_size or place >= count or bool(argument.keyword)
                stack.append((argument.steps, static))
    return _by_place(values), _by_place(sizes)


def _by_place(names: dict[str, int]) -> dict[str, int]:
    return dict(sorted(names.items(), key=lambda item: item[1]))


def primed_names(steps: tuple[Step, ...]) -> set[str]:
    """The names that are transposed by themselves somewhere."""
    found: set[str] = set()
    stack = [steps]
    while stack:
        current = stack.pop()
        for before, step in pairwise(current):
            if step.kind == "prime" and before.kind == "name":
                found.add(str(before.value))
        stack.extend(a.steps for step in current for a in step.arguments)
    return found
