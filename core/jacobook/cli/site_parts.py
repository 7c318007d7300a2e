"""What commands that make sites share: the generator, which computing does not need, and their options."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

import jacobook
from jacobook.cli.output import console, say
from jacobook.errors import PackError
from jacobook.verification import Target, targets_named, verify

Command = TypeVar("Command", bound=Callable[..., Any])


def generator(module: str) -> Any:
    """A module of the generator of sites.

    Raises:
        PackError: what it needs is not installed.
    """
    try:
        return importlib.import_module(f"jacobook_site.{module}")
    except ImportError as error:
        raise PackError(
            f"sites need their extra ({error}); install it: pip install 'jacobook[site]'"
        ) from error


def options(command: Command) -> Command:
    """The options that `build` and `serve` have in common."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS = (
    click.argument("name", metavar="[PACK|FILE]", required=False),
    click.option(
        "--config",
        "configuration",
        type=click.Path(path_type=Path, dir_okay=False),
        default="mkdocs.yml",
        show_default=True,
        help="What describes the site, where no pack is named.",
    ),
    click.option(
        "--check/--no-check", "checks", default=None, help="Make the checks of rules, or do not."
    ),
    click.option(
        "--only",
        multiple=True,
        metavar="ID",
        help="Publish only these rules of the book; * for any letters.",
    ),
)


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """A bar for each part of the work, on a terminal; what to call with the part and two counts."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=console(err=True)) as bars:
        parts: dict[str, Any] = {}

        def tell(part: str, count: int, total: int) -> None:
            if part not in parts or bars.tasks[parts[part]].finished:
                parts[part] = bars.add_task(part, total=total)
            bars.update(parts[part], completed=count, total=total)

        yield tell


def one_pack(name: str) -> Target:
    """The pack of this name.

    Raises:
        UsageError: the name brings several packs.
    """
    (target, *others), _ = targets_named([name], jacobook.__version__)
    if others:
        namespaces = ", ".join(t.namespace for t in (target, *others))
        raise click.UsageError(f"{name} brings several packs; name one of {namespaces}")
    return target


def build_pack(target: Target, folder: Path, place: Path, *, checks: bool) -> None:
    """Build the site of a pack from a fresh record.

    Args:
        target: the pack.
        folder: where the site goes.
        place: a folder for the record.
        checks: make the checks first.

    Raises:
        PackError: no record of it can be made.
    """
    record = place / "record.json"
    record.unlink(missing_ok=True)
    report = verify(target, checks=() if checks else ("none",), record=record)
    for finding in report.findings:
        say(finding.text, err=True)
    if not record.is_file():
        raise PackError(f"no record of {target.title} could be made; the findings say why")
    generator("pack_site").build(record, folder)
