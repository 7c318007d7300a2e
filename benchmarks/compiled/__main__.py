"""The command line: `python -m benchmarks.compiled --only mf,logreg --engines compiled,jax --quick`."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from benchmarks.compiled import structure, surroundings, tables
from benchmarks.compiled.conductor import QUICK, Options, Run, conducted
from benchmarks.compiled.engines import ENGINES
from benchmarks.compiled.goals import derived
from benchmarks.compiled.results import Report, write
from benchmarks.compiled.workload import Row, chosen
from benchmarks.compiled.workloads import ROWS

WIDTH = 160
"""Of tables in a file."""

SIZES = {"smallest": 0, "middle": 1, "largest": 2}


def _words(context: click.Context, parameter: click.Parameter, text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _engines(context: click.Context, parameter: click.Parameter, text: str) -> list[str]:
    names = _words(context, parameter, text) or list(ENGINES)
    if unknown := [name for name in names if name not in ENGINES]:
        known = ", ".join(ENGINES)
        raise click.BadParameter(f"no engine {', '.join(unknown)}; there are {known}")
    return list(dict.fromkeys(["limit", *names]))


def _rows(context: click.Context, parameter: click.Parameter, text: str) -> list[Row]:
    try:
        return chosen(ROWS, _words(context, parameter, text))
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@click.command()
@click.option("--only", "rows", callback=_rows, default="", help="Workloads, cases or rows.")
@click.option("--engines", "names", callback=_engines, default="", help="The limit is always one.")
@click.option("--sizes", type=click.Choice([*SIZES, "all"]), default="all", show_default=True)
@click.option("--quick", is_flag=True, help="Fewer and shorter rounds: differ by 10 % and more.")
@click.option("--rounds", type=click.IntRange(1), help="How often the engines take turns.")
@click.option("--patience", type=float, help="Seconds that a derivative may take at first.")
@click.option("--json", "path", type=click.Path(path_type=Path, dir_okay=False))
def main(
    rows: list[Row],
    names: list[str],
    sizes: str,
    quick: bool,
    rounds: int | None,
    patience: float | None,
    path: Path | None,
) -> None:
    """Measure derivatives side by side, and say which goals are met.

    WORDS of --only and --engines are separated by commas. Every result is compared with the one
    written by hand before it is timed. A library that is not installed is left out.
    """
    options = _options(quick, rounds, patience)
    wanted = [row for row in rows if sizes == "all" or _place(row) == SIZES[sizes]]
    report = _report(wanted, names, options)
    console = Console()
    if not console.is_terminal:
        console = Console(width=WIDTH)
    for part in tables.parts(report):
        console.print(part)
    if path:
        write(report, path)


def _options(quick: bool, rounds: int | None, patience: float | None) -> Options:
    options = QUICK if quick else Options()
    return dataclasses.replace(
        options, rounds=rounds or options.rounds, patience=patience or options.patience
    )


def _place(row: Row) -> int:
    return (row.derivative.sizes or row.workload.sizes).index(row.size)


def _report(rows: list[Row], names: list[str], options: Options) -> Report:
    run = _run(rows, names, options)
    extras = {**surroundings.imports(), "overheads": run.overheads}
    if "compiled_structured" in names:
        extras["structure"] = structure.growth()
    return Report(
        date=surroundings.today(),
        machine=surroundings.machine(),
        options=dataclasses.asdict(options),
        engines=surroundings.engines(names, run.absent),
        rows=run.rows,
        extras=extras,
        derived=derived(run.rows, extras),
    )


def _run(rows: list[Row], names: list[str], options: Options) -> Run:
    with _bar() as bar:
        task = bar.add_task("", total=len(rows))
        return conducted(
            rows, names, options, lambda row: bar.update(task, description=row.id, advance=1)
        )


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description:32}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
    )


if __name__ == "__main__":
    main()
