"""What the benchmark of compiled derivatives found, from the file that was committed with it.

Times belong to a machine, so they are not measured when the site is built.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "benchmarks" / "compiled" / "results.json"
FORMAT = 1

Record = dict[str, Any]


def recorded(path: Path = RESULTS) -> Record | None:
    """The record, if there is one.

    Raises:
        ValueError: the file is of another format.
    """
    if not path.is_file():
        return None
    found: Record = json.loads(path.read_text(encoding="utf-8"))
    if found.get("format") != FORMAT:
        raise ValueError(
            f"{path} has format {found.get('format')}; this site reads format {FORMAT}. "
            "Measure again with `make bench`."
        )
    return found
