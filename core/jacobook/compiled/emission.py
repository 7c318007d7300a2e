"""A graph as straight-line NumPy source that a person can read.

What is used once and small stays inside the expression that uses it. Large arrays get a statement
of their own, written into an array that is no longer needed if there is one of the right form.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from jacobook.compiled.expressions import (
    ATOM,
    PRODUCT,
    SIGN,
    SUM,
    Text,
    index_text,
    number,
    written,
)
from jacobook.compiled.fusion import fused, with_numba
from jacobook.compiled.graph import (
    ALIAS,
    CALL,
    CONSTANT,
    FINITE,
    ITEM,
    VARIABLE,
    Node,
    number_of,
    ordered,
)
from jacobook.compiled.portable import written_portably
from jacobook.compiled.primitives import ufunc
from jacobook.compiled.scalars import GIVES_UP, are_numbers, written_number

LARGE = 1 << 14
"""From this many bytes on, the memory of an array is worth using again."""

_LONGEST = 64
"""Longer expressions are split into statements."""

_VIEWS = ("reshape", "transpose", "broadcast_to", "getitem", ITEM, ALIAS)
"""Calls whose value may share memory with their operand."""


@dataclass(frozen=True, slots=True)
class Emitted:
    """A function as source.

    Attributes:
        name: the function's name.
        text: its source.
        names: the arrays and functions which it refers to besides NumPy.
        numbers: whether it computes with single numbers of Python.
        loops: the source of the loops that it calls.
    """

    name: str
    text: str
    names: dict[str, Any]
    numbers: bool = False
    loops: tuple[str, ...] = ()

    def function(self, xp: Any = None, *, fuse: bool = False) -> Any:
        """The function that the source writes.

        Args:
            xp: the array library, for portable source.
            fuse: let Numba compile a program of numbers.
        """
        scope: dict[str, Any] = {"np": np, "math": math, "xp": xp, **self.names}
        if xp is not None:
            arrays = {k: v for k, v in self.names.items() if isinstance(v, np.ndarray)}
            scope |= {name: xp.asarray(value) for name, value in arrays.items()}
        exec(compile(self.text, f"<jacobook {self.name}>", "exec"), scope)  # noqa: S102
        function = scope[self.name]
        if fuse and self.numbers:
            return with_numba(function)
        return _giving_up(function) if self.numbers else function


@dataclass
class Writer:
    """Statements as they are written, and what is known about each node's memory.

    Attributes:
        uses: how often each node is still to be used.
        strong: whether number types other than double precision occur, so that numbers need theirs.
        numbers: whether the program computes with single numbers of Python.
        kept: the results, which nothing may be written into.
        portable: whether it is written for any array library.
        taken: names that mean something else.
        inline: calls that stand inside the expressions that use them.
        owner: the node whose memory a node's value lies in.
        alive: how often the memory of a node is still to be used.
        texts: the source of what has been computed.
        names: objects that the source refers to.
        lines: the statements so far.
    """

    uses: Counter[Node]
    strong: bool
    numbers: bool
    kept: set[Node] = field(default_factory=set)
    texts: dict[Node, Text] = field(default_factory=dict)
    names: dict[str, Any] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    owner: dict[Node, Node] = field(default_factory=dict)
    alive: Counter[Node] = field(default_factory=Counter)
    inline: dict[Node, int] = field(default_factory=dict)
    portable: bool = False
    taken: frozenset[str] = frozenset()
    count: int = 0

    def named(self, value: Any, word: str) -> str:
        """The name by which the source refers to an object."""
        for name, known in self.names.items():
            if known is value:
                return name
        name = word if word.isidentifier() and word not in ("np", "value", "<lambda>") else "c"
        if name == "c" or name in self.names or name in self.taken:
            name = f"{name}{len(self.names) + 1}"
        self.names[name] = value
        return name

    def constant(self, node: Node) -> Text:
        """A number in the source, or the name of an array."""
        value = node.value
        plain = type(value) in (bool, int, float, complex)
        usual = node.dtype.kind in "iub" or node.dtype == np.float64
        if plain or (node.shape == () and usual and not self.strong):
            text = number(value).replace("np.", "xp." if self.portable else "np.")
            return Text(text, SIGN if text.startswith("-") else ATOM)
        return Text(self.named(value, "c"))

    def write(self, node: Node) -> None:
        """Write one node: into the expressions that use it, or as a statement."""
        if node.name == CONSTANT:
            self.texts[node] = self.constant(node)
            return
        operands = [self.texts[operand] for operand in node.operands]
        if node.name in ("placed", "added_at") and not self.portable:
            self._place(node, operands)
            return
        text = self._text(node, operands)
        target = self._reusable(node)
        self.owner[node] = self._owner(node)
        self.alive[self.owner[node]] += self.uses[node]
        if self._is_inline(node, text):
            self.texts[node] = text
            self.inline[node] = self.uses[node]
            return
        for operand in node.operands:
            self._used(operand)
        if target is not None:
            self.lines.append(_in_place(node, operands, target, text))
            self.texts[node] = target
        else:
            self.count += 1
            name = f"t{self.count}"
            self.lines.append(f"{name} = {text.text}")
            self.texts[node] = Text(name)

    def _text(self, node: Node, operands: Sequence[Text]) -> Text:
        """The source of a node's call."""
        if self.portable:
            return written_portably(node, operands, self.named)
        if self.numbers:
            return written_number(node, operands)
        return written(node, operands, self.named)

    def unmet(self, condition: Node, answer: Any) -> str:
        """The source of the question whether a guard's answer is another one."""
        if answer is FINITE:
            return f"not {self._norm(condition)} < np.inf"
        if answer is _DEFINED:
            return f"not {self._norm(condition)} >= 0"
        text = self.texts[condition]
        if condition.shape == () and condition.name in _ABOUT_NUMBERS and condition.operands:
            x = self.texts[condition.operands[0]].within(ATOM)
            question = _ABOUT_NUMBERS[condition.name].format(x)
            return f"not {question}" if answer else question
        if answer is True:
            return f"not {text.within(SIGN)}"
        if answer is False:
            return text.text
        if not answer.shape:
            return f"{text.within(SUM)} != {number(answer)}"
        return f"not np.array_equal({text.text}, {self.named(answer, 'c')})"

    def _norm(self, x: Node) -> str:
        """The source of a sum of squares, which is NaN only if an entry is."""
        text = self.texts[x]
        if self.portable:
            return f"xp.sum({text.within(PRODUCT)} * {text.within(PRODUCT + 1)})"
        return f"np.vdot({text.text}, {text.text})" if x.shape else f"{text.within(ATOM)} ** 2"

    def _place(self, node: Node, operands: Sequence[Text]) -> None:
        """Write entries into zeros, or add them to an array."""
        shape, (kind, where) = node.static
        target = self._own_memory(node.operands[0]) if node.name == "added_at" else None
        for operand in node.operands:
            self._used(operand)
        self.owner[node] = node
        self.alive[node] += self.uses[node]
        if target is None:
            self.count += 1
            target = Text(f"t{self.count}")
            start = (
                f"np.zeros({shape})"
                if node.dtype == np.float64
                else f"np.zeros({shape}, np.{node.dtype.name})"
            )
            if node.name == "added_at":
                base = node.operands[0]
                fresh = self.owner.get(base) is base and not operands[0].text.isidentifier()
                start = operands[0].text if fresh else f"np.array({operands[0].text})"
            self.lines.append(f"{target.text} = {start}")
        sign = "=" if node.name == "placed" else "+="
        self.lines.append(f"{places(target.text, shape, kind, where)} {sign} {operands[-1].text}")
        self.texts[node] = target

    def _own_memory(self, operand: Node) -> Text | None:
        """The name of an operand that nothing else needs any more and that lies in memory of ours."""
        text = self.texts[operand]
        own = self.owner.get(operand) is operand and text.text.startswith("t")
        last = self.alive[operand] == 1
        return text if own and last and text.text.isidentifier() else None

    def _owner(self, node: Node) -> Node:
        """The node whose memory a node's value lies in."""
        if node.name == ITEM and node.operands[0].name == CALL and node.operands[0].static.fresh:
            return node
        if node.name in _VIEWS and node.operands:
            return self.owner.get(node.operands[0], node.operands[0])
        return node

    def _used(self, operand: Node) -> None:
        """Note that a statement uses a node; what is inside its expression, with the last use."""
        self.uses[operand] -= 1
        self.alive[self.owner.get(operand, operand)] -= 1
        if operand in self.inline and self.uses[operand] == 0:
            for inner in operand.operands:
                self._used(inner)

    def _is_inline(self, node: Node, text: Text) -> bool:
        if node.name == ALIAS:
            return True
        cheap = node.name in ("reshape", "transpose") and text.text.count("(") == 0
        if cheap and len(text.text) < 24:
            return True
        if self.uses[node] != 1:
            return False
        return len(text.text) <= _LONGEST and (self.portable or not _is_large(node))

    def _reusable(self, node: Node) -> Text | None:
        """The name of an operand's memory that the value may be written into."""
        if self.portable or not _is_large(node) or ufunc(node.name) is None:
            return None
        for operand in node.operands:
            text = self.texts[operand]
            fits = operand.shape == node.shape and operand.dtype == node.dtype
            own = self.owner.get(operand) is operand and text.text.startswith("t")
            last = self.alive[operand] == node.operands.count(operand)
            if fits and own and last and text.text.isidentifier() and operand not in self.kept:
                return text
        return None


def places(array: str, shape: Sequence[int], kind: str, where: Any) -> str:
    """The source of the entries of an array at some places, which can be assigned to."""
    if kind == "index":
        return f"{array}[{index_text(where)}]"
    if where == "aa":
        return f"{array}.flat[:: {shape[0] + 1}]"
    distinct = "".join(dict.fromkeys(where))
    return f'np.einsum("{where}->{distinct}", {array})[...]'


def _in_place(node: Node, operands: Sequence[Text], target: Text, text: Text) -> str:
    """The statement that writes a call's value into the memory of an operand."""
    sign = {"add": "+=", "subtract": "-=", "multiply": "*=", "divide": "/="}.get(node.name)
    if sign and operands[0] == target:
        return f"{target.text} {sign} {operands[1].text}"
    if node.name in ("add", "multiply") and operands[1] == target:
        return f"{target.text} {sign} {operands[0].text}"
    args = ", ".join(operand.text for operand in operands)
    return f"np.{node.name}({args}, out={target.text})"


def _is_large(node: Node) -> bool:
    return bool(node.shape) and node.size * node.dtype.itemsize >= LARGE


def emit(
    name: str,
    variables: Sequence[Node],
    results: Sequence[Node],
    guards: Sequence[tuple[Node, Any]] = (),
    *,
    single: bool = False,
    portable: bool = False,
    fuse: bool = False,
) -> Emitted:
    """The source of a function of some variables.

    Args:
        name: the function's name.
        variables: its arguments.
        results: what it returns, as a tuple.
        single: return the only result instead.
        portable: write for any library that follows the array API standard.
        fuse: compute element-wise calls by loops that Numba compiles.
        guards: conditions and the answers that they must have; where one has another answer, the
            function returns `None`.
    """
    guards = _asked(guards, results)
    loops: list[str] = []
    if fuse:
        guards, results, loops = _with_loops(guards, results)
    conditions = [condition for condition, _ in guards]
    nodes = ordered([*conditions, *results])
    writer = _started(name, nodes, variables, [*results, *conditions], portable=portable)
    writer.kept = set(results)
    for node in nodes:
        if node.name != VARIABLE:
            writer.write(node)
    for condition, answer in guards:
        writer.lines += [f"if {writer.unmet(condition, answer)}:", "    return None"]
    writer.lines.append(_return(writer, results, single=single))
    body = _with_warnings_off(writer.lines, nodes)
    signature = ", ".join(str(variable.value) for variable in variables)
    text = f"def {name}({signature}):\n" + "".join(f"    {line}\n" for line in body)
    return Emitted(name, text, writer.names, writer.numbers, tuple(loops))


def _with_loops(
    guards: Sequence[tuple[Node, Any]], results: Sequence[Node]
) -> tuple[list[tuple[Node, Any]], list[Node], list[str]]:
    """Guards and results with element-wise calls computed by loops, and the loops' source."""
    made, loops = fused([*(condition for condition, _ in guards), *results])
    answers = [answer for _, answer in guards]
    again = list(zip(made, answers, strict=False))
    return again, made[len(answers) :], loops


def _started(
    name: str,
    nodes: Sequence[Node],
    variables: Sequence[Node],
    asked: Sequence[Node],
    *,
    portable: bool,
) -> Writer:
    """A writer that knows the arguments, and how often each node is used."""
    uses = Counter(operand for node in nodes for operand in node.operands)
    uses.update(asked)
    strong = any(node.dtype.char in "feF" for node in nodes)
    numbers = are_numbers(nodes) and not portable
    taken = frozenset((name, *(str(variable.value) for variable in variables)))
    writer = Writer(uses, strong, numbers, portable=portable, taken=taken)
    for variable in variables:
        writer.texts[variable] = Text(variable.value)
        if numbers:
            writer.lines.append(f"{variable.value} = float({variable.value})")
    return writer


def _return(writer: Writer, results: Sequence[Node], *, single: bool) -> str:
    """The statement that returns the results."""
    texts = [_returned(node, writer, results, results[:i]) for i, node in enumerate(results)]
    if single:
        return f"return {texts[0]}"
    comma = "," if len(texts) == 1 else ""
    return f"return ({', '.join(texts)}{comma})"


def _giving_up(function: Any) -> Any:
    """A program of numbers that returns `None` where Python raises an error and NumPy does not."""

    def run(*args: Any) -> Any:
        try:
            return function(*args)
        except GIVES_UP:
            return None

    return run


_ABOUT_NUMBERS = {
    "isinf": "abs({0}) == np.inf",
    "isfinite": "abs({0}) < np.inf",
    "isnan": "{0} != {0}",
}
"""Questions about one number, which Python's operators answer faster than NumPy's functions."""

_DEFINED = object()
"""The answer of a guard that a node has no entry that is NaN."""


def _returned_portably(node: Node, text: Text) -> str:
    """A result that is no argument and no constant."""
    value = number_of(node)
    if value is not None:
        return f"xp.full({node.shape}, {number(value)})"
    if node.name in (VARIABLE, CONSTANT):
        return f"xp.asarray({text.text}, copy=True)"
    return text.text


def _asked(guards: Sequence[tuple[Node, Any]], results: Sequence[Node]) -> list[tuple[Node, Any]]:
    """The guards in the form in which they cost least, without those that are not needed.

    A Hessian needs no gradient: whether that is defined is asked where it is a result. And a matrix
    that has an inverse needs no question whether its determinant is zero.
    """
    used = set(ordered(results))
    inverted = {node.operands[0] for node in used if _is_call(node, np.linalg.inv)}
    found: list[tuple[Node, Any]] = []
    for condition, answer in guards:
        inner = condition.operands[0] if condition.name in ("any", "all") else condition
        if inner.name == "isnan" and answer is False:
            if inner.operands[0] in used:
                found.append((inner.operands[0], _DEFINED))
        elif inner.name == "isfinite" and condition.name == "all" and answer is True:
            found.append((inner.operands[0], FINITE))
        elif answer is not False or _determinant_asked(condition) not in inverted:
            found.append((condition, answer))
    return found


def _is_call(node: Node, function: Any) -> bool:
    return node.name == CALL and node.static.function is function


def _determinant_asked(condition: Node) -> Node | None:
    """The matrix of which a guard asks whether its determinant is zero."""
    if condition.name != "equal":
        return None
    item, bound = condition.operands
    if item.name != ITEM or number_of(bound) != -math.inf:
        return None
    call = item.operands[0]
    return call.operands[0] if _is_call(call, np.linalg.slogdet) else None


def _with_warnings_off(lines: list[str], nodes: Sequence[Node]) -> list[str]:
    """The statements without floating-point warnings, if some were recorded so."""
    if not any(node.name == CALL and node.static.quiet for node in nodes):
        return lines
    return ['with np.errstate(all="ignore"):', *(f"    {line}" for line in lines)]


def _returned(node: Node, writer: Writer, results: Sequence[Node], before: Sequence[Node]) -> str:
    """A result in memory of its own, which the caller may write into."""
    text = writer.texts[node]
    if writer.numbers and node.dtype == np.float64:
        return f"np.float64({text.text})"
    if writer.portable:
        return _returned_portably(node, text)
    if not node.shape:
        return text.text
    filled = number_of(node)
    if filled is not None and node.dtype == np.float64:
        return f"np.full({node.shape}, {number(filled)})"
    if node.name == "broadcast_to" and not node.operands[0].shape:
        return f"np.full({node.shape}, {writer.texts[node.operands[0]].text})"
    owner = writer.owner.get(node, node)
    others = [writer.owner.get(other, other) for other in results if other is not node]
    foreign = owner.name in (VARIABLE, CONSTANT) or owner in others or node in before
    kept = node.name != "broadcast_to" and owner.name not in ("broadcast_to", "getitem")
    return text.text if kept and not foreign else f"{text.within(ATOM)}.copy()"
