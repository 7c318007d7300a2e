"""The terminal printer, and statements about derivatives in all printers."""

from __future__ import annotations

import html
import re
from xml.etree import ElementTree

import pytest

import jacobook as jb
from jacobook.expression import Expression, node, variable
from jacobook.notation import (
    derivative_equation,
    head,
    latex,
    mathml,
    unicode_equation,
    unicode_text,
    where_clause,
)
from jacobook.parsing import Scope, parse
from jacobook.shapes import Shape

SHAPES: dict[str, Shape] = {
    **dict.fromkeys(("a", "c", "s", "loss", "x_bar", "alpha", "x_k"), ()),
    **dict.fromkeys(("x", "y", "w", "z", "p"), ("n",)),
    **dict.fromkeys(("b", "u"), ("m",)),
    **dict.fromkeys(("M", "N", "S", "W1", "dX", "X"), ("n", "n")),
    "A": ("m", "n"),
}
SCOPE = Scope(SHAPES, {"f": lambda *_: ("n",)}, {"m": "m", "n": "n"})


def read(text: str) -> Expression:
    return parse(text, SCOPE, jb.registry())


LINES = [
    ("2*(A.T @ (A @ w - b))", "2 Aᵀ(A w − b)"),
    ("norm2(x)**2", "‖x‖₂²"),
    ("normF(M)", "‖M‖_F"),
    ("norm(x)", "‖x‖"),
    ("-(inv(M) @ N @ inv(M)).T", "−(M⁻¹ N M⁻¹)ᵀ"),
    ("inv(M.T)", "M⁻ᵀ"),
    ("matrix_power(M, 3)", "M³"),
    ("A.T @ diag(b**2*u*(1 - u)) @ A", "Aᵀ diag(b² ⊙ u ⊙ (1 − u)) A"),
    ("(w @ x - c)/s**3*(S @ w)", "((wᵀ x − c)/s³) S w"),
    ("A.T @ (A @ x - b)/norm2(A @ x - b)", "Aᵀ(A x − b)/‖A x − b‖₂"),
    ("(eye(n) - outer(x, x)/dot(x, x))/norm2(x)", "(Iₙ − x xᵀ/(x ⋅ x))/‖x‖₂"),
    ("kron(M.T, N)", "Mᵀ ⊗ N"),
    ("M*N.T", "M ⊙ Nᵀ"),
    ("(x - mean(x))/sqrt(var(x) + c)", "(x − mean(x))/√(Var(x) + c)"),
    ("sqrt(a)*sqrt(a + c)*cbrt(a)", "√a √(a + c) ∛a"),
    ("trace(M)*eye(n)", "tr(M) Iₙ"),
    ("ones(n)", "𝟏ₙ"),
    ("zeros((m, n))", "𝟎_(m×n)"),
    ("sum(x)", "sum(x)"),
    ("sum(A, axis=1)", "sum₁(A)"),
    ("M @ (x*y)", "M (x ⊙ y)"),
    ("z*(x @ y)", "z (xᵀ y)"),
    ("(x + y)*(a + c)", "(x + y)(a + c)"),
    ("2*(a + c)", "2(a + c)"),
    ("a*(c/s)", "a (c/s)"),
    ("a/(c*s)", "a/(c s)"),
    ("a/c/s", "(a/c)/s"),
    ("a/(c/s)", "a/(c/s)"),
    ("(a + c)/(a - c)", "(a + c)/(a − c)"),
    ("-a/c", "−a/c"),
    ("a - c/s", "a − c/s"),
    ("a/c*s", "(a/c) s"),
    ("1/(2*n)*(A.T @ b)", "(1/(2 n)) Aᵀ b"),
    ("log(a/c)", "log(a/c)"),
    ("(a/c)**2", "(a/c)²"),
    ("2**x", "2^x"),
    ("a**(c + 1)", "a^(c + 1)"),
    ("a**-2", "a⁻²"),
    ("a**n", "aⁿ"),
    ("exp(-a**2/2)", "e^(−a²/2)"),
    ("M**2", "M∘²"),
    ("abs(x - y)", "|x − y|"),
    ("x[0]", "x₀"),
    ("M[0, 1]", "M_(0, 1)"),
    ("x[1:3]", "x[1:3]"),
    ("where(x > 0, y, z)", "{y if x > 0; z otherwise}"),
    ("2*where(a > 0, a, c)", "2 {a if a > 0; c otherwise}"),
    ("(x > 0) & (y <= z)", "x > 0 ∧ y ≤ z"),
    ("~(x > 0)", "¬(x > 0)"),
    ("maximum(x, 0)", "max(x, 0)"),
    ("f(x)", "f(x)"),
    ("J(f, x) @ y", "(∂f/∂x) y"),
    ("loss*x_bar", "loss x̄"),
    ("alpha*x_k", "α xₖ"),
    ("W1 @ x", "W₁ x"),
    ("M @ dX @ N", "M dX N"),
    ("stack([x, y])", "[xᵀ; yᵀ]"),
    ("concatenate([x, y])", "[x; y]"),
    ("1e-8*x", "10⁻⁸ x"),
    ("inf*a", "∞ a"),
    ("einsum([M, N], 'ij,jk->ik')", "einsum_(ij, jk → ik)(M, N)"),
    ("flip(M, axis=0)", "flip(M, axis = 0)"),
    ("polygamma(1, x)", "ψ⁽¹⁾(x)"),
    ("polygamma(a, x)", "ψ^(a)(x)"),
    ("ndtri(x)", "Φ⁻¹(x)"),
    ("log_ndtr(x) + gammaln(x)", "log Φ(x) + log|Γ(x)|"),
    ("jv(0, x) + kv(a - 1, x)", "J₀(x) + K_(a − 1)(x)"),
    ("2*hyp2f1(a, c, s, x)", "2 ⋅ ₂F₁(a, c; s; x)"),
    ("sigmoid(x)*erfinv(y)", "σ(x) ⊙ erf⁻¹(y)"),
    ("a*(c > s)", "a [c > s]"),
    ("eigvalsh(M)[0]*eigvecs(M)", "λ(M)₀ V(M)"),
    ("logm(M) + log(M)", "logm(M) + log(M)"),
    ("sqrtm(M)", "M^(1/2)"),
    ("frechet(M, N, 'logm')", "L_log(M, N)"),
    ("fft(x) + ifft(y)", "ℱ(x) + ℱ⁻¹(y)"),
    ("vec(unvec(vec(M), (n, n)))", "vec(vec_(n×n)⁻¹(vec(M)))"),
    ("correlate(x[:3], x[:2])", "(x[:3] ⋆ x[:2])_valid"),
    ("convolve(x[:3], x[:2])", "x[:3] ∗ x[:2]"),
    ("-0.5*(x - y) @ z", "−(1/2)(x − y)ᵀ z"),
    ("conjugate(x)", "x^∗"),
    ("cov(M, rowvar=False)", "Cov(M, rowvar = False)"),
    ("softmax(M, axis=None)", "softmax(M, axis = None)"),
]


@pytest.mark.parametrize(("text", "line"), LINES, ids=[text for text, _ in LINES])
def test_one_line_for_the_terminal(text: str, line: str) -> None:
    assert unicode_text(read(text)) == line


@pytest.mark.parametrize("text", [text for text, _ in LINES])
def test_a_line_is_one_line_of_printable_characters_with_balanced_brackets(text: str) -> None:
    line = unicode_text(read(text))
    assert line.isprintable()
    assert line == " ".join(line.split())
    for opening, closing in ("()", "[]", "{}"):
        assert line.count(opening) == line.count(closing)


MATRIX_SIGNS = [
    (node("nuclear", [variable("X", ("m", "n"))]), "‖X‖_∗", r"\lVert \mathbf{X} \rVert_{*}"),
    (node("spectral", [variable("X", ("m", "n"))]), "‖X‖₂", r"\lVert \mathbf{X} \rVert_{2}"),
    (node("skew", [variable("a", (3,))], (3, 3)), "[a]_×", r"[\mathbf{a}]_{ \times }"),
    (
        node("cholesky", [variable("S", (3, 3))], (3, 3)),
        "chol(S)",
        r"\operatorname{chol}(\mathbf{S})",
    ),
]


@pytest.mark.parametrize(("expression", "line", "tex"), MATRIX_SIGNS)
def test_functions_of_matrices_with_signs_of_their_own(
    expression: Expression, line: str, tex: str
) -> None:
    assert unicode_text(expression) == line
    assert latex(expression) == tex


def test_a_deep_expression_is_written_without_recursion() -> None:
    root = read("a")
    for _ in range(3_000):
        root = node("sin", [root])
    assert unicode_text(root).count("sin(") == 3_000


# Statements about derivatives

A, M, x, w, X = (variable(name, SHAPES[name]) for name in "AMxwX")
t = variable("t")

STATEMENTS = [
    (
        derivative_equation("grad", "f", w, read("2*(M @ w)")),
        "∇_w f = 2 M w",
        r"\nabla_{\mathbf{w}} f = 2 \mathbf{M} \mathbf{w}",
    ),
    (
        derivative_equation("grad", "f", X, read("M.T")),
        "∇_X f = Mᵀ",
        r"\nabla_{\mathbf{X}} f = \mathbf{M}^\top",
    ),
    (
        derivative_equation("jac", "f", x, A),
        "∂f/∂x = A",
        r"\frac{\partial \mathbf{f}}{\partial \mathbf{x}} = \mathbf{A}",
    ),
    (
        derivative_equation("jac", "f", x, A, "denominator"),
        "∂f/∂x = Aᵀ",
        r"\frac{\partial \mathbf{f}}{\partial \mathbf{x}} = \mathbf{A}^\top",
    ),
    (
        derivative_equation("jac", "f", x, read("A.T @ A"), "denominator"),
        "∂f/∂x = (Aᵀ A)ᵀ",
        r"\frac{\partial \mathbf{f}}{\partial \mathbf{x}} = (\mathbf{A}^\top \mathbf{A})^\top",
    ),
    (
        derivative_equation("jac", "f", x, read("M.T"), "denominator"),
        "∂f/∂x = M",
        r"\frac{\partial \mathbf{f}}{\partial \mathbf{x}} = \mathbf{M}",
    ),
    (
        derivative_equation("jac", "f", t, x, "denominator"),
        "∂f/∂t = x",
        r"\frac{\partial \mathbf{f}}{\partial t} = \mathbf{x}",
    ),
    (
        derivative_equation("hess", "f", x, read("M + M.T")),
        "∇ₓ² f = M + Mᵀ",
        r"\nabla_{\mathbf{x}}^2 f = \mathbf{M} + \mathbf{M}^\top",
    ),
    (
        derivative_equation("d", "f", X, read("trace(M @ dX)")),
        "df = tr(M dX)",
        r"\mathrm{d}f = \operatorname{tr}(\mathbf{M} \, \mathrm{d}\mathbf{X})",
    ),
    (
        derivative_equation("operator", "F", X, read("M @ dX @ N")),
        "dX ↦ M dX N",
        (r"\mathrm{d}\mathbf{X} \mapsto \mathbf{M} \, \mathrm{d}\mathbf{X} \, \mathbf{N}"),
    ),
    (
        where_clause(read("diag(p) - outer(p, p)"), [("p", read("softmax(x)"))]),
        "diag(p) − p pᵀ  where  p = softmax(x)",
        (
            r"\operatorname{diag}(\mathbf{p}) - \mathbf{p} \mathbf{p}^\top "
            r"\quad\text{where}\quad \mathbf{p} = \operatorname{softmax}(\mathbf{x})"
        ),
    ),
    (
        where_clause(
            derivative_equation("grad", "f", x, read("a*c*p")),
            [("p", read("M @ x")), ("c", read("1/a"))],
        ),
        "∇ₓ f = a c p  where  p = M x, c = 1/a",
        (
            r"\nabla_{\mathbf{x}} f = a c \mathbf{p} \quad\text{where}\quad "
            r"\mathbf{p} = \mathbf{M} \mathbf{x},\quad c = \frac{1}{a}"
        ),
    ),
    (where_clause(read("a*c"), []), "a c", "a c"),
]


@pytest.mark.parametrize(
    ("statement", "line", "tex"), STATEMENTS, ids=[s for _, s, _ in STATEMENTS]
)
def test_a_statement_in_every_printer(statement: object, line: str, tex: str) -> None:
    assert unicode_text(statement) == line  # type: ignore[arg-type]
    assert latex(statement) == tex  # type: ignore[arg-type]
    written = mathml(statement)  # type: ignore[arg-type]
    ElementTree.fromstring(written)
    assert html.unescape(re.search('alttext="([^"]*)"', written)[1]) == tex  # type: ignore[index]


def test_an_equation_on_one_line() -> None:
    loss = variable("loss")
    assert unicode_equation(head("grad", loss, w), read("-w")) == "∇_w loss = −w"
    assert unicode_equation(head("hess", loss, x), M) == "∂²loss/(∂x ∂xᵀ) = M"


def test_the_clause_of_a_formula_is_text_in_mathml() -> None:
    written = mathml(where_clause(read("a"), [("a", read("c"))]))
    assert re.search("<mtext[^>]*>\\s*where\\s*</mtext>", written)
