"""The reference of the public names, from their signatures and docstrings."""

from __future__ import annotations

import inspect
import re
import textwrap

import jacobook
from jacobook_site.markup import element, fenced, markdown_text
from jacobook_site.placeholders import raw
from jacobook_site.prose import inline_prose

PATH = "guides/api.md"

GROUPS = {
    "Derivatives": ("grad", "value_and_grad", "jacobian", "hessian", "jvp", "vjp", "hvp", "stop"),
    "Compilation": ("compile", "Compiled", "LinearMap"),
    "Formulas": ("derive",),
    "The catalogue": ("registry", "Registry"),
    "Rules": (
        "elementwise",
        "linear",
        "multilinear",
        "general",
        "derived",
        "identity",
        "structural",
        "constant",
        "Rule",
        "TestVector",
        "Reference",
        "Deprecated",
    ),
    "Packs": (
        "RulePack",
        "Section",
        "Check",
        "RuleFacts",
        "TextBlock",
        "TableBlock",
        "PlotBlock",
        "PlotCurve",
        "Finding",
    ),
}


def api_page() -> str:
    """The whole page; names that this version does not have are left out."""
    parts = ["---\nhide: [navigation]\n---\n\n# API reference\n", "`import jacobook as jb`\n"]
    for title, names in GROUPS.items():
        present = [name for name in names if name in jacobook.__all__]
        if present:
            parts.append(f"## {title}\n")
            parts += [_entry(name) for name in present]
    return "\n".join(parts)


def _entry(name: str) -> str:
    found = getattr(jacobook, name)
    documented = inspect.getdoc(found) or ""
    first, _, rest = documented.partition("\n\n")
    lead = raw(element("p", inline_prose(" ".join(first.split()))))
    heading = f"### {markdown_text(name)} {{ #jb.{name} }}\n"
    return "\n".join([heading, fenced(_signature(name, found), "python"), lead, "", _rest(rest)])


_FUNCTION = re.compile(r"<function \S+ at 0x[0-9a-f]+>")
"""How Python shows a default that is a function; its address differs from run to run."""


def _signature(name: str, found: object) -> str:
    """How it is called, without annotations: those are long and said in words below."""
    try:
        signature = inspect.signature(found)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return f"jb.{name}"
    plain = [
        p.replace(annotation=inspect.Parameter.empty)
        for p in signature.parameters.values()
        if p.name != "self"
    ]
    bare = signature.replace(parameters=plain, return_annotation=inspect.Signature.empty)
    shown = _FUNCTION.sub("...", f"jb.{name}{bare}")
    if len(shown) <= 88:
        return shown
    inner = ",\n".join(str(p) for p in plain)
    return f"jb.{name}(\n{textwrap.indent(inner, '    ')},\n)"


def _rest(text: str) -> str:
    return fenced(text, "text") if text.strip() else ""
