"""What a run found, as data and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """One engine on one row.

    Attributes:
        status: `ok`, `wrong` (and not timed), `none` (no such form), `error`, `time` (no result in
            time), `skipped` (no result in time at a smaller size), `died`.
        seconds: per call, the median of the rounds.
        ratio: to the limit of the same round, the median.
        low: the least ratio of a round.
        high: the largest ratio of a round.
        setup: seconds from the function to the first result.
        peak: the most bytes held during a call, where that was measured.
        detail: what went wrong, in words.
    """

    status: str
    seconds: float | None = None
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    setup: float | None = None
    peak: int | None = None
    detail: str = ""

    def record(self) -> dict[str, Any]:
        """The fields that say something, in four digits."""
        return {k: _short(v) for k, v in asdict(self).items() if v not in (None, "")}


def _short(value: Any) -> Any:
    return float(f"{value:.4g}") if isinstance(value, float) else value


@dataclass(frozen=True, slots=True)
class Measured:
    """One row of the tables, with a cell for each engine."""

    id: str
    case: str
    size: str
    scale: int
    kind: str
    cells: Mapping[str, Cell]

    def cell(self, engine: str) -> Cell:
        """The cell of an engine, of status `none` if it was not asked."""
        return self.cells.get(engine, NOT_ASKED)

    def ratio(self, engine: str) -> float | None:
        """The ratio to the limit, if there is one."""
        return self.cell(engine).ratio

    def seconds(self, engine: str = "limit") -> float | None:
        """Seconds per call, if there are any."""
        return self.cell(engine).seconds

    def record(self) -> dict[str, Any]:
        """The row in plain data."""
        cells = {name: cell.record() for name, cell in self.cells.items() if cell != NOT_ASKED}
        words = {"id": self.id, "case": self.case, "size": self.size, "kind": self.kind}
        return {**words, "scale": self.scale, "cells": cells}


NOT_ASKED = Cell("none")


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run.

    Attributes:
        date: of the run.
        machine: what it ran on, in words.
        options: how carefully.
        engines: title, versions, note, and why it is absent if it is.
        rows: the rows.
        extras: single measurements by name.
        derived: what follows from the rows: goals, means, growth.
    """

    date: str
    machine: Mapping[str, Any]
    options: Mapping[str, Any]
    engines: Mapping[str, Mapping[str, Any]]
    rows: Sequence[Measured]
    extras: Mapping[str, Any] = field(default_factory=dict)
    derived: Mapping[str, Any] = field(default_factory=dict)

    def record(self) -> dict[str, Any]:
        """The run in plain data."""
        plain = {k: getattr(self, k) for k in self.__slots__ if k not in ("rows", "derived")}
        rows = [row.record() for row in self.rows]
        return {"format": FORMAT, **_plain(plain), **_plain(self.derived), "rows": rows}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    return _short(value)


def write(report: Report, path: Path) -> None:
    """Write a run as JSON, a row to a line."""
    record = report.record()
    rows = ",\n".join(f"  {json.dumps(row)}" for row in record.pop("rows"))
    head = json.dumps(record, indent=1)[:-2]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'{head},\n "rows": [\n{rows}\n ]\n}}\n')


def rows_of(record: Mapping[str, Any]) -> list[Measured]:
    """The rows of a run, read back."""
    return [
        Measured(**{**row, "cells": {k: Cell(**cell) for k, cell in row["cells"].items()}})
        for row in record["rows"]
    ]
