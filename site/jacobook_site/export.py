"""The document `catalogue.json` without a site: for the command `jacobook export`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import jacobook
from jacobook.catalogue import BUILT_IN
from jacobook_site.book import book_of
from jacobook_site.catalogue_file import as_text, catalogue
from jacobook_site.checks import checked
from jacobook_site.derivations import derivations
from jacobook_site.memory import Memory
from jacobook_site.published import published
from jacobook_site.records import records


def document(packs: Sequence[str] = (), *, checks: bool = False) -> str:
    """The built-in rules, and those of packs' records, as the site serves them.

    Args:
        packs: the records, from `jacobook check NAME --record FILE`.
        checks: verify the rules and prove their statements first, as the site does; without it,
            `verification` is empty, and all hashes are the same.

    Raises:
        RecordError: a record cannot be used.
    """
    registry = jacobook.Registry(packs=[BUILT_IN])
    memory = Memory(None)
    results = checked(registry, memory) if checks else {}
    derived = derivations(registry, memory) if checks else {}
    made = records(registry, results, derived)
    return as_text(catalogue(book_of(made, published(packs, Path.cwd()))))
