"""`jacobook add-rule`: the first draft of a rule in its own file, from the function's text."""

from __future__ import annotations

from pathlib import Path

import click

from jacobook.catalogue import default_registry
from jacobook.cli.output import say
from jacobook.scaffold.draft import KINDS, TODO, draft
from jacobook.scaffold.location import pack_folder
from jacobook.scaffold.operands import read_function
from jacobook.scaffold.rule_file import rule_text
from jacobook.scaffold.rule_names import require_free, rule_name


@click.command("add-rule")
@click.argument("id")
@click.option(
    "--function",
    prompt="The function, in NumPy's syntax",
    help='The function, in NumPy\'s syntax: "log(det(X))".',
)
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    help="elementwise where the function is, else identity, unless you choose.",
)
@click.option(
    "--operands",
    metavar="TEXT",
    help='Shapes and domains: "X:(n,n) spd; b:(n)"; otherwise found out.',
)
def add_rule(id: str, function: str, kind: str | None, operands: str | None) -> None:
    """Draft the rule ID in a file of the pack in whose folder you are.

    The derivative and the numbers are found by the engine. What you have to write yourself is marked
    TODO, and `jacobook check` reports it.

    \b
    jacobook add-rule acme.logdet --function "log(det(X))"
    """
    pack = pack_folder(Path())
    name = rule_name(id, pack.namespace)
    registry = default_registry()
    path = require_free(name, pack.rules, (rule.id for rule in registry))
    made = draft(name, read_function(function, operands, registry), kind)
    path.write_text(rule_text(made), encoding="utf-8", newline="\n")
    say(f"wrote {path.relative_to(pack.root)} (kind {made.kind}; {made.function.declaration})")
    for gap in made.gaps:
        say(f"  {gap}")
    say(f"Now replace each {TODO} in it, then run: jacobook check {pack.namespace}")
