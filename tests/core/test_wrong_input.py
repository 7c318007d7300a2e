"""Whatever is typed is answered at once: with an expression, or a typed error at the right place."""

from __future__ import annotations

import gc
import random
import time

import pytest

import jacobook as jb
from jacobook.errors import JacobookError, ParseError
from jacobook.parsing import read_text
from jacobook.shapes import Shape

BOOK = jb.registry()
STATED: dict[str, Shape] = {
    "A": ("m", "n"),
    "B": ("n", "k"),
    "X": ("n", "n"),
    "x": ("n",),
    "y": ("m",),
    "c": (),
}

MATLAB = [
    ("x*x", 0, ["x is a vector (n,)", "x.*x", "x'*x", "x*x'"]),
    ("c + A*A", 4, ["A is (m, n) and A is (m, n)", "sizes n and m", "Did you mean A'*A?"]),
    ("A*B'", 0, ["B' is (k, n)", "Did you mean A*B?"]),
    ("A'*x", 0, ["A' is (n, m)", "Did you mean A*x?"]),
    ("A*y", 0, ["Did you mean A'*y?"]),
    ("A*(y + c)", 0, ["Did you mean A'*(y + c)?"]),
    ("x + y", 0, ["the sizes n and m differ", "x is (n,), y is (m,)"]),
    ("A - A'", 0, ["the sizes m and n differ", "Did you mean A for A'?"]),
    ("A + x", 0, ["A is a matrix (m, n)", "x is a vector (n,)", "vector(1)*x'"]),
    ("x.*A", 0, ["vector(1)*x'"]),
    ("x' + x", 0, ["x' is a row", "transpose one of them"]),
    ("x'*x'", 0, ["x' is a row"]),
    ("x*A", 0, ["x'*A", "A*x"]),
    ("A*x'", 0, ["write A*x "]),
    ("A/X", 0, ["X is a matrix", "A./X", "A*inv(X)"]),
    ("c/x", 0, ["c./x"]),
    ("x^2", 0, ["x.^2"]),
    ("2^x", 0, ["2.^x"]),
    ("A^2", 0, ["square matrix", "A is (m, n)"]),
    ("X^0.5", 2, ["literal integers", ".^"]),
    ("X^c", 2, ["literal integers"]),
    ("X^1000", 2, ["at most 100"]),
    ("2^1e9", 0, ["too large"]),
    ("9^9^9^9", 0, ["too large"]),
    ("1 + 1e999", 4, ["too large"]),
    ("det(A)", 0, ["square matrix", "A is (m, n)"]),
    ("vector(1)", 0, ["nothing determines the size"]),
    ("c*sum(vector(1))", 6, ["nothing determines the size"]),
    ("vector(x)", 7, ["repeats a scalar"]),
    ("summ(x)", 0, ["unknown function 'summ'", "did you mean sum"]),
    ("c + exq(x)", 4, ["unknown function 'exq'", "exp"]),
    ("exp", 0, ["exp is a function; write exp(...)"]),
    ("exp(x, 2)", 7, ["at most 1 argument"]),
    ("exp()", 0, ["takes 1 operand; 0 given"]),
    ("sum(A, axes=0)", 12, ["no keyword 'axes'", "did you mean axis?"]),
    ("cols(x)", 5, ["has no cols"]),
    ("x(1)", 0, ["x is a variable", "x*(...)"]),
    ("Aa*x", 0, ["unknown name 'Aa'", "did you mean A?"]),
    ("c*xx", 2, ["unknown name 'xx'"]),
    ("x y", 2, ["unexpected 'y'", "with *"]),
    ("2x", 1, ["unexpected 'x'", "with *"]),
    ("x**2", 1, ["write ^"]),
    ("A@x", 1, ["write *"]),
    ("A.T", 1, ["x'"]),
    ("A\\y", 1, ["solve(A, b)"]),
    ("x = 3", 2, ["write == to compare"]),
    ("0 < c < 1", 0, ["join several with &"]),
    ("x, A symmetric", 3, ["assume={'A': 'symmetric'}"]),
    ("A*z where z = z + x", 14, ["z uses z"]),
    ("u where u = v; v = u", 19, ["u uses v uses u"]),
    ("A where c = 2", 8, ["c is defined"]),
    ("z where z = 1; z = 2", 15, ["defined twice"]),
    ("A where exp = 2", 8, ["has a meaning already"]),
    ("z where z = A*y", 12, ["Did you mean A'*y?"]),
    ("A where Q = 2*", 14, ["ends too early"]),
    ("x +", 3, ["ends too early"]),
    ("", 0, ["not an expression"]),
    ("lambda*x", 0, ["lambda_"]),
    ("c*__a", 2, ["cannot be a name"]),
    ("x[10000000000000]", 2, ["literal integer"]),
    ("x[0][0]", 0, ["too many indices"]),
    ("eye(n, m)*x", 0, ["eye takes one size"]),
    ("eye(c)*x", 4, ["a size is expected"]),
]
NUMPY = [
    ("x @ A", 0, ["x is (n,) and A is (m, n)", "Did you mean x @ A.T?"]),
    ("c + A @ A", 4, ["sizes n and m", "Did you mean A.T @ A?"]),
    ("A @ c", 0, ["c is a scalar", "write A * c"]),
    ("X + A", 0, ["X is (n, n), A is (m, n)"]),
    ("det(A)", 0, ["square matrix", "A is (m, n)"]),
    ("summ(x)", 0, ["did you mean sum"]),
    ("exp + x", 0, ["exp is a function; write exp(...)"]),
    ("c*Xx", 2, ["unknown name 'Xx'; did you mean"]),
    ("x.sum()", 0, ["write sum(...)"]),
    ("np.random.exp(x)", 0, ["only named functions"]),
    ("x.__class__", 0, ["unknown attribute .__class__"]),
    ("().__class__", 0, ["unknown attribute .__class__"]),
    ("__import__('os')", 0, ["unknown function '__import__'"]),
    ("__a + x", 0, ["cannot be a name"]),
    ("x'*x", 1, ["syntax='matlab'"]),
    ("x.*x", 2, ["syntax='matlab'"]),
    ("X^2", 0, ["write ** for a power"]),
    ("lambda*x", 0, ["write lambda_"]),
    ("lambda: x", 0, ["Lambda is not part of the grammar"]),
    ("c*lambda", 2, ["write lambda_"]),
    ("x # y", 2, ["comments"]),
    ("x, K", 3, ["assume={'A': 'symmetric'}"]),
    ("z where z = A @ A", 12, ["Did you mean A.T @ A?"]),
    ("u where u = v; v = u", 19, ["u uses v uses u"]),
    ("9**9**9", 0, ["too large"]),
    ("9" * 400, 0, ["too large"]),
    ("9" * 4999, 0, ["not an expression"]),
    ("x[99999999999999]", 2, ["too large"]),
    ("eye(9999999999999) @ x", 4, ["too large"]),
    ("sum(x, axis='a')", 0, ["wrong arguments"]),
    ("sum(x, axis=3)", 0, ["out of range"]),
    ("[x, x]", 0, ["List is not part of the grammar"]),
]
BOTH = [
    ("x + (c*(x)", 4, ["'(' is never closed"]),
    ("x + c)", 5, ["')' closes no bracket"]),
    ("exp(x] + c", 5, ["']' closes the bracket '('"]),
    ("\n  foo(x)", 3, ["unknown function 'foo'"]),
    ("x\r\n +  foo(x)", 7, ["unknown function 'foo'"]),
    ("x\0", 1, ["is not allowed"]),
    ("c*х", 2, ["cyrillic small letter ha", "write x in its place"]),
    ("а*x", 0, ["write a in its place"]),
    ("x − c", 2, ["write - in its place"]),
    ("α*x", 0, ["write alpha in its place"]),
    ("λ*x", 0, ["write lambda_ in its place"]),
    ("ｘ + c", 0, ["write x in its place"]),
    ("x²", 1, ["write ^2"]),
    ("x + 😀", 4, ["grinning face"]),
    ("x" * 101, 0, ["cannot be a name"]),
    ("x" * 5001, 5000, ["longer than 5000"]),
    ("(" * 10_000, 5000, ["longer than 5000"]),
    ("c + " + "(" * 2_000, 104, ["more than 100 brackets"]),
]
TABLE = [
    *(("matlab", *row) for row in (*MATLAB, *BOTH)),
    *(("numpy", *row) for row in (*NUMPY, *BOTH)),
]


@pytest.mark.parametrize(("syntax", "text", "position", "said"), TABLE)
def test_the_fault_is_marked_and_told(
    syntax: str, text: str, position: int, said: list[str]
) -> None:
    with pytest.raises(ParseError) as caught:
        read_text(text, shapes=dict(STATED), syntax=syntax, registry=BOOK)
    assert [words for words in said if words not in str(caught.value)] == []
    assert caught.value.position == position
    assert caught.value.text == text


@pytest.mark.parametrize("value", [None, 3, b"x", ["x"]])
def test_only_text_is_read(value: object) -> None:
    with pytest.raises(ParseError, match="an expression is text"):
        read_text(value, registry=BOOK)  # type: ignore[arg-type]


HOSTILE = [
    "(" * 10_000 + "x" + ")" * 10_000,
    "[" * 5_000,
    "-" * 4_900 + "x",
    "x" + "'" * 4_900,
    "x" + "+x" * 2_400,
    "x" + "*x" * 2_400,
    "A" + "@A" * 2_400,
    "x" + "**2" * 1_600,
    "c" + "^2" * 2_400,
    "c" + ".^c" * 1_600,
    "2" + "^2" * 2_400,
    "sum(" * 99 + "x" + ")" * 99,
    "norm2(" * 99 + "x" + ")" * 99,
    "rows(eye(" * 49 + "3" + "))" * 49,
    "eye(" * 99 + "3" + ")" * 99,
    "ones((" * 49 + "n" + "))" * 49,
    "eye(" + "n+" * 2_400 + "n)",
    "9**9**9**9",
    "9^9^9",
    "1" * 4_900,
    "1e" + "9" * 400,
    "x" * 4_900,
    "x[" * 99 + "0" + "]" * 99,
    "x[" + "0," * 2_400 + "0]",
    "+".join(f"x{i}" for i in range(900)),
    "*".join(f"A{i}" for i in range(900)),
    "+".join(f"vector({i})" for i in range(400)),
    "w(" * 99,
    "x, " * 1_600,
    "x where " + "; ".join(f"v{i} = v{i + 1}*v{i + 1}" for i in range(95)) + "; v95 = x",
    "v0 where " + "; ".join(f"v{i} = v{i + 1}*v{i + 1}" for i in range(95)) + "; v95 = c",
    "v0 where " + "; ".join(f"v{i} = v{i + 1}" for i in range(300)),
    "where " * 800,
    "diff(x, 1000000000000)",
    "tile(x, 1000000000000)",
    "roll(x, 1000000000000)",
    "pad(x, 1000000000000)",
    "kron(" * 90 + "A" + ", A)" * 90,
    "concatenate([" + "x," * 2_000 + "x])",
    "x\n" * 2_000,
    "\\" * 4_000,
    '"' * 4_001,
    "a.b" * 1_600,
    "np." * 1_600 + "x",
]


def answered(text: str, syntax: str, stated: bool) -> float:
    """The processor seconds until a text is answered.

    Waiting for other processes is not ours, nor is looking through what other tests have left for garbage.
    """
    gc.disable()
    start = time.process_time()
    try:
        read_text(text, shapes=dict(STATED) if stated else None, syntax=syntax, registry=BOOK)
    except JacobookError as error:
        assert not isinstance(error, ParseError) or 0 <= error.position <= len(text)
    finally:
        gc.enable()
    return time.process_time() - start


@pytest.mark.parametrize("syntax", ["numpy", "matlab"])
@pytest.mark.parametrize("stated", [True, False])
@pytest.mark.parametrize("place", range(len(HOSTILE)))
def test_hostile_text_is_answered_within_a_second(place: int, syntax: str, stated: bool) -> None:
    assert answered(HOSTILE[place], syntax, stated) < 1.0


VALID = [
    "x'*A*x",
    "norm2(A*x - b)^2",
    "sum(log(exp(-y.*(X*w)) + vector(1)))",
    "0.5*y'*inv(K)*y + 0.5*logdet(K), K = exp(-D/(2*c^2)) + s*eye",
    "sum((y - relu(X*w + b*vector(1))).^2)/rows(X)",
    "tr(A*X'*B*X*C)",
    "a'*X^3*b where X = kron(A, B); a = x",
    "x @ A @ x",
    "sum((y - X @ w)**2)/n",
    "where(x > 0, x[1:], -x) + sum(A, axis=0)",
    "concatenate([x, y]) @ einsum([A, B], 'ij,jk->ik')",
    "reshape(A, (m*n,)) + ones((m, n)) @ np.linalg.inv(X)",
]
PIECES = [*"()[]{}'\",;:=<>!~&|.+-*/^@#%\\ \n\t\r\0é", "**", ".*", "where ", "x", "A", "1e9", "eye"]


def mutated(draw: random.Random) -> str:
    """A valid text with some characters put in, taken out or exchanged."""
    text = draw.choice(VALID)
    for _ in range(draw.randrange(1, 6)):
        place = draw.randrange(len(text) + 1)
        end = min(len(text), place + draw.choice([0, 0, 1, 1, 2, 8]))
        text = text[:place] + draw.choice(["", *PIECES]) + text[end:]
    return text


def noise(draw: random.Random) -> str:
    """Random bytes, read as Latin letters."""
    return draw.randbytes(draw.randrange(1, 60)).decode("latin-1")


@pytest.mark.parametrize("seed", range(15))
def test_mutated_and_random_text_is_answered(seed: int) -> None:
    draw = random.Random(seed)
    slowest = 0.0
    for number in range(200):
        text = noise(draw) if number % 4 == 0 else mutated(draw)
        syntax = draw.choice(["numpy", "matlab"])
        slowest = max(slowest, answered(text, syntax, draw.random() < 0.3))
    assert slowest < 1.0


@pytest.mark.parametrize("syntax", ["numpy", "matlab"])
def test_every_operation_answers_odd_arguments(syntax: str) -> None:
    """Whatever the shape of a rule does with them."""
    slowest = 0.0
    odd = [
        "x",
        "A",
        "c",
        "x, x",
        "A, x",
        "[x, A]",
        "x, 1000000000000",
        "x, -1",
        "x, c",
        "A, (1, 2)",
    ]
    for name in sorted(BOOK.operation_names()):
        for arguments in (*odd, 'x, "a"', "x, None", "A, None, None"):
            slowest = max(slowest, answered(f"{name}({arguments})", syntax, True))
    assert slowest < 1.0
