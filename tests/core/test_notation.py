"""The LaTeX and MathML printers: brackets, names, and one arrangement for both."""

from __future__ import annotations

from collections.abc import Hashable
from xml.etree import ElementTree

import pytest

import jacobook as jb
from jacobook.expression import Expression, constant, dimension, node, postorder, variable
from jacobook.language import Slice
from jacobook.notation import glyphs, head, latex, latex_equation, mathml, mathml_equation
from jacobook.parsing import Scope, parse
from jacobook.shapes import Shape, broadcast, reduced
from jacobook.shapes import matmul as matmul_shape

VECTOR, MATRIX = ("n",), ("n", "n")

a, b, c, s = (variable(name) for name in "abcs")
w, x, y, z = (variable(name, VECTOR) for name in "wxyz")
A, B, C, X = (variable(name, MATRIX) for name in "ABCX")
dx, dX = variable("dx"), variable("dX", MATRIX)
one, two, three = (constant(value) for value in (1, 2, 3))


def entrywise(operation: str, *operands: Expression) -> Expression:
    return node(operation, operands, broadcast(*(operand.shape for operand in operands)))


def add(left: Expression, right: Expression) -> Expression:
    return entrywise("add", left, right)


def subtract(left: Expression, right: Expression) -> Expression:
    return entrywise("subtract", left, right)


def multiply(left: Expression, right: Expression) -> Expression:
    return entrywise("multiply", left, right)


def divide(left: Expression, right: Expression) -> Expression:
    return entrywise("divide", left, right)


def power(base: Expression, exponent: Expression) -> Expression:
    return entrywise("power", base, exponent)


def negative(operand: Expression) -> Expression:
    return entrywise("negative", operand)


def matmul(left: Expression, right: Expression) -> Expression:
    return node("matmul", (left, right), matmul_shape(left.shape, right.shape))


def transpose(operand: Expression) -> Expression:
    return node("transpose", (operand,), operand.shape[::-1])


def inv(operand: Expression) -> Expression:
    return node("inv", (operand,), operand.shape)


def function(
    operation: str, *operands: Expression, shape: Shape = (), **parameters: Hashable
) -> Expression:
    return node(operation, operands, shape, **parameters)


def total(operand: Expression, **parameters: Hashable) -> Expression:
    axis = parameters.get("axis")
    assert axis is None or isinstance(axis, int)
    return node("sum", (operand,), reduced(operand.shape, axis), **parameters)


def stack(*operands: Expression, **parameters: Hashable) -> Expression:
    return node("stack", operands, (len(operands), *operands[0].shape), **parameters)


def where(condition: Expression, then: Expression, otherwise: Expression) -> Expression:
    return entrywise("where", condition, then, otherwise)


def less(left: Expression, right: Expression) -> Expression:
    return entrywise("less", left, right)


SUMS = [
    (subtract(a, subtract(b, c)), "a - (b - c)"),
    (subtract(subtract(a, b), c), "a - b - c"),
    (subtract(a, add(b, c)), "a - (b + c)"),
    (add(a, subtract(b, c)), "a + b - c"),
    (add(a, negative(b)), "a - b"),
    (add(a, negative(add(b, c))), "a - (b + c)"),
    (add(a, multiply(constant(-2), b)), "a - 2 b"),
    (add(a, add(negative(b), c)), "a + (-b + c)"),
    (add(a, constant(-3)), "a - 3"),
    (subtract(a, negative(b)), "a - (-b)"),
    (negative(add(a, b)), "-(a + b)"),
    (negative(negative(a)), "-(-a)"),
    (entrywise("positive", a), "+a"),
]

PRODUCTS = [
    (multiply(add(a, b), c), r"(a + b) \, c"),
    (multiply(a, add(b, c)), r"a \, (b + c)"),
    (multiply(add(a, b), add(a, c)), "(a + b) (a + c)"),
    (multiply(multiply(three, power(a, two)), b), "3 a^2 b"),
    (multiply(two, three), r"2 \cdot 3"),
    (multiply(a, two), r"a \cdot 2"),
    (multiply(a, multiply(two, b)), r"a \cdot 2 b"),
    (multiply(two, divide(one, two)), r"2 \cdot \frac{1}{2}"),
    (multiply(constant(0.5), a), r"\frac{1}{2} a"),
    (multiply(constant(-1), a), "-a"),
    (multiply(negative(a), b), "-a b"),
    (multiply(negative(add(a, b)), c), r"-(a + b) \, c"),
    (multiply(a, constant(-2)), r"a \, (-2)"),
    (multiply(variable("loss"), a), r"\mathrm{loss} \, a"),
    (multiply(a, function("sin", b)), r"a \sin(b)"),
    (multiply(function("sin", b), a), r"\sin(b) \, a"),
    (multiply(x, y), r"\mathbf{x} \odot \mathbf{y}"),
    (multiply(multiply(two, x), y), r"2 \mathbf{x} \odot \mathbf{y}"),
    (multiply(add(x, y), z), r"(\mathbf{x} + \mathbf{y}) \odot \mathbf{z}"),
    (multiply(matmul(A, x), y), r"(\mathbf{A} \mathbf{x}) \odot \mathbf{y}"),
    (multiply(two, matmul(A, x)), r"2 \mathbf{A} \mathbf{x}"),
    (multiply(multiply(two, matmul(A, x)), y), r"(2 \mathbf{A} \mathbf{x}) \odot \mathbf{y}"),
    (multiply(multiply(x, y), a), r"(\mathbf{x} \odot \mathbf{y}) \, a"),
    (matmul(A, B), r"\mathbf{A} \mathbf{B}"),
    (matmul(A, add(B, C)), r"\mathbf{A} (\mathbf{B} + \mathbf{C})"),
    (matmul(A, multiply(B, C)), r"\mathbf{A} (\mathbf{B} \odot \mathbf{C})"),
    (matmul(A, multiply(two, B)), r"\mathbf{A} (2 \mathbf{B})"),
    (matmul(negative(A), B), r"-\mathbf{A} \mathbf{B}"),
    (matmul(matmul(A, dX), B), r"\mathbf{A} \, \mathrm{d}\mathbf{X} \, \mathbf{B}"),
    (matmul(x, y), r"\mathbf{x}^\top \mathbf{y}"),
    (matmul(transpose(x), y), r"\mathbf{x}^\top \mathbf{y}"),
    (matmul(x, A), r"\mathbf{x}^\top \mathbf{A}"),
    (matmul(multiply(two, x), y), r"2 \mathbf{x}^\top \mathbf{y}"),
    (
        matmul(multiply(constant(-0.5), add(x, y)), z),
        r"-\frac{1}{2} (\mathbf{x} + \mathbf{y})^\top \mathbf{z}",
    ),
    (matmul(matmul(x, A), y), r"\mathbf{x}^\top \mathbf{A} \mathbf{y}"),
    (matmul(matmul(A, x), y), r"(\mathbf{A} \mathbf{x})^\top \mathbf{y}"),
    (matmul(x, matmul(y, A)), r"\mathbf{x}^\top \mathbf{A}^\top \mathbf{y}"),
    (multiply(matmul(x, y), z), r"(\mathbf{x}^\top \mathbf{y}) \, \mathbf{z}"),
    (multiply(matmul(negative(x), y), z), r"-(\mathbf{x}^\top \mathbf{y}) \, \mathbf{z}"),
    (
        multiply(matmul(negative(x), y), matmul(A, z)),
        r"-(\mathbf{x}^\top \mathbf{y}) \, \mathbf{A} \mathbf{z}",
    ),
    (multiply(a, matmul(x, y)), r"a \mathbf{x}^\top \mathbf{y}"),
    (add(matmul(x, A), y), r"\mathbf{A}^\top \mathbf{x} + \mathbf{y}"),
    (
        add(matmul(x, A), matmul(y, B)),
        r"\mathbf{x}^\top \mathbf{A} + \mathbf{y}^\top \mathbf{B}",
    ),
    (function("dot", w, x), r"\mathbf{w} \cdot \mathbf{x}"),
    (multiply(function("dot", w, x), a), r"(\mathbf{w} \cdot \mathbf{x}) \, a"),
    (function("dot", A, B, shape=MATRIX), r"\mathbf{A} \mathbf{B}"),
    (function("outer", x, y, shape=MATRIX), r"\mathbf{x} \mathbf{y}^\top"),
    (function("kron", A, B, shape=MATRIX), r"\mathbf{A} \otimes \mathbf{B}"),
    (
        function("kron", A, matmul(B, C), shape=MATRIX),
        r"\mathbf{A} \otimes (\mathbf{B} \mathbf{C})",
    ),
]

SCRIPTS = [
    (power(multiply(a, b), two), "(a b)^2"),
    (power(power(a, two), three), "(a^2)^3"),
    (power(a, power(b, two)), "a^{b^2}"),
    (negative(power(a, two)), "-a^2"),
    (power(negative(a), two), "(-a)^2"),
    (power(constant(-2), a), "(-2)^a"),
    (power(a, constant(-1)), "a^{-1}"),
    (power(a, constant(0.5)), "a^{1/2}"),
    (power(a, add(b, constant(0.5))), "a^{b + 1/2}"),
    (entrywise("exp", negative(divide(multiply(a, b), two))), "e^{-a b/2}"),
    (power(divide(a, b), two), r"\left( \frac{a}{b} \right)^2"),
    (power(dx, two), r"(\mathrm{d}x)^2"),
    (power(X, two), r"\mathbf{X}^{\circ 2}"),
    (transpose(negative(A)), r"-\mathbf{A}^\top"),
    (entrywise("square", function("sin", a)), r"\sin(a)^2"),
    (transpose(matmul(A, B)), r"(\mathbf{A} \mathbf{B})^\top"),
    (transpose(transpose(A)), r"(\mathbf{A}^\top)^\top"),
    (transpose(dX), r"\mathrm{d}\mathbf{X}^\top"),
    (transpose(inv(A)), r"\mathbf{A}^{-\top}"),
    (inv(transpose(A)), r"\mathbf{A}^{-\top}"),
    (matmul(inv(A), x), r"\mathbf{A}^{-1} \mathbf{x}"),
    (function("solve", A, x, shape=VECTOR), r"\mathbf{A}^{-1} \mathbf{x}"),
    (
        function("solve", matmul(A, B), add(x, y), shape=VECTOR),
        r"(\mathbf{A} \mathbf{B})^{-1} (\mathbf{x} + \mathbf{y})",
    ),
    (inv(add(A, B)), r"(\mathbf{A} + \mathbf{B})^{-1}"),
    (
        node("transpose", [variable("T", (2, 3, 4))], (4, 2, 3), axes=(2, 0, 1)),
        r"\operatorname{transpose}(\mathbf{T}, \mathrm{axes} = (2, 0, 1))",
    ),
    (node("getitem", [x], (), index=(0,)), r"\mathbf{x}_{0}"),
    (node("getitem", [A], (), index=(0, -1)), r"\mathbf{A}_{0, -1}"),
    (power(node("getitem", [x], (), index=(0,)), two), r"\mathbf{x}_{0}^2"),
    (node("getitem", [add(x, y)], (), index=(0,)), r"(\mathbf{x} + \mathbf{y})_{0}"),
    (node("getitem", [variable("x1", VECTOR)], (), index=(0,)), r"(\mathbf{x}_{1})_{0}"),
    (
        node("getitem", [A], VECTOR, index=(Slice(1, 3), 0)),
        r"\mathbf{A}[1{:}3, 0]",
    ),
    (node("getitem", [x], ("n", 1), index=(Slice(), None)), r"\mathbf{x}[{:}, \mathrm{None}]"),
]

FUNCTIONS = [
    (total(x), r"\operatorname{sum}(\mathbf{x})"),
    (total(X, axis=0), r"\operatorname{sum}_{0}(\mathbf{X})"),
    (total(X, axis=0, keepdims=True), r"\operatorname{sum}_{0}(\mathbf{X})"),
    (node("var", [x], (), ddof=1), r"\operatorname{Var}(\mathbf{x}, \mathrm{ddof} = 1)"),
    (function("max", x), r"\max(\mathbf{x})"),
    (function("maximum", constant(0), a), r"\max(0, a)"),
    (function("trace", matmul(A, X)), r"\operatorname{tr}(\mathbf{A} \mathbf{X})"),
    (function("det", X), r"\det(\mathbf{X})"),
    (function("logabsdet", X), r"\log\lvert \det(\mathbf{X}) \rvert"),
    (function("logdet", X), r"\log \det(\mathbf{X})"),
    (function("diag", x, shape=MATRIX), r"\operatorname{diag}(\mathbf{x})"),
    (
        function("diag", x, shape=MATRIX, k=1),
        r"\operatorname{diag}(\mathbf{x}, \mathrm{k} = 1)",
    ),
    (power(function("norm2", x), two), r"\lVert \mathbf{x} \rVert_{2}^2"),
    (function("normF", X), r"\lVert \mathbf{X} \rVert_{F}"),
    (function("norm", x), r"\lVert \mathbf{x} \rVert"),
    (function("norm", X, ord=1), r"\operatorname{norm}(\mathbf{X}, \mathrm{ord} = 1)"),
    (function("normp", x, p=3), r"\lVert \mathbf{x} \rVert_{3}"),
    (divide(constant(0.5), add(a, b)), r"\frac{1}{2 (a + b)}"),
    (function("norminf", x), r"\lVert \mathbf{x} \rVert_{\infty}"),
    (entrywise("absolute", add(a, b)), r"\lvert a + b \rvert"),
    (entrywise("floor", a), r"\lfloor a \rfloor"),
    (entrywise("sqrt", add(a, b)), r"\sqrt{a + b}"),
    (entrywise("cbrt", a), r"\sqrt[3]{a}"),
    (power(entrywise("sqrt", a), two), r"(\sqrt{a})^2"),
    (entrywise("reciprocal", add(a, b)), r"\frac{1}{a + b}"),
    (divide(negative(a), b), r"-\frac{a}{b}"),
    (divide(add(a, b), multiply(a, b)), r"\frac{a + b}{a b}"),
    (divide(total(x), dimension("n")), r"\frac{\operatorname{sum}(\mathbf{x})}{n}"),
    (entrywise("exp", negative(a)), "e^{-a}"),
    (entrywise("exp", negative(divide(power(a, two), two))), "e^{-a^2/2}"),
    (entrywise("exp", subtract(a, b)), r"\exp(a - b)"),
    (entrywise("exp", X), r"\exp(\mathbf{X})"),
    (entrywise("log", divide(a, b)), r"\log\left( \frac{a}{b} \right)"),
    (entrywise("log2", a), r"\log_{2}(a)"),
    (entrywise("arcsin", a), r"\arcsin(a)"),
    (entrywise("log_softmax", x), r"\log \operatorname{softmax}(\mathbf{x})"),
    (entrywise("my_function", x), r"\operatorname{my\_function}(\mathbf{x})"),
    (
        node("einsum", [A, B], MATRIX, subscripts="ij,jk->ik"),
        r"\operatorname{einsum}_{\mathrm{ij}, \mathrm{jk} \to \mathrm{ik}}(\mathbf{A}, \mathbf{B})",
    ),
]

LOGIC = [
    (less(a, add(b, c)), "a < b + c"),
    (entrywise("not_equal", a, b), r"a \ne b"),
    (
        entrywise("logical_and", less(a, b), entrywise("logical_or", less(b, c), less(a, c))),
        r"a < b \land (b < c \lor a < c)",
    ),
    (entrywise("logical_not", less(a, b)), r"\lnot (a < b)"),
    (multiply(c, less(a, b)), r"c \, [a < b]"),
    (subtract(c, entrywise("not_equal", a, b)), r"c - [a \ne b]"),
    (entrywise("equal", less(a, b), less(b, c)), "[a < b] = [b < c]"),
    (
        where(less(a, b), a, where(less(a, c), b, c)),
        (
            r"\begin{cases} a & \text{if }a < b \\ b & \text{if }a < c \\ "
            r"c & \text{otherwise} \end{cases}"
        ),
    ),
    (
        multiply(two, where(less(a, b), a, b)),
        (
            r"2 \left( \begin{cases} a & \text{if }a < b \\ b & \text{otherwise} "
            r"\end{cases} \right)"
        ),
    ),
]

ARRAYS = [
    (stack(a, b), r"\begin{bmatrix} a \\ b \end{bmatrix}"),
    (stack(stack(a, b), stack(b, c)), r"\begin{bmatrix} a & b \\ b & c \end{bmatrix}"),
    (
        stack(stack(a, b), stack(c, s), axis=1),
        r"\begin{bmatrix} a & c \\ b & s \end{bmatrix}",
    ),
    (stack(x, y), r"\begin{bmatrix} \mathbf{x}^\top \\ \mathbf{y}^\top \end{bmatrix}"),
    (stack(x, y, axis=-1), r"\begin{bmatrix} \mathbf{x} & \mathbf{y} \end{bmatrix}"),
    (function("concatenate", x, y, shape=("m",)), r"[\mathbf{x} ; \mathbf{y}]"),
    (function("concatenate", A, B, shape=("n", "m"), axis=-1), r"[\mathbf{A}, \mathbf{B}]"),
    (function("eye", shape=MATRIX), r"\mathbf{I}_{n}"),
    (function("ones", shape=("m", 2)), r"\mathbf{1}_{m \times 2}"),
    (function("zeros", shape=("m*n",)), r"\mathbf{0}_{m n}"),
    (function("basis", shape=VECTOR, i=0), r"\mathbf{e}_{0}"),
    (function("single", shape=MATRIX, i=1, j=2), r"\mathbf{E}_{1, 2}"),
]

g_of_x = function("call", x, shape=VECTOR, name="g")
ABSTRACT = [
    (g_of_x, r"\mathbf{g}(\mathbf{x})"),
    (function("call", a, b, name="f"), "f(a, b)"),
    (function("J", x, shape=MATRIX, name="f"), r"\frac{\partial \mathbf{f}}{\partial \mathbf{x}}"),
    (
        function("J", g_of_x, x, shape=VECTOR, name="f"),
        r"\frac{\partial f}{\partial \mathbf{g}}",
    ),
    (function("J", a, b, name="f", arg=1), r"\frac{\partial f}{\partial b}"),
    (
        function("J", add(x, y), shape=MATRIX, name="f"),
        r"\mathbf{J}_{\mathbf{f}}(\mathbf{x} + \mathbf{y})",
    ),
    (function("De", x, shape=VECTOR, name="f"), r"\mathbf{f}^{\prime}(\mathbf{x})"),
    (function("De", a, b, name="f", arg=1), r"\partial_{1}f(a, b)"),
    (
        function("partial", x, shape=VECTOR, name="f", i=0),
        r"\frac{\partial \mathbf{f}}{\partial \mathbf{x}_{0}}",
    ),
    (function("H", x, shape=MATRIX, name="f"), r"\nabla^2 f(\mathbf{x})"),
]

SCOPE = Scope(
    {
        **dict.fromkeys(("a", "b", "c", "k", "t", "v"), ()),
        **dict.fromkeys("xyz", VECTOR),
        **dict.fromkeys("ABE", MATRIX),
        "u": (5,),
    },
    {},
    {"m": "m", "n": "n"},
)

SPECIAL = [
    ("gamma(t)", r"\Gamma(t)"),
    ("rgamma(t)", r"\frac{1}{\Gamma(t)}"),
    ("gammaln(t)", r"\log\lvert \Gamma(t) \rvert"),
    ("gammaln(t)**2", r"(\log\lvert \Gamma(t) \rvert)^2"),
    ("loggamma(t)", r"\log \Gamma(t)"),
    ("multigammaln(a, d=3)", r"\log \Gamma_{3}(a)"),
    ("digamma(x)", r"\psi(\mathbf{x})"),
    ("polygamma(1, x)", r"\psi^{(1)}(\mathbf{x})"),
    ("polygamma(k + 1, t)", r"\psi^{(k + 1)}(t)"),
    ("beta(a, b)", r"\operatorname{B}(a, b)"),
    ("betaln(a, b)", r"\log\lvert \operatorname{B}(a, b) \rvert"),
    ("betainc(a, b, t)", "I_{t}(a, b)"),
    ("gammainc(a, t)", "P(a, t)"),
    ("gammaincc(a, t)", "Q(a, t)"),
    ("gammaincinv(a, t)", "P^{-1}(a, t)"),
    ("zeta(k, t)", r"\zeta(k, t)"),
    ("erf(t)", r"\operatorname{erf}(t)"),
    ("erfinv(t)", r"\operatorname{erf}^{-1}(t)"),
    ("erfcinv(t)", r"\operatorname{erfc}^{-1}(t)"),
    ("erfcx_derivative(t)", r"\operatorname{erfcx}^{\prime}(t)"),
    ("erfcx_derivative(t, order=2)", r"\operatorname{erfcx}^{(2)}(t)"),
    ("ndtr(t)", r"\Phi(t)"),
    ("ndtri(t)", r"\Phi^{-1}(t)"),
    ("log_ndtr(t)", r"\log \Phi(t)"),
    ("owens_t(t, a)", "T(t, a)"),
    ("dawsn(t)", "F(t)"),
    ("j0(t) + y1(t)", "J_{0}(t) + Y_{1}(t)"),
    ("iv(v - 1, t)", "I_{v - 1}(t)"),
    ("kv(v, t)", "K_{v}(t)"),
    ("i0e(t)", r"e^{-\lvert t \rvert} I_{0}(t)"),
    ("ive(v, x)", r"e^{-\lvert \mathbf{x} \rvert} \odot I_{v}(\mathbf{x})"),
    ("kve(v, t)", "e^t K_{v}(t)"),
    ("spherical_jn(k, t)", "j_{k}(t)"),
    ("jv(k + 1/2, t)", "J_{k + 1/2}(t)"),
    ("ellipk(t) - ellipe(t)", "K(t) - E(t)"),
    ("expi(t)", r"\operatorname{Ei}(t)"),
    ("exp1(t)", "E_{1}(t)"),
    ("expn(k, t)", "E_{k}(t)"),
    ("si(t) + ci(t)", r"\operatorname{Si}(t) + \operatorname{Ci}(t)"),
    ("shi(t) + chi(t)", r"\operatorname{Shi}(t) + \operatorname{Chi}(t)"),
    ("fresnel_s(t) + fresnel_c(t)", "S(t) + C(t)"),
    ("lambertw(t)", "W(t)"),
    ("lambertw(t, k=-1)", "W_{-1}(t)"),
    ("wrightomega(t)", r"\omega(t)"),
    ("spence(t)", r"\operatorname{Li}_{2}(1 - t)"),
    ("airy_part(t)", r"\operatorname{Ai}(t)"),
    ("airy_part(t, part=3)", r"\operatorname{Bi}^{\prime}(t)"),
    ("eval_legendre(k, t)", "P_{k}(t)"),
    ("eval_chebyt(k, t)", "T_{k}(t)"),
    ("eval_hermite(k, t)", "H_{k}(t)"),
    ("eval_gegenbauer(k - (k > 0), a, t)", "C_{k - [k > 0]}^{(a)}(t)"),
    ("hyp1f1(a, b, t)", "{}_{1}F_{1}(a ; b ; t)"),
    ("2*hyp2f1(a, b, c, t)", r"2 \cdot {}_{2}F_{1}(a, b ; c ; t)"),
    ("inv_boxcox(t, a)", r"\operatorname{boxcox}^{-1}(t, a)"),
    ("scipy_huber(a, t)", r"\operatorname{huber}_{a}(t)"),
    ("kl_div(t, a)", r"\operatorname{kldiv}(t, a)"),
    ("rel_entr(t, a)", r"\operatorname{relentr}(t, a)"),
    ("entr(t)", r"\operatorname{entr}(t)"),
    ("logit(t)", r"\operatorname{logit}(t)"),
    ("exp2(t)*exp10(t)", r"2^t \cdot 10^t"),
]

ACTIVATIONS = [
    ("sigmoid(x)", r"\sigma(\mathbf{x})"),
    ("log_sigmoid(t)", r"\log \sigma(t)"),
    ("exp_share(t, a)", r"\sigma(t - a)"),
    ("softplus(t)", r"\operatorname{softplus}(t)"),
    ("relu(t)", r"\operatorname{ReLU}(t)"),
    ("gelu(t)", r"\operatorname{GELU}(t)"),
    ("gelu_tanh(t)", r"\operatorname{GELU}_{\tanh}(t)"),
    ("silu(t)", r"\operatorname{SiLU}(t)"),
    ("swish_beta(t, b)", r"\operatorname{swish}_{b}(t)"),
    ("leaky_relu(t, a)", r"\operatorname{LeakyReLU}(t, a)"),
    ("hard_sigmoid(t)", r"\operatorname{hardsigmoid}(t)"),
    ("ln_cosh(t)", r"\log \cosh(t)"),
    ("softmax(A, axis=1)", r"\operatorname{softmax}_{1}(\mathbf{A})"),
    (
        "softmax(A, axis=None)",
        r"\operatorname{softmax}(\mathbf{A}, \mathrm{axis} = \mathrm{None})",
    ),
    ("log_softmax(A, axis=-1)", r"\log \operatorname{softmax}_{-1}(\mathbf{A})"),
    ("log_softmax(x)[0]", r"(\log \operatorname{softmax}(\mathbf{x}))_{0}"),
]

MATRIX_FUNCTIONS = [
    ("eigvalsh(A)", r"\boldsymbol{\lambda}(\mathbf{A})"),
    ("eigvalsh(A)[-1]", r"\boldsymbol{\lambda}(\mathbf{A})_{-1}"),
    ("eigvecs(A)", r"\mathbf{V}(\mathbf{A})"),
    ("svdvals(A)", r"\boldsymbol{\sigma}(\mathbf{A})"),
    ("svd_u(A) @ svd_v(A).T", r"\mathbf{U}(\mathbf{A}) \, \mathbf{V}(\mathbf{A})^\top"),
    ("qr_q(A) @ qr_r(A)", r"\mathbf{Q}(\mathbf{A}) \, \mathbf{R}(\mathbf{A})"),
    ("cond(A)", r"\kappa(\mathbf{A})"),
    ("cond(A, p=1)", r"\operatorname{cond}(\mathbf{A}, \mathrm{p} = 1)"),
    ("logm(A)", r"\mathbf{log}(\mathbf{A})"),
    ("log(A)", r"\log(\mathbf{A})"),
    ("sinm(A) @ cosm(A)", r"\mathbf{sin}(\mathbf{A}) \, \mathbf{cos}(\mathbf{A})"),
    ("symmetric_function(A, 'tanh')", r"\mathbf{tanh}(\mathbf{A})"),
    ("sqrtm(A + B)", r"(\mathbf{A} + \mathbf{B})^{1/2}"),
    ("pinv(A)", r"\mathbf{A}^+"),
    ("frechet(A, E, 'logm')", r"L_{\log}(\mathbf{A}, \mathbf{E})"),
    ("expm_frechet(A, E)", r"L_{\exp}(\mathbf{A}, \mathbf{E})"),
    ("symmetric_slope([A, E], 'exp')", r"L_{\exp}(\mathbf{A}, \mathbf{E})"),
    ("divided_difference([a, b], 'exp')", r"\exp[a, b]"),
    ("cofactor(A)", r"\operatorname{cof}(\mathbf{A})"),
    ("solve_triangular(A, x, lower=True)", r"\operatorname{tril}(\mathbf{A})^{-1} \mathbf{x}"),
    ("solve_triangular(A, x, trans=1)", r"\operatorname{triu}(\mathbf{A})^{-\top} \mathbf{x}"),
    ("cho_solve(A, x)", r"(\mathbf{A} \mathbf{A}^\top)^{-1} \mathbf{x}"),
    ("cho_solve(A, x, lower=False)", r"(\mathbf{A}^\top \mathbf{A})^{-1} \mathbf{x}"),
    ("multi_dot([A, B, x])", r"\mathbf{A} \mathbf{B} \mathbf{x}"),
    ("matvec(A, x)", r"\mathbf{A} \mathbf{x}"),
    ("vecmat(x, A)", r"\mathbf{x}^\top \mathbf{A}"),
    ("conjugate(x + y)", r"(\mathbf{x} + \mathbf{y})^*"),
    ("complex_abs(x)", r"\lvert \mathbf{x} \rvert"),
    ("real(x) + imag(x)", r"\operatorname{Re}(\mathbf{x}) + \operatorname{Im}(\mathbf{x})"),
    ("commutation(m, n)", r"\mathbf{K}_{m, n}"),
    ("vec(A)", r"\operatorname{vec}(\mathbf{A})"),
    ("unvec(u, (1, 5))", r"\operatorname{vec}_{1 \times 5}^{-1}(\mathbf{u})"),
]

SIGNALS = [
    ("fft(x)", r"\mathcal{F}(\mathbf{x})"),
    ("ifft(x)", r"\mathcal{F}^{-1}(\mathbf{x})"),
    ("rfft(u)", r"\mathcal{F}_{\mathrm{r}}(\mathbf{u})"),
    ("irfft(u)", r"\mathcal{F}_{\mathrm{r}}^{-1}(\mathbf{u})"),
    ("fft(A, axis=0)", r"\operatorname{fft}(\mathbf{A}, \mathrm{axis} = 0)"),
    ("convolve(u, u)", r"\mathbf{u} \ast \mathbf{u}"),
    ("convolve(u, u, mode='same')", r"(\mathbf{u} \ast \mathbf{u})_{\mathrm{same}}"),
    ("correlate(u, u)", r"(\mathbf{u} \star \mathbf{u})_{\mathrm{valid}}"),
    ("correlate(u, u, mode='full')", r"\mathbf{u} \star \mathbf{u}"),
    ("convolve(convolve(u, u), u)", r"\mathbf{u} \ast \mathbf{u} \ast \mathbf{u}"),
]

KEYWORDS = [
    ("cov(A)", r"\operatorname{Cov}(\mathbf{A})"),
    ("cov(A, rowvar=False)", r"\operatorname{Cov}(\mathbf{A}, \mathrm{rowvar} = \mathrm{False})"),
    ("clip(t, -1, 1)", r"\operatorname{clip}(t, -1, 1)"),
    ("clip(t, a_min=-1)", r"\max(t, -1)"),
    ("clip(t, a_max=1)", r"\min(t, 1)"),
    ("repeat(x, 2)", r"\operatorname{repeat}(\mathbf{x}, 2)"),
    ("pad(x, (2, 1))", r"\operatorname{pad}(\mathbf{x}, (2, 1))"),
    (
        "pad(x, (2, 1), constant_values=3)",
        r"\operatorname{pad}(\mathbf{x}, (2, 1), \text{constant values} = 3)",
    ),
    ("reshape(A, (n*n,))", r"\operatorname{reshape}_{n n}(\mathbf{A})"),
    ("broadcast_to(x, (m, n))", r"\operatorname{broadcast}_{m \times n}(\mathbf{x})"),
    ("sum_to(A, (n,))", r"\operatorname{sum}_{\to n}(\mathbf{A})"),
    ("take(x, (2, 0))", r"\mathbf{x}[(2, 0)]"),
    ("take(A, (2, 0), axis=1)", r"\mathbf{A}[{:}, (2, 0)]"),
    ("norm2(A, axis=1, keepdims=True)", r"\lVert \mathbf{A} \rVert_{2, \mathrm{axis} = 1}"),
    ("prod_others(x)", r"\operatorname{prod}_{\ne}(\mathbf{x})"),
    ("floor_divide(t, a)", r"\left\lfloor \frac{t}{a} \right\rfloor"),
    ("remainder(t, a)", r"\operatorname{mod}(t, a)"),
]

IN_LETTERS = [
    (parse(text, SCOPE, jb.registry()), written)
    for text, written in (*SPECIAL, *ACTIVATIONS, *MATRIX_FUNCTIONS, *SIGNALS, *KEYWORDS)
]
"""Operations of the book under the letters that readers know them by."""

TABLE = [*SUMS, *PRODUCTS, *SCRIPTS, *FUNCTIONS, *LOGIC, *ARRAYS, *IN_LETTERS, *ABSTRACT]


@pytest.mark.parametrize(("expression", "written"), TABLE, ids=[text for _, text in TABLE])
def test_latex(expression: Expression, written: str) -> None:
    assert latex(expression) == written


NAMES = [
    ("x", 0, "x"),
    ("x", 1, r"\mathbf{x}"),
    ("x_bar", 1, r"\bar{\mathbf{x}}"),
    ("X_dot", 2, r"\dot{\mathbf{X}}"),
    ("W1_bar", 2, r"\bar{\mathbf{W}}_{1}"),
    ("loss_bar", 0, r"\overline{\mathrm{loss}}"),
    ("dx", 0, r"\mathrm{d}x"),
    ("dX", 2, r"\mathrm{d}\mathbf{X}"),
    ("dW1", 2, r"\mathrm{d}\mathbf{W}_{1}"),
    ("dtheta", 0, r"\mathrm{d}\theta"),
    ("d", 0, "d"),
    ("delta", 0, r"\delta"),
    ("dim", 0, r"\mathrm{dim}"),
    ("eta", 0, r"\eta"),
    ("sigma", 1, r"\boldsymbol{\sigma}"),
    ("Sigma", 2, r"\boldsymbol{\Sigma}"),
    ("lambda_", 0, r"\lambda"),
    ("W1", 2, r"\mathbf{W}_{1}"),
    ("x_k", 0, "x_{k}"),
    ("x_max", 0, r"x_{\mathrm{max}}"),
    ("loss", 0, r"\mathrm{loss}"),
    ("log_prob", 0, r"\mathrm{log\_prob}"),
]


@pytest.mark.parametrize(("name", "rank", "written"), NAMES)
def test_a_name_says_what_it_is(name: str, rank: int, written: str) -> None:
    assert latex(variable(name, ("n",) * rank)) == written


NUMBERS = [
    (2, "2"),
    (2.0, "2"),
    (-3, "-3"),
    (0.1, "0.1"),
    (0.5, r"\frac{1}{2}"),
    (-0.5, r"-\frac{1}{2}"),
    (1e-5, "10^{-5}"),
    (2.5e-7, r"2.5 \cdot 10^{-7}"),
    (float("inf"), r"\infty"),
    (float("-inf"), r"-\infty"),
    (float("nan"), r"\mathrm{nan}"),
    (3.141592653589793, r"\pi"),
    (True, r"\mathrm{True}"),
]


@pytest.mark.parametrize(("value", "written"), NUMBERS)
def test_a_number_is_written_as_in_mathematics(value: float, written: str) -> None:
    assert latex(constant(value)) == written


Y, scalar_y = variable("y", VECTOR), variable("y")
HEADS = [
    (head("value", scalar_y), "y"),
    (head("d", Y), r"\mathrm{d}\mathbf{y}"),
    (head("elem", scalar_y, a), r"\frac{\partial y}{\partial a}"),
    (head("jac", Y, x), r"\frac{\partial \mathbf{y}}{\partial \mathbf{x}}"),
    (head("grad", scalar_y, x), r"\nabla_{\mathbf{x}} y"),
    (
        head("hess", scalar_y, x),
        r"\frac{\partial^2y}{\partial \mathbf{x} \, \partial \mathbf{x}^\top}",
    ),
    (head("vjp", scalar_y, x), r"\bar{\mathbf{x}}"),
]


@pytest.mark.parametrize(("left", "written"), HEADS, ids=[text for _, text in HEADS])
def test_a_statement_says_what_it_is_about(left: glyphs.Layout, written: str) -> None:
    assert latex_equation(left, multiply(two, x)) == rf"{written} = 2 \mathbf{{x}}"


def test_an_equation_may_have_expressions_on_both_sides() -> None:
    assert latex_equation(matmul(A, x), y) == r"\mathbf{A} \mathbf{x} = \mathbf{y}"
    assert "<mo>=</mo>" in mathml_equation(matmul(A, x), y)


# MathML

CHILDREN = {"mfrac": 2, "msub": 2, "msup": 2, "msubsup": 3, "mover": 2, "mroot": 2}
CORE = {"math", "mrow", "mi", "mn", "mo", "mtext", "msqrt", "mtable", "mtr", "mtd", *CHILDREN}


@pytest.mark.parametrize("expression", [e for e, _ in TABLE], ids=[text for _, text in TABLE])
def test_mathml_is_well_formed_core(expression: Expression) -> None:
    for element in ElementTree.fromstring(mathml(expression)).iter():
        assert element.tag in CORE
        assert len(element) == CHILDREN.get(element.tag, len(element))
        assert element.get("mathvariant", "normal") == "normal"


CONCRETE = [entry for entry in TABLE if entry not in ABSTRACT]


@pytest.mark.parametrize("expression", [e for e, _ in CONCRETE], ids=[text for _, text in CONCRETE])
def test_mathml_shows_every_variable(expression: Expression) -> None:
    shown = {e.text for e in ElementTree.fromstring(mathml(expression)).iter("mi")}
    for leaf in postorder(expression):
        name = str(dict(leaf.parameters).get("name", ""))
        if leaf.operation == "variable" and len(name) == 1:
            assert glyphs.name(name, len(leaf.shape)).glyph.text in shown


def test_mathml_carries_latex_and_escapes_it() -> None:
    element = ElementTree.fromstring(mathml(less(a, b)))
    assert element.get("alttext") == "a < b"
    assert [child.text for child in element] == ["a", "<", "b"]


def test_display_is_asked_for() -> None:
    assert ElementTree.fromstring(mathml(a)).get("display") is None
    assert ElementTree.fromstring(mathml(a, display=True)).get("display") == "block"


HOSTILE = "</math><script>'\"&"


def test_names_of_third_parties_stay_text() -> None:
    written = mathml(node("foo", [variable(HOSTILE)], (), key=HOSTILE))
    assert "<script" not in written
    assert HOSTILE in {element.text for element in ElementTree.fromstring(written).iter("mi")}


BOLD = [("x", "𝐱"), ("X", "𝐗"), ("sigma", "𝝈"), ("Sigma", "𝚺"), ("loss", "𝐥𝐨𝐬𝐬")]


@pytest.mark.parametrize(("name", "shown"), BOLD)
def test_an_array_has_bold_letters(name: str, shown: str) -> None:
    assert f"<mi>{shown}</mi>" in mathml(variable(name, VECTOR))


def test_mathml_keeps_the_structure_of_scripts() -> None:
    written = mathml(power(function("norm2", x), two))
    (script,) = ElementTree.fromstring(written)
    assert [child.tag for child in script] == ["mrow", "mn", "mn"]


@pytest.mark.parametrize("operation", ["sin", "negative", "transpose", "sqrt", "square"])
def test_depth_is_no_limit(operation: str) -> None:
    deep = x
    for _ in range(5000):
        deep = node(operation, [deep], VECTOR)
    assert latex(deep).count(r"\mathbf{x}") == 1
    assert mathml(deep).count("𝐱") == 1


def test_long_sums_and_products_are_no_limit() -> None:
    sums, products = a, A
    for _ in range(5000):
        sums, products = add(sums, b), matmul(products, B)
    assert latex(sums).count(" + b") == 5000
    assert latex(products).count(r"\mathbf{B}") == 5000
