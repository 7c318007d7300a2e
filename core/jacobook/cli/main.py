"""The command `jacobook`: a group of subcommands whose typed errors have no traceback."""

from __future__ import annotations

from typing import Any

import click

import jacobook
from jacobook.cli.derive import derive
from jacobook.cli.output import say
from jacobook.errors import JacobookError


class Book(click.Group):
    """Subcommands; an error of the library is shown as its message."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a subcommand; an error of the library ends it with status 2."""
        try:
            return super().invoke(ctx)
        except JacobookError as error:
            say(f"Error: {error}", err=True)
            return ctx.exit(2)


@click.group(cls=Book)
@click.version_option(jacobook.__version__, prog_name="jacobook")
def main() -> None:
    """An executable book of derivative rules for matrix calculus."""


main.add_command(derive)
