"""`jacobook export`: the whole book as one JSON document."""

from __future__ import annotations

import functools
from pathlib import Path

import click

from jacobook.cli.output import say
from jacobook.cli.site_parts import generator, progress


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the document into this file instead of printing it.",
)
@click.option(
    "--pack",
    "packs",
    multiple=True,
    metavar="RECORD",
    help="Add the rules of a pack, from `jacobook check NAME --record RECORD`.",
)
@click.option("--check/--no-check", "checks", default=False, help="Verify the rules first.")
@click.option(
    "--memory",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Remember results in this file, as a build does (build/memory.bin).",
)
def export(out: Path | None, packs: tuple[str, ...], checks: bool, memory: Path | None) -> None:
    """All rules as data: the document that the site serves as catalogue.json.

    \b
    jacobook export --out catalogue.json
    jacobook export | jq '.rules[] | select(.id == "linalg.det") | .statements'

    Without checks the document has no results of them; its hashes are the same.
    """
    with progress() as told:
        rules = functools.partial(told, "rules")
        text = generator("export").document(packs, checks=checks, memory=memory, told=rules)
    if out is None:
        click.echo(text, nl=False)
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text, encoding="utf-8")
    say(f"{out}: {out.stat().st_size} bytes", err=True)
