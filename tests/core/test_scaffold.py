"""The author's tools: a new pack's folder, and drafts of rules from the text of a function."""

from __future__ import annotations

import ast
import importlib.util
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from jacobook.catalogue import Registry, default_registry
from jacobook.cli.add_rule import add_rule
from jacobook.cli.new_pack import new_pack
from jacobook.errors import DerivationError, JacobookError, ParseError
from jacobook.namespaces import RESERVED
from jacobook.packs import RulePack
from jacobook.rule import Rule
from jacobook.scaffold.draft import KINDS, TODO, draft
from jacobook.scaffold.errors import ScaffoldError
from jacobook.scaffold.location import pack_folder
from jacobook.scaffold.operands import read_function
from jacobook.scaffold.project import FILES, TEMPLATE_VERSION, Project, differences, write
from jacobook.scaffold.rule_file import rule_text
from jacobook.scaffold.rule_names import rule_name
from jacobook.testing import check_rule

OPTIONS = [("acme", ""), ("my_pack2", "Ada Lovelace"), ("q", 'O"Neil \\ Söns')]
"""Names and authors: plain, with an underscore and a digit, with quotes and letters of all kinds."""


@pytest.fixture(scope="module", params=OPTIONS, ids=[name for name, _ in OPTIONS])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new pack's folder."""
    project = Project(*request.param)
    folder = tmp_path_factory.mktemp("packs") / project.folder
    write(project, folder)
    return folder


def run(*command: str | Path, where: Path, **environment: str) -> str:
    """Run a command of this environment; its output if it succeeds."""
    done = subprocess.run(
        [sys.executable, *map(str, command)],
        cwd=where,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def loaded(path: Path) -> Rule:
    """The rule in a file."""
    spec = importlib.util.spec_from_file_location(f"drafted_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Rule = module.rule
    return found


def failures(rule: Rule) -> list[str]:
    return [result.detail for result in check_rule(rule) if result.status == "failed"]


# --------------------------------------------------------------------------------- a new pack


def test_a_new_pack_has_the_promised_files(tmp_path: Path) -> None:
    write(Project("acme"), tmp_path)
    found = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert found == {
        "pyproject.toml",
        "README.md",
        "LICENSE",
        ".gitignore",
        ".github/workflows/test.yml",
        ".github/workflows/publish.yml",
        "src/jacobook_acme/__init__.py",
        "src/jacobook_acme/py.typed",
        "src/jacobook_acme/rules/__init__.py",
        "src/jacobook_acme/rules/softsign.py",
        "tests/test_rules.py",
    }


def test_every_template_is_used_and_no_placeholder_is_left(made: Path) -> None:
    import jacobook.scaffold

    templates = Path(jacobook.scaffold.__file__).parent / "templates"
    assert {path.name for path in templates.iterdir()} == {f"{n}.tmpl" for n in FILES.values()}
    for path in made.rglob("*"):
        assert path.is_dir() or "{{" not in path.read_text("utf-8").replace("${{", "")


def test_the_metadata_name_the_pack_and_its_author(made: Path) -> None:
    metadata = tomllib.loads((made / "pyproject.toml").read_text("utf-8"))
    namespace = made.name.removeprefix("jacobook-")
    author = dict(OPTIONS)[namespace] or f"The authors of {made.name}"
    assert metadata["project"]["name"] == made.name
    assert metadata["project"]["authors"] == [{"name": author}]
    assert metadata["project"]["entry-points"]["jacobook.packs"] == {
        namespace: f"jacobook_{namespace}:pack"
    }
    assert metadata["project"]["dependencies"] == ["jacobook>=0.1,<1"]
    assert list(metadata["dependency-groups"]) == ["test"]
    assert metadata["tool"]["jacobook"]["template"] == TEMPLATE_VERSION
    assert author in (made / "LICENSE").read_text("utf-8")


@pytest.fixture(scope="module")
def mypy_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What mypy knows of jacobook, for all packs."""
    return tmp_path_factory.mktemp("mypy")


def test_a_new_pack_is_clean_to_linters_and_type_checkers(made: Path, mypy_cache: Path) -> None:
    run("-m", "ruff", "check", "--no-cache", ".", where=made)
    run("-m", "ruff", "format", "--no-cache", "--check", ".", where=made)
    core = Path(__file__).parents[2] / "core"
    run(
        *("-m", "mypy", "--strict", "--cache-dir", mypy_cache, "src", "tests"),
        where=made,
        MYPYPATH=str(core),
    )


def test_the_rules_of_a_new_pack_pass_their_tests(made: Path) -> None:
    namespace = made.name.removeprefix("jacobook-")
    code = (
        "import sys; from jacobook.catalogue import Registry; from jacobook.testing import "
        f"check_rule; book = Registry(packs=['jacobook_rules:pack', 'jacobook_{namespace}:pack']); "
        f"results = check_rule(book['{namespace}.softsign'], book); "
        "print(sorted({r.status for r in results}), len(results))"
    )
    assert run("-c", code, where=made / "src").split("]")[0] == "['passed'"


def test_its_workflows_are_yaml_and_store_no_token(made: Path) -> None:
    yaml = pytest.importorskip("yaml")
    test = yaml.safe_load((made / ".github/workflows/test.yml").read_text("utf-8"))
    publish = yaml.safe_load((made / ".github/workflows/publish.yml").read_text("utf-8"))
    matrix = test["jobs"]["test"]["strategy"]["matrix"]
    assert len(matrix["python"]) == 2
    assert [versions["name"] for versions in matrix["versions"]] == ["lowest", "newest"]
    assert publish["permissions"] == {"contents": "read"}
    assert publish["jobs"]["publish"]["permissions"] == {"id-token": "write"}
    assert publish["jobs"]["publish"]["needs"] == "check"
    assert "secrets." not in (made / ".github/workflows/publish.yml").read_text("utf-8")


@pytest.mark.parametrize("name", ["Acme", "my-pack", "con", "lpt1", "9x", "", "a.b", "x_", "é"])
def test_names_that_cannot_be_namespaces_are_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(ScaffoldError, match="for example: jacobook new-pack [a-z]"):
        Project(name)


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_words_of_the_book_are_refused(name: str) -> None:
    with pytest.raises(ScaffoldError, match="is reserved for the built-in book"):
        Project(name)


def test_the_suggested_name_is_one_that_is_taken() -> None:
    for name in ("jacobook-My.Pack", "Linalg", "con", "", "9x", "x" * 40, "___"):
        with pytest.raises(ScaffoldError) as refused:
            Project(name)
        Project(str(refused.value).rsplit(" ", 1)[1])


def test_an_author_with_a_line_break_is_refused() -> None:
    with pytest.raises(ScaffoldError, match="cannot be printed"):
        Project("acme", "Ada\nname = 'x'")


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(ScaffoldError, match="exists already and is not empty"):
        write(Project("acme"), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_in_the_place_of_the_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "jacobook-acme").write_text("mine")
    with pytest.raises(ScaffoldError, match="exists already"):
        write(Project("acme"), tmp_path / "jacobook-acme")


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ScaffoldError, match="cannot be written"):
        write(Project("acme"), tmp_path / "file" / "jacobook-acme")


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    assert len(write(Project("acme"), tmp_path)) == len(FILES)


# ------------------------------------------------------------------------------------- update


def test_a_new_pack_does_not_differ_from_its_template(made: Path) -> None:
    pack = pack_folder(made / "tests")
    assert pack.root == made
    assert list(differences(Project(pack.namespace, pack.author), made)) == []


def test_an_update_shows_what_differs_and_changes_nothing(tmp_path: Path) -> None:
    write(Project("acme"), tmp_path)
    readme = tmp_path / "README.md"
    readme.write_text(readme.read_text() + "More.\n")
    (tmp_path / "LICENSE").unlink()
    result = CliRunner().invoke(new_pack, ["--update", "--dir", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert "-More." in result.output.splitlines()
    assert "+MIT License" in result.output.splitlines()
    assert "pyproject.toml (here)" not in result.output
    assert "Nothing was changed" in result.output
    assert readme.read_text().endswith("More.\n")
    assert not (tmp_path / "LICENSE").exists()


# --------------------------------------------------------------------------------- the location


def test_outside_of_a_pack_the_advice_is_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ScaffoldError, match="no pack here.*jacobook new-pack acme"):
        pack_folder(tmp_path)


def test_another_projects_folder_is_passed_over(tmp_path: Path) -> None:
    write(Project("acme"), tmp_path)
    inner = tmp_path / "docs"
    inner.mkdir()
    (inner / "pyproject.toml").write_text('[project]\nname = "docs"\n')
    assert pack_folder(inner).namespace == "acme"


def test_an_unreadable_pyproject_is_named(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[project\n")
    with pytest.raises(ScaffoldError, match=r"pyproject\.toml cannot be read"):
        pack_folder(tmp_path)


def test_two_packs_in_one_project_are_refused(tmp_path: Path) -> None:
    points = '[project.entry-points."jacobook.packs"]\na = "a:p"\nb = "b:p"\n'
    (tmp_path / "pyproject.toml").write_text(points)
    with pytest.raises(ScaffoldError, match="several packs: a, b"):
        pack_folder(tmp_path)


def test_a_pack_without_a_folder_of_rules_is_told_what_to_make(tmp_path: Path) -> None:
    points = '[project.entry-points."jacobook.packs"]\nacme = "acme_rules:pack"\n'
    (tmp_path / "pyproject.toml").write_text(points)
    with pytest.raises(ScaffoldError, match="acme_rules/rules is missing"):
        _ = pack_folder(tmp_path).rules


# --------------------------------------------------------------------------------------- drafts

DRAFTS = [
    ("log(det(X))", "identity", "X:(n,n) inv"),
    ("x/(1+abs(x))", "elementwise", "x:(n)"),
    ("sqrt(1 - x**2)", "elementwise", "x:(n) unit"),
    ("log(x)*y", "elementwise", "x:(n) pos; y:(n)"),
    ("norm2(X @ w - y)**2", "identity", "X:(m,n); w:(n); y:(m)"),
    ("A @ x", "identity", "A:(m,n); x:(n)"),
    ("cholesky(A)", "identity", "A:(n,n) spd*"),
    ("kron(A, B)", "identity", "A:(m,n); B:(k,p)"),
    ("log(1 - x @ x)", "identity", "x:(n) range(-0.3,0.3)"),
]


@pytest.mark.parametrize(("text", "kind", "operands"), DRAFTS, ids=[text for text, *_ in DRAFTS])
def test_kind_and_operands_follow_from_the_text(text: str, kind: str, operands: str) -> None:
    function = read_function(text, None, default_registry())
    made = draft(rule_name("acme.f", "acme"), function)
    assert (made.kind, made.function.declaration, made.gaps) == (kind, operands, ())


CASES = [(text, kind) for text, *_ in DRAFTS for kind in ("", "general", "derived", "identity")]
CASES += [("cumsum(x)", "linear"), ("X.T", "linear"), ("2*x", "linear"), ("inv(X)", "general")]


@pytest.mark.parametrize(("text", "kind"), CASES)
def test_a_draft_passes_every_check_and_is_laid_out_as_usual(
    text: str, kind: str, tmp_path: Path
) -> None:
    function = read_function(text, None, default_registry())
    made = draft(rule_name("acme.drafted", "acme"), function, kind or None)
    path = tmp_path / "drafted.py"
    if kind == "general" and text.startswith("kron"):
        with pytest.raises(ScaffoldError, match="whose sizes are calculated"):
            rule_text(made)
        return
    path.write_text(rule_text(made), encoding="utf-8")
    assert failures(loaded(path)) == []
    run("-m", "ruff", "format", "--isolated", "--line-length=100", "--check", path, where=tmp_path)
    run("-m", "ruff", "check", "--isolated", "--select=F,I", path, where=tmp_path)


def test_the_numbers_of_a_draft_are_right() -> None:
    import numpy as np

    point = read_function("log(det(X))", None, default_registry()).point(0)
    x = np.asarray(point.operands["X"])
    assert np.allclose(point.value, np.log(np.linalg.det(x)))
    assert np.allclose(point.gradients["X"], np.linalg.inv(x).T)


def test_a_draft_says_todo_where_only_the_author_knows() -> None:
    function = read_function("log(det(X))", None, default_registry())
    text = rule_text(draft(rule_name("acme.logdet", "acme"), function))
    marked = [line.strip().split("=")[0] for line in text.splitlines() if TODO in line]
    assert marked == ["summary", "why", "source"]
    assert 'derivative={"grad[X]": "inv(X).T"}' in text


def test_a_derivative_that_is_not_found_is_left_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def found_nothing(*_: object, **__: object) -> object:
        raise DerivationError("there is none")

    monkeypatch.setattr("jacobook.scaffold.draft.derive", found_nothing)
    function = read_function("log(det(X))", None, default_registry())
    text = rule_text(draft(rule_name("acme.logdet", "acme"), function))
    assert 'derivative={"grad[X]": "TODO"}' in text
    assert "# TODO: no closed form by X was found: there is none\n" in text


def test_definitions_are_written_out() -> None:
    text = "y @ inv(K) @ y where K = X.T @ X + eye(n)"
    function = read_function(text, None, default_registry())
    assert function.text == "y @ inv(X.T @ X + eye(n)) @ y"


def test_the_name_of_the_value_is_none_of_the_operands() -> None:
    function = read_function("norm2(y)**2", None, default_registry())
    assert draft(rule_name("acme.f", "acme"), function, "general").result == "z"


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("log(det(X))", "elementwise", "not element by element"),
        ("log(det(X))", "linear", "not linear in X"),
        ("2*x + 1", "linear", "not linear in x"),
        ("x*sum(x)", "linear", "not linear in x"),
        ("A @ x", "linear", "has one operand"),
    ],
)
def test_a_kind_that_does_not_fit_is_refused(text: str, kind: str, told: str) -> None:
    function = read_function(text, None, default_registry())
    with pytest.raises(ScaffoldError, match=told):
        draft(rule_name("acme.f", "acme"), function, kind)


def test_a_function_of_sizes_is_not_written_as_a_function_of_arrays() -> None:
    function = read_function("x @ eye(n) @ x", None, default_registry())
    made = draft(rule_name("acme.f", "acme"), function, "general")
    with pytest.raises(ScaffoldError, match="--kind identity"):
        rule_text(made)


@pytest.mark.parametrize(
    ("text", "operands", "told"),
    [
        ("3", None, "is a constant"),
        ("x", "x:(n); y:(n)", "the variables of 'x' are x"),
        ("x @ y", "x:(n)", "nobody says|variables"),
        ("sum(x)", "*x:(n)", "any number of operands"),
        ("log(-x**2)", None, "no numbers were found"),
        ("log(x)", "x:(n) range(-2,-1)", "declare a narrower domain"),
        ("inv(X)", "X:(n,n) singular", "declare a narrower domain"),
        ("x", "x:(n", "expected a name, a colon and a shape"),
    ],
)
def test_operands_that_do_not_fit_are_refused(text: str, operands: str | None, told: str) -> None:
    with pytest.raises(JacobookError, match=told):
        read_function(text, operands, default_registry())


@pytest.mark.parametrize("text", ["__import__('os').getcwd()", "open('x')", "x.__class__"])
def test_text_is_never_evaluated(text: str) -> None:
    with pytest.raises(ParseError):
        read_function(text, None, default_registry())


def test_declared_operands_are_taken_as_they_are() -> None:
    function = read_function("x @ S @ x", "x:(n); S:(n,n) sym*", default_registry())
    assert function.declaration == "x:(n); S:(n,n) sym*"


# --------------------------------------------------------------------------- the command add-rule


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a new pack, in which one is."""
    write(Project("acme"), tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def add(*arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(add_rule, list(arguments), input=typed)


def test_add_rule_writes_one_file(inside: Path) -> None:
    result = add("acme.logdet", "--function", "log(det(X))")
    assert result.exit_code == 0, result.output
    path = inside / "src/jacobook_acme/rules/logdet.py"
    assert f"wrote {path.relative_to(inside)} (kind identity; X:(n,n) inv)" in result.output
    assert "jacobook check acme" in result.output
    assert failures(loaded(path)) == []


def test_add_rule_works_in_a_folder_below(inside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(inside / "tests")
    assert add("acme.linalg.logdet", "--function", "log(det(X))").exit_code == 0
    assert (inside / "src/jacobook_acme/rules/linalg_logdet.py").is_file()


def test_add_rule_asks_for_the_function(inside: Path) -> None:
    assert add("acme.twice", typed="2*x\n").exit_code == 0
    assert 'function="2*x"' in (inside / "src/jacobook_acme/rules/twice.py").read_text()


@pytest.mark.parametrize(
    ("id", "function", "told"),
    [
        ("logdet", "log(det(X))", "Did you mean 'acme.logdet'?"),
        ("beta.logdet", "log(det(X))", "Did you mean 'acme.beta.logdet'?"),
        ("acme.LogDet", "log(det(X))", "Did you mean 'acme.logdet'?"),
        ("acme.aux", "x", "name of a device on Windows"),
        ("acme", "x", "two to four lower-case words"),
        ("acme.softsign", "x", "exists already"),
        ("acme.f", "log(dett(X))", "unknown function 'dett'; did you mean det"),
        ("acme.f", "log(det(X)", "never closed"),
    ],
)
def test_add_rule_refuses_and_writes_nothing(
    inside: Path, id: str, function: str, told: str
) -> None:
    before = sorted(inside.rglob("*.py"))
    result = add(id, "--function", function)
    assert isinstance(result.exception, JacobookError)
    assert told in str(result.exception)
    assert sorted(inside.rglob("*.py")) == before


def test_add_rule_never_writes_over_a_file(inside: Path) -> None:
    path = inside / "src/jacobook_acme/rules/mine.py"
    path.write_text("# mine\n")
    result = add("acme.mine", "--function", "x")
    assert isinstance(result.exception, ScaffoldError)
    assert path.read_text() == "# mine\n"


def test_add_rule_reads_ids_without_running_files(inside: Path) -> None:
    rules = inside / "src/jacobook_acme/rules"
    (rules / "other.py").write_text(
        'raise SystemExit("never run")\nrule = general("acme.taken", operands="x:(n)")\n'
    )
    (rules / "broken.py").write_text("rule = (\n")
    assert "acme.taken" in str(add("acme.taken", "--function", "x").exception)
    assert add("acme.free", "--function", "x").exit_code == 0


@pytest.mark.parametrize("kind", KINDS)
def test_the_kinds_of_drafts_are_constructors_of_the_book(kind: str) -> None:
    import jacobook

    assert callable(getattr(jacobook, kind))


def test_the_operation_of_a_draft_meets_no_other(inside: Path) -> None:
    assert add("acme.logdet", "--function", "log(det(X))", "--kind", "general").exit_code == 0
    rule = loaded(inside / "src/jacobook_acme/rules/logdet.py")
    book = Registry(packs=["jacobook_rules:pack", RulePack("acme").add(rule)])
    assert book.rule_of("logdet").id == "linalg.logdet"
    assert book.rule_of("acme_logdet") is rule


def test_the_files_of_the_scaffold_hold_no_code_that_runs_text() -> None:
    import jacobook.scaffold

    for path in Path(jacobook.scaffold.__file__).parent.glob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        called = {
            n.func.id for n in ast.walk(tree) if isinstance(n, ast.Call) if hasattr(n.func, "id")
        }
        assert not called & {"eval", "exec", "compile", "__import__"}, path
