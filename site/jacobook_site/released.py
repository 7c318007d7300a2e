"""The ids that were released: none is ever given to another rule, and each leads to a page for good.

`data/ids.txt` has one id on a line. It only grows, when a version is released:

    python -m jacobook_site.released

A new rule needs no line in it, and until its first release its id may change.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import jacobook
from jacobook.catalogue import BUILT_IN, Registry

PATH = Path(__file__).parent / "data" / "ids.txt"


def released_ids(path: Path = PATH) -> tuple[str, ...]:
    """The ids on the list, in its order."""
    return tuple(path.read_text(encoding="utf-8").split()) if path.is_file() else ()


def lost(released: Iterable[str], registry: Registry) -> tuple[str, ...]:
    """The released ids that no rule has any more, neither as its id nor as another name."""
    return tuple(name for name in released if name not in registry)


def release(registry: Registry, path: Path = PATH) -> tuple[str, ...]:
    """Add the ids of a registry to the list; those that are new on it.

    Raises:
        ValueError: a released id is lost; nothing is written.
    """
    before = released_ids(path)
    if gone := lost(before, registry):
        raise ValueError(f"released ids without a rule: {', '.join(gone)}; make them aliases")
    new = tuple(rule.id for rule in registry if rule.id not in set(before))
    path.write_text("".join(f"{name}\n" for name in (*before, *new)), encoding="utf-8")
    return new


if __name__ == "__main__":
    added = release(jacobook.Registry(packs=[BUILT_IN]))
    print(f"{len(added)} new ids in {PATH}")
