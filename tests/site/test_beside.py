"""Other libraries' code on the pages: it was run, prints what stands there, and agrees with ours."""

import contextlib
import importlib.util
import io
import re
import warnings
from pathlib import Path

import numpy as np
import pytest

import jacobook
from jacobook_site.beside import Beside, BesideError, beside_of
from jacobook_site.handwritten import Forms, PageError
from jacobook_site.placeholders import bare

PAGES = Path(__file__).resolve().parents[2] / "site" / "pages"
BLOCK = re.compile(r"^```(beside [^\n]*|python exec)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES_BESIDE = {
    "jax": "guides/from-jax.md",
    "torch": "guides/from-pytorch.md",
    "sympy": "guides/from-sympy.md",
}
NAMES = re.compile(r"\b(array|Array|Matrix|tensor|dtype=\w+|nan|inf|True|False|e)\b|(?<=\d)[ej]\b")
NUMBER = re.compile(r"nan|(?:[-+]|(?<![\w.]))\d+\.?\d*(?:e[-+]?\d+)?(?:/\d+)?", re.IGNORECASE)


def parts_of(library):
    """The pairs of a page, and the blocks of ours between them."""
    text = (PAGES / PAGES_BESIDE[library]).read_text(encoding="utf-8")
    return [
        body if info == "python exec" else beside_of(info, body)
        for info, body in BLOCK.findall(text)
    ]


def printed_by(code, names):
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(compile(code, "page", "exec"), names)  # noqa: S102 - our own page
    return printed.getvalue().strip("\n")


def numbers_in(printed):
    """The numbers of the lines that hold nothing else: a line with letters left is a formula."""
    lines = [
        line for line in printed.splitlines() if not re.search("[A-Za-z]", NAMES.sub("", line))
    ]
    found = NUMBER.findall("\n".join(lines))
    return np.array([float("nan") if n == "nan" else _number(n) for n in found])


def _number(text):
    top, _, bottom = text.partition("/")
    return float(top) / float(bottom or 1)


@pytest.mark.parametrize("library", PAGES_BESIDE)
def test_what_stands_there_has_the_numbers_that_we_compute(library):
    ours, compared = {"__name__": "page"}, 0
    for part in parts_of(library):
        if isinstance(part, str):
            printed_by(part, ours)
            continue
        mine, other = numbers_in(printed_by(part.ours, ours)), numbers_in(part.printed)
        assert mine.size == other.size, part.theirs
        same = np.allclose(mine, other, rtol=1e-5, atol=1e-12, equal_nan=True)
        assert same != part.differs, (part.theirs, mine, other)
        compared += mine.size
    assert compared >= 12


@pytest.mark.parametrize("library", PAGES_BESIDE)
def test_the_other_library_prints_what_stands_there(library):
    if importlib.util.find_spec(library) is None:
        pytest.skip(f"{library} is not installed here")
    theirs = {"__name__": "page"}
    for part in parts_of(library):
        if isinstance(part, Beside):
            printed = printed_by(part.theirs, theirs)
            assert NUMBER.sub("#", printed).split() == NUMBER.sub("#", part.printed).split()
            one, other = numbers_in(printed), numbers_in(part.printed)
            assert np.allclose(one, other, rtol=1e-6, equal_nan=True), part.theirs


@pytest.mark.parametrize("library", PAGES_BESIDE)
def test_a_page_covers_what_hands_look_for(library):
    text = (PAGES / PAGES_BESIDE[library]).read_text(encoding="utf-8")
    wanted = {
        "jax": "grad value_and_grad jacobian hessian jvp vjp hvp has_aux argnums stop compile",
        "torch": "grad value_and_grad jacobian hessian jvp vjp hvp has_aux argnums stop compile",
        "sympy": "derive hessian text latex sympy numpy assume",
    }[library]
    code = "\n".join(p.ours if isinstance(p, Beside) else p for p in parts_of(library))
    assert [word for word in wanted.split() if not re.search(rf"\b{word}\b", code + text)] == []
    for word in ("check", "What differs"):
        assert word in text


def test_a_block_has_its_parts():
    block = beside_of("beside jax differs", "a\n\n--- prints\n1\n--- jacobook\nb\n")
    assert (block.theirs, block.printed, block.ours, block.differs) == ("a", "1", "b", True)
    assert beside_of("beside torch", "a\n--- jacobook\nb\n").printed == ""
    for info, body in [
        ("beside jax", "a\n"),
        ("beside numpy", "a\n--- jacobook\nb\n"),
        ("beside jax maybe", "a\n--- jacobook\nb\n"),
    ]:
        with pytest.raises(BesideError):
            beside_of(info, body)


def test_our_side_is_run_when_the_page_is_made():
    forms = Forms(jacobook.Registry(packs=["jacobook_rules:pack"]), {})
    body = "```beside jax\nx = 1\n--- prints\n1\n--- jacobook\n{ours}\n```\n"
    made = bare(forms.translated(body.format(ours="print(6 * 7)"), "p.md"))
    assert "**JAX**" in made and "```text\n42\n```" in made and "jb-beside" in made
    with pytest.raises(PageError, match=r"p\.md.*ZeroDivisionError"):
        forms.translated(body.format(ours="1 / 0"), "p.md")
    with pytest.raises(PageError, match=r"p\.md: `beside jax`: there is no line"):
        forms.translated("```beside jax\nx = 1\n```\n", "p.md")
