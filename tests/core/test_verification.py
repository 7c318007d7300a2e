"""Packs verified in processes of their own: what no guard in one process can catch, and the rest."""

from __future__ import annotations

from pathlib import Path

import pytest
from broken_packs import PACK, Files, good, install, rule

import jacobook
from jacobook import errors
from jacobook.codes import CHECK_CODES, CODES
from jacobook.testing import CHECKS
from jacobook.verification import PackReport, targets_named, verify

RULES = "acme_rules/__init__.py"
OWN = "JB114 jacobook-acme 0.1.0"
LOST = "mend: look for a crash, os._exit or a lack of memory"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder on the import path of this process and its children."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setenv("PYTHONPATH", str(folder))
    monkeypatch.delenv("JACOBOOK_PLUGINS", raising=False)
    return folder


def verified(
    site: Path, files: Files, checks: tuple[str, ...] = ("value",), **how: float
) -> PackReport:
    install(site, good(files))
    (target,), findings = targets_named(["acme"], jacobook.__version__)
    assert findings == []
    return verify(target, checks=checks, **how)  # type: ignore[arg-type]


def test_a_correct_pack_is_clean(site: Path) -> None:
    report = verified(site, {}, checks=())
    assert report.is_clean and report.findings == ()
    assert report.rules == 1
    assert report.counts["passed"] >= 12 and report.counts["failed"] == 0
    assert {result.rule for result in report.results} == {"acme.cube"}


def test_several_processes_find_the_same(site: Path) -> None:
    files = {f"acme_rules/rules/r{i}.py": rule(f"acme.r{i}") for i in range(4)}
    alone = verified(site, files, checks=("value", "dot"))
    shared = verified(site, files, checks=("value", "dot"), jobs=2)
    assert shared.results == alone.results and len(alone.results) == 10


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (
            "import os\nos._exit(0)\n",
            f"{OWN}: ended with status 0 while loading the pack, without saying that it was done",
        ),
        (
            "import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)\n",
            (
                f"{OWN}: ended by the signal SIGSEGV while loading the pack, without saying that it was "
                "done"
            ),
        ),
    ],
    ids=["os._exit", "segmentation fault"],
)
def test_09_a_pack_that_ends_the_process(site: Path, text: str, finding: str) -> None:
    report = verified(site, {RULES: text})
    assert [f.text for f in report.findings] == [f"{finding}\n      {LOST}"]
    assert not report.is_clean


def test_09_an_endless_import_is_given_up(site: Path) -> None:
    report = verified(site, {RULES: "while True:\n    pass\n"}, timeout=4.0)
    assert [f.text for f in report.findings] == [
        (
            f"{OWN}: gave no sign of life for 4 s while loading the pack\n"
            "      mend: look for an endless loop; --timeout gives more time"
        )
    ]


def test_09_a_crash_names_the_rule_that_was_being_checked(site: Path) -> None:
    text = rule("acme.crash").replace("    return x", "    import os; os._exit(7)\n    return x")
    report = verified(site, {"acme_rules/rules/crash.py": text})
    assert report.findings[-1].text == (
        "JB114 jacobook-acme 0.1.0, acme.crash: ended with status 7 while checking acme.crash-value, "
        f"without saying that it was done\n      {LOST}"
    )


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("print('hello')\n", "prints 'hello'"),
        ("import numpy\nnumpy.seterr(all='raise')\n", "changes NumPy's error handling"),
        ("import numpy\nnumpy.random.seed(0)\n", "changes NumPy's random numbers"),
        ("import random\nrandom.seed(0)\n", "changes Python's random numbers"),
        ("import warnings\nwarnings.simplefilter('ignore')\n", "changes the warning filters"),
        ("import sys\nsys.setrecursionlimit(12345)\n", "changes the recursion limit"),
        ("import sys\nsys.path.append('/nowhere')\n", "changes the import path"),
        ("import os\nos.environ['ACME'] = '1'\n", "changes the environment"),
        ("import mkdocs\n", "loads mkdocs"),
    ],
)
def test_10_importing_must_leave_the_process_alone(site: Path, text: str, wrong: str) -> None:
    report = verified(site, {RULES: text + PACK})
    assert [f.text for f in report.findings] == [
        f"JB115 jacobook-acme 0.1.0: importing it {wrong}\n      mend: do this inside functions"
    ]
    assert report.counts["passed"] == 1  # and the checks are made all the same


def test_what_a_pack_prints_does_not_disturb_the_answers(site: Path) -> None:
    text = rule("acme.loud").replace(
        "    return x", '    print(\'{"event": "done"}\')\n    return x'
    )
    report = verified(site, {"acme_rules/rules/loud.py": text})
    assert report.is_clean and report.counts["passed"] == 2


def test_21_a_wrong_derivative_names_the_numbers_and_the_slip(site: Path) -> None:
    text = rule("acme.wrong").replace('"3 * x * x"', '"-3 * x * x"')
    report = verified(site, {"acme_rules/rules/wrong.py": text}, checks=("directional",))
    (finding,) = report.findings
    assert finding.code == "JB306" and finding.rule == "acme.wrong"
    assert (
        finding.line.startswith(
            "JB306 jacobook-acme 0.1.0, acme.wrong: check directional: two numbers"
        )
        or "the opposite sign gives the right numbers" in finding.wrong
    )
    assert finding.mend == (
        "run it alone: jacobook check acme --rule acme.wrong --check directional"
    )


def test_25_warnings_and_nan_at_probes_are_errors(site: Path) -> None:
    text = rule("acme.root").replace("return x * x * x", "import numpy\n    return numpy.sqrt(x)")
    text = text.replace("x * x * x", "sqrt(x)").replace("3 * x * x", "0.5 / sqrt(x)")
    report = verified(site, {"acme_rules/rules/root.py": text}, checks=("directional",))
    (finding,) = report.findings
    assert finding.line == (
        "JB306 jacobook-acme 0.1.0, acme.root: check directional: RuleError: acme.root "
        "(jacobook-acme 0.1.0): cannot be applied to x (3,): invalid value encountered in sqrt"
    )


@pytest.mark.parametrize(
    ("more", "line"),
    [
        (" why='<script>alert(1)</script>',", "field why: contains markup; pages show it as typed"),
        (" why='# Verified',", "field why: contains a heading; pages show it as typed"),
        (
            " why='[x](javascript:alert(1))',",
            "field why: contains a link to something else than https or rule:; pages show it as typed",
        ),
        (
            " why='![x](https://a.b/c.png)',",
            "field why: contains a picture; pages show it as typed",
        ),
        (
            " why='a\\u202eb',",
            "field why: contains control or private characters; pages show it as typed",
        ),
    ],
)
def test_26_text_that_is_not_plain_is_told(site: Path, more: str, line: str) -> None:
    report = verified(site, {"acme_rules/rules/text.py": rule("acme.text", more)})
    assert [f.text for f in report.findings] == [
        (
            f"JB206 jacobook-acme 0.1.0, acme.text, {line}\n"
            "      mend: write plain Markdown; formulas and code in backticks"
        )
    ]
    assert report.is_clean  # it is shown inert


def test_what_is_left_to_do_is_an_error(site: Path) -> None:
    report = verified(
        site, {"acme_rules/rules/todo.py": rule("acme.todo", " why='TODO: say why',")}
    )
    assert [f.text for f in report.findings] == [
        "JB207 jacobook-acme 0.1.0, acme.todo, field why: says TODO\n      mend: write what is missing"
    ]
    assert not report.is_clean


def test_28_a_link_to_a_missing_rule(site: Path) -> None:
    more = " see_also=('linalg.dett', 'acme.cube'),"
    report = verified(site, {"acme_rules/rules/link.py": rule("acme.link", more)})
    assert [f.text for f in report.findings] == [
        (
            "JB208 jacobook-acme 0.1.0, acme.link, field see_also: no rule named 'linalg.dett'; did you "
            "mean 'linalg.det'?\n      mend: correct the id"
        )
    ]


def test_a_broken_pack_has_its_loading_findings(site: Path) -> None:
    report = verified(site, {RULES: "import nosuchmodule\n"})
    assert [f.code for f in report.findings] == ["JB101"] and report.rules == 0
    assert "ModuleNotFoundError" in report.findings[0].trace


def test_declared_failures_are_expected_and_stale_ones_told(site: Path) -> None:
    declared = PACK.replace(
        '"acme"',
        '"acme", expected_failures={"acme.wrong-directional": "issue 12", "acme.cube-dot": "old"}',
    )
    wrong = rule("acme.wrong").replace('"3 * x * x"', '"-3 * x * x"')
    files = {RULES: declared, "acme_rules/rules/wrong.py": wrong}
    report = verified(site, files, checks=("directional", "dot"))
    assert report.counts["expected"] == 1
    assert [f.code for f in report.findings] == ["JB319"]
    assert report.findings[0].rule == "acme.cube"


def test_a_declaration_that_names_no_check_is_told(site: Path) -> None:
    declared = PACK.replace('"acme"', '"acme", expected_failures={"acme.cub-dot": "old"}')
    report = verified(site, {RULES: declared}, checks=(), jobs=2)
    (finding,) = report.findings
    assert finding.code == "JB319"
    assert "expected_failures names no case: 'acme.cub-dot'" in finding.wrong


def test_a_pack_s_own_check_counts(site: Path) -> None:
    own = PACK + (
        "@pack.check('odd', 'The function is odd.')\n"
        "def odd(subject, report):\n"
        "    probe = subject.probes[0]\n"
        "    report.close(subject.value(probe), -subject.value(probe), 1e-12, 'oddness')\n"
    )
    report = verified(site, {RULES: own}, checks=("odd",))
    (finding,) = report.findings
    assert finding.code == "JB300"
    assert finding.line.startswith("JB300 jacobook-acme 0.1.0, acme.cube: check odd: oddness")


def test_ready_is_called_once_in_a_process(site: Path, tmp_path: Path) -> None:
    seen = tmp_path / "seen.txt"
    ready = PACK + (
        "@pack.ready\n"
        "def ready(registry):\n"
        f"    with open({str(seen)!r}, 'a') as file:\n"
        "        file.write('seen\\n')\n"
        "    raise ValueError('lost')\n"
    )
    report = verified(site, {RULES: ready})
    assert seen.read_text() == "seen\n"
    assert [f.line for f in report.findings] == [
        "JB117 jacobook-acme 0.1.0: hook jacobook_ready raised: ValueError: lost"
    ]


def test_a_file_of_rules(tmp_path: Path, site: Path) -> None:
    path = tmp_path / "my_rules.py"
    path.write_text(rule("local.cube"))
    (target,), _ = targets_named([str(path)], jacobook.__version__)
    report = verify(target, checks=("value",))
    assert report.is_clean and report.rules == 1 and target.title == "local"


def test_a_pack_that_is_not_installed_is_refused(site: Path) -> None:
    install(site, good())
    with pytest.raises(
        errors.PackError, match="no rule pack named 'acne' is installed; did you mean"
    ):
        targets_named(["acne"], jacobook.__version__)
    with pytest.raises(errors.PackError, match="there is no file 'nothing.py'"):
        targets_named(["./nothing.py"], jacobook.__version__)


def test_every_check_of_the_kit_has_a_code_and_every_code_a_meaning() -> None:
    assert set(CHECK_CODES) == set(CHECKS)
    for code, told in CODES.items():
        assert told.severity in ("error", "warning", "information"), code
        assert told.title and told.meaning.endswith(".") and told.mend.endswith("."), code
