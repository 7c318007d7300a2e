"""jacobook: an executable book of derivative rules for matrix calculus.

    import jacobook as jb
    jb.grad(lambda w: np.sum(np.maximum(0, X @ w)))(w)

Public names are loaded when they are first used, so that reading and printing rules needs neither
NumPy nor SymPy.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from jacobook import errors
from jacobook.findings import Finding
from jacobook.hookspecs import CONTRACT, PackAPI, hookimpl
from jacobook.kinds import (
    constant,
    derived,
    elementwise,
    general,
    identity,
    linear,
    multilinear,
    structural,
)
from jacobook.packs import Check, PackInfo, RulePack
from jacobook.pages import PlotBlock, PlotCurve, RuleFacts, Section, TableBlock, TextBlock
from jacobook.provenance import Provenance
from jacobook.rule import Array, Deprecated, Reference, Rule, TestVector, inf, nan, pi

if TYPE_CHECKING:
    from jacobook import operations, shapes, testing
    from jacobook.book import Registry, registry
    from jacobook.closed_form.derivation import Derivation, derive
    from jacobook.compiled.compilation import Compiled, compile
    from jacobook.compiled.operators import LinearMap
    from jacobook.derivatives import (
        grad,
        hessian,
        hvp,
        jacobian,
        jvp,
        value_and_grad,
        vjp,
    )
    from jacobook.operations import is_complex, stop

__version__ = "0.1.0"

_HOME = {
    **dict.fromkeys(
        ("grad", "hessian", "hvp", "jacobian", "jvp", "value_and_grad", "vjp"), "derivatives"
    ),
    **dict.fromkeys(("Registry", "registry"), "book"),
    **dict.fromkeys(("derive", "Derivation"), "closed_form.derivation"),
    **dict.fromkeys(("compile", "Compiled"), "compiled.compilation"),
    "LinearMap": "compiled.operators",
    "is_complex": "operations",
    "stop": "operations",
}
_MODULES = ("operations", "shapes", "testing")


def __getattr__(name: str) -> Any:
    """Load a public name from its module when it is first used."""
    if name in _MODULES:
        found: Any = importlib.import_module(f"jacobook.{name}")
    elif name in _HOME:
        found = getattr(importlib.import_module(f"jacobook.{_HOME[name]}"), name)
    else:
        raise AttributeError(f"module 'jacobook' has no attribute {name!r}")
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)


__all__ = [
    "CONTRACT",
    "Array",
    "Check",
    "Compiled",
    "Deprecated",
    "Derivation",
    "Finding",
    "LinearMap",
    "PackAPI",
    "PackInfo",
    "PlotBlock",
    "PlotCurve",
    "Provenance",
    "Reference",
    "Registry",
    "Rule",
    "RuleFacts",
    "RulePack",
    "Section",
    "TableBlock",
    "TestVector",
    "TextBlock",
    "compile",
    "constant",
    "derive",
    "derived",
    "elementwise",
    "errors",
    "general",
    "grad",
    "hessian",
    "hookimpl",
    "hvp",
    "identity",
    "inf",
    "is_complex",
    "jacobian",
    "jvp",
    "linear",
    "multilinear",
    "nan",
    "operations",
    "pi",
    "registry",
    "shapes",
    "stop",
    "structural",
    "testing",
    "value_and_grad",
    "vjp",
]
