"""Packs as real distributions, laid out as an installation would, with one thing wrong or nothing."""

from __future__ import annotations

import textwrap
from pathlib import Path

RULE = """
from jacobook import TestVector, elementwise

def primal(x):
    return x * x * x

rule = elementwise(
    id="{id}", title="Cube", summary="The third power.", function="x * x * x", operands="x:(n)",
    partials={{"x": "3 * x * x"}}, op="{op}", primal=primal,
    vectors=(TestVector(operands={{"x": [2.0]}}, value=[8.0], gradients={{"x": [12.0]}}),),{more}
)
"""
PACK = """
from jacobook import RulePack
pack = RulePack("acme").include("acme_rules.rules")
"""

Files = dict[str, str]


def rule(rule_id: str = "acme.cube", more: str = "", op: str = "") -> str:
    return RULE.format(id=rule_id, op=op or rule_id.replace(".", "_"), more=more)


def good(more: Files | None = None) -> Files:
    """A pack with one correct rule, changed in some files."""
    return {
        "acme_rules/__init__.py": PACK,
        "acme_rules/rules/__init__.py": "",
        "acme_rules/rules/cube.py": rule(),
        **(more or {}),
    }


def one_file(text: str) -> Files:
    """A pack in one module, written with hooks alone."""
    return {"acme_rules.py": textwrap.dedent(text)}


def write(folder: Path, files: Files) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def install(
    folder: Path,
    files: Files,
    name: str = "jacobook-acme",
    version: str = "0.1.0",
    points: str = "[jacobook.packs]\nacme = acme_rules:pack\n",
) -> None:
    """Lay out a distribution as an installation would."""
    info = f"{name.replace('-', '_')}-{version}.dist-info"
    write(
        folder,
        {
            **files,
            f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
            f"{info}/entry_points.txt": points,
        },
    )


def hooked(body: str, before: str = "") -> Files:
    """A pack in one module with hooks; the first one is right."""
    return one_file(
        "import jacobook as jb\n"
        "from acme_cube import rule\n"
        "pack = __import__('sys').modules[__name__]\n"
        f"{before}\n"
        "@jb.hookimpl\n"
        "def jacobook_pack():\n"
        "    return jb.PackInfo(namespace='acme', contract='1.0')\n"
        f"{textwrap.dedent(body)}\n"
    ) | {"acme_cube.py": rule()}


EXAMPLES: dict[str, Files] = {
    "JB101": good({"acme_rules/rules/expm.py": "import nosuchmodule\n"}),
    "JB102": good({"acme_rules/__init__.py": PACK.replace('"acme"', '"acme", contract="2.0"')}),
    "JB103": good({"acme_rules/__init__.py": PACK.replace('"acme"', '"acme", contract="1.9"')}),
    "JB105": hooked("@jb.hookimpl\ndef jacobook_rule():\n    return [rule]"),
    "JB106": hooked("@jb.hookimpl\ndef jacobook_rules(regsitry):\n    return [rule]"),
    "JB107": good({"acme_rules/__init__.py": "import sys\n\nsys.exit(0)\n"}),
    "JB109": one_file("import jacobook as jb\njb.registry()\npack = jb.RulePack('acme')\n"),
    "JB116": one_file("import jacobook\nclass pack(jacobook.RulePack): pass\n"),
    "JB117": hooked("@jb.hookimpl\ndef jacobook_rules():\n    yield rule\n    raise KeyError('x')"),
    "JB118": hooked("@jb.hookimpl\ndef jacobook_rules():\n    return [rule, 'acme.cube']"),
    "JB120": good({"acme_rules/rules/tanh.py": rule("acme.tanh", op="tanh")}),
    "JB121": good({"acme_rules/__init__.py": PACK.replace('"acme"', '"linalg"')}),
    "JB201": good({"acme_rules/rules/other.py": rule("linalg.cube")}),
    "JB202": good({"acme_rules/rules/other.py": rule("acme.cube")}),
    "JB203": good(
        {"acme_rules/rules/other.py": rule("acme.other", " pullback={'x': lambda g, x: g},")}
    ),
    "JB204": good({"acme_rules/rules/bad.py": rule("acme.bad", " pulback={},")}),
    "JB205": good(
        {
            "acme_rules/rules/other.py": rule("acme.other").replace(
                '"x": [2.0]}, value', '"z": [2.0]}, value'
            )
        }
    ),
}
"""For some codes, a pack that earns it; the example on the code's page is what it prints."""
