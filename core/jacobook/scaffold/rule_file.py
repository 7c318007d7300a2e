"""The text of a new rule's file."""

from __future__ import annotations

import ast
import keyword
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from jacobook import language
from jacobook.expression import postorder
from jacobook.notation.infix import infix
from jacobook.rule import Array
from jacobook.scaffold.draft import TODO, Draft
from jacobook.scaffold.errors import ScaffoldError
from jacobook.scaffold.layout import WIDTH, Source, call, laid_out, literal, spaced
from jacobook.shapes import show

SUMMARY = f"{TODO}: one sentence about the function, without formulas."
WHY = f"{TODO}: why the derivative is what it is, in a few sentences; formulas in `backticks`."
SOURCE = f"{TODO}: computed by jacobook; replace by hand-worked numbers"


def rule_text(draft: Draft) -> str:
    """The text of the file that holds a drafted rule."""
    functions = "".join(f"\n\n{text}" for text in _functions(draft))
    notes = "".join(map(_comment, draft.gaps))
    rule = "\n".join(laid_out("rule = ", call(draft.kind, _fields(draft), exploded=True)))
    blank = "\n\n" if functions else "\n"
    head = f'"""{draft.name.title}."""\n\n{_imports(draft)}'
    return f"{head}{functions}{blank}{notes}{rule}\n"


def _comment(gap: str) -> str:
    lines = textwrap.wrap(f"{TODO}: {gap}", WIDTH - 2)
    return "".join(f"# {line}\n" for line in lines)


def _imports(draft: Draft) -> str:
    lines = [f"from jacobook import {', '.join(sorted(['TestVector', draft.kind], key=_order))}"]
    if _has_primal(draft):
        if "op." in _primal_body(draft):
            lines.append("from jacobook import operations as op")
        lines.append("from jacobook.rule import Array")
    if _has_shape(draft):
        lines.append("from jacobook.shapes import Shape")
    return "\n".join(lines) + "\n"


def _order(name: str) -> tuple[bool, str]:
    """Classes before functions, as import sorters have it."""
    return name[0].islower(), name


# ------------------------------------------------------------------------------- the fields


def _fields(draft: Draft) -> dict[str, Source]:
    """The fields of the rule, in the order in which rules of the book have them."""
    name = draft.name
    fields: dict[str, Any] = {
        "id": name.id,
        "op": name.operation if draft.kind != "identity" else None,
        "title": name.title,
        "summary": SUMMARY,
        "function": draft.function.text,
        "operands": draft.function.declaration,
        "result": draft.result if draft.result != "y" else None,
        "partials": draft.partials,
        "derivative": draft.statements,
        "adjoint": _adjoint(draft),
        "pullback": draft.pullback if draft.kind == "general" else None,
    }
    written = {key: literal(value) for key, value in fields.items() if value}
    written |= _callables(draft)
    return {**written, "why": literal(WHY), "vectors": literal((_vector(draft),))}


def _adjoint(draft: Draft) -> str | None:
    return next(iter(draft.pullback.values())) if draft.kind == "linear" else None


def _callables(draft: Draft) -> dict[str, Source]:
    """The fields that name functions of the file."""
    found: dict[str, Source] = {}
    if _has_primal(draft):
        found["expand" if draft.kind == "derived" else "primal"] = _primal_name(draft)
    if _has_shape(draft):
        found["shape"] = "shape"
    return found


def _vector(draft: Draft) -> Source:
    point = draft.point
    fields: dict[str, Any] = {
        "operands": _numbers(point.operands),
        "value": _number(point.value),
        "cotangent": None if np.all(point.cotangent == 1) else _number(point.cotangent),
        "gradients": _numbers(point.gradients),
        "source": SOURCE,
    }
    return call("TestVector", {k: literal(v) for k, v in fields.items() if v is not None})


def _numbers(arrays: Mapping[str, Array]) -> dict[str, Any]:
    return {name: _number(array) for name, array in arrays.items()}


def _number(array: Array) -> Any:
    """Numbers with 14 digits, without the noise of the last ones: 0.1 for 0.09999999999999998."""
    shorten = np.vectorize(lambda x: float(f"{x:.14g}"), otypes=[float])
    return shorten(array).tolist()


# ---------------------------------------------------------------------------- the functions


def _has_primal(draft: Draft) -> bool:
    return draft.kind != "identity"


def _has_shape(draft: Draft) -> bool:
    return draft.kind in ("general", "linear")


def _functions(draft: Draft) -> Iterator[str]:
    if _has_primal(draft):
        yield _primal(draft)
    if _has_shape(draft):
        yield _shape(draft)


def _primal_name(draft: Draft) -> str:
    """The name of the function in the file: one that is not taken there."""
    name = draft.name.words[-1]
    taken = keyword.iskeyword(name) or name in ("op", "shape", "rule", *draft.function.names)
    return f"{name}_" if taken else name


def _primal(draft: Draft) -> str:
    arguments = ", ".join(f"{name}: Array" for name in draft.function.names)
    doc = f'"""`{infix(draft.function.expression)}`."""'
    head = f"def {_primal_name(draft)}({arguments}) -> Array:"
    return f"{head}\n    {doc}\n    return {_primal_body(draft)}\n"


def _primal_body(draft: Draft) -> str:
    """The function in operators and operations of the book.

    Raises:
        ScaffoldError: it makes arrays from sizes, or uses sizes as numbers.
    """
    function = draft.function
    written = infix(function.expression, lambda operation: f"op.{operation}")
    named = {n.id for n in ast.walk(ast.parse(written)) if isinstance(n, ast.Name)}
    makes_arrays = any(p.operation in language.CONSTRUCTORS for p in postorder(function.expression))
    if makes_arrays or named - {"op", *function.names}:
        raise ScaffoldError(
            f"{function.text!r} uses sizes, or a number with a name: that cannot be written as a "
            "function of arrays here. Write --kind identity, or the file by hand"
        )
    return spaced(written)


def _places(draft: Draft) -> dict[str, tuple[str, int]]:
    """For each size letter an operand and the axis that has it."""
    found: dict[str, tuple[str, int]] = {}
    for operand in draft.function.operands:
        for axis, size in enumerate(operand.shape):
            if isinstance(size, str):
                found.setdefault(size, (operand.name, axis))
    return found


def _shape(draft: Draft) -> str:
    """The function that gives the shape of the value for those of the operands."""
    value, places = draft.function.expression.shape, _places(draft)
    if any(isinstance(size, str) and size not in places for size in value):
        raise ScaffoldError(
            f"the value has shape {show(value)}, whose sizes are calculated; write --kind derived"
        )
    sizes = [f"{places[s][0]}[{places[s][1]}]" if isinstance(s, str) else str(s) for s in value]
    written = f"({sizes[0]},)" if len(sizes) == 1 else f"({', '.join(sizes)})"
    arguments = ", ".join(f"{name}: Shape" for name in draft.function.names)
    doc = f"The value has shape {show(value)}." if value else "The value is a number."
    return f'def shape({arguments}) -> Shape:\n    """{doc}"""\n    return {written}\n'
