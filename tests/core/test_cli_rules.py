"""The commands that list rules and show one, run as a user runs them."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys

import msgspec
import pytest

import jacobook as jb
from jacobook.cli.rule_reports import RulesReport, ShowReport, plain, rules_report, show_report
from jacobook.rule import KINDS


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("JACOBOOK")}
    given = {"PYTHONIOENCODING": "utf-8", "JACOBOOK_PLUGINS": "", "COLUMNS": "100", **environment}
    return subprocess.run(
        [sys.executable, "-c", "from jacobook.cli import main; main()", *arguments],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**kept, **given},
    )


def test_rules_lists_what_a_search_finds_the_best_first() -> None:
    ran = run("rules", "log", "determinant")
    found = [rule.id for rule in jb.registry().search("log determinant")]
    shown = [line.split()[0] for line in ran.stdout.splitlines()[1:]]
    assert ran.returncode == 0 and shown == found
    assert ran.stderr == f"\n{len(found)} rules\n"
    assert "y = array([sign(det(X)), logabsdet(X)])" in ran.stdout


def test_rules_narrows_and_limits() -> None:
    ran = run("rules", "--family", "act", "--kind", "elementwise", "--limit", "3")
    assert len(ran.stdout.splitlines()) == 4 and ran.stderr.startswith("\n3 of ")
    assert all(line.startswith("act.") for line in ran.stdout.splitlines()[1:])


def test_rules_says_what_may_have_been_meant() -> None:
    ran = run("rules", "determinnat")
    assert ran.returncode == 1 and ran.stdout == ""
    assert "no rule found for 'determinnat'; did you mean 'determinant'?" in ran.stderr
    assert "no family 'linlag'; did you mean 'linalg'?" in run("rules", "--family", "linlag").stderr


def test_rules_as_data_can_be_read_back() -> None:
    report = msgspec.json.decode(run("rules", "softmax", "--json").stdout, type=RulesReport)
    registry = jb.registry()
    assert report == rules_report("softmax", registry.search("softmax"), registry)
    assert report.rules[0].id == "act.softmax" and report.rules[0].kind in KINDS


def test_show_has_statements_shapes_and_numbers() -> None:
    told = run("show", "linalg.logdet").stdout
    assert told.startswith("linalg.logdet  Log-determinant\ngeneral, stable, since ")
    for part in ("    y = log det(X)", "    ∇_X y = X⁻ᵀ", "X        (n, n)", "Special points"):
        assert part in told, part
    assert "raises SingularMatrixError" in told and "linalg/logdet.py:" in told


def test_show_as_text_and_where_there_is_no_unicode() -> None:
    for told in (
        run("show", "linalg.logdet", "--text").stdout,
        run("show", "linalg.logdet", PYTHONIOENCODING="ascii").stdout,
    ):
        assert "    y = logdet(X)\n    grad[X] = inv(X).T\n" in told


def test_show_refuses_what_is_not_there() -> None:
    ran = run("show", "linalg.nothing")
    assert ran.returncode == 2 and "linalg.nothing" in ran.stderr and "Traceback" not in ran.stderr


def test_show_as_data_can_be_read_back() -> None:
    registry = jb.registry()
    written = run("show", "ufunc.absolute", "--json").stdout
    report = msgspec.json.decode(written, type=ShowReport)
    rule = registry["ufunc.absolute"]
    assert report.rule.numpy == ("numpy.absolute", "numpy.fabs")
    assert [clause.text for clause in report.derivative] == [c.text for c in rule.derivative]
    assert [vector.operands["x"] for vector in report.special_points] == [[0.0], ["nan"]]
    assert json.loads(written)["schema"] == 1


def test_every_rule_can_be_shown_as_data() -> None:
    registry = jb.registry()
    for rule in registry:
        report = show_report(rule, registry)
        assert msgspec.json.decode(msgspec.json.encode(report), type=ShowReport) == report


@pytest.mark.parametrize(
    ("given", "made"),
    [(-math.inf, "-inf"), ((1, 2.5), [1, 2.5]), (1j, "1j"), ([[True]], [[True]]), (None, None)],
)
def test_numbers_that_json_lacks_become_words(given: object, made: object) -> None:
    assert plain(given) == made
