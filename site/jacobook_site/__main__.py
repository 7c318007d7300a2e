"""`python -m jacobook_site write DIR`: the generated pages as files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from jacobook_site.building import Site, Wishes
from jacobook_site.sink import write


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the pages that a configuration asks for, and say how many there are."""
    parser = argparse.ArgumentParser(prog="python -m jacobook_site", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    writer = commands.add_parser("write", help="write the generated pages into a folder")
    writer.add_argument("folder", type=Path)
    writer.add_argument("--config", type=Path, default=Path("mkdocs.yml"))
    writer.add_argument("--no-checks", action="store_true", help="do not verify the rules")
    given = parser.parse_args(arguments)
    site = Site(given.config, Wishes(checks=False if given.no_checks else None))
    made = write(given.folder, site.generated())
    print(f"{len(made)} files in {given.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
