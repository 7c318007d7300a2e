"""`jacobook rules`: the rules of the book, or those that answer a search."""

from __future__ import annotations

from collections.abc import Iterable

import click
from rich.table import Table
from rich.text import Text

from jacobook.catalogue import Registry, default_registry
from jacobook.cli.output import say, show
from jacobook.cli.reports import as_json
from jacobook.cli.rule_reports import rules_report
from jacobook.rule import KINDS, Rule
from jacobook.spelling import close_to


@click.command()
@click.argument("query", nargs=-1)
@click.option("--family", metavar="NAME", help="Only rules of this family, such as linalg.")
@click.option("--kind", type=click.Choice(KINDS), help="Only rules of this kind.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most N rules.")
@click.option("--json", "as_data", is_flag=True, help="Print everything for machines.")
@click.pass_context
def rules(
    context: click.Context,
    query: tuple[str, ...],
    family: str | None,
    kind: str | None,
    limit: int | None,
    as_data: bool,
) -> None:
    """List the rules, or those that mention every word of QUERY, the best match first.

    \b
    jacobook rules log determinant
    jacobook rules np.linalg.inv
    jacobook rules --family act --kind elementwise
    """
    registry, text = default_registry(), " ".join(query)
    found = registry.search(text) if text else tuple(registry)
    chosen = [r for r in found if family in (None, r.family) and kind in (None, r.kind)]
    shown = chosen[:limit]
    if as_data:
        say(as_json(rules_report(text, shown, registry)))
    elif shown:
        show(_table(shown, registry))
        say(_count(len(shown), len(chosen)), err=True)
    else:
        say(_nothing(text, family, registry), err=True)
    context.exit(0 if shown else 1)


def _table(found: Iterable[Rule], registry: Registry) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("id", "title", "kind", "function"):
        table.add_column(heading, overflow="fold")
    for rule in found:
        cells = (registry.named(rule), rule.title, rule.kind, f"{rule.result} = {rule.function}")
        table.add_row(*map(Text, cells))  # a text keeps its square brackets
    return table


def _count(shown: int, found: int) -> str:
    told = f"{found} rules" if found != 1 else "1 rule"
    return f"\n{told}" if shown == found else f"\n{shown} of {told}"


def _nothing(text: str, family: str | None, registry: Registry) -> str:
    """What was looked for, and what may have been meant."""
    families = {rule.family for rule in registry}
    if family is not None and family not in families:
        return f"no family {family!r}{close_to(family, families)}"
    titles = (word.strip(":,()") for rule in registry for word in rule.title.lower().split())
    known = {*titles, *(rule.op for rule in registry)}
    strange = [word for word in text.lower().split() if word not in known]
    return f"no rule found for {text!r}{close_to(strange[0], known) if strange else ''}"
