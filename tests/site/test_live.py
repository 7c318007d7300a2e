"""Programs of live pages: made from the rules, sound, short, and dropped where they are not."""

from __future__ import annotations

import dataclasses
import json

import numpy as np
import pytest

import jacobook
from jacobook import TestVector
from jacobook_site import record_file
from jacobook_site.addresses import rule_path
from jacobook_site.book import book_of
from jacobook_site.examples import examples
from jacobook_site.live.making import NoProgramError, jacobian, made, start
from jacobook_site.live.operations import run
from jacobook_site.live.program import LONGEST, Input, Program, Slope, Step, as_text
from jacobook_site.live.soundness import refusal
from jacobook_site.rule_page import rule_page

BOOK = jacobook.Registry(packs=["jacobook_rules:pack"])


@pytest.fixture(scope="module")
def programs(known):
    return {record.id: record.live for record in known if record.live}


def program_of(rule, registry=BOOK):
    return made(rule, registry, examples(rule, registry))


def test_most_rules_have_a_program(known, programs):
    def share(kind):
        of_kind = [record.id for record in known if record.kind == kind]
        return sum(name in programs for name in of_kind) / len(of_kind)

    assert share("elementwise") > 0.95
    assert share("identity") > 0.9
    assert share("structural") > 0.9
    assert len(programs) > 0.75 * len(known)


def test_programs_are_sound_and_short(programs):
    assert {name: refusal(program) for name, program in programs.items() if refusal(program)} == {}
    assert all(len(as_text(program).encode()) < LONGEST for program in programs.values())


def test_a_program_is_what_the_rule_states():
    program = program_of(BOOK["linalg.det"])
    (slope,) = program.slopes
    assert slope.form == "grad"
    x = np.array([[2.0, 0.5], [-1.0, 3.0]])
    stated = np.linalg.det(x) * np.linalg.inv(x).T
    assert jacobian(program, slope, {0: x}).ravel() == pytest.approx(stated.ravel())


def test_equal_parts_are_computed_once():
    program = program_of(BOOK["act.softmax"])
    assert [step.op for step in program.steps].count("exp") == 1


def test_abstract_functions_are_their_worked_instances():
    program = program_of(BOOK["structural.chain.vector"])
    inputs = {0: np.array([0.5, -2.0])}

    def function(x):
        g = np.array([x[0] * x[1], x[0] ** 2, 3 * x[1]])
        return np.array([g[0] * g[1] + g[2], g[0] + g[1] * g[2]])

    assert run(program, inputs)[program.value] == pytest.approx(function(inputs[0]))
    by_rows = [jacobook.grad(lambda x, i=i: function_of(x)[i])(inputs[0]) for i in range(2)]
    assert jacobian(program, program.slopes[0], inputs) == pytest.approx(np.stack(by_rows))


def function_of(x):
    first, second, third = x[0] * x[1], x[0] ** 2, 3 * x[1]
    return np.stack([first * second + third, first + second * third])


def rule_with(gradient):
    return jacobook.identity(
        "test.square",
        title="A square",
        function="x @ x",
        operands="x:(n)",
        derivative={"grad[x]": gradient},
        vectors=(TestVector(operands={"x": [1.0, 3.0]}, value=10.0),),
    )


def test_a_program_with_other_numbers_than_the_engine_is_not_made():
    assert program_of(rule_with("2 * x")).slopes
    with pytest.raises(NoProgramError, match="another Jacobian by x"):
        program_of(rule_with("3 * x"))


def test_a_missing_operation_is_named():
    with pytest.raises(NoProgramError, match="qr_q"):
        program_of(BOOK["linalg.qr.q"])


def test_a_functions_of_one_number_starts_at_its_first_entry(programs):
    (given,) = programs["ufunc.tanh"].inputs
    assert (given.shape, given.start) == ((), (0.0,))
    assert start(programs["ufunc.tanh"])[0].shape == ()


# ------------------------------------------------------------------------------ from outside

GOOD = Program(
    inputs=(Input("x", (2,), (1.0, 2.0)),),
    steps=(Step("multiply", (0, 0)), Step("sum", (3,), (), (0,)), Step("add", (0, 0))),
    value=4,
    slopes=(Slope(0, "grad", 5),),
)


def with_step(*arguments, **more):
    return dataclasses.replace(GOOD, steps=(*GOOD.steps, Step(*arguments, **more)))


HOSTILE = {
    "unknown operation": with_step("eval", (0,)),
    "python's own name": with_step("__import__", (0,)),
    "javascript's own name": with_step("constructor", (0,)),
    "a later slot": with_step("add", (0, 99)),
    "itself": with_step("add", (0, 6)),
    "a negative slot": with_step("add", (0, -1)),
    "too few operands": with_step("add", (0,)),
    "a huge shape": with_step("reshape", (0,), (10**9,)),
    "a negative size": with_step("reshape", (0,), (-1, -2)),
    "a place that is not there": with_step("gather", (0,), (1,), (7,)),
    "a negative place": with_step("gather", (0,), (1,), (-1,)),
    "half a place": with_step("gather", (0,), (1,), (0.5,)),
    "an axis that is not there": with_step("sum", (0,), (), (3,)),
    "an einsum of other words": with_step("einsum", (0,), text="<script>"),
    "an einsum without end": with_step("einsum", (0, 0, 0), text="abcdefgh,i,j->abcdefgh"),
    "a product out of range": with_step("bilinear", (0, 0), (1,), (5, 0, 0, 1.0)),
    "too many steps": dataclasses.replace(GOOD, steps=GOOD.steps * 200),
    "no value": dataclasses.replace(GOOD, value=77),
    "no derivative": dataclasses.replace(GOOD, slopes=()),
    "a form that is none": dataclasses.replace(GOOD, slopes=(Slope(0, "html", 5),)),
    "a variable that is none": dataclasses.replace(GOOD, slopes=(Slope(4, "grad", 5),)),
    "markup as a name": dataclasses.replace(GOOD, result="<img src=x>"),
    "markup as an operand": dataclasses.replace(GOOD, inputs=(Input("<b>", (), (1.0,)),)),
    "entries that do not fit": dataclasses.replace(GOOD, inputs=(Input("x", (3,), (1.0,)),)),
    "an entry that is none": dataclasses.replace(GOOD, inputs=(Input("x", (), (float("nan"),)),)),
    "an unknown domain": dataclasses.replace(
        GOOD, inputs=(Input("x", (2,), (1.0, 2.0), (("<b>", ()),)),)
    ),
    "an interval without ends": dataclasses.replace(
        GOOD, inputs=(Input("x", (2,), (1.0, 2.0), (("range", ()),)),)
    ),
}


def test_a_sound_program_passes():
    assert refusal(GOOD) == ""


@pytest.mark.parametrize("name", HOSTILE)
def test_an_unsound_program_is_refused(name):
    assert refusal(HOSTILE[name])


def test_operations_that_grow_arrays_are_stopped():
    steps = [Step("einsum", (0, 0), text="i,j->ij")]
    for slot, size in ((3, 4), (5, 16), (7, 256)):
        steps.append(Step("reshape", (slot,), (size,)))
        steps.append(Step("einsum", (slot + 1, slot + 1), text="i,j->ij"))
    program = dataclasses.replace(GOOD, steps=tuple(steps), value=3, slopes=(Slope(0, "grad", 0),))
    assert "too many numbers" in refusal(program)
    shorter = dataclasses.replace(program, steps=tuple(steps[:-2]))
    assert refusal(shorter) == ""


def test_a_record_keeps_its_programs(geom, geom_file):
    (good,) = [rule for rule in geom.rules if rule.id == "geom.good"]
    assert good.live is not None
    assert record_file.read(geom_file) == geom


def test_an_unsound_program_is_dropped_when_a_record_is_read(geom, tmp_path):
    path = tmp_path / "geom.json"
    record_file.write(path, geom)
    data = json.loads(path.read_text(encoding="utf-8"))
    for rule in data["rules"]:
        if rule["live"]:
            rule["live"]["steps"][0]["op"] = "constructor"
    path.write_text(json.dumps(data), encoding="utf-8")
    read = record_file.read(path)
    assert [rule.live for rule in read.rules] == [None] * len(read.rules)
    page = rule_page(read.rules[0], book_of((), [read]))
    assert "jb-live" not in page and "#live" not in page


def test_the_page_carries_the_program_as_inert_text(pages):
    page = pages[rule_path("linalg.det")]
    assert '<div class="jb-live" hidden data-needs="matrices">' in page
    assert "<noscript>" in page
    assert "<script" not in page.lower()


def test_only_pages_with_a_program_have_the_section(known, pages, programs):
    for record in known:
        page = pages[rule_path(record.id)]
        assert ('class="jb-live"' in page) == (record.id in programs)
