"""Statements in every form: derived, measured, and read back from what readers copy."""

from __future__ import annotations

import contextlib
import functools
import json
import re
import subprocess
import sys
import warnings

import msgspec
import numpy as np
import pytest
import sympy
from sympy.matrices.expressions.diagonal import DiagonalOf

import jacobook
from jacobook.closed_form.checking import function_of, relative
from jacobook.errors import JacobookError, ParseError
from jacobook.expression import substitute
from jacobook.parsing import parse
from jacobook.reading import function_expression, scope_of
from jacobook_site.addresses import copies_path, rule_path
from jacobook_site.forms import data
from jacobook_site.forms.build import TOLERANCE, rule_forms
from jacobook_site.forms.code import Writer
from jacobook_site.forms.page import copies, fitting
from jacobook_site.forms.point import Point
from jacobook_site.typesetting import by_entry

BOOK = jacobook.Registry(packs=["jacobook_rules:pack"])
RULES = [rule.id for rule in BOOK]
SOME = ("linalg.det", "ufunc.tanh", "linalg.matmul", "act.softmax", "identity.form.quadratic")


@pytest.fixture(scope="module")
def forms(known):
    return {record.id: record.forms for record in known}


def codes(found):
    """Every formula of a page that can be copied, with its anchor."""
    made = {s.anchor: s.code for s in found.statements}
    return made | {f.anchor: f.code for f in fitting(found.forms) if f.equation and not f.stated}


@functools.cache
def writers(rule_id):
    """The writers of a rule's formulas: as declared, and of numbers."""
    rule = BOOK[rule_id]
    made = [Writer(rule, BOOK, function_expression(rule, BOOK), {})]
    if rule.kind == "elementwise":
        entries = by_entry(rule)
        made.append(Writer(entries, BOOK, function_expression(entries, BOOK), {}))
    return made


# ------------------------------------------------------------------------------ the forms


def test_every_rule_has_its_forms(forms):
    assert set(forms) == set(RULES)
    bare = [name for name, found in forms.items() if not found.forms and name != "constant.euler"]
    assert all(BOOK[name].kind == "constant" or not BOOK[name].operands for name in bare), bare


def test_what_is_derived_was_measured_and_what_is_missing_says_why(forms):
    for name, found in forms.items():
        for form in found.forms:
            assert form.view in data.VIEWS
            if form.equation is None:
                assert form.gap, (name, form.anchor)
            elif not form.stated:
                assert form.error is not None and form.error <= TOLERANCE, (name, form.anchor)


def test_nearly_all_stated_forms_were_measured_too(forms):
    stated = [f for found in forms.values() for f in found.forms if f.stated and f.equation]
    measured = [f for f in stated if f.error is not None]
    assert len(measured) > 0.95 * len(stated)


def test_the_four_views_are_there_for_almost_every_rule(forms):
    """A rule without them takes any number of operands, or needs numbers."""
    shown = [
        {form.view for form in found.forms if form.equation is not None}
        for name, found in forms.items()
        if BOOK[name].kind != "constant" and not BOOK[name].variadic and not BOOK[name].functions
    ]
    whole = [views for views in shown if {"differential", "pushforward", "pullback"} <= views]
    assert len(whole) > 0.92 * len(shown)


def test_a_wrong_form_is_not_shown(monkeypatch):
    """The comparison with numbers is what lets a derived form on the page."""
    from jacobook_site.forms import views

    def doubled(self, name):
        for view in right(self, name):
            twice = parse("2*x", scope_of(rule, x=view.right.shape), BOOK)
            yield views.View(view.view, name, right=substitute(twice, {"x": view.right}))

    rule, right = BOOK["ufunc.tanh"], views.Derived.pullback
    monkeypatch.setattr(views.Derived, "pullback", doubled)
    (found,) = [form for form in rule_forms(rule, BOOK).forms if form.view == "pullback"]
    assert found.equation is None and found.gap


def test_forms_survive_being_remembered(forms):
    for name in SOME:
        plain = json.loads(json.dumps(msgspec.to_builtins(forms[name])))
        assert msgspec.convert(plain, data.RuleForms) == forms[name]


# ------------------------------------------------------------------------------ anchors


def test_anchors_are_unique_and_say_what_they_are(forms):
    for name, found in forms.items():
        own = [f.anchor for f in found.forms if not f.stated and f.equation is not None]
        anchors = [*(s.anchor for s in found.statements), *own]
        assert len(set(anchors)) == len(anchors), name
        assert all(re.fullmatch(r"[A-Za-z][\w-]*", anchor) for anchor in anchors), anchors
        stated = {f.anchor for f in found.forms if f.stated}
        assert stated <= set(anchors), name
    assert {"grad-X", "pullback-X", "differential"} <= {
        s.anchor for s in forms["linalg.det"].statements
    }


def test_pages_have_every_id_once(pages, forms):
    for name in RULES:
        page = pages[f"rules/{name.replace('.', '/')}/index.md"]
        ids = re.findall(r' id="([^"]+)"', page) + re.findall(r"\{ #([\w-]+)", page)
        assert len(set(ids)) == len(ids), (name, [i for i in ids if ids.count(i) > 1])
        assert {s.anchor for s in forms[name].statements} <= set(ids), name
        buttons = re.findall(r'<button [^>]*data-form="([^"]+)"', page)
        assert set(buttons) <= set(ids), name
        ready = copied(pages[copies_path(name)])
        given = {anchor: code for anchor, code in codes(forms[name]).items() if code.text}
        assert {a for a in buttons if a in given} <= set(ready), name


def copied(script):
    """The formulas to copy that lie beside a page, by their anchors."""
    (found,) = re.fullmatch(r"globalThis\.jacobookCopies = (.*);\n", script).groups()
    return json.loads(found)["forms"]


def test_most_pages_show_all_their_forms_and_others_say_what_is_missing(pages, forms):
    """A page that is long for other reasons leaves out the longest forms."""
    whole = 0
    for name, found in forms.items():
        page = pages[rule_path(name)]
        rows = set(re.findall(r'<button [^>]*data-form="([^"]+)"', page))
        missing = {f.anchor for f in found.forms if f.equation and not f.stated} - rows
        whole += not missing
        assert page.count("too long for this page;") == len(missing), name
    assert whole > 0.85 * len(forms)


def test_every_program_can_be_copied(pages, forms):
    for name, found in forms.items():
        ready = copied(pages[copies_path(name)])
        programs = {anchor: code.numpy for anchor, code in codes(found).items() if code.numpy}
        assert {a: code["numpy"] for a, code in ready.items() if "numpy" in code} == programs


# ------------------------------------------------------------------------------ layouts


def test_both_layouts_are_transposes_of_each_other(forms):
    """The two printed formulas, read from what is printed, as numbers at a random point."""
    compared = 0
    for name, found in forms.items():
        rule = BOOK[name]
        if rule.functions:
            continue
        scope = scope_of(rule, **{rule.result: function_expression(rule, BOOK).shape})
        for form in found.forms:
            if form.denominator is None:
                continue
            texts = [_right(side.text) for side in (form.equation, form.denominator)]
            sides = _parsed(texts, scope)
            if sides is None:
                assert "Ellipsis" in texts[0]  # an index which the grammar does not have
                continue
            one, other = (_number(rule, side) for side in sides)
            assert relative(other.T, one) < 1e-9, (name, form.anchor)
            compared += 1
    assert compared > len(forms) / 4


def _parsed(texts, scope):
    """The formulas of some texts; `None` if one is not in the grammar."""
    try:
        return [parse(text, scope, BOOK) for text in texts]
    except ParseError:
        return None


def _right(text):
    return text.split(" = ", 1)[1]


@functools.cache
def _point(rule_id):
    return Point(BOOK[rule_id], BOOK)


def _number(rule, expression):
    point = _point(rule.id)
    sizes = {k: v for k, v in point.instance.sizes.items() if isinstance(v, int)}
    names = list(point.names)
    return np.asarray(function_of(names, {}, expression, BOOK, sizes)(**point.names))


def test_laws_about_functions_are_printed_transposed(forms):
    for name, found in forms.items():
        for form in found.forms:
            if BOOK[name].functions and form.denominator is not None:
                turned = f"({_right(form.equation.text)}).T"
                assert _right(form.denominator.text).replace("(", "").replace(")", "") == (
                    turned.replace("(", "").replace(")", "")
                )


# ------------------------------------------------------------------------------ copying


def test_text_and_matlab_read_back_as_the_same_formula(forms):
    counts = {"numpy": 0, "matlab": 0}
    for name, found in forms.items():
        rule = BOOK[name]
        for anchor, code in codes(found).items():
            for syntax, text in (("numpy", code.text), ("matlab", code.matlab)):
                if text and not rule.functions:
                    assert _reads_back(rule, anchor, syntax, text, found), (name, anchor, text)
                    counts[syntax] += 1
    assert min(counts.values()) > 4 * len(forms)


def _reads_back(rule, anchor, syntax, text, found):
    """Whether a text is the formula that its anchor names, in one of the readings of the rule."""
    for writer in writers(rule.id):
        scope = scope_of(writer.rule, **writer.shapes, **{rule.result: writer.value.shape})
        for read in (writer.read, functools.partial(_in_scope, scope)):
            with contextlib.suppress(JacobookError):
                want = parse(_source_of(rule, anchor, found), scope, BOOK)
                whole = substitute(want, {rule.result: writer.value})
                if writer.same(read(text, whole, syntax), whole):
                    return True
    return False


def _in_scope(scope, text, _, syntax):
    """A text read with all names of its rule."""
    if syntax != "numpy":
        raise ParseError("only NumPy's syntax is read in a scope", text, 0)
    return parse(text, scope, BOOK)


def _source_of(rule, anchor, found):
    """The formula behind an anchor, as the author wrote it or as the engine printed it."""
    texts = [rule.function, *(clause.text for clause in rule.derivative)]
    stated = {s.anchor: text for s, text in zip(found.statements, texts, strict=True)}
    derived = {f.anchor: _right(f.equation.text) for f in found.forms if f.equation}
    return stated.get(anchor) or derived[anchor]


def test_formulas_in_latex_are_whole(forms):
    for name, found in forms.items():
        shown = [f.equation for f in found.forms] + [f.denominator for f in found.forms]
        for equation in filter(None, shown):
            latex = equation.latex
            assert latex.count("{") == latex.count("}"), name
            assert latex.count("\\left") == latex.count("\\right"), name
            assert not re.search("[\ue000\ue001]", latex), latex
            assert "alttext=" in equation.mathml


def test_numpy_programs_give_the_numbers_of_the_formulas(forms):
    """Every program is run as it is copied; another test runs some of them alone."""
    ran = unread = 0
    for name, found in forms.items():
        arrays = dict(found.arrays)
        for anchor, code in codes(found).items():
            if code.numpy:
                got = _run(numpy_program(code, arrays), code.call)
                if code.text:
                    assert _agrees(name, anchor, got, found), (name, anchor)
                unread += not code.text  # formulas outside the grammar
                ran += 1
    assert ran > 4 * len(forms) and unread < ran / 50


def numpy_program(code, arrays):
    """The whole program that the page's script puts together: function, arrays, call."""
    lines = "\n".join(arrays[name] for name in code.needs)
    return f"{code.numpy}\n\n{lines}\n\nprint({code.call})\n"


def _run(program, call):
    """The value that a program prints."""
    scope = {}
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(compile(program.rsplit("print(", 1)[0], "<copied>", "exec"), scope)  # noqa: S102 - written by the site
        return np.asarray(eval(call, scope))


def _agrees(name, anchor, got, found, at=None, *, each=False):
    """Whether a program's value is what the formula of the page has at the same arrays."""
    rule, point = BOOK[name], _point(name)
    at = at or {**point.names, **_arrays(found)}
    for writer in writers(name):
        scope = scope_of(writer.rule, **writer.shapes, **{rule.result: writer.value.shape})
        with contextlib.suppress(JacobookError, TypeError, ValueError):
            want = _evaluated(rule, parse(_source_of(rule, anchor, found), scope, BOOK), at)
            if each and got.ndim == 0:  # a constant, the same for each entry
                got = np.broadcast_to(got, want.shape)
            if want.size == got.size and _near(got.reshape(want.shape), want):
                return True
    return False


def _near(got, want):
    got, want = (np.asarray(side) * 1.0 for side in (got, want))
    finite = np.isfinite(want)
    same = np.array_equal(finite, np.isfinite(got))
    return same and relative(got[finite], want[finite]) < 1e-7


def _arrays(found):
    scope = {"np": np}
    for _, line in found.arrays:
        exec(line, scope)  # noqa: S102 - written by the site
    return {name: np.asarray(scope[name]) for name, _ in found.arrays}


def _evaluated(rule, expression, at):
    sizes = {k: v for k, v in _point(rule.id).instance.sizes.items() if isinstance(v, int)}
    function = function_of(list(at), {}, expression, BOOK, sizes)
    with np.errstate(all="ignore"):
        return np.asarray(function(**at))


@pytest.mark.parametrize("name", SOME)
def test_a_copied_program_runs_in_a_fresh_python(forms, name):
    found = forms[name]
    programs = [numpy_program(c, dict(found.arrays)) for c in codes(found).values() if c.numpy]
    assert len(programs) > 3 and "jacobook" not in "".join(programs)
    done = subprocess.run(
        [sys.executable, "-I", "-c", "\n".join(programs)],
        check=True,
        capture_output=True,
        text=True,
    )
    assert len(re.findall(r"\d", done.stdout)) >= len(programs)


def test_what_is_copied_is_inert(forms):
    for found in forms.values():
        made = copies(found)
        assert copied(made).keys() <= codes(found).keys()
        assert not re.search("[<\u2028\u2029]|\n.", made)


SYMPY = "import sympy as sp"


def test_sympy_lines_build_expressions(forms):
    """The lines of every formula run; one of each rule has the formula's value at the example."""
    compared = 0
    for name, found in forms.items():
        programs = {a: c for a, c in codes(found).items() if c.sympy}
        for code in programs.values():
            _built(code.sympy)
        if programs:
            anchor = min(programs, key=lambda a: len(programs[a].sympy))
            compared += _same_value(name, anchor, programs[anchor].sympy, found)
    # the others have formulas of one entry, which are no matrices, or complex or boolean operands
    assert compared > len(forms) / 3


def _built(text):
    """The last name that some lines bind, and the scope in which they do."""
    assert text.startswith(SYMPY)
    scope = {}
    exec(compile(text, "<sympy>", "exec"), scope)  # noqa: S102 - written by the site
    return scope[text.rstrip().splitlines()[-1].split(" = ")[0]]


def _same_value(name, anchor, text, found):
    """Whether explicit matrices give the value of the formula on the page; 0 if it has none."""
    if BOOK[name].variadic:
        return 0  # the operands of its examples have other names
    at = {key: _tame(value) for key, value in {**_point(name).names, **_arrays(found)}.items()}
    got = _with_numbers(_built(text), at, _point(name).instance.sizes)
    if got is None:
        return 0
    each = BOOK[name].kind == "elementwise"
    assert _agrees(name, anchor, got, found, at, each=each), (name, anchor)
    return 1


def _tame(value):
    """An array without what SymPy's exact numbers treat otherwise: NaN, infinity, overflow."""
    if np.asarray(value).dtype.kind != "f":
        return value
    return np.where(np.abs(value) < 100, value, 0.5)  # also where it is NaN


def _with_numbers(expression, at, sizes):
    """An expression with explicit matrices; `None` where SymPy leaves something open.

    Its matrices hold no complex numbers here, and never truth values.
    """
    known = {sympy.Symbol(k): sympy.Integer(v) for k, v in sizes.items() if isinstance(v, int)}
    made = sympy.sympify(expression).xreplace(known).replace(DiagonalOf, _diagonal)
    for name, value in at.items():
        if np.iscomplexobj(value) or np.asarray(value).dtype == bool:
            return None
        rows = np.asarray(value, float).reshape(len(value) if np.ndim(value) else 1, -1)
        symbol = sympy.MatrixSymbol(name, *rows.shape) if np.ndim(value) else sympy.Symbol(name)
        made = made.subs(symbol, sympy.ImmutableMatrix(rows) if np.ndim(value) else rows[0, 0])
    made = made.doit()
    made = made.as_explicit().doit() if hasattr(made, "as_explicit") else made
    return _as_array(made)


def _diagonal(matrix):
    """The diagonal as a column; SymPy's own has no shape once its matrix is explicit."""
    return sympy.ImmutableMatrix([matrix[i, i] for i in range(min(map(int, matrix.shape)))])


def _as_array(made):
    """The numbers of a SymPy expression; a column is a vector."""
    try:
        array = np.array(sympy.Matrix(made).evalf(17).tolist() if made.is_Matrix else made, float)
    except TypeError:
        return None
    return array[:, 0] if array.ndim == 2 and array.shape[1] == 1 else array
