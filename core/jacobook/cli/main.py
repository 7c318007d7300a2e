"""The command `jacobook`: a group of subcommands whose typed errors have no traceback."""

from __future__ import annotations

import importlib
import os
import warnings
from collections.abc import Mapping
from typing import Any

import click

import jacobook
from jacobook.cli.output import say
from jacobook.discovery import SWITCH
from jacobook.errors import JacobookError

COMMANDS: Mapping[str, str] = {
    "rules": "jacobook.cli.rules:rules",
    "show": "jacobook.cli.show:show",
    "derive": "jacobook.cli.derive:derive",
    "packs": "jacobook.cli.packs:packs",
    "check": "jacobook.cli.check:check",
    "explain": "jacobook.cli.explain:explain",
    "new-pack": "jacobook.cli.new_pack:new_pack",
    "add-rule": "jacobook.cli.add_rule:add_rule",
    "build": "jacobook.cli.build:build",
    "serve": "jacobook.cli.serve:serve",
    "export": "jacobook.cli.export:export",
}
"""Where each subcommand is; only the one that is asked for is imported."""


class Book(click.Group):
    """Subcommands; an error of the library is shown as its message."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order in which people meet them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The subcommand of this name, or nothing."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        found: click.Command = getattr(importlib.import_module(module), name)
        return found

    def invoke(self, ctx: click.Context) -> Any:
        """Run a subcommand; an error of the library ends it with status 2."""
        try:
            return super().invoke(ctx)
        except JacobookError as error:
            say(f"Error: {error}", err=True)
            return ctx.exit(2)


@click.group(cls=Book)
@click.version_option(jacobook.__version__, prog_name="jacobook")
@click.option("--no-plugins", is_flag=True, help="Use the built-in rules alone.")
@click.option(
    "--plugins",
    metavar="NAMES",
    help="Use only these packs (acme,beta), or all but these (-acme); as JACOBOOK_PLUGINS.",
)
@click.option("--strict", is_flag=True, help="Stop if a pack is broken; as JACOBOOK_STRICT=1.")
def main(no_plugins: bool, plugins: str | None, strict: bool) -> None:
    """An executable book of derivative rules for matrix calculus."""
    if no_plugins and plugins is not None:
        raise click.UsageError("--no-plugins and --plugins contradict each other")
    if no_plugins or plugins is not None:
        os.environ[SWITCH] = plugins or ""
    if strict:
        os.environ["JACOBOOK_STRICT"] = "1"
    warnings.showwarning = _told


def _told(message: Warning | str, category: type[Warning], *_: Any, **__: Any) -> None:
    """A warning as a line among the errors, without the line of code that raised it."""
    say(f"Warning: {message}", err=True)
