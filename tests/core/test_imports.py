"""What importing costs: nothing heavy is loaded before it is needed, and imports go one way."""

from __future__ import annotations

import ast
import pathlib
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).parents[2]
LAYERS = [
    {"errors", "spelling"},
    {"shapes"},
    {"language", "expression", "operand"},
    {"rule", "evidence", "facts"},
    {"kinds", "hookspecs", "pages", "codes", "containers", "parsing", "notation"},
    {"packs", "findings", "namespaces", "ranking"},
    {"discovery", "declarations"},
    {"guard"},
    {"hooks"},
    {"loading"},
    {"provenance", "claims"},
    {"catalogue"},
    {"array_operators"},
    {"binding"},
    {"compilation", "rewriting"},
    {"operations"},
    {"scipy_calls"},
    {"reading", "formulas", "tracing", "symbolic_tracing"},
    {"selection", "algebra"},
    {"differentiation"},
    {"recording"},
    {"compiled"},
    {"derivatives", "closed_form"},
    {"statements", "book"},
    {"symbolic"},
    {"testing"},
    {"scaffold", "verification"},
    {"cli"},
]


def modules_after(statement: str) -> set[str]:
    code = f"import sys; {statement}; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


@pytest.mark.parametrize("heavy", ["numpy", "sympy", "mkdocs", "scipy", "matplotlib"])
def test_importing_jacobook_loads_nothing_heavy(heavy: str) -> None:
    assert heavy not in modules_after("import jacobook")


@pytest.mark.parametrize("heavy", ["numpy", "sympy", "scipy"])
def test_reading_and_printing_the_book_needs_no_numbers(heavy: str) -> None:
    statement = (
        "import jacobook as jb; from jacobook import notation, reading; book = jb.registry(); "
        "[notation.mathml(reading.function_expression(rule, book)) for rule in book]; "
        "[notation.latex(reading.clause_expression(rule, clause, book))"
        " for rule in book for clause in rule.derivative]"
    )
    assert heavy not in modules_after(statement)


@pytest.mark.parametrize("heavy", ["sympy", "mkdocs"])
def test_a_gradient_loads_neither_sympy_nor_mkdocs(heavy: str) -> None:
    assert heavy not in modules_after("import jacobook as jb; jb.grad(lambda x: x * x)(1.0)")


def imports_of(path: pathlib.Path) -> set[str]:
    """The modules of jacobook which a file imports at module level."""
    found = set()
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.ImportFrom) and node.module:
            parts = node.module.split(".")
            if parts[0] == "jacobook":
                found |= {parts[1]} if len(parts) > 1 else {a.name for a in node.names}
    return found


def test_imports_go_one_way() -> None:
    level = {name: depth for depth, names in enumerate(LAYERS) for name in names}
    core = ROOT / "core" / "jacobook"
    for path in sorted(core.rglob("*.py")):
        name = path.relative_to(core).parts[0].removesuffix(".py")
        if name in ("__init__", "__main__"):
            continue
        for imported in imports_of(path) - {name}:
            assert imported in level, f"{imported} has no layer"
            assert level[imported] <= level[name], f"{name} imports {imported}"


def test_only_the_package_symbolic_touches_sympy() -> None:
    core = ROOT / "core" / "jacobook"
    words = ("import sympy", "from sympy")
    users = [p for p in core.rglob("*.py") if any(word in p.read_text() for word in words)]
    assert {p.parent for p in users} == {core / "symbolic"}


def test_rule_files_import_jacobook_only() -> None:
    for path in (ROOT / "rules" / "jacobook_rules").rglob("*.py"):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.Import):
                assert all(alias.name == "jacobook" for alias in node.names), path
            if isinstance(node, ast.ImportFrom):
                assert (node.module or "").split(".")[0] in ("jacobook", "typing", "collections"), (
                    path
                )
