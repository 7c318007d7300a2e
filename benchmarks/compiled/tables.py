"""A run as tables for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.table import Table
from rich.text import Text

from benchmarks.compiled.engines import PEERS
from benchmarks.compiled.results import Cell, Measured, Report

Part = Table | Text


def parts(report: Report) -> Iterator[Part]:
    """What is left out, the rows by class, means, goals."""
    for name, engine in report.engines.items():
        if "absent" in engine:
            yield Text(f"without {name}: {engine['absent']}", "dim")
    names = [n for n, engine in report.engines.items() if "absent" not in engine and n != "limit"]
    for title, rows in by_class(report):
        yield ratios(title, rows, names)
    yield from problems(report)
    yield means(report, names)
    yield goals(report)
    yield imports(report)


def by_class(report: Report) -> Iterator[tuple[str, list[Measured]]]:
    """The rows of each class that has some."""
    for title in report.derived["means"]:
        rows = [row for row in report.rows if report.derived["classes"][row.id] == title]
        if rows:
            yield title, rows


def problems(report: Report) -> Iterator[Text]:
    """What was raised, and how wrong answers are wrong."""
    for row in report.rows:
        for name, cell in row.cells.items():
            if cell.detail:
                yield Text(f"{name}, {row.id}: {cell.status}, {cell.detail}", "red")


def _table(title: str, *heads: str, texts: int = 1) -> Table:
    table = Table(title=title, title_justify="left", box=None, padding=(0, 1))
    for number, head in enumerate(heads):
        table.add_column(head, justify="left" if number < texts else "right", no_wrap=True)
    return table


def ratios(title: str, rows: list[Measured], names: list[str]) -> Table:
    """Times of the limit, and of the others over it."""
    shown = [n for n in names if any(row.cell(n).status != "none" for row in rows)]
    table = _table(title, "row", "limit", *shown)
    for row in rows:
        best = min((r for n in PEERS if (r := row.ratio(n)) is not None), default=None)
        cells = [_cell(row.cell(name), best) for name in shown]
        table.add_row(row.id, seconds(row.seconds()), *cells)
    return table


def _cell(cell: Cell, best: float | None) -> Text:
    if cell.ratio is None:
        words = {"none": "", "wrong": "WRONG"}
        return Text(words.get(cell.status, cell.status), "red" if cell.status == "wrong" else "dim")
    return Text(number(cell.ratio), "bold" if cell.ratio == best else "")


def means(report: Report, names: list[str]) -> Table:
    """Geometric means by class, with the worst."""
    table = _table("geometric mean (worst)", "class", *names)
    for title, found in report.derived["means"].items():
        if found:
            table.add_row(title, *(_mean(found.get(name)) for name in names))
    return table


def _mean(found: dict[str, Any] | None) -> str:
    return f"{number(found['mean'])} ({number(found['worst'])})" if found else ""


def goals(report: Report) -> Table:
    """Each goal with what was measured."""
    table = _table("goals", "mode", "goal", "bounds", "measured", "rows", "met", "worst", texts=2)
    words = {
        True: Text("yes", "green"),
        False: Text("no", "red"),
        None: Text("not measured", "dim"),
    }
    for goal in report.derived["goals"]:
        found, unit, bounds = goal["found"], goal["unit"], goal["bounds"]
        asked = pair(bounds["mean"], bounds["worst"], unit)
        got, count, where = "", "", ""
        if found:
            mean = found["mean"] if bounds["mean"] is not None else None
            worst = found["worst"] if bounds["worst"] is not None else None
            got, count, where = pair(mean, worst, unit), str(found["count"]), found["where"]
        table.add_row(goal["engine"], goal["title"], asked, got, count, words[goal["met"]], where)
    return table


def pair(mean: float | None, worst: float | None, unit: str) -> str:
    """A mean and a worst, or one of them."""
    return ", ".join(amount(v, unit) for v in (mean, worst) if v is not None)


def imports(report: Report) -> Text:
    """What importing takes."""
    extras = report.extras
    both, alone = extras["import jacobook and numpy"], extras["import numpy"]
    loaded = ", ".join(extras["loaded by import jacobook"]) or "nothing heavy"
    return Text(
        f"import numpy {seconds(alone)}, with jacobook {seconds(both - alone)} more; "
        f"import jacobook loads {loaded}"
    )


def amount(value: float, unit: str) -> str:
    """A number with its unit."""
    if unit == "s":
        return seconds(value)
    return f"{number(value)} B" if unit == "B" else number(value)


def number(value: float) -> str:
    """Two or three digits, or all before the point; of small ones the first."""
    if abs(value) >= 10:
        return f"{value:,.0f}"
    if abs(value) < 0.095:
        return f"{value:.1g}"
    return f"{value:.1f}" if abs(value) >= 2 else f"{value:.2f}"


def seconds(value: float | None) -> str:
    """A time in three digits, with its unit."""
    if value is None:
        return ""
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if value >= size:
            return f"{value / size:.3g} {unit}"
    return f"{value * 1e6:.3g} us"
