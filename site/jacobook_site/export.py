"""The document `catalogue.json` without a site: for the command `jacobook export`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import jacobook
from jacobook.catalogue import BUILT_IN
from jacobook_site.book import book_of
from jacobook_site.catalogue_file import as_text, catalogue
from jacobook_site.memory import Memory
from jacobook_site.published import published
from jacobook_site.workshop import Told, records


def document(
    packs: Sequence[str] = (),
    *,
    checks: bool = False,
    memory: Path | None = None,
    told: Told = lambda finished, total: None,
) -> str:
    """The built-in rules, and those of packs' records, as the site serves them.

    Args:
        packs: the records, from `jacobook check NAME --record FILE`.
        checks: verify the rules first, as the site does; without it the document has no results of
            checks, and the same hashes.
        memory: where results are remembered, as a build of the site does.
        told: is told of progress.

    Raises:
        RecordError: a record cannot be used.
    """
    registry = jacobook.Registry(packs=[BUILT_IN])
    made = records(registry, Memory(memory), checks=checks, told=told)
    return as_text(catalogue(book_of(made, published(packs, Path.cwd()))))
