"""`jacobook export`: the whole book as one JSON document."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import click

from jacobook.cli.output import say
from jacobook.errors import PackError


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
def export(out: Path | None, packs: tuple[str, ...], checks: bool) -> None:
    """All rules as data: the document that the site serves as catalogue.json.

    \b
    jacobook export --out catalogue.json
    jacobook export | jq '.rules[] | select(.id == "linalg.det") | .statements'

    Verifying takes minutes. Without it the document says nothing of checks; its hashes are the same.
    """
    text = _exporter().document(packs, checks=checks)
    if out is None:
        click.echo(text, nl=False)
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text, encoding="utf-8")
    say(f"{out}: {out.stat().st_size} bytes", err=True)


def _exporter() -> Any:
    """What makes the document, which needs more than computing does.

    Raises:
        PackError: what it needs is not installed.
    """
    try:
        return importlib.import_module("jacobook_site.export")
    except ImportError as error:
        raise PackError(
            f"an export needs the site's extra ({error}); install it: pip install 'jacobook[site]'"
        ) from error
