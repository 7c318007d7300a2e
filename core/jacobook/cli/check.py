"""`jacobook check`: every check of packs, each pack in processes of its own."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

import jacobook
from jacobook.cli.output import console, say
from jacobook.cli.reports import as_json, check_report
from jacobook.findings import Finding
from jacobook.verification import PackReport, Target, targets_named, verify

CHECKS_OF_A_RULE = 14
"""About how many checks a rule has; the bar is drawn before the packs are loaded."""


@click.command()
@click.argument("names", nargs=-1, metavar="[PACK|FILE]...")
@click.option(
    "--rule", "rules", multiple=True, metavar="ID", help="Only this rule; * for any letters."
)
@click.option("--check", "checks", multiple=True, metavar="NAME", help="Only this check.")
@click.option("--exhaustive", is_flag=True, help="All products of keywords, shapes and draws.")
@click.option("--jobs", type=click.IntRange(1), help="Processes; by default one for each core.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=120.0,
    show_default=True,
    help="Seconds without news after which a pack is given up.",
)
@click.option(
    "--record",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write what the site shows of the pack to this file.",
)
@click.option("--traceback", is_flag=True, help="Show tracebacks of what the pack raised.")
@click.option("--json", "as_data", is_flag=True, help="Print everything for machines.")
@click.pass_context
def check(
    context: click.Context,
    names: tuple[str, ...],
    rules: tuple[str, ...],
    checks: tuple[str, ...],
    exhaustive: bool,
    jobs: int | None,
    timeout: float,
    record: Path | None,
    traceback: bool,
    as_data: bool,
) -> None:
    """Make every check of packs; without a name, of all that are installed.

    A PACK is a namespace or a distribution, a FILE holds rules of its own (`local.*`). The status
    is 0 if nothing is wrong and 1 if something is.

    \b
    jacobook check acme
    jacobook check ./my_rules.py
    jacobook check acme --rule acme.logdet --check directional
    """
    _refuse_unknown(checks)
    targets, findings = targets_named(names, jacobook.__version__)
    if record and len(targets) != 1:
        raise click.UsageError("--record writes the record of one pack; name one")
    with _bar(hidden=as_data) as bar:
        task = bar.add_task("", total=None)

        def tell(target: Target, rules: int, results: int) -> None:
            total = None if not rules else max(rules * CHECKS_OF_A_RULE, results)
            bar.update(task, description=target.title, total=total, completed=results)

        reports = [
            verify(
                target,
                rules=rules,
                checks=checks,
                exhaustive=exhaustive,
                timeout=timeout,
                jobs=jobs or os.cpu_count() or 1,
                record=record,
                progress=tell,
            )
            for target in targets
        ]
    _refuse_nothing(reports, rules)
    report = check_report(reports, findings)
    if as_data:
        say(as_json(report))
    else:
        _print(reports, findings, traceback=traceback)
    context.exit(0 if report.clean else 1)


def _refuse_unknown(checks: Sequence[str]) -> None:
    """Refuse a name that no check has; checks of a pack's own are not known before it is loaded.

    Raises:
        BadParameter: one looks like a misspelt check of the host.
    """
    from jacobook.codes import CHECK_CODES
    from jacobook.spelling import close_to

    for name in checks:
        if name not in CHECK_CODES and (meant := close_to(name, CHECK_CODES)):
            raise click.BadParameter(f"no check named {name!r}{meant}", param_hint="--check")


def _refuse_nothing(reports: Sequence[PackReport], rules: Sequence[str]) -> None:
    """Refuse a choice of rules that chooses none.

    Raises:
        BadParameter: it does.
    """
    if (
        rules
        and not any(report.rules for report in reports)
        and not any(
            finding.severity == "error" for report in reports for finding in report.findings
        )
    ):
        named = ", ".join(report.target.name for report in reports)
        raise click.BadParameter(f"no rule of {named} is {' or '.join(rules)}", param_hint="--rule")


def _bar(*, hidden: bool) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed} checks"),
        TimeElapsedColumn(),
        console=console(err=True),
        transient=True,
        disable=hidden or not console(err=True).is_terminal,
    )


def _print(reports: Sequence[PackReport], findings: Sequence[Finding], *, traceback: bool) -> None:
    """The findings, then a line for each pack."""
    everything = [*findings, *(finding for report in reports for finding in report.findings)]
    for finding in everything:
        say(finding.text)
        if traceback and finding.trace:
            say(finding.trace.rstrip())
    if everything:
        say("")
    for report in reports:
        say(_summary(report), bold=True)
    if any(f.trace for f in everything) and not traceback:
        say("Tracebacks are shown with --traceback.")


def _summary(report: PackReport) -> str:
    """What was found of a pack, in a line."""
    counts = report.counts
    told = [f"{counts['passed']} checks passed"]
    told += [f"{counts['failed']} failed"] if counts["failed"] else []
    told += [f"{counts['expected']} failed as declared"] if counts["expected"] else []
    told += [f"{counts['skipped']} do not apply"] if counts["skipped"] else []
    wrong = sum(f.severity == "error" for f in report.findings) - counts["failed"]
    told += [f"{wrong} other errors"] if wrong > 0 else []
    rules = f"{report.rules} rule{'' if report.rules == 1 else 's'}"
    return f"{report.target.title}: {rules}, {', '.join(told)} ({report.seconds:.1f} s)"
