"""A pack as it is published: its record, and an installed copy that must not be imported."""

from dataclasses import replace

import jacobook
from jacobook.evidence import CheckResult
from jacobook.pages import TextBlock
from jacobook_site import pack_record

LOUD = """
import os, sys
print("LOUD PACK WAS IMPORTED")
open(os.environ["LOUD_TRACE"], "a").write("imported")
raise RuntimeError("a site must not import packs")
"""


def softsign(x):
    return x / (1 + abs(x))


def geometry():
    """The record of a pack with one good rule and one that fails, as if it were installed."""
    pack = jacobook.RulePack("geom", title="Geometry", summary="Rotations.", url="https://geom.org")
    for name, slope in (("good", "1 / (1 + abs(x))**2"), ("bad", "2 * x")):
        rule = jacobook.elementwise(
            f"geom.{name}",
            title=f"{name.capitalize()} softsign",
            summary="For tests.",
            function="x / (1 + abs(x))",
            operands="x:(n)",
            partials={"x": slope},
            primal=softsign,
            op=f"geom_{name}",
            why="See [the determinant](rule:linalg.det).",
            see_also=("act.relu",),
        )
        pack.add(rule)
    pack.section("geom.good", title="The good ones", text="They *hold*.")
    pack.page_blocks(lambda rule, facts: [TextBlock(title="More", text="Text of `x`.")])
    registry = jacobook.Registry(packs=["jacobook_rules:pack", pack])
    checks = {
        "geom.good": (CheckResult(rule="geom.good", check="value", status="passed", cases=12),),
        "geom.bad": (
            CheckResult(rule="geom.bad", check="value", status="passed", cases=12),
            CheckResult(rule="geom.bad", check="dot", status="failed", detail="off by 1"),
        ),
    }
    made = pack_record.make(registry, "geom", checks)
    about = replace(
        made.pack,
        distribution="jacobook-geometry",
        version="0.1.0",
        licence="MIT",
        author="Ada",
        home_page="https://geom.org/home",
        entry_point="geom = jacobook_geometry:pack",
        origin="installed",
        hashes={"jacobook_geometry.rules": "0" * 64},
    )
    return replace(made, pack=about)


def install_loudly(folder):
    """Install the pack into a folder; it leaves a trace when it is imported."""
    (folder / "jacobook_geometry.py").write_text(LOUD)
    info = folder / "jacobook_geometry-0.1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: jacobook-geometry\nVersion: 0.1.0\n"
    )
    (info / "entry_points.txt").write_text("[jacobook.packs]\ngeom = jacobook_geometry:pack\n")
