"""Expressions as Python functions: straight-line NumPy source, printed and then compiled.

The source is written from an expression graph, whose names the parser has checked; text from
outside never reaches the compiler.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jacobook import language
from jacobook.catalogue import Registry
from jacobook.errors import RuleDefinitionError
from jacobook.expression import CONSTANT, DIMENSION, VARIABLE, Expression, postorder
from jacobook.notation.infix import infix
from jacobook.parsing.scope import NUMBERS
from jacobook.shapes import Shape, letters_in, linear_in, show

_LEAVES = (VARIABLE, CONSTANT, DIMENSION)
_NUMPY_CONSTRUCTORS = ("eye", "ones", "zeros")


@dataclass(frozen=True, slots=True)
class Source:
    """A Python function as text.

    Attributes:
        name: the function's name.
        text: its source.
        registry: the rules with which `op` computes.
        names: what the source refers to besides NumPy: `op`, or abstract functions.
    """

    name: str
    text: str
    registry: Registry
    names: frozenset[str] = field(default=frozenset())


def write_function(
    name: str,
    arguments: Sequence[str],
    result: Expression,
    registry: Registry,
    *,
    shapes: Mapping[str, Shape] | None = None,
    sizes: Mapping[str, int] | None = None,
    keywords: bool = False,
) -> Source:
    """The source of a function which returns `result`.

    Args:
        name: the function's name.
        arguments: its arguments; variables of `result` are among them.
        result: what it returns. Shared parts are computed once and named.
        registry: says how operations are called.
        shapes: declared shapes of the arguments, from which size letters are read.
        sizes: numbers for size letters, where shapes need not tell them.
        keywords: accept and ignore static parameters.
    """
    lines = [*size_lines(result, shapes or {}, sizes or {}), *_statements(result, registry)]
    signature = ", ".join([*arguments, *(["**_"] if keywords else [])])
    body = "".join(f"    {line}\n" for line in lines)
    text = f"def {name}({signature}):\n{body}"
    return Source(name, text, registry, frozenset(_outside_names(result, registry)))


def compile_function(source: Source, names: Mapping[str, Any] | None = None) -> Callable[..., Any]:
    """The function that a source writes.

    Args:
        source: from `write_function`.
        names: values for `source.names`.
    """
    import numpy

    from jacobook.operations import vocabulary_of

    vocabulary = vocabulary_of(source.registry)
    scope: dict[str, Any] = {"np": numpy, "op": vocabulary, **NUMBERS, **(names or {})}
    exec(compile(source.text, f"<jacobook {source.name}>", "exec"), scope)  # noqa: S102
    function: Callable[..., Any] = scope[source.name]
    return function


def call_names(registry: Registry) -> Callable[[str], str]:
    """How each operation is called in NumPy source: `det` as `np.linalg.det`."""

    def call_name(operation: str) -> str:
        if operation in _NUMPY_CONSTRUCTORS:
            return f"np.{operation}"
        if operation == language.STOP:
            return f"op.{operation}"
        rule = registry.rule_of(operation)
        if isinstance(rule.primal, str) and rule.primal.startswith("numpy."):
            return rule.primal.replace("numpy.", "np.", 1)
        return f"op.{operation}"

    return call_name


def _statements(result: Expression, registry: Registry) -> list[str]:
    """One assignment for each shared part, then the return."""
    call_name = call_names(registry)
    known: dict[Expression, str] = _special_forms(result)
    lines: list[str] = []
    for part in _shared(result):
        text = infix(part, call_name, known)
        known[part] = f"t{len(lines) + 1}"
        lines.append(f"{known[part]} = {text}")
    return [*lines, f"return {infix(result, call_name, known)}"]


def _shared(result: Expression) -> list[Expression]:
    """The parts used more than once, operands first."""
    uses = Counter(operand for part in postorder(result) for operand in part.operands)
    return [
        part
        for part in postorder(result)
        if uses[part] > 1 and part.operation not in (*_LEAVES, *language.CONSTRUCTORS)
    ]


def _special_forms(result: Expression) -> dict[Expression, str]:
    """Constant arrays which NumPy has no single function for."""
    found = {}
    for part in postorder(result):
        if part.operation == "basis":
            found[part] = f"np.eye({part.shape[0]})[{part['i']}]"
        elif part.operation == "single":
            rows, columns = (f"np.eye({size})" for size in part.shape)
            found[part] = f"np.outer({rows}[{part['i']}], {columns}[{part['j']}])"
        elif part.operation == "commutation":
            m, n = part["m"], part["n"]
            order = f"np.arange({m}*{n}).reshape({n}, {m}).T.ravel()"
            found[part] = f"np.eye({m}*{n})[{order}]"
    return found


def size_lines(
    result: Expression, shapes: Mapping[str, Shape], sizes: Mapping[str, int]
) -> list[str]:
    """`n = x.shape[0]` for each size letter that the result uses, and for those that tell it.

    Raises:
        RuleDefinitionError: nothing tells a size.
    """
    needed = size_letters(result)
    told = {**_letters_told(shapes), **{n: (str(i), ()) for n, i in sizes.items()}}
    missing = sorted(needed - told.keys())
    if missing:
        joint = [
            f"{name} is {show(shape)}"
            for name, shape in shapes.items()
            if any(word in missing for size in shape for word in letters_in(size))
        ]
        hint = f" alone; here {', '.join(joint)}" if joint else ""
        raise RuleDefinitionError(f"the sizes {missing} are in no operand's shape{hint}")
    for letter, (_, others) in reversed(told.items()):
        needed.update(others if letter in needed else ())
    return [f"{letter} = {text}" for letter, (text, _) in told.items() if letter in needed]


def _letters_told(shapes: Mapping[str, Shape]) -> dict[str, tuple[str, Sequence[str]]]:
    """How each letter follows from the shapes, with the letters that must be known before it."""
    places = [
        (size, f"{name}.shape[{axis}]")
        for name, shape in shapes.items()
        for axis, size in enumerate(shape)
        if isinstance(size, str)
    ]
    found: dict[str, tuple[str, Sequence[str]]] = {}
    for size, place in places:
        if size.isidentifier():
            found.setdefault(size, (place, ()))
    before = -1
    while before < len(found):
        before = len(found)
        for size, place in places:
            unknown = {word for word in letters_in(size) if word not in found}
            if len(unknown) == 1:
                (letter,) = unknown
                text = _solved(size, place, letter)
                others = [word for word in letters_in(size) if word != letter]
                found.update({letter: (text, others)} if text else {})
    return found


def _solved(size: str, place: str, letter: str) -> str:
    """`x.shape[0] - k` for the letter `n` of a size `k + n`; empty if the size does not tell it."""
    form = linear_in(size, letter)
    if form is None:
        return ""
    rest, step = form
    left = place if rest == 0 else f"{place} - ({rest})"
    return left if step == 1 else f"({left}) // ({step})"


def size_letters(result: Expression) -> set[str]:
    """The size letters that the source of `result` must know."""
    found: set[str] = set()
    for part in postorder(result):
        if part.operation == DIMENSION:
            found.update(_words([language.Size(part["name"])]))
        if part.operation in language.CONSTRUCTORS:
            found.update(_words([language.Size(d) for d in part.shape if isinstance(d, str)]))
        for _, value in part.parameters:
            found.update(_words([value]))
    return found


def _words(values: Sequence[object]) -> set[str]:
    """The letters inside sizes such as `n` or `m*n`."""
    sizes = [str(size) for v in values for size in _sizes_in(v)]
    return {word for size in sizes for word in re.findall(r"[A-Za-z_]\w*", size)}


def _sizes_in(value: object) -> Iterator[language.Size]:
    """The sizes in a static parameter, also as the ends of a slice."""
    if isinstance(value, language.Size):
        yield value
    elif isinstance(value, language.Slice):
        yield from (end for end in (value.start, value.stop) if isinstance(end, language.Size))
    elif isinstance(value, tuple):
        for item in value:
            yield from _sizes_in(item)


def _outside_names(result: Expression, registry: Registry) -> set[str]:
    """The abstract functions and derivative operators that the source of `result` calls."""
    found = set()
    for part in postorder(result):
        if part.operation in language.ABSTRACT:
            found.add(str(part["name"]))
            if part.operation != language.CALL:
                found.add(part.operation)
    return found
