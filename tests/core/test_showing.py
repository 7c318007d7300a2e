"""Derivations as people read them: lines for the terminal, HTML and LaTeX for notebooks."""

from __future__ import annotations

import html.parser
import re
from dataclasses import replace

import pytest

import jacobook as jb
from jacobook import notation
from jacobook.closed_form.laws import law_of
from jacobook.closed_form.showing import (
    ShownSteps,
    Terminal,
    columns,
    conditions_of,
    derivation_html,
    fitted,
    law_behind,
    lines_of,
    shapes_line,
    steps_html,
    steps_latex,
)
from jacobook.errors import DerivationError

FORMULAS = [
    ("norm2(X @ w - y)**2", "w"),
    ("sum(log(1 + exp(-y*(X @ w))))", "w"),
    ("softmax(A @ x)", "x"),
    ("A @ X @ B", "X"),
    ("logdet(X)", "X"),
    ("sin(a)*a", "a"),
]

BAR_U = "u\N{COMBINING MACRON}"


def least_squares() -> jb.Derivation:
    found: jb.Derivation = jb.derive("norm2(X*w - y)^2", wrt="w", syntax="matlab")
    return found


def equations(text: str) -> list[str]:
    """The lines with equations, without their numbers."""
    return [m[1] for m in re.finditer(r"^ *\d+\. (.*)$", text, re.MULTILINE)]


def test_the_steps_of_least_squares_read_line_by_line() -> None:
    shown = equations(str(least_squares().show_steps()))
    assert shown[:5] == [
        "f = ‖X w − y‖₂²",
        "df = d(‖X w − y‖₂²)",
        "   = 2(X w − y)ᵀ d(X w − y)",
        "   = 2(X w − y)ᵀ X dw",
        "∇_w f = 2 Xᵀ(X w − y)",
    ]
    assert shown[5].startswith("Checked: relative error ")


def test_steps_state_the_law_which_they_apply() -> None:
    shown = str(least_squares().show_steps())
    assert "In general d(‖x‖₂²) = 2(x ⋅ dx). [" in shown.replace("\n       ", " ")
    assert "In\n       general d(A B) = dA B + A dB. [linalg.matmul]" in shown


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("linalg.inv", "d(X⁻¹) = −X⁻¹ dX X⁻¹"),
        ("ufunc.exp", "d(e^x) = e^x ⊙ dx"),
        ("act.softmax", "d(softmax(x)) = softmax(x) ⊙ (dx − softmax(x) ⋅ dx)"),
    ],
)
def test_laws_are_written_in_the_letters_of_the_rule(rule: str, expected: str) -> None:
    law = law_of(rule, jb.registry())
    assert law is not None
    assert notation.unicode_equation(*law) == expected


def test_rules_without_a_differential_state_no_law() -> None:
    assert law_of("structural.gradient", jb.registry()) is None
    assert law_of("no.such.rule", jb.registry()) is None
    assert law_of("elementwise.maximum", jb.registry()) is None


def test_the_backward_view_names_values_and_their_cotangents() -> None:
    shown = str(least_squares().show_steps("backward"))
    assert "2. u₁ = X w\n" in shown
    assert f"{BAR_U}₂ = 2 u₂\n" in shown
    assert f"w\N{COMBINING MACRON} = Xᵀ {BAR_U}₁\n" in shown
    assert shown.count("A bar marks") == 1


@pytest.mark.parametrize(("formula", "wrt"), FORMULAS)
def test_every_line_has_a_reason_or_a_rule_and_rules_exist(formula: str, wrt: str) -> None:
    derivation = jb.derive(formula, wrt=wrt)
    for line in lines_of(derivation):
        assert line.step.reason or line.step.rule
        assert not line.step.rule or line.step.rule in derivation.registry


@pytest.mark.parametrize(("formula", "wrt"), FORMULAS)
@pytest.mark.parametrize("width", [40, 80])
def test_lines_fit_the_terminal_wherever_there_is_a_space(
    formula: str, wrt: str, width: int
) -> None:
    derivation = jb.derive(formula, wrt=wrt)
    for line in Terminal(width).steps(derivation):
        assert columns(line) <= width or " " not in line.strip().split("= ")[-1]


def test_plain_characters_where_unicode_is_not_to_be_had() -> None:
    derivation = least_squares()
    lines = Terminal(80, "numpy").steps(derivation)
    assert all(line.isascii() for line in lines)
    assert "3.    = 2*(X @ w - y) @ d(X @ w - y)" in lines
    assert Terminal(80, "numpy").answer(derivation) == "grad_w f = 2*X.T @ (X @ w - y)"
    assert Terminal(80, "matlab").answer(derivation) == "grad_w f = 2*X'*(X*w - y)"


@pytest.mark.parametrize(
    ("formula", "wrt", "more", "expected"),
    [
        ("A @ x", "x", {}, "df/dx = A"),
        ("A @ X @ B", "X", {}, "dX -> A @ dX @ B"),
        ("x @ x", "x", {"order": 2}, "hess_x f = 2*eye(n)"),
        ("a**3", "a", {"order": 2}, "d2f/da2 = 6*a"),
        ("A @ x", "x", {"form": "vjp"}, "x_bar = A.T @ f_bar"),
        ("A @ x", "x", {"form": "jvp"}, "df = A @ dx"),
    ],
)
def test_answers_in_plain_characters(
    formula: str, wrt: str, more: dict[str, object], expected: str
) -> None:
    assert Terminal(80, "numpy").answer(jb.derive(formula, wrt=wrt, **more)) == expected


def test_a_second_order_derivation_ends_in_the_hessian() -> None:
    shown = str(ShownSteps(jb.derive("x @ A @ x", wrt="x", order=2)))
    assert "∇ₓ f = " in shown
    assert "∇ₓ² f = A + Aᵀ" in shown


def test_an_unknown_view_and_a_view_that_does_not_exist_are_refused() -> None:
    with pytest.raises(DerivationError, match="known: differential, backward"):
        str(least_squares().show_steps("sideways"))
    with pytest.raises(DerivationError, match="backward view is for gradients"):
        str(jb.derive("A @ x", wrt="x").show_steps("backward"))


def test_long_lines_are_cut_at_spaces_under_their_equals_sign() -> None:
    assert fitted("1. f = aa + bb + cc", 12, "       ", "") == ["1. f = aa + bb + cc"]
    assert fitted("1. f = aaaaaaaa + bbbbbbbb + cccccccc", 28, "       ") == [
        "1. f = aaaaaaaa + bbbbbbbb +",
        "       cccccccc",
    ]


def test_marks_above_letters_take_no_column() -> None:
    assert columns(f"{BAR_U}₂") == 2


def test_shapes_and_facts_without_what_they_imply() -> None:
    derivation = jb.derive("x @ S @ x", wrt="x", assume={"S": "spd"})
    assert shapes_line(derivation) == "x (n,), S (n, n) positive definite"
    assert shapes_line(jb.derive("a*b", wrt="a")) == "a scalar, b scalar"


@pytest.mark.parametrize(
    ("formula", "wrt", "expected"),
    [
        ("x @ inv(K) @ x", "x", ["K is invertible"]),
        ("logdet(X)", "X", ["X has a positive determinant", "X is invertible"]),
        ("sum(log(x))", "x", ["every entry of x is positive", "every entry of x is not zero"]),
        ("norm2(x)", "x", ["‖x‖₂ is not zero"]),
        ("log(sum(exp(x)))", "x", []),
        ("sum(x)/2", "x", []),
        ("x/(1 + exp(-x))", "x", []),
    ],
)
def test_conditions_say_where_the_formulas_hold(
    formula: str, wrt: str, expected: list[str]
) -> None:
    assert conditions_of(jb.derive(formula, wrt=wrt), notation.unicode_text) == expected


def test_a_declared_fact_is_no_condition() -> None:
    derivation = jb.derive("x @ inv(K) @ x", wrt="x", assume={"K": "invertible"})
    assert conditions_of(derivation, notation.unicode_text) == []


class Outline(html.parser.HTMLParser):
    """The tags of a text, with a check that they are closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.tags: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)
        if tag != "br":
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag


@pytest.mark.parametrize(("formula", "wrt"), FORMULAS)
def test_a_notebook_shows_function_derivative_and_folded_steps(formula: str, wrt: str) -> None:
    derivation = jb.derive(formula, wrt=wrt)
    outline = Outline(derivation._repr_html_())
    assert not outline.stack
    assert outline.tags[0] == "div"
    assert outline.tags.count("details") == 1
    assert outline.tags.count("li") == len(lines_of(derivation)) + 1
    laws = sum(law_behind(line, derivation) is not None for line in lines_of(derivation))
    assert outline.tags.count("math") == len(lines_of(derivation)) + laws + 2
    assert derivation._repr_html_() == derivation_html(derivation)


def test_text_of_others_is_inert_in_html() -> None:
    derivation = jb.derive("sum(x)", wrt="x")
    (first, *rest) = derivation.steps
    bad = replace(first, reason="<script>alert(1)</script> & `a<b`")
    derivation.__dict__["steps"] = (bad, *rest)
    shown = steps_html(derivation)
    assert "<script" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; <code>a&lt;b</code>" in shown


def test_latex_aligns_the_steps_and_escapes_their_reasons() -> None:
    shown = steps_latex(least_squares())
    assert shown.startswith("\\begin{aligned}\nf &= ")
    assert "\n &= 2 " in shown
    assert "[linalg.norm2\\_squared]" in shown
    assert shown.count("\\\\\n") == len(lines_of(least_squares())) - 1


def test_steps_show_themselves_in_notebooks() -> None:
    shown = least_squares().show_steps()
    assert shown._repr_html_().startswith("<ol><li><math")
    assert shown._repr_latex_().startswith("$\\displaystyle \\begin{aligned}")
    assert repr(shown) == str(shown)
