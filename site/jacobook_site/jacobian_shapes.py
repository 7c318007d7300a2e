"""The shapes of derivatives as numbers: those of the first example, joined."""

from __future__ import annotations

from jacobook_site.examples import Example
from jacobook_site.markup import code, escape, table
from jacobook_site.records import RuleRecord


def jacobian_shapes(record: RuleRecord) -> str:
    """A table of `y.shape + x.shape` for each operand; empty without an example."""
    example = record.examples[0] if record.examples else None
    if example is None or example.value is None or not example.gradients:
        return ""
    rows = [_row(record, example, g.name, g.values.shape) for g in example.gradients]
    y = record.result.name
    return table(["derivative", f"{escape(y)}.shape + operand.shape", "in the example"], rows)


def _row(record: RuleRecord, example: Example, name: str, shape: tuple[int, ...]) -> list[str]:
    assert example.value is not None
    own = example.value.shape
    y = record.result.name
    kind = "Jacobian" if own else "gradient"
    joined = f"{own} + {shape} = {own + shape}"
    return [f"{kind} by {code(name)}", code(f"{y}.shape + {name}.shape"), code(joined)]
