"""Programs of live pages with points to run them at, and what jacobook computes there."""

import json
import zlib

import numpy as np

from jacobook.rule import TestVector
from jacobook.testing.domains import Places, sample
from jacobook_site.examples import example
from jacobook_site.live.program import as_text

DRAWS = 3


def points(rule, program, record):
    """Operands of the worked example, and some drawn in the rule's domain."""
    pairs = list(zip(rule.operands, program.inputs, strict=True))
    made = [{o.name: typed(o, np.reshape(each.start, each.shape)) for o, each in pairs}]
    for draw in range(DRAWS):
        rng = np.random.default_rng(zlib.crc32(f"{rule.id} {draw}".encode()))
        places = Places(rng, sum(len(each.start) for each in program.inputs))
        avoid = [k[0] for k in record.curve.kinks] if record.curve else []
        drawn = {
            o.name: typed(o, sample(o, each.shape, places, below={}, avoid=avoid))
            for o, each in pairs
        }
        made.append(drawn)
    return made


def typed(operand, array):
    """An array in NumPy's usual types: narrow ones have fewer digits, and places are whole."""
    if operand.has("bool"):
        return array.astype(bool)
    return array.astype(int if operand.has("int") or operand.has("index") else float)


def expected(rule, program, operands, registry):
    """The value, and a Jacobian for each derivative of a program, by the engine."""
    found = example(rule, TestVector(operands=operands), registry, full=True)
    if found.value is None or found.value.imaginary:
        return None
    jacobians = {named.name: named.values.flat for named in found.jacobians}
    names = [program.inputs[slope.variable].name for slope in program.slopes]
    if any(name not in jacobians for name in names):
        return None
    return {
        "inputs": [plain(operands[each.name]) for each in program.inputs],
        "value": plain(found.value.flat),
        "jacobians": [plain(jacobians[name]) for name in names],
    }


def plain(array):
    """Numbers that JSON can hold."""
    flat = np.ravel(np.asarray(array, dtype=float)).tolist()
    return [v if np.isfinite(v) else repr(v) for v in flat]


def cases(registry, known):
    """For each rule with a program: the program as its page has it, and the points."""
    found = []
    for record in known:
        if record.live is None:
            continue
        rule = registry[record.id]
        at = [
            expected(rule, record.live, operands, registry)
            for operands in points(rule, record.live, record)
        ]
        found.append({"id": record.id, "program": json.loads(as_text(record.live)), "points": at})
    return found
