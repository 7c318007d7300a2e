"""`jacobook build`: a site as files."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from jacobook.cli.output import say
from jacobook.cli.site_parts import build_pack, generator, one_pack, options, progress


@click.command()
@options
@click.option(
    "--out",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the site goes; for a book by default where its configuration says.",
)
@click.option(
    "--strict/--no-strict", default=None, help="Whether warnings stop the build, or do not."
)
@click.option("--clean", is_flag=True, help="Make all files anew, not only what has changed.")
def build(
    name: str | None,
    configuration: Path,
    checks: bool | None,
    only: tuple[str, ...],
    folder: Path | None,
    strict: bool | None,
    clean: bool,
) -> None:
    """Build the site of a pack, or the one that mkdocs.yml describes.

    What has not changed since the last build is kept.

    \b
    jacobook build
    jacobook build --only 'linalg.*' --no-check --no-strict --out /tmp/look
    jacobook build acme --out site
    jacobook build ./my_rules.py --out site
    """
    if name is not None:
        if folder is None:
            raise click.UsageError(f"say where the site of {name} goes: --out DIR")
        target = one_pack(name)
        with tempfile.TemporaryDirectory() as place:
            build_pack(target, folder, Path(place), checks=checks is not False)
        say(f"The site of {target.title} is in {folder}: open {folder / 'index.html'}")
        return
    building = generator("building")
    wishes = building.Wishes(folder=folder, checks=checks, only=only, strict=strict, clean=clean)
    with progress() as told:
        built = building.Site(configuration, wishes).build(told)
    for warning in built.warnings:
        say(f"Warning: {warning}", err=True)
    say(f"{built.made} files made in {built.seconds:.1f} s: open {built.folder / 'index.html'}")
