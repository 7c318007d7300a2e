"""Each call as text: with operators where people write operators, and few parentheses."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from jacobook.binding import dotted_name
from jacobook.compiled.graph import ALIAS, CALL, ITEM, Form, Node, Slot
from jacobook.compiled.primitives import REDUCTIONS

COMPARISON, EITHER, BOTH, SUM, PRODUCT, SIGN, ATOM = range(7)
"""How tightly a text binds, loosest first."""


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of source and how tightly it binds."""

    text: str
    binds: int = ATOM

    def within(self, binds: int) -> str:
        """The text as an operand of an operator that binds so, in parentheses if it needs them."""
        return self.text if self.binds >= binds else f"({self.text})"


_INFIX = {
    "add": ("+", SUM),
    "subtract": ("-", SUM),
    "multiply": ("*", PRODUCT),
    "divide": ("/", PRODUCT),
    "matmul": ("@", PRODUCT),
    "less": ("<", COMPARISON),
    "less_equal": ("<=", COMPARISON),
    "greater": (">", COMPARISON),
    "greater_equal": (">=", COMPARISON),
    "equal": ("==", COMPARISON),
    "not_equal": ("!=", COMPARISON),
    "bitwise_and": ("&", BOTH),
    "bitwise_or": ("|", EITHER),
}


def written(node: Node, operands: Sequence[Text], namer: Callable[[Any, str], str]) -> Text:
    """The source of a node's call.

    Args:
        node: no variable and no constant.
        operands: the source of its operands.
        namer: gives a name for an object that has none in the source.
    """
    if node.name in _INFIX:
        return _infix(node.name, operands)
    if node.name == "negative":
        return Text("-" + operands[0].within(SIGN), SIGN)
    special = _SPECIAL.get(node.name)
    if special is not None:
        return special(node, operands)
    if node.name in REDUCTIONS:
        return _reduction(node, operands)
    if node.name == CALL:
        return _call(node.static, operands, namer)
    return Text(f"np.{node.name}({', '.join(o.text for o in operands)})")


def is_infix(name: str) -> bool:
    """Whether a call is written with an operator between its operands."""
    return name in _INFIX


def _infix(name: str, operands: Sequence[Text]) -> Text:
    sign, binds = _INFIX[name]
    left, right = operands
    first = binds + 1 if binds == COMPARISON else binds  # a < b < c is something else in Python
    return Text(f"{left.within(first)} {sign} {right.within(binds + 1)}", binds)


def _reduction(node: Node, operands: Sequence[Text]) -> Text:
    """A reduction as its ufunc's method, which takes half the time of NumPy's function."""
    axes, keepdims = node.static
    axis = axes[0] if axes is not None and len(axes) == 1 else axes
    more = ", keepdims=True" if keepdims else ""
    ufunc = REDUCTIONS[node.name].__name__
    if axis == 0 and not more:
        return Text(f"np.{ufunc}.reduce({operands[0].text})")
    if axis is None and len(node.operands[0].shape) == 1 and not more:
        return Text(f"np.{ufunc}.reduce({operands[0].text})")
    return Text(f"np.{ufunc}.reduce({operands[0].text}, axis={axis}{more})")


def _reshape(node: Node, operands: Sequence[Text]) -> Text:
    """New axes as an index, which reads better; any other shape by `reshape`."""
    x = operands[0].within(ATOM)
    index = added_axes(node.operands[0].shape, node.static)
    if index is not None and node.operands[0].shape:
        return Text(f"{x}[{index}]")
    if not node.operands[0].shape:
        return Text(f"np.reshape({operands[0].text}, {node.static})")
    return Text(f"{x}.reshape({_bare(node.static)})")


def added_axes(before: Sequence[int], after: Sequence[int]) -> str | None:
    """The index that adds axes of length 1, such as `:, None`; `None` if the shapes need more."""
    parts: list[str] = []
    rest = list(before)
    for length in after:
        if rest and rest[0] == length:
            parts.append(":")
            rest.pop(0)
        elif length == 1:
            parts.append("None")
        else:
            return None
    if rest or "None" not in parts:
        return None
    while parts[-1] == ":":
        parts.pop()
    return ", ".join(parts)


def _bare(shape: Sequence[int]) -> str:
    return ", ".join(map(str, shape)) if shape else "()"


def _transpose(node: Node, operands: Sequence[Text]) -> Text:
    x = operands[0].within(ATOM)
    if node.static == tuple(range(len(node.static)))[::-1]:
        return Text(f"{x}.T")
    return Text(f"{x}.transpose({_bare(node.static)})")


def _getitem(node: Node, operands: Sequence[Text]) -> Text:
    index = node.static if isinstance(node.static, tuple) else (node.static,)
    parts = ", ".join(_index_text(part, operands) for part in index)
    comma = "," if isinstance(node.static, tuple) and len(index) == 1 else ""
    return Text(f"{operands[0].within(ATOM)}[{parts or '()'}{comma}]")


def index_text(index: Any) -> str:
    """A static index as source."""
    parts = index if isinstance(index, tuple) else (index,)
    return ", ".join(_index_text(part, ()) for part in parts) or "()"


def _index_text(part: Any, operands: Sequence[Text]) -> str:
    if type(part) is Slot:
        return operands[part.position].text
    if isinstance(part, slice):
        ends = ["" if end is None else str(end) for end in (part.start, part.stop, part.step)]
        return ":".join(ends if ends[2] else ends[:2])
    return "..." if part is ... else repr(part)


_SPECIAL: Mapping[str, Callable[[Node, Sequence[Text]], Text]] = {
    "reshape": _reshape,
    "transpose": _transpose,
    "broadcast_to": lambda n, o: Text(f"np.broadcast_to({o[0].text}, {n.static})"),
    "getitem": _getitem,
    "astype": lambda n, o: Text(f"{o[0].within(ATOM)}.astype(np.{n.static.name})"),
    "einsum": lambda n, o: Text(f"np.einsum({n.static!r}, {', '.join(t.text for t in o)})"),
    ITEM: lambda n, o: Text(f"{o[0].within(ATOM)}[{n.static}]"),
    ALIAS: lambda n, o: o[0],
}


def _call(form: Form, operands: Sequence[Text], namer: Callable[[Any, str], str]) -> Text:
    """A call of any function: by its dotted name if it is NumPy's, else by a name of its own."""
    args = [argument(arg, operands, namer) for arg in form.args]
    args += [f"{name}={argument(v, operands, namer)}" for name, v in form.kwargs.items()]
    return Text(f"{_function_name(form.function, namer)}({', '.join(args)})")


def _function_name(function: Any, namer: Callable[[Any, str], str]) -> str:
    owner = getattr(function, "__self__", None)
    if isinstance(owner, np.ufunc):
        return f"{_function_name(owner, namer)}.{function.__name__}"
    dotted = dotted_name(function) if hasattr(function, "__name__") else ""
    if dotted.startswith("numpy.") and _is_found(dotted, function):
        return dotted.replace("numpy.", "np.", 1)
    return namer(function, getattr(function, "__name__", "function"))


def _is_found(dotted: str, function: Any) -> bool:
    found: Any = np
    for part in dotted.split(".")[1:]:
        found = getattr(found, part, None)
    return found is function


def argument(part: Any, operands: Sequence[Text], namer: Callable[[Any, str], str]) -> str:
    """An argument of a call as source."""
    if type(part) is Slot:
        return operands[part.position].text
    if type(part) in (list, tuple):
        inner = [argument(p, operands, namer) for p in part]
        comma = "," if type(part) is tuple and len(inner) == 1 else ""
        text = ", ".join(inner) + comma
        return f"[{text}]" if type(part) is list else f"({text})"
    if part is None or type(part) in (bool, int, str):
        return repr(part)
    return number(part) if type(part) is float else namer(part, "value")


def number(value: Any) -> str:
    """A number as source."""
    if isinstance(value, complex | np.complexfloating):
        return repr(complex(value))
    if isinstance(value, bool | np.bool_ | int | np.integer):
        return repr(value.item() if isinstance(value, np.generic) else value)
    plain = float(value)
    if math.isnan(plain):
        return "np.nan"
    if math.isinf(plain):
        return "np.inf" if plain > 0 else "-np.inf"
    return repr(plain)
