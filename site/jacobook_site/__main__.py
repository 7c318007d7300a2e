"""`python -m jacobook_site write DIR`: the generated pages as files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import jacobook
from jacobook.catalogue import BUILT_IN
from jacobook_site.errata import ERRATA, worked_out
from jacobook_site.generator import generate
from jacobook_site.memory import Memory
from jacobook_site.published import published
from jacobook_site.sink import write
from jacobook_site.sixty import measured
from jacobook_site.workshop import records


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the pages of the built-in rules and of packs' records, and say how many there are."""
    parser = argparse.ArgumentParser(prog="python -m jacobook_site", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    writer = commands.add_parser("write", help="write the generated pages into a folder")
    writer.add_argument("folder", type=Path)
    writer.add_argument("--no-checks", action="store_true", help="do not verify the rules")
    writer.add_argument("--pack", action="append", default=[], help="the record of a pack")
    given = parser.parse_args(arguments)
    registry = jacobook.Registry(packs=[BUILT_IN])
    packs = published(given.pack, Path.cwd())
    memory = Memory(Path("build/memory.bin"))
    found = records(registry, memory, checks=not given.no_checks)
    expressions = measured(registry, memory, measure=not given.no_checks)
    errata = worked_out(ERRATA, registry)
    pages = generate(found, expressions, packs, errata)
    made = write(given.folder, pages)
    print(f"{len(made)} files in {given.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
