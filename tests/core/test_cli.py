"""The command line: what it prints, how it fails, in every kind of terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence

import pytest
from click.testing import CliRunner, Result

import jacobook as jb
from jacobook.cli import main
from jacobook.cli.derive import likely_syntax

LEAST_SQUARES = "norm2(X*w - y)^2"


def run(*arguments: str, charset: str = "utf-8", **environment: str) -> Result:
    """The command run in this process."""
    return CliRunner(charset=charset).invoke(main, ["derive", *arguments], env=environment)


def run_outside(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command run as users run it, into a pipe."""
    command = [sys.executable, "-m", "jacobook", *arguments]
    environment = {**os.environ, **environment}
    return subprocess.run(command, capture_output=True, check=False, env=environment)


def test_the_answer_with_shapes_and_the_check() -> None:
    found = run(LEAST_SQUARES, "--wrt", "w", "--syntax", "matlab")
    assert found.exit_code == 0
    lines = found.stdout.splitlines()
    assert lines[:4] == [
        "f = ‖X w − y‖₂²",
        "with X (m, n), w (n,), y (m,)",
        "",
        "∇_w f = 2 Xᵀ(X w − y)",
    ]
    assert lines[4].startswith("Checked: relative error ")
    assert "seed 0" in found.stdout


def test_steps_are_numbered_with_reasons_and_end_in_the_check() -> None:
    shown = run(LEAST_SQUARES, "--wrt", "w", "--steps").stdout
    assert "\n3.    = 2(X w − y)ᵀ d(X w − y)\n       Squared Euclidean norm. In gen" in shown
    assert "\n       [linalg.norm2_squared]\n" in shown
    assert "\n5. ∇_w f = 2 Xᵀ(X w − y)\n" in shown
    assert "\n6. Checked: relative error" in shown
    assert shown.count("Checked") == 1


def test_both_views_at_once() -> None:
    shown = run(LEAST_SQUARES, "--wrt", "w", "--steps", "--backward").stdout
    assert "df = d(" in shown
    assert "2. u₁ = X w" in shown


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("text", "2*X.T @ (X @ w - y)"),
        ("matlab", "2*X'*(X*w - y)"),
        ("unicode", "∇_w f = 2 Xᵀ(X w − y)"),
        ("sympy", "2*X.T*(X*w - y)"),
        ("latex", jb.derive("norm2(X @ w - y)**2", wrt="w").latex()),
        ("mathml", jb.derive("norm2(X @ w - y)**2", wrt="w").mathml()),
        ("numpy", jb.derive("norm2(X @ w - y)**2", wrt="w").numpy().rstrip()),
    ],
)
def test_one_output_alone(output: str, expected: str) -> None:
    found = run("norm2(X @ w - y)**2", "--wrt", "w", "--to", output)
    assert found.stdout == f"{expected}\n"
    assert found.stderr == ""


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("text", "3.    = 2*(X @ w - y) @ d(X @ w - y)"),
        ("unicode", "3.    = 2(X w − y)ᵀ d(X w − y)"),
        ("latex", "\\begin{aligned}"),
        ("mathml", "<ol><li><math"),
    ],
)
def test_steps_in_an_output(output: str, expected: str) -> None:
    shown = run("norm2(X @ w - y)**2", "--wrt", "w", "--steps", "--to", output).stdout
    assert expected in shown


@pytest.mark.parametrize("output", ["numpy", "sympy"])
def test_outputs_without_steps_say_so(output: str) -> None:
    found = run("sum(x)", "--steps", "--to", output)
    assert found.exit_code == 2
    assert f"--to {output} has no steps" in found.stderr


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["A @ x", "--wrt", "x", "--form", "jvp"], "A @ dx"),
        (["A @ x", "--wrt", "x", "--form", "vjp"], "A.T @ f_bar"),
        (["x @ A @ x", "--wrt", "x", "--form", "hvp"], "(A + A.T) @ dx"),
        (["A @ X @ B", "--wrt", "X", "--form", "operator"], "A @ dX @ B"),
        (["A @ X @ B", "--wrt", "X", "--form", "kronecker"], "kron(B.T, A)"),
        (["x @ A @ x", "--wrt", "x", "--order", "2"], "A + A.T"),
        (["x @ S @ x", "--wrt", "x", "--assume", "S=symmetric"], "2*S @ x"),
        (["a @ x", "--wrt", "x", "--shape", "a=n", "--shape", "x=n"], "a"),
        (["sum(a*x)", "--wrt", "a", "--shape", "a=scalar", "--shape", "x=n"], "sum(x)"),
        (["x + x", "--shape", "x=3"], "2*eye(3)"),
    ],
)
def test_forms_orders_shapes_and_facts(arguments: Sequence[str], expected: str) -> None:
    found = run(*arguments, "--to", "text")
    assert found.stdout.strip() == expected


def test_the_handbook_form_of_a_symmetric_variable() -> None:
    found = run("logdet(S)", "--assume", "S=symmetric", "--form", "handbook", "--to", "text")
    want = jb.derive("logdet(S)", wrt="S", assume={"S": "symmetric"}).handbook().text()
    assert found.stdout.strip() == want


def test_several_variables_and_the_denominator_layout() -> None:
    shown = run("A @ x + z", "--wrt", "x", "--wrt", "z", "--layout", "denominator").stdout
    assert "∂f/∂x = Aᵀ\n" in shown
    assert "∂f/∂z = " in shown
    assert shown.count("f = A x + z") == 1


def test_conditions_and_structure_are_said_in_words() -> None:
    shown = run("x @ inv(K) @ x", "--wrt", "x").stdout
    assert "Holds where K is invertible." in shown
    assert "The derivative is symmetric." in run("softmax(x)").stdout


def test_the_seed_and_no_check() -> None:
    assert "seed 7" in run("sum(x)", "--seed", "7").stdout
    assert "Checked" not in run("sum(x*x)", "--no-check", "--steps").stdout


# ---------------------------------------------------------------------------- syntaxes


@pytest.mark.parametrize(
    ("text", "syntax"),
    [
        ("x'*A*x", "matlab"),
        ("x.*y", "matlab"),
        ("x^2", "matlab"),
        ("x @ y", "numpy"),
        ("x**2", "numpy"),
        ("A.T", "numpy"),
        ("sum(x, axis=0)", "numpy"),
        ("sum(x)", "numpy"),
    ],
)
def test_the_syntax_is_found_out(text: str, syntax: str) -> None:
    assert likely_syntax(text) == syntax


def test_a_syntax_that_was_found_out_is_said() -> None:
    found = run("x'*A*x", "--wrt", "x", "--to", "matlab")
    assert found.stdout == "(A + A')*x\n"
    assert "MATLAB's syntax" in found.stderr
    assert run("x'*A*x", "--wrt", "x", "--syntax", "matlab").stderr == ""


def test_a_star_that_both_syntaxes_read_is_said() -> None:
    found = run("A*x", "--wrt", "x")
    assert "element by element; with --syntax matlab it is the matrix product" in found.stderr
    assert run("a*b", "--wrt", "a").stderr == ""


def test_text_that_only_the_other_syntax_reads_is_read() -> None:
    shapes = ["--shape", "X=m,n", "--shape", "w=n,k", "--shape", "Y=m,k"]
    found = run("X*w - Y", "--wrt", "w", *shapes, "--to", "text")
    assert found.stdout.strip() == "X @ dw"
    assert "MATLAB's syntax" in found.stderr


def test_a_formula_may_begin_with_a_minus() -> None:
    assert run("-x'*x", "--to", "matlab").stdout == "-2*x\n"


# ------------------------------------------------------------------------------ errors


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["foo(x)"], "unknown function 'foo'"),
        (["x'*x)"], "closes no bracket"),
        (["x @ y", "--wrt", "q"], "its variables are x, y"),
        (["x @ y"], "wrt= is missing"),
        ([""], ""),
        (["__import__('os').system('true')"], ""),
        (["A @ B", "--wrt", "A", "--shape", "A=2,3", "--shape", "B=2,3"], "inner sizes 3 and 2"),
        (["x @ S @ x", "--wrt", "x", "--assume", "S=purple"], "unknown fact 'purple'"),
        (["A @ x", "--wrt", "x", "--order", "2"], "second derivative of a scalar"),
        (["expm(X)", "--to", "sympy"], "SymPy has no matrix form"),
    ],
)
def test_errors_have_a_message_no_traceback_and_status_2(
    arguments: Sequence[str], message: str
) -> None:
    found = run(*arguments)
    assert found.exit_code == 2
    assert found.stdout == ""
    assert message in found.stderr
    assert "Error: " in found.stderr
    assert "Traceback" not in found.stderr


def test_the_position_is_marked() -> None:
    error = run("sum(x) + foo(x)").stderr
    (text, mark) = error.splitlines()[-2:]
    assert text[mark.index("^") :] == "foo(x)"


@pytest.mark.parametrize(
    "arguments",
    [["--shape", "X"], ["--shape", "=m"], ["--assume", "S"], ["--order", "3"], ["--to", "pdf"]],
)
def test_wrong_options_are_refused(arguments: Sequence[str]) -> None:
    found = run("sum(x)", *arguments)
    assert found.exit_code == 2
    assert arguments[0] in found.stderr


def test_nothing_is_evaluated(tmp_path: object) -> None:
    path = f"{tmp_path}/made"
    for text in (f"open('{path}', 'w')", f"[open('{path}', 'w')]", f"x.__class__('{path}')"):
        assert run(text, "--shape", f"x=open('{path}')").exit_code == 2
    assert not os.path.exists(path)


# --------------------------------------------------------------------------- terminals


def test_a_stream_without_these_characters_gets_plain_text() -> None:
    found = run(LEAST_SQUARES, "--wrt", "w", "--steps", charset="ascii")
    assert found.exit_code == 0
    assert found.stdout.isascii()
    assert "grad_w f = 2*X'*(X*w - y)" in found.stdout


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
def test_every_encoding_gets_an_answer_and_an_error(encoding: str) -> None:
    found = run_outside("derive", "norm2(x)**2", "--steps", PYTHONIOENCODING=encoding)
    assert found.returncode == 0
    assert found.stderr == b""
    assert "norm2" in found.stdout.decode(encoding) or encoding == "utf-8"
    failed = run_outside("derive", "σ*x", PYTHONIOENCODING=encoding)
    assert failed.returncode == 2
    assert b"Traceback" not in failed.stderr


def test_a_pipe_gets_no_colour() -> None:
    assert b"\x1b" not in run_outside("derive", "norm2(x)**2", "--steps").stdout


def test_no_colour_where_it_is_not_wanted() -> None:
    plain = CliRunner().invoke(main, ["derive", "sum(x)"], color=True, env={"NO_COLOR": "1"})
    assert "\x1b" not in plain.stdout
    bold = CliRunner().invoke(main, ["derive", "sum(x)"], color=True, env={"NO_COLOR": ""})
    assert "\x1b[1m" in bold.stdout


@pytest.mark.parametrize("width", ["1", "40", "200"])
def test_narrow_and_wide_terminals(width: str) -> None:
    shown = run(LEAST_SQUARES, "--wrt", "w", "--steps", COLUMNS=width).stdout
    assert max(map(len, shown.splitlines())) <= max(int(width), 34)


# ---------------------------------------------------------------------------- machines


def test_json_holds_everything() -> None:
    found = run(LEAST_SQUARES, "--wrt", "w", "--wrt", "X", "--json", charset="ascii")
    record = json.loads(found.stdout)
    assert record["syntax"] == "matlab"
    assert record["function"]["text"] == "norm2(X @ w - y)**2"
    assert record["variables"][0] == {"name": "X", "shape": ["m", "n"], "facts": []}
    first, second = record["derivatives"]
    assert (first["wrt"], first["form"], first["shape"]) == ("w", "gradient", ["n"])
    assert (first["text"], first["matlab"]) == ("2*X.T @ (X @ w - y)", "2*X'*(X*w - y)")
    assert first["steps"][2]["rule"] == "linalg.norm2_squared"
    assert first["steps"][-1]["left"] == "grad_w f"
    assert first["steps"][-1]["right"]["text"] == first["text"]
    assert first["backward_steps"][1]["right"]["text"] == "X @ w"
    assert first["check"]["relative_error"] < 1e-9
    assert first["check"]["shapes"]["X"] == [6, 5]
    assert second["wrt"] == "X"


def test_json_without_a_check() -> None:
    record = json.loads(run("A @ X @ B", "--wrt", "X", "--json", "--no-check").stdout)
    assert record["derivatives"][0]["check"] is None
    assert record["derivatives"][0]["backward_steps"] == []


def test_the_version_and_the_help() -> None:
    found = CliRunner().invoke(main, ["--version"])
    assert found.stdout == f"jacobook, version {jb.__version__}\n"
    assert "--steps" in run("--help").stdout
