"""`jacobook packs`: which packs are there, what became of them, and what is wrong."""

from __future__ import annotations

import warnings

import click
from rich.table import Table

from jacobook import discovery
from jacobook.book import Registry
from jacobook.cli.output import say, show
from jacobook.cli.reports import as_json, packs_report
from jacobook.findings import Finding
from jacobook.loading import LoadedPack


@click.command()
@click.option("--all", "everything", is_flag=True, help="Also packs that a switch leaves out.")
@click.option("--errors", is_flag=True, help="What is wrong, in full.")
@click.option("--requirements", is_flag=True, help="The distributions as lines for pip.")
@click.option("--timing", is_flag=True, help="How long each pack took to load.")
@click.option("--json", "as_data", is_flag=True, help="Print everything for machines.")
def packs(everything: bool, errors: bool, requirements: bool, timing: bool, as_data: bool) -> None:
    """List the rule packs that are installed.

    \b
    JACOBOOK_PLUGINS=acme,beta jacobook packs    only these packs
    JACOBOOK_PLUGINS=-acme jacobook packs        all but this one
    jacobook --no-plugins packs                  the built-in rules alone
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what they say is shown below
        registry = Registry(strict=False)
    shown = tuple(p for p in registry.loaded if everything or as_data or not p.disabled)
    if as_data:
        say(as_json(packs_report(shown, registry.findings)))
    elif requirements:
        say("\n".join(_requirements(shown)))
    else:
        show(_table(shown, timing=timing))
        _print_findings(registry.findings, in_full=errors)


def _requirements(packs: tuple[LoadedPack, ...]) -> list[str]:
    """The installed distributions, each once."""
    origins = {p.offer.origin.distribution: p.offer.origin for p in packs if not p.disabled}
    return [f"{name}=={o.version}" for name, o in sorted(origins.items()) if o.version]


def _table(packs: tuple[LoadedPack, ...], *, timing: bool) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("pack", "distribution", "version", "status", "rules", "hooks"):
        table.add_column(heading, overflow="fold")
    if timing:
        table.add_column("ms", justify="right")
    for pack in packs:
        origin = pack.offer.origin
        cells = [
            pack.info.namespace,
            origin.distribution + _note(origin),
            origin.version,
            pack.status,
            str(len(pack.rules)),
            " ".join(pack.hook_names),
        ]
        table.add_row(*cells, *([f"{pack.import_ms:.1f}"] if timing else []))
    return table


def _note(origin: discovery.Origin) -> str:
    return "" if origin.origin in ("installed", "core") else f" ({origin.origin})"


def _print_findings(findings: tuple[Finding, ...], *, in_full: bool) -> None:
    """The findings; only a count where they were not asked for."""
    if in_full:
        say(
            "\n".join(["", *(finding.text for finding in findings)])
            if findings
            else "\nNo findings."
        )
        return
    wrong = [finding for finding in findings if finding.severity != "information"]
    if wrong:
        say(f"\n{len(wrong)} findings; see: jacobook packs --errors", err=True)
