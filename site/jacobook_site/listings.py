"""Python source shown on a page: a call that was run, and the maps the engine applies."""

from __future__ import annotations

import contextlib
import functools
import inspect
import io
import re
import textwrap
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jacobook.catalogue import Registry
from jacobook.compilation import Source, write_function
from jacobook.formulas import elementwise_source, formula_source
from jacobook.reading import function_expression
from jacobook.rule import Formula, Rule
from jacobook_site.author_code import Attempt
from jacobook_site.examples import Example
from jacobook_site.numbers import literal
from jacobook_site.worked_instances import WorkedInstance


@dataclass(frozen=True, slots=True)
class Listing:
    """A piece of Python.

    Attributes:
        title: what it is.
        text: the source.
        output: what running it printed; `None` if it is not run.
    """

    title: str
    text: str
    output: str | None = None


def usage(rule: Rule, shown: Example, registry: Registry) -> Listing | None:
    """A call of jacobook on the example's operands, run now; `None` if it cannot be written."""
    writable = shown.value is not None and not shown.parameters and not rule.variadic
    if not writable:
        return None
    source = Attempt(lambda: _function_source(rule, registry)).value
    if source is None:
        return None
    text = _call_text(rule, shown, source.text, needs_op="op." in source.text)
    output = Attempt(lambda: _run(text)).value
    return None if output is None else Listing("Call", text, output)


def _function_source(rule: Rule, registry: Registry) -> Source:
    """The rule's function as NumPy source, abstract functions replaced by their instances."""
    name, sizes = _function_name(rule), dict(rule.sizes)
    if rule.functions:
        worked = WorkedInstance(rule, registry)
        body, shapes = worked.function(), worked.instance.shapes
    else:
        body = function_expression(rule, registry)
        shapes = {o.name: o.shape for o in rule.operands}
    found = {size for shape in shapes.values() for size in shape}
    fixed = {letter: size for letter, size in sizes.items() if letter not in found}
    return write_function(name, rule.names, body, registry, shapes=shapes, sizes=fixed)


def _function_name(rule: Rule) -> str:
    """`f`, or another name where an operand is called so."""
    return "f" if "f" not in rule.names else "function"


def _call_text(rule: Rule, shown: Example, function: str, *, needs_op: bool) -> str:
    imports = ["import numpy as np", "import jacobook as jb"]
    if needs_op:
        imports.append("from jacobook import operations as op")
    if named := [name for name in ("inf", "nan", "pi") if re.search(rf"\b{name}\b", function)]:
        imports.insert(1, f"from numpy import {', '.join(named)}")
    data = [f"{o.name} = {_operand(literal(o.values), o.values.shape)}" for o in shown.operands]
    scalar = shown.value is not None and not shown.value.shape
    argnums = tuple(i for i, o in enumerate(rule.operands) if o.differentiable)
    call = _scalar_call(rule, argnums) if scalar else _array_call(rule, argnums)
    if not scalar and _is_tall(shown) and len(argnums) == len(rule.operands):
        call = _pullback_call(rule)
    call = [line.replace("(f", f"({_function_name(rule)}", 1) for line in call]
    return "\n".join([*imports, "", "", function.rstrip(), "", "", *data, "", *call]) + "\n"


def _operand(text: str, shape: tuple[int, ...]) -> str:
    return f"np.array({text})" if shape else text


def _is_tall(shown: Example) -> bool:
    """Whether some Jacobian has more than two axes, which print badly."""
    own = len(shown.value.shape) if shown.value is not None else 0
    return any(own + len(o.values.shape) > 2 for o in shown.operands)


def _pullback_call(rule: Rule) -> list[str]:
    return [
        f"{_value(rule)}, pullback = jb.vjp(f, {', '.join(rule.names)})",
        f"print({_value(rule)})",
        f"for bar in pullback(np.ones_like({_value(rule)})):",
        "    print(bar)",
    ]


def _scalar_call(rule: Rule, argnums: tuple[int, ...]) -> list[str]:
    names = ", ".join(rule.names)
    chosen = "" if argnums == (0,) else f", argnums={argnums[0] if len(argnums) == 1 else argnums}"
    value, made = _value(rule), "gradient" if len(argnums) == 1 else "gradients"
    lines = [f"{value}, {made} = jb.value_and_grad(f{chosen})({names})", f"print({value})"]
    if len(argnums) == 1:
        return [*lines, "print(gradient)"]
    return [*lines, "for gradient in gradients:", "    print(gradient)"]


def _value(rule: Rule) -> str:
    """A name for the value that is no operand's."""
    return "value" if rule.result in (*rule.names, "f", "np", "jb", "op") else rule.result


def _array_call(rule: Rule, argnums: tuple[int, ...]) -> list[str]:
    names = ", ".join(rule.names)
    lines = [f"print(f({names}))"]
    for position in argnums:
        chosen = "" if position == 0 else f", argnums={position}"
        lines.append(f"print(jb.jacobian(f{chosen})({names}))")
    return lines


def _run(text: str) -> str:
    """What the text prints."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(compile(text, "<usage>", "exec"), {"__name__": "usage"})  # noqa: S102 - ours
    return printed.getvalue()


def maps(rule: Rule, registry: Registry) -> tuple[Listing, ...]:
    """The primal, pullbacks and pushforwards as the engine runs them."""
    found = []
    if callable(rule.primal):
        found.append(Listing("Function", _source_of(rule.primal)))
    if rule.expand is not None:
        found.append(Listing("Expansion", _source_of(rule.expand)))
    backward, forward = f"{rule.result}_bar", "x_dot"
    for title, given, direction in (
        ("Pullback", rule.pullback, backward),
        ("Pushforward", rule.pushforward, forward),
    ):
        for name in rule.names:
            if name in given:
                made = _given_source(given[name], rule, name, direction, registry)
                found.append(Listing(f"{title} of {name}", made))
    if rule.kind == "elementwise":
        found += _elementwise_maps(rule, registry)
    return _without_doubles(found)


def _given_source(
    formula: Formula, rule: Rule, name: str, direction: str, registry: Registry
) -> str:
    if not isinstance(formula, str):
        return _source_of(formula)
    shown = direction if direction.endswith("_bar") else f"{name}_dot"
    return _text_or_reason(lambda: formula_source(formula, rule, name, shown, registry))


def _elementwise_maps(rule: Rule, registry: Registry) -> list[Listing]:
    found = []
    for operand in rule.operands:
        if operand.name not in rule.pullback and rule.clauses("elem", operand.name):
            write = functools.partial(
                elementwise_source, rule, operand.name, f"{rule.result}_bar", registry
            )
            if text := _text_or_reason(write):
                found.append(Listing(f"Pullback of {operand.name}", text))
    return found


def _text_or_reason(write: Callable[[], Source | None]) -> str:
    """A source's text; a comment if it cannot be written; empty if there is none."""
    attempt = Attempt(write)
    if attempt.problem:
        return f"# not shown: {attempt.problem}\n"
    return attempt.value.text if attempt.value else ""


def _source_of(function: Callable[..., Any]) -> str:
    """The source of a rule's function, or where it is if there is none to read."""
    try:
        return textwrap.dedent(inspect.getsource(function))
    except (OSError, TypeError):
        return f"# {getattr(function, '__module__', '')}.{getattr(function, '__qualname__', '')}\n"


def _without_doubles(found: list[Listing]) -> tuple[Listing, ...]:
    """Listings of the same text joined under one title."""
    by_text: dict[str, list[str]] = {}
    for listing in found:
        by_text.setdefault(listing.text, []).append(listing.title)
    return tuple(Listing(", ".join(titles), text) for text, titles in by_text.items())
