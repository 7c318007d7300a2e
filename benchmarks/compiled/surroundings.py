"""What was measured on, and with; and what an import takes."""

from __future__ import annotations

import datetime
import importlib.metadata
import os
import platform
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.compiled.engines import ENGINES

RUNS = 7
HEAVY = ("numpy", "scipy", "sympy")


def today() -> str:
    """The date in UTC."""
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def machine() -> dict[str, Any]:
    """Processor, cores, memory, system, Python and BLAS."""
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory": f"{pages * size / 2**30:.0f} GiB",
        "system": platform.system(),
        "python": platform.python_version(),
        "numpy": importlib.metadata.version("numpy"),
        "blas": _blas(),
    }


def _processor() -> str:
    """As Linux names it."""
    path = Path("/proc/cpuinfo")
    lines = path.read_text().splitlines() if path.is_file() else []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or platform.machine()


def _blas() -> str:
    import numpy as np

    built: Any = np.show_config(mode="dicts")
    found = built["Build Dependencies"]["blas"]
    return f"{found['name']} {found['version']}"


def engines(names: Mapping[str, str] | list[str], absent: Mapping[str, str]) -> dict[str, Any]:
    """The engines of a run: title, versions, note, and why one is absent."""
    return {name: _engine(name, absent.get(name, "")) for name in ENGINES if name in names}


def _engine(name: str, absent: str) -> dict[str, Any]:
    entry = ENGINES[name]
    found = {"title": entry.title, "note": entry.note}
    if absent:
        return {**found, "absent": absent}
    return {**found, "versions": {n: importlib.metadata.version(n) for n in entry.libraries}}


def imports() -> dict[str, Any]:
    """Seconds of CPU time that importing takes above an empty interpreter, and what it loads."""
    return {
        "import numpy": _import_time("import numpy"),
        "import jacobook and numpy": _import_time("import numpy, jacobook"),
        "loaded by import jacobook": _loaded("import jacobook"),
    }


def _import_time(statement: str) -> float:
    code = (
        f"import time; start = time.process_time(); {statement}; print(time.process_time() - start)"
    )
    return min(float(_output(code)) for _ in range(RUNS))


def _loaded(statement: str) -> list[str]:
    """Which of the heavy modules a statement loads."""
    return _output(f"import sys; {statement}; print(*({{*sys.modules}} & {{*{HEAVY}}}))").split()


def _output(code: str) -> str:
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return run.stdout
