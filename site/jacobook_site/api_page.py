"""The reference of the public names, from their signatures and docstrings."""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Iterator
from typing import Any

import jacobook
from jacobook import errors, testing
from jacobook_site import docstrings
from jacobook_site.docstrings import docstring_of
from jacobook_site.markup import element, fenced, markdown_text
from jacobook_site.placeholders import raw
from jacobook_site.prose import inline_prose

PATH = "guides/api.md"

GROUPS = {
    "Derivatives": (
        "grad",
        "value_and_grad",
        "jacobian",
        "hessian",
        "jvp",
        "vjp",
        "hvp",
        "stop",
        "is_complex",
    ),
    "Compilation": ("compile", "Compiled", "LinearMap"),
    "Formulas": ("derive", "Derivation"),
    "The catalogue": ("registry", "Registry", "Provenance"),
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
        "operations",
        "shapes",
        "Array",
        "inf",
        "nan",
        "pi",
    ),
    "Packs": (
        "RulePack",
        "PackInfo",
        "PackAPI",
        "hookimpl",
        "CONTRACT",
        "Section",
        "Check",
        "RuleFacts",
        "TextBlock",
        "TableBlock",
        "PlotBlock",
        "PlotCurve",
        "Finding",
    ),
    "Testing": ("testing",),
    "Errors": ("errors",),
}
"""Every public name, in the order of the page."""

WORDS = {
    "Array": "What annotations call an array: of NumPy, of a trace, or of symbols.",
    "inf": "Infinity, for numbers in rule files, which import nothing but `jacobook`.",
    "nan": "Not a number, for numbers in rule files.",
    "pi": "The number π, for numbers in rule files.",
    "hookimpl": "Marks a function of a module as the implementation of a hook of packs.",
    "CONTRACT": "The version of the contract with packs that this version keeps, as text.",
    "testing.CHECKS": "The checks of the kit: what each establishes, by its name.",
}
"""What names without a docstring of their own are."""

SEE = {
    "grad": "[Gradient](rule:structural.gradient), [Quickstart](../quickstart.md#a-gradient)",
    "value_and_grad": "[Quickstart](../quickstart.md#a-gradient)",
    "jacobian": "[Jacobian](rule:structural.jacobian), [Layouts](layouts.md)",
    "hessian": "[Quickstart](../quickstart.md#jacobians-and-hessians)",
    "jvp": "[Quickstart](../quickstart.md#products-with-derivatives)",
    "vjp": "[Quickstart](../quickstart.md#products-with-derivatives)",
    "hvp": "[Quickstart](../quickstart.md#products-with-derivatives)",
    "is_complex": "[Complex numbers](../conventions.md#complex-numbers)",
    "compile": "[Compile a function](compile.md), [Speed](../verification/speed.md)",
    "Compiled": "[Compile a function](compile.md)",
    "LinearMap": "[Jacobians and Hessians](compile.md#jacobians-and-hessians)",
    "derive": "[Derive a formula](derive.md)",
    "Derivation": "[How to read a derivation](how-to-read-a-derivation.md)",
    "registry": "[All rules](../rules/index.md)",
    "Rule": "[Add a rule](add-a-rule.md)",
    "elementwise": "[Kinds of rules](../kinds/index.md)",
    "linear": "[Kinds of rules](../kinds/index.md)",
    "multilinear": "[Kinds of rules](../kinds/index.md)",
    "general": "[Kinds of rules](../kinds/index.md)",
    "derived": "[Kinds of rules](../kinds/index.md)",
    "identity": "[Kinds of rules](../kinds/index.md)",
    "structural": "[Kinds of rules](../kinds/index.md)",
    "RulePack": "[Publish a pack](publish-a-pack.md)",
    "Check": "[Publish a pack](publish-a-pack.md)",
    "Finding": "[Codes of findings](codes.md)",
    "testing.check_rule": "[Add a rule](add-a-rule.md#3-check-it)",
    "errors": "[Errors](errors.md)",
}
"""Where the book says more about a name: rules, and other pages."""


def api_page() -> str:
    """The whole page, with its examples run."""
    parts = ["---\nhide: [navigation]\n---\n\n# API reference\n", "`import jacobook as jb`\n"]
    for title, names in GROUPS.items():
        parts.append(f"## {title}\n")
        for name in names:
            parts += [_entry(name, getattr(jacobook, name)), *_members(name)]
    return "\n".join(parts)


def _members(module: str) -> Iterator[str]:
    """The entries of a module that is documented name by name."""
    if module == "testing":
        for name in testing.__all__:
            yield _entry(f"testing.{name}", getattr(testing, name))
    if module == "errors":
        for name, found in vars(errors).items():
            if inspect.isclass(found) and issubclass(found, errors.JacobookError):
                yield _entry(f"errors.{name}", found)


def _entry(name: str, found: object) -> str:
    """A name with its signature, what its docstring says, its methods, and where to read on."""
    heading = f"### {markdown_text(name)} {{ #jb.{name} }}\n"
    parts = [heading, fenced(_signature(name, found), "python"), _said(name, found)]
    if inspect.isclass(found) and not issubclass(found, Exception):
        parts.append(_methods(found))
    if name in SEE:
        parts.append(_see(SEE[name]))
    return "\n".join(filter(None, parts)) + "\n"


def _said(name: str, found: object) -> str:
    if name in WORDS:
        return raw(element("p", inline_prose(WORDS[name])))
    return docstrings.shown(docstring_of(found), {"__name__": "example"})


_LINK = re.compile(r"\[([^\]]+)\]\(rule:([\w.]+)\)")


def _see(links: str) -> str:
    """Links to read on; those to rules are resolved where the pages are put together."""
    return "See " + _LINK.sub(lambda match: raw(inline_prose(match[0])), links) + ".\n"


def _methods(found: type) -> str:
    """The public methods and properties of a class, with a sentence for each."""
    pairs = []
    for name, member in vars(found).items():
        documented = docstring_of(member).lead
        if name.startswith("_") or not documented or name in _fields(found):
            continue
        called = "" if not callable(member) else _arguments(member)
        pairs.append((f".{name}{called}", documented))
    if not pairs:
        return ""
    label = element("p", "Methods and properties", class_="jb-label")
    return raw(label + docstrings.fields(pairs)) + "\n"


def _fields(found: type) -> Any:
    return getattr(found, "__dataclass_fields__", {})


_FUNCTION = re.compile(r"<function \S+ at 0x[0-9a-f]+>")
"""How Python shows a default that is a function; its address differs from run to run."""


def _arguments(found: object) -> str:
    """The arguments, without annotations: those are long and said in words below."""
    signature = inspect.signature(found)  # type: ignore[arg-type]
    plain = _plain(signature)
    bare = signature.replace(parameters=plain, return_annotation=inspect.Signature.empty)
    return _FUNCTION.sub("...", str(bare))


def _plain(signature: inspect.Signature) -> list[inspect.Parameter]:
    return [
        p.replace(annotation=inspect.Parameter.empty)
        for p in signature.parameters.values()
        if p.name != "self"
    ]


def _signature(name: str, found: object) -> str:
    """How it is called."""
    if not callable(found) or name in WORDS or _is_error(found):
        return f"jb.{name}"
    shown = f"jb.{name}{_arguments(found)}"
    if len(shown) <= 88:
        return shown
    inner = ",\n".join(_FUNCTION.sub("...", str(p)) for p in _plain(inspect.signature(found)))
    return f"jb.{name}(\n{textwrap.indent(inner, '    ')},\n)"


def _is_error(found: object) -> bool:
    return inspect.isclass(found) and issubclass(found, Exception)
