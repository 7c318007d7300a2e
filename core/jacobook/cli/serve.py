"""`jacobook serve`: a site in the browser, made anew while its rules and pages are written."""

from __future__ import annotations

import errno
import tempfile
from pathlib import Path

import click

from jacobook.cli.output import say
from jacobook.cli.site_parts import build_pack, generator, one_pack, options, progress
from jacobook.errors import JacobookError, PackError


@click.command()
@options
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--open/--no-open", "opens", default=True, help="Open a browser.")
def serve(
    name: str | None,
    configuration: Path,
    checks: bool | None,
    only: tuple[str, ...],
    port: int,
    opens: bool,
) -> None:
    """Show the site of a pack, or the one that mkdocs.yml describes, on this machine.

    When a rule or a page changes, what is made of it is made anew, and the browser loads it again.

    \b
    jacobook serve
    jacobook serve --only 'linalg.*' --no-check
    jacobook serve acme
    jacobook serve ./my_rules.py --port 8001
    """
    try:
        if name is None:
            _serve_book(configuration, checks, only, port, opens)
        else:
            _serve_pack(name, checks is not False, port, opens)
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        raise PackError(
            f"port {port} cannot be used ({error.strerror}); give another: --port 0"
        ) from error


def _serve_book(
    configuration: Path, checks: bool | None, only: tuple[str, ...], port: int, opens: bool
) -> None:
    building, serving = generator("building"), generator("serving")
    wishes = building.Wishes(checks=checks, only=only, strict=False)
    site = building.Site(configuration, wishes, command="serve")
    with progress() as told:
        place = serving.Workplace(site, say, told)
    place.told = lambda what, count, total: None
    serving.serve(site.folder, place.rebuild, place.watched, port=port, opens=opens, say=say)


def _serve_pack(name: str, checks: bool, port: int, opens: bool) -> None:
    serving, target = generator("serving"), one_pack(name)
    with tempfile.TemporaryDirectory() as given:
        record, folder = Path(given), Path(given) / "site"
        build_pack(target, folder, record, checks=checks)

        def rebuild() -> None:
            try:
                build_pack(target, folder, record, checks=checks)
            except JacobookError as error:
                say(f"Not rebuilt: {error}", err=True)

        watched = serving.files_of(target)
        serving.serve(folder, rebuild, watched, port=port, opens=opens, say=say)
