"""`jacobook new-pack`: the folder of a new pack, complete and passing its checks."""

from __future__ import annotations

from pathlib import Path

import click

from jacobook.cli.output import say
from jacobook.scaffold.errors import ScaffoldError
from jacobook.scaffold.location import PackFolder, pack_folder
from jacobook.scaffold.project import TEMPLATE_VERSION, Project, differences, write


@click.command("new-pack")
@click.argument("name", required=False)
@click.option(
    "--dir",
    "place",
    type=click.Path(path_type=Path),
    default=Path(),
    help="Where the folder is made; here by default.",
)
@click.option("--author", default="", help="For the metadata and the licence.")
@click.option(
    "--update",
    is_flag=True,
    help="Inside a pack: show how its files differ from the present template.",
)
def new_pack(name: str | None, place: Path, author: str, update: bool) -> None:
    """Make the folder jacobook-NAME with a pack in it: one rule, its tests, its workflows.

    NAME is the first word of the ids of the pack's rules.

    \b
    jacobook new-pack acme
    jacobook new-pack --update
    """
    if update:
        _show_update(pack_folder(place))
    elif name is None:
        raise ScaffoldError("how is the pack called? For example: jacobook new-pack acme")
    else:
        _make(Project(name, author), place)


def _make(project: Project, place: Path) -> None:
    folder = place / project.folder
    written = write(project, folder)
    for path in written:
        say(f"wrote {path}")
    say(_NEXT.format(folder=folder, name=project.namespace))


_NEXT = """
Next:
  cd {folder}
  pip install --editable . --group test
  jacobook add-rule {name}.logdet --function "log(det(X))"
  jacobook check {name}
  pytest
  jacobook serve {name}"""


def _show_update(pack: PackFolder) -> None:
    """Print the differences; nothing is written."""
    made = f"made with template {pack.template}" if pack.template else "made without a template"
    say(f"{pack.root.name}: {made}; the present template is {TEMPLATE_VERSION}.")
    found = list(differences(Project(pack.namespace, pack.author), pack.root))
    for difference in found:
        say("")
        say(difference.rstrip("\n"))
    say(_UPDATE if found else "No file differs from it.")


_UPDATE = """
Nothing was changed. Lines with - are yours, lines with + the template's: take over what you want,
then set `template` in [tool.jacobook] of pyproject.toml."""
