"""How long sites take: so many rules from remembered records, and one rule edited.

    python benchmarks/site_build.py [--rules 300 765]

The records of rules are made first, if they are not remembered: with their derivations and the
comparisons of every form they take about a fifth of a second of a processor each, which is printed apart.
Nothing is verified besides. Each site goes into an empty folder; then the summary of one rule is edited, as
somebody who writes it would, and the site is made anew.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import jacobook
from jacobook.catalogue import BUILT_IN
from jacobook_site.building import Site, Wishes
from jacobook_site.memory import Memory
from jacobook_site.serving import Workplace
from jacobook_site.workshop import records

ROOT = Path(__file__).resolve().parents[1]
EDITED = "neuron.affine"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rules", type=int, nargs="+", default=[150, 300, 765])
    given = parser.parse_args()
    registry = jacobook.Registry(packs=[BUILT_IN])
    seconds = timed(lambda: records(registry, Memory(ROOT / "build" / "memory.bin")))
    print(f"records of {len(registry)} rules: {seconds:.1f} s (nothing if remembered)")
    for count in given.rules:
        with tempfile.TemporaryDirectory() as folder:
            measure(registry, count, Path(folder))


def measure(registry: jacobook.Registry, count: int, folder: Path) -> None:
    """Build a site of so many rules, then edit one."""
    names = [rule.id for rule in registry if rule.id != EDITED][: count - 1]
    wishes = Wishes(folder=folder, checks=False, only=(EDITED, *names), strict=False)
    site = Site(ROOT / "mkdocs.yml", wishes, command="serve")
    start = time.perf_counter()
    place = Workplace(site, lambda text: None, lambda what, done, total: None)
    built = time.perf_counter() - start
    pages = sum(1 for _ in folder.rglob("*.html"))
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    again = edited(registry, place)
    print(
        f"{count} rules, {pages} HTML files, {size / 1e6:.0f} MB: {built:.1f} s; "
        f"one rule edited: {again:.1f} s"
    )


def edited(registry: jacobook.Registry, place: Workplace) -> float:
    """Seconds until a rule that is edited is shown; its file is put back."""
    file = registry.provenance(registry[EDITED]).file
    assert file is not None
    text = file.read_text(encoding="utf-8")
    try:
        file.write_text(text.replace('summary="', 'summary="Edited. '), encoding="utf-8")
        return timed(place.rebuild)
    finally:
        file.write_text(text, encoding="utf-8")


def timed(work: Callable[[], object]) -> float:
    """Seconds that a call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
