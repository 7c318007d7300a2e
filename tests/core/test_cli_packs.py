"""The commands about packs, run as a user runs them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from broken_packs import good, install, rule

from jacobook.cli.reports import CheckReport, PacksReport, schema_of
from jacobook.codes import CODES

BROKEN = {"acme_rules/rules/bad.py": "import nosuchmodule\n"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """An empty folder for packs."""
    folder = tmp_path / "site"
    folder.mkdir()
    return folder


def run(site: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("JACOBOOK")}
    return subprocess.run(
        [sys.executable, "-c", "from jacobook.cli import main; main()", *arguments],
        check=False,
        capture_output=True,
        text=True,
        env={**kept, "PYTHONPATH": str(site), "PYTHONIOENCODING": "utf-8", **environment},
    )


def rows(text: str) -> list[list[str]]:
    return [line.split() for line in text.splitlines()]


def test_packs_lists_what_is_installed(site: Path) -> None:
    install(site, good())
    ran = run(site, "packs")
    assert ran.returncode == 0 and ran.stderr == ""
    head, core, acme = rows(ran.stdout)
    assert head == ["pack", "distribution", "version", "status", "rules", "hooks"]
    assert core[:4] == ["core", "jacobook", "0.1.0", "ok"]
    assert acme == ["acme", "jacobook-acme", "0.1.0", "ok", "1", "pack", "rules"]


def test_packs_tells_that_something_is_wrong_and_shows_it_on_demand(site: Path) -> None:
    install(site, good(BROKEN))
    ran = run(site, "packs")
    assert "partial" in ran.stdout
    assert ran.stderr == "\n1 findings; see: jacobook packs --errors\n"
    told = run(site, "packs", "--errors").stdout
    assert "JB101 jacobook-acme 0.1.0: acme_rules.rules.bad could not be imported" in told
    assert "mend: add nosuchmodule to the pack's dependencies" in told


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [(["--no-plugins"], {}), (["--plugins", "-acme"], {}), ([], {"JACOBOOK_PLUGINS": ""})],
)
def test_packs_can_be_left_out(
    site: Path, arguments: list[str], environment: dict[str, str]
) -> None:
    install(site, good())
    assert "acme" not in run(site, *arguments, "packs", **environment).stdout
    everything = run(site, *arguments, "packs", "--all", **environment).stdout
    assert rows(everything)[-1][3] == "disabled"


def test_a_switch_that_names_nothing_is_an_error(site: Path) -> None:
    install(site, good())
    ran = run(site, "--plugins", "acne", "packs")
    assert ran.returncode == 2
    assert "did you mean 'acme'?" in ran.stderr and "Traceback" not in ran.stderr


def test_requirements_are_lines_for_pip(site: Path) -> None:
    install(site, good())
    assert run(site, "packs", "--requirements").stdout == "jacobook==0.1.0\njacobook-acme==0.1.0\n"


def test_packs_as_data_follow_their_schema(site: Path) -> None:
    install(site, good(BROKEN))
    told = json.loads(run(site, "packs", "--json").stdout)
    report = msgspec.convert(told, PacksReport, strict=False)
    acme = report.packs[1]
    assert (acme.namespace, acme.status, acme.rules) == ("acme", "partial", 1)
    assert acme.entry_point == "acme = acme_rules:pack" and acme.origin == "installed"
    assert [f.code for f in acme.findings] == ["JB101"]
    assert set(told) == set(properties("packs")) and told["schema"] == 1


def properties(name: str) -> dict[str, Any]:
    """The fields of a report, as its published schema has them."""
    schema = schema_of(name)
    reference = schema["$ref"].removeprefix("#/$defs/")
    found: dict[str, Any] = schema["$defs"][reference]["properties"]
    return found


def test_check_is_clean_or_has_status_1(site: Path) -> None:
    install(site, good())
    ran = run(site, "check", "acme", "--check", "value", "--jobs", "1")
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("acme 0.1.0: 1 rule, 1 checks passed (")
    install(site, good({"acme_rules/rules/wrong.py": rule("acme.wrong").replace("[8.0]", "[9.0]")}))
    ran = run(site, "check", "acme", "--check", "value", "--jobs", "1")
    assert ran.returncode == 1
    assert ran.stdout.startswith("JB302 jacobook-acme 0.1.0, acme.wrong: check value: value at")
    assert "acme 0.1.0: 2 rules, 1 checks passed, 1 failed" in ran.stdout


def test_checks_as_data_follow_their_schema(site: Path) -> None:
    install(site, good())
    ran = run(site, "check", "acme", "--rule", "acme.cube", "--json", "--jobs", "1")
    told = json.loads(ran.stdout)
    report = msgspec.convert(told, CheckReport, strict=False)
    assert report.clean and report.packs[0].failed == 0
    assert {r.check for r in report.packs[0].results} >= {"value", "directional", "second"}
    assert set(told) == set(properties("check"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["acne"], "no rule pack named 'acne' is installed; did you mean 'acme'?"),
        (["acme", "--rule", "acme.nothing"], "no rule of acme is acme.nothing"),
        (["acme", "--check", "valeu"], "no check named 'valeu'; did you mean 'value'?"),
        (["--record", "x.json"], "--record writes the record of one pack; name one"),
    ],
)
def test_a_wrong_request_is_refused(site: Path, arguments: list[str], said: str) -> None:
    install(site, good())
    ran = run(site, "check", *arguments)
    assert ran.returncode == 2 and said in ran.stderr and "Traceback" not in ran.stderr


def test_explain_a_code_a_rule_and_the_contract(site: Path) -> None:
    assert run(site, "explain", "jb203").stdout.startswith("JB203  Wrong number of arguments")
    assert "grad[X]  det(X) * inv(X).T" in run(site, "explain", "linalg.det").stdout
    assert "jacobook_page_blocks" in run(site, "explain", "contract").stdout
    assert len(run(site, "explain", "codes").stdout.splitlines()) == len(CODES)
    ran = run(site, "explain", "JB999")
    assert ran.returncode == 2 and "'JB999' is no code" in ran.stderr


def test_a_broken_pack_is_a_line_on_other_commands(site: Path) -> None:
    install(site, good({"acme_rules/__init__.py": "import nosuchmodule\n"}))
    ran = run(site, "explain", "linalg.det")
    assert ran.returncode == 0
    (line,) = ran.stderr.splitlines()
    assert line.startswith("Warning: JB101 jacobook-acme 0.1.0: could not be imported")
    ran = run(site, "--strict", "explain", "linalg.det")
    assert ran.returncode == 2 and ran.stderr.startswith("Error: JB101")


def test_help_shows_every_command(site: Path) -> None:
    told = run(site, "--help").stdout
    names = (
        "derive",
        "packs",
        "check",
        "explain",
        "new-pack",
        "add-rule",
        "build",
        "serve",
        "export",
    )
    for name in names:
        assert f"  {name} " in told
