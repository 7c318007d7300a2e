"""The registry: lookups, refusals, snapshots, and packs."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
import pytest
import scipy.linalg

import jacobook as jb
from jacobook import errors
from jacobook import operations as op

BUILT_IN = "jacobook_rules:pack"


def cube(rule_id: str = "demo.cube", **changes: Any) -> jb.Rule:
    """A small correct rule of a third party."""
    fields: dict[str, Any] = {
        "title": "Cube",
        "function": "x * x * x",
        "operands": "x:(n)",
        "partials": {"x": "3 * x * x"},
        "primal": cubed,
        "op": rule_id.split(".")[-1],
        **changes,
    }
    return jb.elementwise(rule_id, **fields)


def cubed(x: Any) -> Any:
    return x * x * x


def test_lookup_by_id_alias_and_numpy_name() -> None:
    book = jb.registry()
    assert book["linalg.matmul"].op == "matmul"
    assert book["unbroadcast"].id == "array.sum_to"
    assert book["numpy.tanh"].id == book["np.tanh"].id == "ufunc.tanh"
    assert book["np.linalg.inv"].id == "linalg.inv"
    assert "linalg.matmul" in book and "nothing.here" not in book
    assert len(book) == len(book.rules()) == len(list(book))


def test_functions_that_the_installed_numpy_lacks_are_left_out() -> None:
    """Rules name functions of later releases than the oldest one that is supported."""
    names = ("numpy.of_a_later_release", "scipy.linalg.of_a_later_release", "scipy.of_later.f")
    pack = jb.RulePack("demo").add(cube(numpy=(*names, "numpy.poly")))
    book = jb.Registry(packs=[BUILT_IN, pack])
    assert book["np.of_a_later_release"].id == "demo.cube"
    f = jb.grad(lambda x: np.sum(np.poly(x)) + np.sum(scipy.linalg.expm(x)), registry=book)
    np.testing.assert_allclose(f(np.array([[2.0]])), [[12.0 + np.exp(2.0)]])


def test_provenance_names_the_file_and_line() -> None:
    book = jb.registry()
    found = book.provenance(book["linalg.matmul"])
    assert (found.pack, found.module) == ("core", "jacobook_rules.linalg.matmul")
    assert found.file is not None and found.file.name == "matmul.py"
    assert found.file.read_text().splitlines()[found.line - 1].startswith("rule = ")


def test_a_rule_made_without_a_file_has_no_file() -> None:
    rule = cube()
    book = jb.Registry(packs=[BUILT_IN, jb.RulePack("demo").add(rule)])
    assert book.provenance(rule).file is None


def test_rules_are_sorted_and_can_be_chosen() -> None:
    ids = [rule.id for rule in jb.registry().rules()]
    assert ids == sorted(ids)
    assert {rule.kind for rule in jb.registry().rules(kind="linear")} == {"linear"}
    assert {rule.family for rule in jb.registry().rules(family="reduce")} == {"reduce"}


@pytest.mark.parametrize(
    ("text", "first"),
    [("matmul", "linalg.matmul"), ("np.tanh", "ufunc.tanh"), ("reduce.sum", "reduce.sum")],
)
def test_search_puts_the_best_match_first(text: str, first: str) -> None:
    assert jb.registry().search(text)[0].id == first


def test_search_needs_every_word() -> None:
    assert jb.registry().search("tanh nonsense") == ()


def test_a_pack_of_one_s_own() -> None:
    pack = jb.RulePack("demo").add(cube())
    book = jb.Registry(packs=[BUILT_IN, pack])
    assert book["demo.cube"].title == "Cube"
    assert book.pack_of(book["demo.cube"]).namespace == "demo"
    assert [info.namespace for info in book.packs()] == ["core", "demo"]
    assert "demo.cube" not in jb.registry()


def test_the_same_id_twice_is_an_error() -> None:
    again = jb.RulePack("demo").add(cube(), cube())
    with pytest.raises(errors.DuplicateRuleError, match="JB202 demo, demo.cube: id already used"):
        jb.Registry(packs=[BUILT_IN, again])


def test_a_rule_for_an_operation_of_the_book_is_an_alternative() -> None:
    pack = jb.RulePack("demo").add(cube(op="tanh"))
    book = jb.Registry(packs=[BUILT_IN, pack])
    assert book.rule_of("tanh").id == "ufunc.tanh"
    assert [rule.id for rule in book.alternatives("tanh")] == ["demo.cube"]
    assert [f.line for f in book.findings] == [
        "JB120 demo, demo.cube: 'tanh' is differentiated by 'ufunc.tanh'; listed as an alternative"
    ]


def test_an_alternative_is_used_when_it_is_preferred() -> None:
    pack = jb.RulePack("demo").add(cube(op="tanh"))
    book = jb.Registry(packs=[BUILT_IN, pack], prefer={"tanh": "demo.cube"})
    assert book.rule_of("tanh").id == "demo.cube"
    with pytest.raises(errors.RuleDefinitionError, match="rules for it: ufunc.tanh, demo.cube"):
        jb.Registry(packs=[BUILT_IN, pack], prefer={"tanh": "demo.cub"})


def test_between_two_packs_nobody_is_chosen_silently() -> None:
    rivals = [
        jb.RulePack(name).add(cube(f"{name}.cube", op="cube3", numpy=("numpy.roots",)))
        for name in ("acme", "beta")
    ]
    with pytest.raises(errors.PackError, match="'cube3' is claimed by acme.cube and beta.cube"):
        jb.Registry(packs=[BUILT_IN, *rivals])
    book = jb.Registry(
        packs=[BUILT_IN, *rivals], prefer={"cube3": "beta.cube", "numpy.roots": "beta.cube"}
    )
    assert book.rule_of("cube3").id == "beta.cube"


def test_an_alias_that_is_taken_is_an_error() -> None:
    pack = jb.RulePack("demo").add(cube(aliases=("unbroadcast",)))
    with pytest.raises(errors.DuplicateRuleError, match="unbroadcast"):
        jb.Registry(packs=[BUILT_IN, pack])


def test_a_rule_outside_its_pack_s_namespace_is_an_error() -> None:
    pack = jb.RulePack("demo").add(cube("linalg.cube"))
    with pytest.raises(errors.RuleDefinitionError, match=r"rename it to 'demo.linalg.cube'"):
        jb.Registry(packs=[BUILT_IN, pack])


def test_one_rule_can_be_blocked() -> None:
    book = jb.Registry(packs=[BUILT_IN], block=["ufunc.tanh"])
    assert "ufunc.tanh" not in book
    with pytest.raises(errors.UnknownFunctionError, match="np.tanh has no rule"):
        book.grad(np.tanh)(1.0)
    assert jb.grad(np.tanh)(0.0) == 1.0


def test_one_pack_can_be_blocked() -> None:
    book = jb.Registry(packs=[BUILT_IN, jb.RulePack("demo").add(cube())], block=["demo"])
    assert "demo.cube" not in book and "ufunc.tanh" in book


def test_blocking_what_does_not_exist_is_an_error() -> None:
    with pytest.raises(errors.RuleDefinitionError, match="'demo.nothing'"):
        jb.Registry(packs=[BUILT_IN], block=["demo.nothing"])


def test_a_pack_of_another_contract_is_refused() -> None:
    with pytest.raises(
        errors.PackError, match="written for contract 2.0, this jacobook has contract 1.0"
    ):
        jb.Registry(packs=[jb.RulePack("demo", contract="2.0")])


def test_a_misspelt_hook_is_refused() -> None:
    class Misspelt:
        @jb.hookimpl
        def jacobook_pack(self) -> jb.PackInfo:
            return jb.PackInfo(namespace="demo", contract="1.0")

        @jb.hookimpl
        def jacobook_rulez(self) -> list[jb.Rule]:
            return []

    with pytest.raises(errors.PackError, match="jacobook_rulez"):
        jb.Registry(packs=[Misspelt()])


def test_eight_threads_see_one_finished_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    from jacobook import catalogue

    monkeypatch.setattr(catalogue, "_default", None)
    barrier, seen = threading.Barrier(8), []

    def ask() -> None:
        barrier.wait()
        seen.append(catalogue.default_registry())

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 8 and len(set(map(id, seen))) == 1 and len(seen[0]) > 20


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"id": "Bad"}, "field id"),
        ({"title": " "}, "field title: is empty"),
        ({"status": "new"}, "field status"),
        ({"pullback": {"z": "y_bar"}}, "field pullback: 'z' is not an operand"),
        ({"derivative": {"elem[z]": "1"}}, "'z' is not an operand"),
        ({"derivative": {"slope": "1"}}, "'slope' is not a form"),
        ({"operands": "x:(n) big"}, "unknown domain 'big'"),
        ({"operands": "x(n)"}, "expected a name, a colon and a shape"),
        ({"operands": "x:(n); x:(n)"}, "two have the same name"),
    ],
)
def test_a_wrong_declaration_is_refused(changes: dict[str, Any], said: str) -> None:
    fields: dict[str, Any] = {
        "id": "demo.rule",
        "title": "A rule",
        "function": "x",
        "operands": "x:(n)",
    }
    with pytest.raises(errors.RuleDefinitionError, match=said):
        jb.general(**{**fields, **changes})


def test_a_pack_s_operation_may_stand_in_formulas_of_its_other_rules() -> None:
    second = jb.elementwise(
        "demo.sixth",
        title="Sixth power",
        summary="The cube of the square.",
        function="cube(x * x)",
        operands="x:(n)",
        partials={"x": "6 * x * cube(x) * x"},
        primal=sixth,
        vectors=(jb.TestVector(operands={"x": [1.0]}, value=[1.0], gradients={"x": [6.0]}),),
    )
    book = jb.Registry(packs=[BUILT_IN, jb.RulePack("demo").add(cube(), second)])
    f = jb.operations.Vocabulary(book).sixth
    assert book.grad(f)(2.0) == 6 * 2.0**5  # although the pack is not installed
    assert {r.status for r in jb.testing.check_rule(book["demo.sixth"], book)} <= {
        "passed",
        "skipped",
    }


def sixth(x: Any) -> Any:
    return (x * x) * (x * x) * (x * x)


def test_a_rule_may_answer_for_a_function_of_scipy() -> None:
    special = pytest.importorskip("scipy.special")
    pack = jb.RulePack("demo").add(cube(numpy=("scipy.special.ber",)))
    book = jb.Registry(packs=[BUILT_IN, pack])
    assert book.grad(lambda x: special.ber(x))(2.0) == 12.0
    with pytest.raises(errors.UnknownFunctionError):
        book.grad(lambda x: special.bei(x))(2.0)


def bilinear(x: Any, a: Any, y: Any) -> Any:
    return x @ (a @ y)


def test_a_multilinear_rule_needs_no_pullback() -> None:
    """The pullback is the transpose of the function at the tangent."""
    rule = jb.multilinear(
        "demo.bilinear",
        title="Bilinear form",
        summary="Two vectors and a matrix between them.",
        function="x @ A @ y",
        operands="x:(m); A:(m,n); y:(n)",
        result="s",
        derivative={"grad[x]": "A @ y", "grad[A]": "outer(x, y)", "grad[y]": "A.T @ x"},
        primal=bilinear,
        vectors=(
            jb.TestVector(
                operands={"x": [1.0, 2.0], "A": [[1.0], [3.0]], "y": [2.0]},
                value=14.0,
                gradients={"x": [2.0, 6.0], "A": [[2.0], [4.0]], "y": [7.0]},
            ),
        ),
    )
    book = jb.Registry(packs=[BUILT_IN, jb.RulePack("demo").add(rule)])
    failed = [r for r in jb.testing.check_rule(rule, book) if r.status == "failed"]
    assert failed == []


def total_of_cubes(x: Any) -> Any:
    return op.sum(op.cube(x))


def pull_total(y_bar: Any, y: Any, x: Any) -> Any:
    return y_bar * 3 * x * op.cube(x) / op.square(x)


def test_functions_of_a_pack_that_is_not_installed_use_its_operations() -> None:
    rule = jb.general(
        "demo.total",
        title="Total",
        summary="The sum of the cubes.",
        function="sum(cube(x))",
        operands="x:(n)",
        primal=total_of_cubes,
        op="total",
        pullback={"x": pull_total},
    )
    book = jb.Registry(packs=[BUILT_IN, jb.RulePack("demo").add(cube(), rule)])
    total = jb.operations.Vocabulary(book).total
    x = np.array([1.0, 2.0])
    assert total(x) == 9.0
    assert book.grad(total)(x).tolist() == [3.0, 6.0 * 2]
