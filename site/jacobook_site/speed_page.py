"""The page of speed: compiled derivatives beside those of other libraries and of a person."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from jacobook.pages import PlotBlock, PlotCurve
from jacobook_site.line_plot import line_plot
from jacobook_site.markup import badge, element, escape, table
from jacobook_site.placeholders import raw

PATH = "verification/speed.md"

OURS = "compiled"
"""The engine that peers are compared with."""

NOT_RIVALS = (
    *("limit", "structured", "algebra", "function", "eager", "numba"),
    *("compiled", "compiled_structured", "fused"),
)
"""Columns that are jacobook's own, or written by hand."""

NOISE = 1.1
"""Ratios that differ by less are called equal."""

SPACE = "\N{NO-BREAK SPACE}"

STATUSES = {
    "none": "",
    "wrong": "wrong",
    "error": "error",
    "time": "too long",
    "skipped": "too long",
    "died": "died",
}

Record = Mapping[str, Any]
Row = Mapping[str, Any]


def speed_page(record: Record | None) -> str:
    """The whole page; without a record it says how to measure."""
    head = f"---\nhide: [navigation, toc]\n---\n\n# Speed\n\n{_INTRODUCTION}\n"
    if record is None:
        return f"{head}\n{_NOTHING}\n"
    classes = [(title, _of_class(record, title)) for title in record["means"]]
    parts = [
        head,
        _section("Measured with", "measured", _measured(record)),
        _section("Goals", "goals", _goals(record)),
        _section("Means by class", "means", _MEANS, _means(record)),
        *(_class_section(title, rows, record) for title, rows in classes if rows),
        _section("Where others are faster", "losses", *_losses(record)),
        _section("Set-up", "set-up", _SETUP, _setup(record)),
        _section("Growth", "growth", _GROWTH, _growth(record)),
        _section("Structured results", "structured", *_structure(record)),
        _section("Memory", "memory", _MEMORY, _memory(record)),
        _section("Measure again", "again", _AGAIN),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


_INTRODUCTION = (
    "Derivatives side by side: compiled by jacobook, by other libraries, and written by hand in "
    "NumPy by somebody who knows how. Numbers in the tables are ratios of CPU time to that last "
    "one: at 1 a library is as fast as a person, below 1 it is faster. Each result was compared "
    "with the one written by hand before it was timed."
)
_NOTHING = (
    "No measurement is recorded. `make bench` measures and prints the tables; "
    "`python -m benchmarks.compiled --json benchmarks/compiled/results.json` writes the file that "
    "this page is made from."
)
_AGAIN = (
    "`make bench` installs the other libraries into a folder of its own, measures and prints these "
    "tables. `python -m benchmarks.compiled --json benchmarks/compiled/results.json` writes the file "
    "that this page is made from. The functions and the derivatives written by hand are in "
    "`benchmarks/compiled/workloads`."
)
_MEANS = (
    "The geometric mean of the ratios, and the worst. Engines have different rows, where a library "
    "has no form for a function or gives up; the tables of rows decide."
)
_SETUP = (
    "From the function to the first result, at the size where that took longest. Eager engines have "
    "none, and calls of PyTensor serve all sizes."
)
_GROWTH = (
    "The exponent of time in size, between the two largest sizes. What is written by hand does no "
    "needless work, so an exponent above its own grows without bound."
)
_STRUCTURE = (
    "With `structured=True` a Jacobian is a linear map that stores nothing for a zero. Its cost "
    "grows as the structure does: the diagonal of an element-wise function, and the small matrix "
    "which the Hessian of a matrix factorisation repeats."
)
_MEMORY = (
    "The most memory that NumPy’s arrays hold during a call, where what is written by hand needs "
    "over 4 MB, and of long chains. Other libraries’ arrays are not seen."
)


def _section(title: str, anchor: str, *body: str) -> str:
    if not any(body):
        return ""
    return "\n\n".join([f"## {title} {{ #{anchor} }}", *body])


def _of_class(record: Record, title: str) -> list[Row]:
    return [row for row in record["rows"] if record["classes"][row["id"]] == title]


# ------------------------------------------------------------------------ what it was made with


def _measured(record: Record) -> str:
    machine, options = record["machine"], record["options"]
    facts = {
        "date": record["date"],
        "processor": f"{machine['processor']}, {machine['cores']} cores, {machine['memory']}",
        "system": f"{machine['system']}, Python {machine['python']}, NumPy {machine['numpy']} "
        f"with {machine['blas']}",
        "how": f"one thread, CPU time, float64; a process for each engine, which take turns "
        f"{options['rounds']} times for {_seconds(options['seconds'])} or one call",
    }
    rows = [[escape(what), escape(value)] for what, value in facts.items()]
    return raw(table(["what", "value"], [*rows, *_engine_rows(record)]))


def _engine_rows(record: Record) -> Iterator[list[str]]:
    for engine in record["engines"].values():
        if "absent" in engine:
            yield [escape(engine["title"]), escape(f"left out: {engine['absent']}")]
            continue
        versions = ", ".join(f"{name} {number}" for name, number in engine["versions"].items())
        yield [escape(engine["title"]), escape(f"{versions}; {engine['note']}")]


def _names(record: Record, seen: Sequence[Mapping[str, Any]]) -> list[str]:
    """The engines, in order, that have something to show in cells."""
    return [n for n in record["engines"] if n != "limit" and any(n in cells for cells in seen)]


def _titles(record: Record, names: Sequence[str]) -> list[str]:
    return [escape(record["engines"][name]["title"]) for name in names]


# ---------------------------------------------------------------------------------- goals


def _goals(record: Record) -> str:
    head = ["of", "goal", "at most", "measured", "rows", "met", "best other library"]
    return raw(table(head, [_goal(goal, record) for goal in record["goals"]]))


def _goal(goal: Mapping[str, Any], record: Record) -> list[str]:
    found, bounds, unit = goal["found"], goal["bounds"], goal["unit"]
    return [
        escape(goal["engine"]),
        escape(goal["title"]),
        escape(_pair(bounds, bounds, unit)),
        escape(_pair(found, bounds, unit)) if found else "",
        str(found["count"]) if found else "",
        {True: badge("yes", "good"), False: badge("no", "bad")}.get(goal["met"], "not measured"),
        _best_peer(goal, record),
    ]


def _pair(numbers: Mapping[str, Any], bounds: Mapping[str, Any], unit: str) -> str:
    """A geometric mean and a worst, where they have bounds."""
    words = {"mean": "mean", "worst": "worst"}
    wanted = {k: w for k, w in words.items() if bounds[k] is not None}
    shown = {w: _amount(numbers[k], unit) for k, w in wanted.items()}
    return ", ".join(f"{w} {text}" if len(shown) > 1 else text for w, text in shown.items())


def _best_peer(goal: Mapping[str, Any], record: Record) -> str:
    """The other library with the least mean among those with as many rows."""
    peers = goal["peers"]
    most = max((p["count"] for p in peers.values()), default=0)
    full = {name: p for name, p in peers.items() if p["count"] == most}
    if not full:
        return ""
    measure = "mean" if goal["bounds"]["mean"] is not None else "worst"
    name = min(full, key=lambda name: full[name][measure])
    words = _pair(full[name], goal["bounds"], goal["unit"])
    return escape(f"{record['engines'][name]['title']}: {words}")


# ---------------------------------------------------------------------------------- classes


def _means(record: Record) -> str:
    names = _names(record, list(record["means"].values()))
    rows = [
        [escape(title), *(_mean(found.get(name)) for name in names)]
        for title, found in record["means"].items()
        if found
    ]
    return raw(table(["class", *_titles(record, names)], rows))


def _mean(found: Mapping[str, Any] | None) -> str:
    return escape(f"{_ratio(found['mean'])}{SPACE}({_ratio(found['worst'])})") if found else ""


def _class_section(title: str, rows: Sequence[Row], record: Record) -> str:
    names = _names(record, [_told(row) for row in rows])
    head = ["", escape(record["engines"]["limit"]["title"]), *_titles(record, names)]
    body = [[escape(row["id"]), _limit(row), *_ratios(row, names)] for row in rows]
    anchor = "".join(c if c.isalnum() else "-" for c in title.lower())
    return _section(_capital(title), anchor, raw(table(head, body)))


def _capital(title: str) -> str:
    return title[:1].upper() + title[1:]


def _told(row: Row) -> dict[str, Any]:
    """The cells that say something."""
    return {name: cell for name, cell in row["cells"].items() if cell["status"] != "none"}


def _limit(row: Row) -> str:
    return escape(_seconds(row["cells"]["limit"]["seconds"]))


def _ratios(row: Row, names: Sequence[str]) -> Iterator[str]:
    best = min(_rivals(row).values(), default=None)
    for name in names:
        yield _cell(row["cells"].get(name, {"status": "none"}), name, best)


def _cell(cell: Mapping[str, Any], name: str, best: float | None) -> str:
    if cell.get("ratio") is None:
        tone = badge(STATUSES[cell["status"]], "bad") if cell["status"] == "wrong" else ""
        return tone or escape(STATUSES[cell["status"]])
    text = escape(_ratio(cell["ratio"]))
    if name == OURS:
        spread = escape(f"{_ratio(cell['low'])} to {_ratio(cell['high'])}")
        return text + element("div", spread, class_="jb-note")
    return element("strong", text) if cell["ratio"] == best else text


def _rivals(row: Row) -> dict[str, float]:
    """The ratios of other libraries."""
    cells = row["cells"]
    found = {name: cell.get("ratio") for name, cell in cells.items() if name not in NOT_RIVALS}
    return {name: ratio for name, ratio in found.items() if ratio is not None}


# ----------------------------------------------------------------------------------- losses


def _losses(record: Record) -> Iterator[str]:
    """How often another library is faster, and by how much."""
    compared = [row for row in record["rows"] if _ours(row) is not None and _rivals(row)]
    if not compared:
        return
    lost = sorted((row for row in compared if _factor(row) > NOISE), key=_factor, reverse=True)
    yield (
        f"In {len(lost)} of {len(compared)} rows some other library is faster than compiled "
        f"jacobook by more than {NOISE - 1:.0%}."
    )
    if lost:
        head = ["", "jacobook compiled", "fastest", "its ratio", "faster by"]
        yield raw(table(head, [_lost(row, record) for row in lost]))


def _ours(row: Row) -> float | None:
    found: float | None = row["cells"].get(OURS, {}).get("ratio")
    return found


def _factor(row: Row) -> float:
    return (_ours(row) or 0.0) / min(_rivals(row).values())


def _lost(row: Row, record: Record) -> list[str]:
    rivals = _rivals(row)
    name = min(rivals, key=lambda name: rivals[name])
    return [
        escape(row["id"]),
        escape(_ratio(_ours(row) or 0.0)),
        escape(record["engines"][name]["title"]),
        escape(_ratio(rivals[name])),
        escape(f"{_ratio(_factor(row))} times"),
    ]


# ------------------------------------------------------------------------ set-up, growth, memory

SET_UP = ("compiled", "fused", "jax", "casadi", "pytensor", "numba")
"""Engines that do something before the first result which later calls do not repeat."""


def _setup(record: Record) -> str:
    return _by_engine(record, _grouped(record, "setup"), _seconds, SET_UP)


def _grouped(record: Record, field: str) -> dict[str, dict[str, float]]:
    """By case and engine the largest number of all sizes."""
    found: dict[str, dict[str, float]] = {}
    for row in record["rows"]:
        own = found.setdefault(row["case"], {})
        for name, value in _numbers(row, field).items():
            own[name] = max(value, own.get(name, 0.0))
    return found


def _numbers(row: Row, field: str) -> dict[str, float]:
    """The number of each engine that has it."""
    return {name: cell[field] for name, cell in row["cells"].items() if field in cell}


def _memory(record: Record) -> str:
    rows = {r["id"]: _numbers(r, "peak") for r in record["rows"]}
    return _by_engine(record, rows, _bytes)


def _by_engine(
    record: Record,
    numbers: Mapping[str, Mapping[str, float]],
    shown: Callable[[float], str],
    among: Sequence[str] = (),
) -> str:
    """A table with a number of each engine that has it."""
    seen = [found.keys() & set(among or found) for found in numbers.values()]
    names = [name for name in record["engines"] if any(name in s for s in seen)]
    body = [
        [escape(title), *(escape(shown(found[n])) if n in found else "" for n in names)]
        for title, found in numbers.items()
        if any(n in found for n in names)
    ]
    return raw(table(["", *_titles(record, names)], body)) if body else ""


def _growth(record: Record) -> str:
    growth: Mapping[str, Mapping[str, float]] = record["growth"]
    names = [name for name in record["engines"] if name in growth and name != "function"]
    cases = list(growth.get("limit", {}))
    body = [
        [escape(case), *(escape(_exponent(growth[n].get(case))) for n in names)] for case in cases
    ]
    return raw(table(["", *_titles(record, names)], body)) if body else ""


def _structure(record: Record) -> Iterator[str]:
    """How the time of structured results grows, as plots; nothing if it was not measured."""
    found: Mapping[str, Sequence[Mapping[str, float]]] = record.get("extras", {}).get(
        "structure", {}
    )
    if found:
        yield _STRUCTURE
    for case, points in found.items():
        plot = _growth_plot(case, points)
        title = element("p", element("strong", escape(plot.title)))
        caption = element("figcaption", escape(plot.description))
        yield raw(title + element("figure", line_plot(plot), caption, class_="jb-figure"))


def _growth_plot(case: str, points: Sequence[Mapping[str, float]]) -> PlotBlock:
    """Seconds against size, both as powers of ten."""
    sizes = tuple(math.log10(point["n"]) for point in points)
    curves = [
        PlotCurve(label=name, x=sizes, y=tuple(math.log10(point[key]) for point in points))
        for name, key in (("jacobook", "ours"), ("by hand", "by hand"))
    ]
    first, last = points[0], points[-1]
    worst = max(point["ours"] / point["by hand"] for point in points)
    description = (
        f"From n = {first['n']:.0f} to {last['n']:.0f} the structured result of {case} takes from "
        f"{_seconds(first['ours'])} to {_seconds(last['ours'])}; by hand from "
        f"{_seconds(first['by hand'])} to {_seconds(last['by hand'])}. The largest ratio of the two "
        f"is {_ratio(worst)}."
    )
    title = f"{case}: seconds against n, as powers of ten"
    return PlotBlock(
        title=title,
        curves=tuple(curves),
        x_label="log10 n",
        y_label="log10 seconds",
        description=description,
    )


# --------------------------------------------------------------------------------- numbers


def _ratio(value: float) -> str:
    """Two or three digits, or all before the point; of small ones the first."""
    if value >= 10:
        return f"{value:,.0f}"
    if value < 0.095:
        return f"{value:.1g}"
    return f"{value:.1f}" if value >= 2 else f"{value:.2f}"


def _exponent(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}".replace("-", "\N{MINUS SIGN}")


def _seconds(value: float) -> str:
    """A time in three digits, with its unit."""
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if abs(value) >= size:
            return f"{value / size:.3g}{SPACE}{unit}"
    return f"{value * 1e6:.3g}{SPACE}µs"


def _bytes(value: float) -> str:
    """An amount of memory in three digits, with its unit."""
    for unit, size in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if value >= size:
            return f"{value / size:.3g}{SPACE}{unit}"
    return f"{value:.0f}{SPACE}B"


def _amount(value: float, unit: str) -> str:
    """A number with its unit; a ratio has none."""
    if unit == "s":
        return _seconds(value)
    if unit == "B":
        return _bytes(value)
    return _exponent(value) if value < 0 else _ratio(value)
