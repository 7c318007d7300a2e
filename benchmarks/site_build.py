"""How long sites take: sites of so many pages from remembered records, and one rule edited.

    python benchmarks/site_build.py [--pages 300 1000] [--times 3]

The records of rules and what hand-written pages print are made first, if they are not remembered: with
their derivations and the comparisons of every form, records take about a fifth of a second of a processor
each. Nothing is verified besides. Each site is made by a process of its own, into an empty folder; then
the summary of one rule is edited, as somebody who writes it would, and the site is made anew. Pages are
those that MkDocs converts: of rules, and all others.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import jacobook
from jacobook.catalogue import BUILT_IN
from jacobook_site.building import Site, Wishes
from jacobook_site.serving import Workplace

ROOT = Path(__file__).resolve().parents[1]
EDITED = "neuron.affine"
PAUSE = 3.0
"""Seconds before somebody has edited a rule; the server loads SymPy meanwhile."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[300, 600, 1000])
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--measure", type=int, metavar="RULES", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure is not None:
        measure(given.measure)
        return
    others = int(_in_a_process(1).split()[0]) - 1  # which also sees to it that all is remembered
    for pages in given.pages:
        for attempt in range(given.times + 1):
            found = _in_a_process(pages - others)
            if attempt:  # the first one remembers what hand-written pages say of these rules
                print(found)


def _in_a_process(rules: int) -> str:
    """What `measure` prints."""
    command = [sys.executable, __file__, "--measure", str(rules)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def measure(count: int) -> None:
    """Build a site of so many rules, then edit one."""
    registry = jacobook.Registry(packs=[BUILT_IN])
    names = [rule.id for rule in registry if rule.id != EDITED][: count - 1]
    pages = 0

    def told(what: str, done: int, total: int) -> None:
        nonlocal pages
        pages = total if what == "pages" else pages

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "site")
        wishes = Wishes(folder=folder, checks=False, only=(EDITED, *names), strict=False)
        site = Site(ROOT / "mkdocs.yml", wishes, command="serve")
        start = time.perf_counter()
        place = Workplace(site, lambda text: None, told)
        built = time.perf_counter() - start
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        time.sleep(PAUSE)
        print(
            f"{pages} pages, {size / 1e6:.0f} MB: {built:.1f} s; "
            f"one rule edited: {edited(registry, place):.1f} s"
        )


def edited(registry: jacobook.Registry, place: Workplace) -> float:
    """Seconds until a rule that is edited is shown; its file is put back, and remembered as it was."""
    file = registry.provenance(registry[EDITED]).file
    assert file is not None
    text = file.read_text(encoding="utf-8")
    try:
        file.write_text(text.replace('summary="', 'summary="Edited. '), encoding="utf-8")
        return timed(place.rebuild)
    finally:
        file.write_text(text, encoding="utf-8")
        place.rebuild()


def timed(work: Callable[[], object]) -> float:
    """Seconds that a call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
