"""What packs cost when they are loaded: many rules, many packs; beside what importing costs anyway.

    python benchmarks/packs.py

Packs are generated, installed into a folder of their own and compiled, as pip would do. Each line is
the best of several fresh processes; times are after `import numpy, jacobook` and the built-in rules.
"""

from __future__ import annotations

import compileall
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

REPEATS = 7
CASES = (
    ("1 pack, 1,000 rules, a file each", 1, 1_000, 1),
    ("1 pack, 1,000 rules in 50 files", 1, 50, 20),
    ("100 packs, 1 rule each", 100, 1, 1),
    ("100 packs, 10 rules each", 100, 10, 1),
    ("1 pack, 10,000 rules, a file each", 1, 10_000, 1),
)
"""What is measured: packs, files of each, rules in each file."""

RULE = '''"""A generated rule."""

from jacobook import TestVector, elementwise
from jacobook.rule import Array


def primal(x: Array) -> Array:
    """A multiple of the square."""
    return {c}.0 * x * x


rule{i} = elementwise(
    id="{space}.r{i:05d}",
    title="Rule {i}",
    summary="{c} times the square.",
    function="{c} * x**2",
    operands="x:(n)",
    partials={{"x": "2 * {c} * x"}},
    op="{space}_r{i:05d}",
    primal=primal,
    analytic=True,
    why="The power rule.",
    vectors=(
        TestVector(operands={{"x": [1.0, -2.0]}}, value=[{c}.0, 4 * {c}.0],
                   gradients={{"x": [2 * {c}.0, -4 * {c}.0]}}),
    ),
)
'''

MEASURE = """
import json, sys, time
import numpy, jacobook
from jacobook import catalogue, discovery, loading
loading.load(catalogue.core_offer())
clock = time.process_time
t0 = clock(); found = discovery.discover()
t1 = clock(); packs = [loading.load(offer) for offer in found.offers]
t2 = clock(); registry = jacobook.registry()
t3 = clock(); hits = registry.search("rule 77 square")
t4 = clock(); listed = [(rule.id, rule.title) for rule in registry]
t5 = clock(); places = [registry.provenance(rule).module for rule in registry]
t6 = clock()
print(json.dumps({"rules": len(registry), "discover": t1 - t0, "load": t2 - t1, "registry": t3 - t2,
                  "search": t4 - t3, "list": t5 - t4, "provenance": t6 - t5}))
"""

IMPORT = """
import importlib, json, sys, time
import numpy, jacobook
t0 = time.process_time()
for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
print(json.dumps({"import": time.process_time() - t0}))
"""


def install(folder: Path, space: str, files: int, rules: int) -> list[str]:
    """Write one pack; the names of its modules."""
    package = folder / f"{space}_rules"
    (package / "rules").mkdir(parents=True)
    source = f'from jacobook import RulePack\n\npack = RulePack("{space}").include("{space}_rules.rules")\n'
    (package / "__init__.py").write_text(source)
    (package / "rules" / "__init__.py").write_text("")
    for file in range(files):
        numbers = range(file * rules, (file + 1) * rules)
        texts = [RULE.format(space=space, i=i, c=i + 1) for i in numbers]
        (package / "rules" / f"f{file:05d}.py").write_text("\n".join(texts))
    info = folder / f"{space}-0.1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {space}\nVersion: 0.1.0\n")
    (info / "entry_points.txt").write_text(f"[jacobook.packs]\n{space} = {space}_rules:pack\n")
    return [f"{space}_rules.rules.f{file:05d}" for file in range(files)]


def best(folder: Path, code: str, *arguments: str) -> dict[str, float]:
    """The least of each number over several fresh processes."""
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    runs = [
        json.loads(
            subprocess.run(
                [sys.executable, "-c", code, *arguments],
                env=environment,
                capture_output=True,
                text=True,
                check=True,
            ).stdout
        )
        for _ in range(REPEATS)
    ]
    return {name: min(run[name] for run in runs) for name in runs[0]}


def main() -> None:
    """Measure every case and print a line for each."""
    for title, packs, files, rules in CASES:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            modules = [m for p in range(packs) for m in install(folder, f"bench{p}", files, rules)]
            compileall.compile_dir(folder, quiet=1)
            found = best(folder, MEASURE)
            alone = best(folder, IMPORT, json.dumps(modules))["import"] if files <= 1000 else None
        ms = {name: f"{1e3 * seconds:.0f} ms" for name, seconds in found.items() if name != "rules"}
        print(f"{title}: " + ", ".join(f"{name} {value}" for name, value in ms.items()))
        if alone is not None:
            ratio = (found["discover"] + found["load"]) / alone
            print(f"    importing these modules alone: {1e3 * alone:.0f} ms; ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
