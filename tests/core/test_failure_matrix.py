"""Every way in which a pack can be broken: what the library does, and the full text of the finding.

The packs are real distributions: folders with metadata and modules, put on the import path.
"""

from __future__ import annotations

import sys
import threading
import warnings
from collections.abc import Iterator
from email.message import Message
from importlib import metadata
from pathlib import Path

import numpy as np
import pytest
from broken_packs import EXAMPLES, PACK, Files, good, hooked, install, one_file, rule

import jacobook as jb
from jacobook import catalogue, discovery, errors, loading
from jacobook.codes import CODES
from jacobook.findings import Finding


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder on the import path, where packs are installed."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    monkeypatch.delenv(discovery.SWITCH, raising=False)
    monkeypatch.delenv(catalogue.STRICT, raising=False)
    monkeypatch.setattr(catalogue, "_default", None)
    before = set(sys.modules)
    yield folder
    for module in set(sys.modules) - before:
        if module.startswith(("acme", "beta", "_jacobook_local")):
            del sys.modules[module]


def found() -> tuple[jb.Registry, list[Finding], list[str]]:
    """The registry, its findings and the warnings; the book's own rules compute in any case."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        registry = jb.Registry()
    assert registry.grad(np.tanh)(0.0) == 1.0
    told = [str(w.message) for w in caught if issubclass(w.category, errors.PackWarning)]
    return registry, list(registry.findings), told


def texts() -> list[str]:
    return [finding.text for finding in found()[1]]


# --------------------------------------------------------------------------- 1 to 5: distributions


@pytest.mark.parametrize(
    ("points", "reason"),
    [(b"[console_scripts]\nno equals sign\n", "line 2 has no '='"), (b"\xff\xfe[x]", "not UTF-8")],
)
def test_01_unreadable_entry_points(site: Path, points: bytes, reason: str) -> None:
    install(site, good())
    (site / "other-1.0.dist-info").mkdir()
    (site / "other-1.0.dist-info" / "entry_points.txt").write_bytes(points)
    registry, findings, told = found()
    assert [f.text for f in findings] == [
        (
            f"JB108 distribution 'other' has an unreadable entry_points.txt ({reason}); skipped\n"
            "      mend: install that distribution again"
        )
    ]
    assert "acme.cube" in registry and told == []


def test_02_no_metadata(site: Path) -> None:
    install(site, good())
    (site / "jacobook_acme-0.1.0.dist-info" / "METADATA").unlink()
    registry, findings, _ = found()
    assert "acme.cube" not in registry
    assert [f.text for f in findings] == [
        (
            "JB111 acme: distribution 'jacobook_acme' offers the pack 'acme', but its METADATA is missing "
            "or gives no name and version\n      mend: install the distribution again"
        )
    ]


def test_02_a_missing_field_of_metadata_may_be_an_error(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As for the finder that the distribution `importlib_metadata` puts before Python's own."""

    def item(told: Message, name: str) -> object:
        if name not in told:
            raise KeyError(name)
        return told.get(name)

    monkeypatch.setattr(metadata._adapters.Message, "__getitem__", item)
    install(site, good())
    registry, findings, _ = found()
    assert findings == [] and registry.origin_of("acme").version == "0.1.0"


def test_03_the_same_distribution_twice_on_the_path(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(site, good())
    behind = tmp_path / "behind"
    install(behind, good(), version="0.2.0")
    monkeypatch.setattr(sys, "path", [*sys.path, str(behind)])
    registry, findings, _ = found()
    assert registry.origin_of("acme").version == "0.1.0"
    assert [f.text for f in findings] == [
        (
            f"JB112 jacobook-acme 0.1.0: installed at two places: {site} (used) and {behind}\n"
            "      mend: uninstall one of them"
        )
    ]


def test_04_a_stale_version_beside_the_new_one(site: Path) -> None:
    install(site, good(), version="0.9.0", points="[jacobook.packs]\nacme = acme_old:pack\n")
    install(site, good(), version="0.10.0")
    registry, findings, _ = found()
    assert "acme.cube" in registry
    assert [f.text for f in findings] == [
        (
            f"JB113 jacobook-acme 0.10.0: two versions are recorded in {site}: 0.10.0, 0.9.0\n"
            "      mend: pip uninstall jacobook-acme, until it says that there is none; install again"
        )
    ]


def test_05_two_distributions_one_namespace(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(site, good())
    install(
        site,
        {"acme_two.py": PACK},
        name="acme-two",
        points="[jacobook.packs]\nacme = acme_two:pack",
    )
    registry, findings, told = found()
    text = (
        "JB104 acme: namespace 'acme' is claimed by acme-two 0.1.0 and jacobook-acme 0.1.0: neither "
        "was loaded\n      mend: uninstall one, or choose by distribution: "
        "JACOBOOK_PLUGINS=acme-two or JACOBOOK_PLUGINS=jacobook-acme"
    )
    assert "acme.cube" not in registry and [f.text for f in findings] == [text]
    assert told == [f"{text.splitlines()[0]}; see: jacobook packs --errors"]
    monkeypatch.setenv(discovery.SWITCH, "jacobook-acme")
    assert "acme.cube" in found()[0]


# ------------------------------------------------------------------------------ 6 to 10: importing

BLOCK = "mend the file, or block the pack: JACOBOOK_PLUGINS=-acme"
REACHED = "imported by entry point acme = acme_rules:pack"


@pytest.mark.parametrize(
    ("files", "text"),
    [
        (
            {"acme_rules/__init__.py": "import nosuchmodule\n"},
            (
                "JB101 jacobook-acme 0.1.0: could not be imported: ModuleNotFoundError: No module named "
                f"'nosuchmodule'\n      at acme_rules/__init__.py:1, {REACHED}\n      mend: add "
                "nosuchmodule to the pack's dependencies, or block the pack: JACOBOOK_PLUGINS=-acme"
            ),
        ),
        (
            {"acme_rules/__init__.py": "x = 1\n"},
            (
                "JB101 jacobook-acme 0.1.0: could not be imported: AttributeError: module 'acme_rules' "
                f"has no attribute 'pack'\n      at {REACHED}\n      mend: {BLOCK}"
            ),
        ),
        (
            {"acme_rules/__init__.py": "\ndef broken(:\n"},
            (
                "JB101 jacobook-acme 0.1.0: could not be imported: SyntaxError: invalid syntax\n"
                f"      at acme_rules/__init__.py:2, {REACHED}\n      mend: {BLOCK}"
            ),
        ),
        (
            {"acme_rules/__init__.py": "import sys\nsys.exit(0)\n"},
            (
                "JB107 jacobook-acme 0.1.0: called sys.exit(0) while being imported\n"
                f"      at acme_rules/__init__.py:2, {REACHED}\n      mend: remove the call"
            ),
        ),
    ],
    ids=["06 dependency missing", "06 attribute missing", "07 syntax error", "08 sys.exit"],
)
def test_a_pack_that_cannot_be_imported(site: Path, files: Files, text: str) -> None:
    install(site, good(files))
    registry, findings, told = found()
    assert [f.text for f in findings] == [text]
    assert told == [f"{text.splitlines()[0]}; see: jacobook packs --errors"]
    assert "acme.cube" not in registry
    assert [p.status for p in registry.loaded if p.info.namespace == "acme"] == ["error"]


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (
            "def broken(:\n",
            (
                "JB101 jacobook-acme 0.1.0: acme_rules.rules.bad could not be imported: SyntaxError: "
                f"invalid syntax\n      at acme_rules/rules/bad.py:1, {REACHED}\n      mend: {BLOCK}"
            ),
        ),
        (
            "import sys\n\nsys.exit(3)\n",
            (
                "JB107 jacobook-acme 0.1.0: called sys.exit(3) while being imported\n"
                f"      at acme_rules/rules/bad.py:3, {REACHED}\n      mend: remove the call"
            ),
        ),
        (
            rule("acme.bad", " forwrad=primal,"),
            (
                "JB204 jacobook-acme 0.1.0: rule 'acme.bad' has no field 'forwrad'; did you mean "
                "'pushforward'?\n"
                f"      at acme_rules/rules/bad.py:7, {REACHED}\n      mend: jacobook explain JB204"
            ),
        ),
        (
            rule("acme.bad", " pulback={},"),
            (
                "JB204 jacobook-acme 0.1.0: rule 'acme.bad' has no field 'pulback'; did you mean "
                f"'pullback'?\n      at acme_rules/rules/bad.py:7, {REACHED}\n"
                "      mend: jacobook explain JB204"
            ),
        ),
        (
            rule("acme.BAD"),
            (
                "JB204 jacobook-acme 0.1.0: rule 'acme.BAD', field id: must be two to four lower-case "
                "words joined by dots, at most 64 characters, such as 'linalg.det'\n"
                f"      at acme_rules/rules/bad.py:7, {REACHED}\n      mend: jacobook explain JB204"
            ),
        ),
    ],
    ids=[
        "07 syntax error",
        "08 sys.exit",
        "18 unknown field",
        "18 misspelt field",
        "19 malformed id",
    ],
)
def test_a_broken_file_costs_its_own_rules_only(site: Path, text: str, finding: str) -> None:
    install(site, good({"acme_rules/rules/bad.py": text}))
    registry, findings, _ = found()
    assert [f.text for f in findings] == [finding]
    assert "acme.cube" in registry and "acme.bad" not in registry
    assert [p.status for p in registry.loaded if p.info.namespace == "acme"] == ["partial"]


# ------------------------------------------------------------------------------- 11 to 17: contract


NO_PACK = (
    "it must name a RulePack or a module\n"
    '      mend: name an instance: pack = jacobook.RulePack("acme", ...)'
)
POINT = "the entry point acme = acme_rules:pack names"


@pytest.mark.parametrize(
    ("files", "text"),
    [
        (
            one_file("import jacobook\nclass pack(jacobook.RulePack): pass\n"),
            f"JB116 jacobook-acme 0.1.0: {POINT} a class; {NO_PACK}",
        ),
        (one_file("pack = None\n"), f"JB116 jacobook-acme 0.1.0: {POINT} None; {NO_PACK}"),
        (one_file("pack = 7\n"), f"JB116 jacobook-acme 0.1.0: {POINT} 7; {NO_PACK}"),
        (
            one_file("import jacobook\npack = jacobook.RulePack('acme', contract='2.0')\n"),
            (
                "JB102 jacobook-acme 0.1.0: written for contract 2.0, this jacobook has contract 1.0\n"
                "      mend: install a jacobook, or a version of the pack, whose contracts agree"
            ),
        ),
        (
            one_file("import jacobook\npack = jacobook.RulePack('linalg')\n"),
            (
                "JB121 jacobook-acme 0.1.0: the pack calls itself 'linalg', its entry point 'acme'\n"
                "      mend: give both the same name"
            ),
        ),
        (
            hooked("@jb.hookimpl\ndef jacobook_rule():\n    return [rule]"),
            (
                "JB105 jacobook-acme 0.1.0: unknown hook 'jacobook_rule'; did you mean "
                "'jacobook_rules'?\n      mend: hooks: jacobook_pack, jacobook_rules, jacobook_sections, "
                "jacobook_page_blocks, jacobook_checks, jacobook_ready"
            ),
        ),
        (
            hooked("def jacobook_rules():\n    return [rule]"),
            (
                "JB105 jacobook-acme 0.1.0: jacobook_rules is not marked as a hook\n"
                "      mend: write @jacobook.hookimpl above it"
            ),
        ),
        (
            hooked("@jb.hookimpl\ndef jacobook_rules(regsitry):\n    return [rule]"),
            (
                "JB106 jacobook-acme 0.1.0: hook jacobook_rules(regsitry): no argument 'regsitry'; "
                "available: api\n      mend: take the hook's arguments"
            ),
        ),
        (
            hooked("@jb.hookimpl\ndef jacobook_rules(*, api):\n    return [rule]"),
            (
                "JB106 jacobook-acme 0.1.0: hook jacobook_rules(*, api): 'api' is taken by keyword only; "
                "available: api\n      mend: take the hook's arguments"
            ),
        ),
        (
            hooked("@jb.hookimpl\ndef jacobook_rules(**given):\n    return [rule]"),
            (
                "JB106 jacobook-acme 0.1.0: hook jacobook_rules(**given): **given receives nothing; "
                "available: api\n      mend: take the hook's arguments"
            ),
        ),
        (
            hooked("@jb.hookimpl(wrapper=True)\ndef jacobook_rules():\n    return (yield)"),
            (
                "JB106 jacobook-acme 0.1.0: jacobook_rules is a wrapper; hooks that give data cannot be "
                "wrapped\n      mend: write @jacobook.hookimpl without options"
            ),
        ),
        (
            hooked("@jb.hookimpl\ndef jacobook_rules():\n    raise KeyError('x')"),
            (
                "JB117 jacobook-acme 0.1.0: hook jacobook_rules raised: KeyError: 'x'\n"
                f"      at acme_rules.py:10, {REACHED}\n      mend: {BLOCK}"
            ),
        ),
        (
            hooked("@jb.hookimpl\ndef jacobook_rules():\n    yield rule\n    raise KeyError('x')"),
            (
                "JB117 jacobook-acme 0.1.0: hook jacobook_rules raised after the rule acme.cube: "
                f"KeyError: 'x'\n      at acme_rules.py:11, {REACHED}\n      mend: {BLOCK}"
            ),
        ),
        (
            hooked("@jb.hookimpl\ndef jacobook_rules():\n    return 5"),
            (
                "JB118 jacobook-acme 0.1.0: hook jacobook_rules returned int 5\n"
                "      mend: give an iterable of Rule"
            ),
        ),
        (
            hooked("@jb.hookimpl\ndef jacobook_rules():\n    return 'acme.cube'"),
            (
                "JB118 jacobook-acme 0.1.0: hook jacobook_rules returned str 'acme.cube'\n"
                "      mend: give an iterable of Rule"
            ),
        ),
        (
            hooked("@jb.hookimpl\ndef jacobook_rules():\n    return [rule, 'acme.cube']"),
            (
                "JB118 jacobook-acme 0.1.0: hook jacobook_rules gave str 'acme.cube' as item 1\n"
                "      mend: give an iterable of Rule"
            ),
        ),
        (
            one_file("import jacobook as jb\njb.registry()\npack = jb.RulePack('acme')\n"),
            (
                "JB109 jacobook-acme 0.1.0: used the registry while it was still being built\n"
                f"      at acme_rules.py:2, {REACHED}\n      mend: take it from jacobook_ready"
            ),
        ),
    ],
    ids=[
        "11 class",
        "11 None",
        "11 stray object",
        "12 other contract",
        "12 other name",
        "14 misspelt hook",
        "14 unmarked hook",
        "15 wrong argument",
        "15 keyword-only argument",
        "15 keywords",
        "15 wrapper",
        "16 raises at once",
        "16 raises in the middle",
        "17 number",
        "17 string",
        "17 wrong item",
        "31 registry while building",
    ],
)
def test_a_pack_against_the_contract(site: Path, files: Files, text: str) -> None:
    install(site, files)
    registry, findings, told = found()
    assert [f.text for f in findings] == [text]
    assert told == [f"{text.splitlines()[0]}; see: jacobook packs --errors"]
    assert "acme.cube" not in registry


def test_12_no_pack_hook(site: Path) -> None:
    install(site, one_file("import sys\npack = sys.modules[__name__]\n"))
    (text,) = texts()
    assert text.startswith(f"JB116 jacobook-acme 0.1.0: {POINT} <module 'acme_rules'")
    assert text.endswith(NO_PACK)


def test_13_newer_minor_contract_is_loaded(site: Path) -> None:
    install(
        site, good({"acme_rules/__init__.py": PACK.replace('"acme"', '"acme", contract="1.9"')})
    )
    registry, findings, told = found()
    assert "acme.cube" in registry and told == []
    assert [f.text for f in findings] == [
        (
            "JB103 jacobook-acme 0.1.0: written for contract 1.9, newer than 1.0; loaded, but parts may "
            "not work\n      mend: install a newer jacobook"
        )
    ]


# ---------------------------------------------------------------------------- 19 to 25: the rules


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (
            rule("linalg.cube"),
            (
                "JB201 jacobook-acme 0.1.0, linalg.cube: id is outside the pack's namespace\n"
                "      at acme_rules/rules/other.py\n      mend: rename it to 'acme.linalg.cube'"
            ),
        ),
        (
            rule("acme.con"),
            (
                "JB201 jacobook-acme 0.1.0, acme.con: 'con' is the name of a device on Windows; no page "
                "can have it\n      at acme_rules/rules/other.py\n      mend: choose another word"
            ),
        ),
        (
            rule("acme.cube"),
            (
                "JB202 jacobook-acme 0.1.0, acme.cube: id already used in acme_rules.rules.cube; ids must "
                "be unique\n      at acme_rules/rules/other.py"
            ),
        ),
        (
            rule("acme.other", " aliases=('hat',),"),
            (
                "JB202 jacobook-acme 0.1.0, acme.other: the alias 'hat' names 'linalg.skew' too\n"
                "      mend: rename it"
            ),
        ),
        (
            rule("acme.other").replace('"x": [2.0]}, value', '"z": [2.0]}, value'),
            (
                "JB205 jacobook-acme 0.1.0, acme.other, field vectors[0]: operands has ['z'], the rule "
                "has ['x']\n      at acme_rules/rules/other.py\n      mend: give each operand of the rule"
            ),
        ),
        (
            rule("acme.other").replace("def primal(x)", "def primal(x, y, z)"),
            (
                "JB203 jacobook-acme 0.1.0, acme.other, field primal: takes 3 arguments (x, y, z), needs 1"
                "\n      at acme_rules/rules/other.py\n      mend: def primal(x): ..."
            ),
        ),
        (
            rule("acme.other", " pullback={'x': lambda g, x: g},"),
            (
                "JB203 jacobook-acme 0.1.0, acme.other, field pullback['x']: takes 2 arguments (g, x), "
                "needs 3\n      at acme_rules/rules/other.py\n      mend: def pullback(y_bar, y, x): ..."
            ),
        ),
    ],
    ids=[
        "19 outside the namespace",
        "19 device name",
        "19 duplicate",
        "19 alias taken",
        "20 vector keys",
        "20 arity of the primal",
        "20 arity of a pullback",
    ],
)
def test_a_rule_that_is_left_out(site: Path, text: str, finding: str) -> None:
    install(site, good({"acme_rules/rules/other.py": text}))
    registry, findings, _ = found()
    assert [f.text for f in findings] == [finding]
    assert [r.id for r in registry if r.family == "acme"] == ["acme.cube"]


def test_21_a_pullback_of_the_wrong_shape_names_the_rule(site: Path) -> None:
    wrong = (
        "import jacobook as jb\n"
        "from jacobook import operations as op\n"
        "def primal(x): return op.sum(x * x)\n"
        "def pull(y_bar, y, x): return op.stack(y_bar, y_bar, y_bar)\n"
        "rule = jb.general(id='acme.wrong', title='W', function='sum(x*x)', operands='x:(n)', "
        "op='acme_wrong', primal=primal, pullback={'x': pull})\n"
    )
    install(site, good({"acme_rules/rules/wrong.py": wrong}))
    registry, findings, _ = found()
    assert findings == []
    f = jb.operations.Vocabulary(registry).acme_wrong
    with pytest.raises(errors.RuleError) as caught:
        registry.grad(lambda x: f(x))(np.ones(2))
    assert str(caught.value) == (
        "acme.wrong (jacobook-acme 0.1.0), pullback for operand 0: shape (3,) returned, (2,) expected; "
        "a derivative has the shape of its variable"
    )


def test_22_a_rule_that_writes_into_its_input_or_varies_is_loaded(site: Path) -> None:
    text = rule("acme.writes").replace("    return x", "    x += 0\n    return x")
    install(site, good({"acme_rules/rules/writes.py": text}))
    registry, findings, _ = found()
    assert findings == []
    results = {r.check: r for r in jb.testing.check_rule(registry["acme.writes"], registry)}
    assert results["space"].status == "failed"
    assert "Hint: the rule writes into an array that it was given" in results["space"].detail


def test_23_an_alternative_to_a_rule_of_the_book(site: Path) -> None:
    install(site, good({"acme_rules/rules/tanh.py": rule("acme.tanh", op="tanh")}))
    registry, findings, told = found()
    assert [f.text for f in findings] == [
        (
            "JB120 jacobook-acme 0.1.0, acme.tanh: 'tanh' is differentiated by 'ufunc.tanh'; listed as an "
            'alternative\n      mend: choose one: Registry(prefer={"tanh": "acme.tanh"})'
        )
    ]
    assert told == [] and registry.rule_of("tanh").id == "ufunc.tanh"


def test_23_two_packs_for_one_operation(site: Path) -> None:
    install(site, good({"acme_rules/rules/cube.py": rule(op="cubed")}))
    second = {
        "beta_rules.py": rule("beta.cube", op="cubed")
        + "\nfrom jacobook import RulePack\npack = RulePack('beta').add(rule)\n"
    }
    install(site, second, name="beta", points="[jacobook.packs]\nbeta = beta_rules:pack")
    registry, findings, _ = found()
    assert [f.text for f in findings] == [
        (
            "JB119 jacobook-acme 0.1.0, acme.cube: 'cubed' is claimed by acme.cube and beta.cube: none is "
            'used\n      mend: choose one: Registry(prefer={"cubed": "acme.cube"})'
        ),
        (
            "JB119 beta 0.1.0, beta.cube: 'cubed' is claimed by acme.cube and beta.cube: none is used\n"
            '      mend: choose one: Registry(prefer={"cubed": "beta.cube"})'
        ),
    ]
    with pytest.raises(errors.UnknownRuleError):
        registry.rule_of("cubed")


def test_24_an_exception_at_run_time_names_rule_pack_and_shapes(site: Path) -> None:
    text = rule("acme.fails").replace("    return x * x * x", "    raise KeyError('lost')")
    install(site, good({"acme_rules/rules/fails.py": text}))
    registry, _, _ = found()
    f = jb.operations.Vocabulary(registry).acme_fails
    with pytest.raises(errors.RuleError) as caught:
        registry.grad(lambda x: f(x).sum())(np.ones(2))
    assert str(caught.value) == (
        "acme.fails (jacobook-acme 0.1.0): cannot be applied to x (2,): 'lost'"
    )
    assert isinstance(caught.value.__cause__, KeyError)


# ------------------------------------------------------------------------------ 28 to 34: the rest


def test_28_a_missing_rule_is_an_error_with_close_names(site: Path) -> None:
    install(site, good())
    registry, _, _ = found()
    with pytest.raises(errors.UnknownRuleError) as caught:
        registry["acme.cub"]
    assert str(caught.value).startswith("no rule named 'acme.cub'; close names: acme.cube")


OLD = (
    " status='{}', deprecated=jb.Deprecated(since='1.1', until='2.0', replaced_by=('acme.cube',)),"
)


def test_30_a_deprecated_rule_warns_once_for_each_line(site: Path) -> None:
    text = "import jacobook as jb\n" + rule("acme.old", OLD.format("deprecated"))
    install(site, good({"acme_rules/rules/old.py": text}))
    registry, findings, _ = found()
    assert findings == []
    old = jb.operations.Vocabulary(registry).acme_old

    def f(x):  # type: ignore[no-untyped-def]
        return old(x)

    with pytest.warns(DeprecationWarning, match="the rule acme.old is deprecated"):
        registry.grad(f)(1.0)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("default")
        for _ in range(3):
            registry.grad(f)(1.0)
    assert [str(w.message) for w in caught] == [
        "the rule acme.old is deprecated since 1.1; to be removed in 2.0; use acme.cube"
    ]
    assert caught[0].filename == __file__


def test_30_a_removed_rule_is_an_error_with_what_replaces_it(site: Path) -> None:
    text = "import jacobook as jb\n" + rule("acme.old", OLD.format("removed"))
    install(site, good({"acme_rules/rules/old.py": text}))
    registry, _, _ = found()
    said = "the rule acme.old was removed in 2.0; use acme.cube"
    for use in (lambda: registry["acme.old"], lambda: registry.rule_of("acme_old")):
        with pytest.raises(errors.RemovedRuleError) as caught:
            use()
        assert str(caught.value) == said
    assert "acme.old" in [rule.id for rule in registry]


def test_32_eight_threads_see_one_finished_registry(site: Path) -> None:
    install(site, good())
    barrier, seen = threading.Barrier(8), []

    def ask() -> None:
        barrier.wait()
        registry = jb.registry()
        seen.append((id(registry), len(registry), "acme.cube" in registry))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 8 and len(set(seen)) == 1 and seen[0][2]


@pytest.mark.parametrize(
    ("switch", "text"),
    [
        (
            "-acne",
            (
                "JB110 JACOBOOK_PLUGINS blocks 'acne', but no such pack is installed; did you mean "
                "'acme'?\n      mend: installed packs: acme"
            ),
        ),
        (
            "acne",
            (
                "JB110 JACOBOOK_PLUGINS names 'acne', but no such pack is installed; did you mean "
                "'acme'?\n      mend: installed packs: acme"
            ),
        ),
    ],
)
def test_33_a_switch_that_names_nothing(
    site: Path, monkeypatch: pytest.MonkeyPatch, switch: str, text: str
) -> None:
    install(site, good())
    monkeypatch.setenv(discovery.SWITCH, switch)
    with pytest.raises(errors.PackError) as caught:
        jb.Registry()
    assert str(caught.value) == text


def test_34_all_packs_broken(site: Path) -> None:
    for name in ("acme", "beta", "acmex"):
        files = {f"{name}_rules.py": "import nosuchmodule\n"}
        install(site, files, name=name, points=f"[jacobook.packs]\n{name} = {name}_rules:pack")
    registry, findings, told = found()
    assert told == ["3 packs not loaded (acme, acmex, beta); see: jacobook packs --errors"]
    assert [f.code for f in findings] == ["JB101"] * 3
    assert [info.namespace for info in registry.packs()] == ["core"]


# ------------------------------------------------------------------------------------ the switches


@pytest.mark.parametrize(
    ("switch", "there"),
    [(None, True), ("", False), ("acme", True), ("-acme", False), ("jacobook-acme", True)],
)
def test_the_switch_chooses_packs(
    site: Path, monkeypatch: pytest.MonkeyPatch, switch: str | None, there: bool
) -> None:
    install(site, good())
    if switch is not None:
        monkeypatch.setenv(discovery.SWITCH, switch)
    registry, _, _ = found()
    assert ("acme.cube" in registry) is there
    if not there:
        assert "acme_rules" not in sys.modules  # nothing of it runs


def test_strict_mode_raises_what_is_wrong(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(site, good({"acme_rules/__init__.py": "import nosuchmodule\n"}))
    monkeypatch.setenv(catalogue.STRICT, "1")
    with pytest.raises(errors.PackError, match="^JB101 jacobook-acme 0.1.0: could not be imported"):
        jb.Registry()


def test_a_file_of_rules_is_a_pack(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "my_rules.py"
    path.write_text(rule("local.cube"))
    monkeypatch.setenv(discovery.LOCAL_FILES, str(path))
    registry, findings, _ = found()
    assert (
        findings == [] and registry.grad(jb.operations.Vocabulary(registry).local_cube)(2.0) == 12
    )
    assert registry.provenance(registry["local.cube"]).file == path


def test_ready_sees_the_finished_registry(site: Path) -> None:
    ready = PACK + "seen = []\n@pack.ready\ndef ready(registry):\n    seen.append(registry)\n"
    install(site, good({"acme_rules/__init__.py": ready}))
    registry = jb.registry()
    assert sys.modules["acme_rules"].seen == [registry]
    assert registry.grad(np.tanh)(0.0) == 1.0


def test_sections_checks_and_blocks_are_found(site: Path) -> None:
    text = PACK + (
        "pack.section('acme', title='All')\n"
        "@pack.check('odd', 'The function is odd.', applies=lambda rule: rule.id == 'acme.cube')\n"
        "def odd(subject, report):\n    report.expect(True, '')\n"
        "@pack.page_blocks\ndef blocks(rule, facts):\n"
        "    import jacobook as jb\n"
        "    yield jb.TextBlock(title='Note', text='Odd.')\n"
        "    raise ValueError('no plot')\n"
    )
    install(site, good({"acme_rules/__init__.py": text}))
    registry, _, _ = found()
    assert [s.title for s in registry.sections("acme")] == ["All"]
    cube = registry["acme.cube"]
    assert [c.name for c in registry.checks_of(cube)] == ["odd"]
    (finding,) = registry.page_blocks(cube, jb.RuleFacts(registry=registry))
    assert isinstance(finding, Finding)
    assert finding.line == (
        "JB401 jacobook-acme 0.1.0, acme.cube: hook jacobook_page_blocks raised: ValueError: no plot"
    )


def test_27_blocks_that_take_long_are_told(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "SLOW_BLOCKS", -1.0)
    install(site, good())
    registry, _, _ = found()
    (finding,) = registry.page_blocks(registry["acme.cube"], jb.RuleFacts(registry=registry))
    assert isinstance(finding, Finding)
    assert finding.text == (
        "JB402 jacobook-acme 0.1.0, acme.cube: making the page's blocks took 0.0 s\n"
        "      mend: compute less, or compute it once for all pages"
    )


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_example_of_a_code_is_what_the_library_says(site: Path, code: str) -> None:
    install(site, EXAMPLES[code])
    assert CODES[code].example in texts()
