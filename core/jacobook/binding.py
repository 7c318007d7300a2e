"""A caller's arguments sorted into a rule's operands and static parameters.

NumPy's own signature says what a positional argument means; what the rule does not declare is
refused, unless it is given at the function's default.
"""

from __future__ import annotations

import functools
import inspect
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from jacobook.array_operators import NOTHING, ArrayOperators
from jacobook.errors import InPlaceWriteError, ShapeError, UnsupportedKeywordError
from jacobook.rule import Rule


def bind(
    rule: Rule, function: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]
) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """A caller's arguments sorted into the rule's operands and static parameters.

    Arguments which the rule does not declare are accepted only at the function's own default.

    Raises:
        UnsupportedKeywordError: an undeclared keyword is used.
        InPlaceWriteError: `out=` is used.
    """
    count = 1 if rule.variadic else len(rule.operands)
    if not kwargs and len(args) == count:
        return (tuple(args[0]) if rule.variadic else tuple(args)), {}
    names, defaults = signature_of(function, rule)
    given = {**dict(zip(names, args, strict=False)), **kwargs}
    if len(args) > len(names):
        raise UnsupportedKeywordError(
            f"{rule.id}: {len(args)} arguments given, at most {len(names)}"
        )
    missing = [name for name in names[:count] if name not in given]
    if missing:
        raise ShapeError(
            f"{rule.id}: operands missing: {', '.join(missing)}. The rule of "
            f"{called_name(function)} is for calls with all of {', '.join(rule.names)}."
        )
    operands = tuple(given.pop(name) for name in names[:count])
    parameters = {k: v for k, v in given.items() if k in rule.parameters}
    for name in given.keys() - parameters.keys():
        default = None if name == "out" else defaults.get(name, inspect.Parameter.empty)
        if not is_default(given[name], default):
            refuse_keyword(rule, function, name)
    if rule.variadic:
        return tuple(operands[0]), parameters
    return operands, parameters


def refuse_keyword(rule: Rule, function: Callable[..., Any], name: str) -> None:
    """Say that a keyword is not declared, and what is.

    Raises:
        InPlaceWriteError: for `out`.
        UnsupportedKeywordError: for any other.
    """
    called = called_name(function)
    if name == "out":
        raise InPlaceWriteError(
            f"{rule.id}: {called}(..., out=...) writes into an array, which cannot be "
            f"differentiated. Drop out= and use the returned value."
        )
    declared = ", ".join(rule.parameters) or "none"
    raise UnsupportedKeywordError(
        f"{rule.id}: the rule of {called} does not declare the keyword {name!r} "
        f"(declared: {declared}). Compute that part with other functions."
    )


def is_default(value: object, default: object) -> bool:
    """Whether an argument is the default itself, as if it had not been given."""
    if isinstance(value, ArrayOperators):
        return False
    return value is default or (type(value) is type(default) and bool(value == default))


@functools.cache
def signature_of(
    function: Callable[..., Any], rule: Rule
) -> tuple[tuple[str, ...], Mapping[str, Any]]:
    """The argument names and defaults of a NumPy function; the rule's own where it tells none."""
    own = (*rule.names, *rule.parameters)
    if is_ufunc(function):
        return own, NOTHING
    try:
        parameters = inspect.signature(function).parameters.values()
    except (ValueError, TypeError):
        return own, rule.parameters
    positional = [p for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    if len(positional) < (1 if rule.variadic else len(rule.operands)):
        return own, rule.parameters
    return tuple(p.name for p in positional), {p.name: p.default for p in parameters}


def is_ufunc(function: object) -> bool:
    """Whether a function is one of NumPy's universal functions."""
    return type(function).__name__ == "ufunc"


def dotted_name(function: Any) -> str:
    """The public dotted name of a NumPy or SciPy function: `numpy.linalg.inv`.

    A ufunc of neither, such as `np.frompyfunc` makes, has its plain name.
    """
    name: str = function.__name__
    module = getattr(function, "__module__", None)
    if module is None:  # a ufunc
        if getattr(sys.modules["numpy"], name, None) is function:
            return f"numpy.{name}"
        if getattr(sys.modules.get("scipy.special"), name, None) is function:
            return f"scipy.special.{_SPECIAL_NAMES.get(name, name)}"
        return name
    return ".".join([*(part for part in module.split(".") if not part.startswith("_")), name])


def called_name(function: Any) -> str:
    """A NumPy or SciPy function as people write it: `np.linalg.inv`, `scipy.linalg.expm`."""
    return re.sub("^numpy[.]", "np.", dotted_name(function))


_SPECIAL_NAMES = {"psi": "digamma"}
"""Ufuncs of SciPy that call themselves by another name than the public one."""
