"""`jacobook preview`: the pages of a pack as the site would show them, on this machine."""

from __future__ import annotations

import importlib
import tempfile
from pathlib import Path
from typing import Any

import click

import jacobook
from jacobook.cli.output import say
from jacobook.errors import PackError
from jacobook.verification import targets_named, verify


@click.command()
@click.argument("name", metavar="PACK|FILE")
@click.option(
    "--build",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write the site into this folder instead of serving it.",
)
@click.option("--port", type=click.IntRange(1, 65535), default=8001, show_default=True)
@click.option("--open/--no-open", "opens", default=True, help="Open a browser.")
@click.option("--check/--no-check", "checks", default=True, help="Make the checks first.")
def preview(name: str, folder: Path | None, port: int, opens: bool, checks: bool) -> None:
    """Show the pages of a pack: check it, record it, build its site and serve it.

    \b
    jacobook preview acme
    jacobook preview ./my_rules.py
    jacobook preview acme --build site
    """
    site = _site()
    (target, *others), _ = targets_named([name], jacobook.__version__)
    if others:
        namespaces = ", ".join(t.namespace for t in (target, *others))
        raise click.UsageError(f"{name} brings several packs; name one of {namespaces}")
    with tempfile.TemporaryDirectory() as place:
        record = Path(place) / "record.json"
        chosen = () if checks else ("none",)
        report = verify(target, checks=chosen, record=record)
        for finding in report.findings:
            say(finding.text, err=True)
        if not record.is_file():
            raise PackError(f"no record of {target.title} could be made; the findings say why")
        if folder is not None:
            site.build(record, folder)
            say(f"The site of {target.title} is in {folder}: open {folder / 'index.html'}")
        else:
            site.serve(record, port=port, open_browser=opens)


def _site() -> Any:
    """The generator of sites, which needs more than computing does.

    Raises:
        PackError: what it needs is not installed.
    """
    try:
        return importlib.import_module("jacobook_site.preview")
    except ImportError as error:
        raise PackError(
            f"previews need the site's extra ({error}); install it: pip install 'jacobook[site]'"
        ) from error
