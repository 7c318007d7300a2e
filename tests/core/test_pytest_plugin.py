"""The pytest plugin as the author of a pack meets it: a test file of three lines, and options."""

from __future__ import annotations

import importlib.metadata
import os
import pathlib
import subprocess
import sys
import textwrap

import pytest

pytest_plugins = "pytester"

ROOT = pathlib.Path(__file__).parents[2]

PACK = """
    from jacobook import RulePack, TestVector, elementwise

    def cube(**changes):
        fields = dict(
            id="acme.cube",
            title="Cube",
            summary="The third power.",
            function="x**3",
            operands="x:(n)",
            partials={"x": "3 * x**2"},
            primal=lambda x: x * x * x,
            vectors=(TestVector(operands={"x": [2.0]}, value=[8.0], gradients={"x": [12.0]}),),
        )
        return elementwise(**{**fields, **changes})

    right = cube()
    wrong = cube(id="acme.wrong", partials={"x": "-3 * x**2"}, vectors=(
        TestVector(operands={"x": [2.0]}, value=[8.0], gradients={"x": [-12.0]}),
    ))
    pack = RulePack("acme", EXPECTED).add(right, wrong)
"""
TESTS = """
    from jacobook.testing import parametrize_rules

    @parametrize_rules("acme")
    def test_rule(case):
        case.assert_passes()
"""
FAILING = ("directional", "statements", "symbolic", "variants")


@pytest.fixture
def acme(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """An installed pack with a right and a wrong rule, and its test file."""
    declare(pytester, {})
    folder = pytester.mkdir("jacobook_acme-0.1.0.dist-info")
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: jacobook-acme\nVersion: 0.1.0\n")
    (folder / "entry_points.txt").write_text("[jacobook.packs]\nacme = acme_rules:pack\n")
    pytester.makepyfile(test_acme=textwrap.dedent(TESTS))
    inherited = os.environ.get("PYTHONPATH", "")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(pytester.path), inherited])))
    monkeypatch.delenv("JACOBOOK_PLUGINS", raising=False)
    return pytester


def declare(pytester: pytest.Pytester, expected: dict[str, str]) -> None:
    """Write the pack, with what it declares to fail."""
    text = textwrap.dedent(PACK).replace("EXPECTED", f"expected_failures={expected!r}")
    pytester.makepyfile(acme_rules=text)


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    """A run of pytest in a process of its own, with the plugin."""
    points = importlib.metadata.entry_points(group="pytest11")
    loaded = any(point.value == "_jacobook_pytest" for point in points)
    plugin = [] if loaded else ["-p", "_jacobook_pytest"]
    return pytester.runpytest_subprocess(*plugin, "-p", "no:cacheprovider", *arguments)


def test_three_lines_test_a_pack(acme: pytest.Pytester) -> None:
    result = run(acme, "-v")
    result.stdout.fnmatch_lines(
        [
            "jacobook 0.1.0, contract *, seeds from the rules' ids, packs: acme 0.1.0",
            "test_acme.py::test_rule[[]acme.cube-registration[]] PASSED*",
            "test_acme.py::test_rule[[]acme.wrong-directional[]] FAILED*",
            "E * AssertionError: acme.wrong, check directional: *the opposite sign gives the right*",
        ]
    )
    told = result.stdout.str()
    assert {name for name in FAILING if f"[acme.wrong-{name}] FAILED" in told} == set(FAILING)
    assert "[acme.cube-" not in told.partition("= FAILURES =")[2]
    assert "kit.py" not in told.partition("= FAILURES =")[2]  # the kit's own lines are hidden


def test_what_a_pack_declares_to_fail_is_expected(acme: pytest.Pytester) -> None:
    found = run(acme, "-q", "-rf").stdout.str().split()
    failed = {
        w.split("[")[1].rstrip("]") for w in found if w.startswith("test_acme.py::test_rule[")
    }
    assert {f"acme.wrong-{name}" for name in FAILING} <= failed
    declare(acme, dict.fromkeys(failed, "the sign is wrong, issue 7"))
    result = run(acme, "-q", "-rx")
    assert result.ret == 0
    assert result.parseoutcomes()["xfailed"] == len(failed)
    assert "the sign is wrong, issue 7: acme.wrong, check directional: " in result.stdout.str()


def test_a_stale_declaration_fails(acme: pytest.Pytester) -> None:
    declare(acme, {"acme.cube-d?t": "issue 9"})
    told = run(acme, "--jacobook-rule", "acme.cube").stdout.str()
    assert (
        "declared to fail ('issue 9') and passes; the declaration 'acme.cube-d?t' is stale" in told
    )
    assert "1 failed" in told


def test_a_declaration_that_names_no_case_stops_the_run(acme: pytest.Pytester) -> None:
    declare(acme, {"acme.gone-dot": "issue 8"})
    result = run(acme)
    result.stdout.fnmatch_lines(["*ValueError: expected_failures names no case: 'acme.gone-dot'*"])
    assert result.ret != 0


def test_one_rule_can_be_chosen(acme: pytest.Pytester) -> None:
    acme.makepyfile(test_other="def test_other(): pass")
    result = run(acme, "-v", "--jacobook-rule", "acme.cube")
    told = result.stdout.str()
    assert result.ret == 0
    assert "acme.wrong" not in told and "acme.cube-dot] PASSED" in told
    assert "test_other PASSED" in told
    assert result.parseoutcomes()["deselected"] > 5


def test_a_rule_that_is_not_there_is_told(acme: pytest.Pytester) -> None:
    result = run(acme, "--jacobook-rule", "acme.cub")
    result.stderr.fnmatch_lines(
        [
            "*--jacobook-rule acme.cub: no test is about such a rule; tested are acme.cube, acme.wrong"
        ]
    )
    assert result.ret == pytest.ExitCode.USAGE_ERROR


def test_all_products_can_be_asked_for(acme: pytest.Pytester) -> None:
    acme.makepyfile(
        test_acme="""
        from jacobook.testing import parametrize_rules

        @parametrize_rules("acme")
        def test_rule(case):
            assert case.exhaustive

        @parametrize_rules("acme", exhaustive=False)
        def test_usual(case):
            assert not case.exhaustive
        """
    )
    result = run(acme, "--jacobook-exhaustive")
    assert result.ret == 0
    result.stdout.fnmatch_lines(["jacobook 0.1.0, *, exhaustive, packs: acme 0.1.0"])
    assert run(acme).parseoutcomes()["failed"] > 5


def test_a_missing_pack_is_told_with_what_to_do(acme: pytest.Pytester) -> None:
    acme.makepyfile(
        test_acme="""
        from jacobook.testing import parametrize_rules

        @parametrize_rules("acne")
        def test_rule(case):
            case.assert_passes()
        """
    )
    told = run(acme).stdout.str()
    for part in ("no rules of a pack named 'acne'; loaded are core, acme", "did you mean 'acme'?"):
        assert part in told
    assert "pip install -e ." in told


def test_the_fixture_has_the_built_in_rules_alone(acme: pytest.Pytester) -> None:
    acme.makepyfile(
        test_acme="""
        import jacobook

        def test_registry(jacobook_registry):
            assert "linalg.det" in jacobook_registry
            assert "acme.cube" not in jacobook_registry
            assert [info.namespace for info in jacobook_registry.packs()] == ["core"]
            assert "acme.cube" in jacobook.registry()
        """
    )
    result = run(acme)
    result.assert_outcomes(passed=1)
    assert "contract" not in result.stdout.str()  # no rule is tested, so nothing is said of rules


def test_a_run_without_rules_hears_and_loads_nothing_of_jacobook(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import sys

        def test_nothing_is_loaded():
            assert "_jacobook_pytest" in sys.modules
            assert not {"jacobook", "numpy", "sympy"} & set(sys.modules)
        """
    )
    result = run(pytester)
    result.assert_outcomes(passed=1)
    assert "contract" not in result.stdout.str()


@pytest.mark.parametrize("heavy", ["jacobook", "numpy", "sympy"])
def test_importing_the_plugin_loads_nothing_heavy(heavy: str) -> None:
    code = f"import sys, _jacobook_pytest; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_plugin_is_in_the_wheel_and_loaded_by_its_entry_point() -> None:
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert '[project.entry-points.pytest11]\njacobook = "_jacobook_pytest"' in settings
    assert '"core/_jacobook_pytest.py" = "_jacobook_pytest.py"' in settings
