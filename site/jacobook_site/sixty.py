"""The sixty benchmark expressions as plain data: measured by `benchmarks/closed_forms.py`, remembered.

The benchmark is no part of an installation; where it is missing, so is the record.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import platform
import sys
from pathlib import Path
from typing import Any

from jacobook.catalogue import Registry
from jacobook_site.dependencies import key_of_all
from jacobook_site.memory import Memory

ROOT = Path(__file__).resolve().parents[2]
BENCHMARK = ROOT / "benchmarks" / "closed_forms.py"
_SOURCES = (
    BENCHMARK,
    ROOT / "benchmarks" / "sympy_closed_forms.py",
    ROOT / "tests" / "core" / "sixty.py",
)

Record = dict[str, Any]


def measured(registry: Registry, memory: Memory, *, measure: bool = True) -> Record | None:
    """What was measured of the sixty with this state of everything, ours and SymPy's in one run.

    Args:
        registry: the rules.
        memory: remembers the record, since SymPy takes minutes.
        measure: whether to run the benchmark if nothing is remembered.
    """
    if not all(path.is_file() for path in _SOURCES):
        return None
    name = key_of_all(registry, _SOURCES, versions())
    found = memory.recall("sixty", "all", name, Record)
    if found is None and measure:
        found = {"versions": versions(), "rows": [row.record() for row in _benchmark().rows()]}
        found["statuses"] = dict(_benchmark().STATUSES)
    if found is not None:
        memory.keep("sixty", "all", name, found)
        memory.save()
    return found


def versions() -> str:
    """What the times were measured with."""
    sympy = importlib.metadata.version("sympy")
    return f"Python {platform.python_version()}, SymPy {sympy}"


def _benchmark() -> Any:
    """The benchmark as a module."""
    found = sys.modules.get(BENCHMARK.stem)
    if found is None:
        spec = importlib.util.spec_from_file_location(BENCHMARK.stem, BENCHMARK)
        if spec is None or spec.loader is None:
            raise ImportError(f"{BENCHMARK} cannot be loaded")
        found = sys.modules[BENCHMARK.stem] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(found)
    return found
