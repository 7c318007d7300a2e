"""What blocks of hand-written pages ask the engine to derive."""

from __future__ import annotations

import re
from typing import Any

from jacobook.catalogue import Registry
from jacobook.closed_form.derivation import Derivation, derive
from jacobook.operand import Operand, parse_operands
from jacobook_site.forms.layouts import known_facts

_OPTION = re.compile(r"\s+(wrt|syntax|order)=(\S+)\s*$")


def requested(text: str, registry: Registry) -> Derivation:
    """The derivation that `norm2(X*w - y)^2 wrt=w syntax=matlab | X:(m,n)` asks for."""
    body, declared = split_declarations(text)
    options: dict[str, Any] = {}
    while match := _OPTION.search(body):
        options[match[1]] = int(match[2]) if match[1] == "order" else match[2]
        body = body[: match.start()]
    operands = operands_in(declared)
    shapes = {o.name: o.shape for o in operands} or None
    assume = {o.name: sorted(known) for o in operands if (known := known_facts(o))}
    found: Derivation = derive(
        body.strip(), shapes=shapes, assume=assume or None, registry=registry, **options
    )
    return found


def operands_of(text: str) -> dict[str, Operand]:
    """The variables that a request declares."""
    return {o.name: o for o in operands_in(split_declarations(text)[1])}


def operands_in(declared: str) -> tuple[Operand, ...]:
    """The operands of some declarations, of which there may be none."""
    return tuple(parse_operands(declared)) if declared else ()


def split_declarations(text: str) -> tuple[str, str]:
    """A formula and its declarations; a bar inside the formula is a logical or."""
    formula, bar, declared = text.rpartition(" | ")
    return (formula, declared) if bar and (":" in declared or "(" in declared) else (text, "")
