"""Source for any array library that follows the array API standard: Dask, PyTorch, JAX, CuPy.

The same graph, written with the standard's names and without writing into arrays. What the standard
does not have is refused with its name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any

import numpy as np

from jacobook.array_operators import ArrayOperators
from jacobook.binding import dotted_name
from jacobook.compiled.expressions import (
    ATOM,
    COMPARISON,
    PRODUCT,
    SUM,
    Text,
    argument,
    is_infix,
    number,
    written,
)
from jacobook.compiled.graph import ALIAS, CALL, ITEM, Form, Node, number_of
from jacobook.compiled.primitives import REDUCTIONS
from jacobook.errors import UnknownFunctionError

_RENAMED = {
    "absolute": "abs",
    "arccos": "acos",
    "arccosh": "acosh",
    "arcsin": "asin",
    "arcsinh": "asinh",
    "arctan": "atan",
    "arctan2": "atan2",
    "arctanh": "atanh",
    "conjugate": "conj",
    "invert": "bitwise_invert",
    "power": "pow",
}
"""Functions which the standard calls otherwise."""

_FUNCTIONS = {"numpy.concatenate": "concat", "numpy.stack": "stack", "numpy.roll": "roll"}
_LINALG = ("cholesky", "det", "inv", "eigh", "eigvalsh", "pinv", "qr", "slogdet", "solve", "svd")


def written_portably(
    node: Node, operands: Sequence[Text], namer: Callable[[Any, str], str]
) -> Text:
    """The source of a node's call in the names of the standard.

    Raises:
        UnknownFunctionError: the standard has no such function.
    """
    if is_infix(node.name) or node.name in ("negative", "getitem", ALIAS, ITEM):
        return written(node, operands, namer)
    if node.name in REDUCTIONS:
        axes, keepdims = node.static
        axis = axes[0] if axes is not None and len(axes) == 1 else axes
        more = ", keepdims=True" if keepdims else ""
        return Text(f"xp.{node.name}({operands[0].text}, axis={axis}{more})")
    if node.name in _SPECIAL:
        return _SPECIAL[node.name](node, operands)
    if node.name == CALL:
        return _call(node.static, operands, namer)
    name = _RENAMED.get(node.name, node.name)
    return Text(f"xp.{name}({', '.join(o.text for o in operands)})")


def _call(form: Form, operands: Sequence[Text], namer: Callable[[Any, str], str]) -> Text:
    """A call of a function of NumPy that the standard, or its linear algebra, has too."""
    dotted = dotted_name(form.function) if hasattr(form.function, "__name__") else ""
    last = dotted.rpartition(".")[2]
    if dotted.startswith("numpy.linalg.") and last in _LINALG:
        name = f"xp.linalg.{last}"
    elif dotted in _FUNCTIONS:
        name = f"xp.{_FUNCTIONS[dotted]}"
    else:
        raise UnknownFunctionError(
            f"{dotted or form.function!r}: the array API standard has no such function, so the "
            "source cannot be written for other array libraries. Compute that part with NumPy, or "
            "write it with functions that the standard has."
        )
    args = [argument(arg, operands, namer) for arg in form.args]
    args += [f"{key}={argument(value, operands, namer)}" for key, value in form.kwargs.items()]
    return Text(f"{name}({', '.join(args)})")


def _maximum(node: Node, operands: Sequence[Text]) -> Text:
    """The larger of two; with a number, a clip, for the standard takes arrays alone."""
    side = "min" if node.name == "maximum" else "max"
    for i in (0, 1):
        bound = number_of(node.operands[i])
        if bound is not None:
            return Text(f"xp.clip({operands[1 - i].text}, {side}={number(bound)})")
    return Text(f"xp.{node.name}({operands[0].text}, {operands[1].text})")


def _heaviside(node: Node, operands: Sequence[Text]) -> Text:
    x = operands[0].within(COMPARISON + 1)
    return Text(f"xp.astype({x} > 0, {operands[0].within(ATOM)}.dtype)")


def _square(node: Node, operands: Sequence[Text]) -> Text:
    x = operands[0]
    return Text(
        f"{x.text} * {x.text}" if x.text.isidentifier() else f"{x.within(ATOM)}**2", PRODUCT
    )


def _placed(node: Node, operands: Sequence[Text]) -> Text:
    """Entries among zeros, added to an array if there is one: no array is written into."""
    shape, (kind, where) = node.static
    base, entries = (operands[0] if len(operands) > 1 else None), operands[-1]
    inner = node.operands[-1]
    wide = (
        _along_slices(shape, where, entries, inner)
        if kind == "index"
        else _on_diagonals(shape, where, entries, inner)
    )
    return wide if base is None else Text(f"{base.within(SUM)} + {wide.within(PRODUCT)}", SUM)


def _on_diagonals(shape: Sequence[int], letters: str, entries: Text, inner: Node) -> Text:
    """Entries times identity matrices, one for each letter that stands twice."""
    distinct = "".join(dict.fromkeys(letters))
    lengths = dict(zip(letters, shape, strict=True))
    factors = []
    if inner.shape:
        own = distinct[len(distinct) - len(inner.shape) :]
        axes = [letters.index(letter) for letter in own]
        parts = [":" if i in axes else "None" for i in range(len(letters))]
        factors.append(f"{entries.within(ATOM)}[{', '.join(parts)}]")
    else:
        factors.append(entries.within(PRODUCT))
    for letter in distinct:
        places = [i for i, other in enumerate(letters) if other == letter]
        for place in places[1:]:
            parts = [":" if i in (places[0], place) else "None" for i in range(len(letters))]
            factors.append(f"xp.eye({lengths[letter]})[{', '.join(parts)}]")
    return Text(" * ".join(factors), PRODUCT)


def _along_slices(shape: Sequence[int], index: Any, entries: Text, inner: Node) -> Text:
    """Entries between zeros.

    Raises:
        UnknownFunctionError: the places are not next to each other.
    """
    parts = list(index) if isinstance(index, tuple) else [index]
    if any(part is None or part is ... for part in parts):
        parts = [part for part in parts if part is not ...]
    text, own = entries.text, list(shape)
    bounds = [_bounds(part, shape[axis]) for axis, part in enumerate(parts)]
    kept = [stop - start for start, stop in bounds] + own[len(parts) :]
    if tuple(kept) != inner.shape:
        text = f"xp.reshape({text}, {tuple(kept)})"
    for axis, (start, stop) in enumerate(bounds):
        pieces = []
        for count in (start, None, shape[axis] - stop):
            zeros = (*kept[:axis], count, *kept[axis + 1 :])
            pieces += [text] if count is None else [f"xp.zeros({zeros})"] if count else []
        kept[axis] = shape[axis]
        text = f"xp.concat([{', '.join(pieces)}], axis={axis})" if len(pieces) > 1 else text
    return Text(text)


def _bounds(part: Any, length: int) -> tuple[int, int]:
    if isinstance(part, slice):
        start, stop, step = part.indices(length)
        if step == 1:
            return start, max(start, stop)
    elif isinstance(part, int | np.integer):
        start = int(part) % length
        return start, start + 1
    raise UnknownFunctionError(
        f"x[{part}]: its derivative puts entries into places that are not next to each other, for "
        "which the array API standard has no function. Use a slice with step 1."
    )


_SPECIAL: dict[str, Callable[[Node, Sequence[Text]], Text]] = {
    "reshape": lambda n, o: Text(f"xp.reshape({o[0].text}, {n.static})"),
    "transpose": lambda n, o: Text(f"xp.permute_dims({o[0].text}, {n.static})"),
    "broadcast_to": lambda n, o: Text(f"xp.broadcast_to({_array(n, o)}, {n.static})"),
    "astype": lambda n, o: Text(f"xp.astype({o[0].text}, xp.{n.static.name})"),
    "einsum": lambda n, o: Text(f"xp.einsum({n.static!r}, {', '.join(t.text for t in o)})"),
    "maximum": _maximum,
    "minimum": _maximum,
    "heaviside": _heaviside,
    "square": _square,
    "reciprocal": lambda n, o: Text(f"1.0 / {o[0].within(PRODUCT + 1)}", PRODUCT),
    "placed": _placed,
    "added_at": _placed,
}


def _array(node: Node, operands: Sequence[Text]) -> str:
    """An operand as an array: a number has to be made one."""
    text = operands[0].text
    return f"xp.asarray({text})" if number_of(node.operands[0]) is not None else text


def namespace_of(values: Sequence[Any]) -> ModuleType | None:
    """The library of arrays that are not NumPy's; `None` if all are.

    Raises:
        ImportError: the package that tells is not installed.
    """
    foreign = [v for v in values if is_foreign(v)]
    if not foreign:
        return None
    import array_api_compat

    found: ModuleType = array_api_compat.array_namespace(*foreign)
    return found


def is_foreign(value: Any) -> bool:
    """Whether something is an array of another library than NumPy, and not staged or traced."""
    return (
        not isinstance(value, ArrayOperators)
        and hasattr(value, "shape")
        and hasattr(value, "dtype")
        and not isinstance(value, np.ndarray | np.generic)
    )
