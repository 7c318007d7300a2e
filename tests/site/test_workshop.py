"""Records are made once for each state of what they depend on, by this process or by several."""

import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.msgpack import encode

import jacobook
from jacobook.catalogue import BUILT_IN
from jacobook.evidence import CheckResult
from jacobook_site import child, dependencies, workshop
from jacobook_site.dependencies import dependents, keys
from jacobook_site.memory import Memory
from jacobook_site.records import record

BOOK = jacobook.Registry(packs=[BUILT_IN])
SOME = tuple(BOOK.rules(family="neuron")) + tuple(BOOK.rules(family="act"))[:20]


def test_records_are_recalled_and_made_anew_when_their_key_changes(tmp_path, monkeypatch):
    path = tmp_path / "memory.bin"
    first = workshop.records(BOOK, Memory(path), SOME[:3])
    jobs = []
    monkeypatch.setattr(workshop, "done", lambda job, _: jobs.append(job) or _done(job))
    assert workshop.records(BOOK, Memory(path), SOME[:3]) == first
    assert not jobs
    changed = {name: f"{key}!" for name, key in keys(BOOK).items() if name == SOME[1].id}
    monkeypatch.setattr(workshop, "keys", lambda registry: {**keys(registry), **changed})
    workshop.records(BOOK, Memory(path), SOME[:3])
    assert jobs == [workshop.Job(SOME[1].id, record=True, checks=False)]


def _done(job):
    rule = BOOK[job.rule]
    result = CheckResult(rule=rule.id, check="value", status="passed", cases=1)
    return workshop.Done(
        rule.id, record(rule, BOOK) if job.record else None, (result,) if job.checks else None
    )


def test_checks_are_run_once_and_only_if_wanted(tmp_path, monkeypatch):
    jobs = []
    monkeypatch.setattr(workshop, "done", lambda job, _: jobs.append(job) or _done(job))
    path = tmp_path / "memory.bin"
    (without,) = workshop.records(BOOK, Memory(path), SOME[:1])
    jobs.clear()
    for _ in range(2):
        (found,) = workshop.records(BOOK, Memory(path), SOME[:1], checks=True)
        assert found.grade == "checked"
    assert len(jobs) <= 1
    assert workshop.records(BOOK, Memory(path), SOME[:1]) == (without,)
    assert without.grade == "not verified"


def test_workers_make_what_one_process_makes(monkeypatch):
    told = []
    many = workshop.records(
        BOOK, Memory(None), SOME, told=lambda count, total: told.append((count, total))
    )
    assert len(SOME) >= workshop.FEW
    assert told == [(n, len(SOME)) for n in range(1, len(SOME) + 1)]
    monkeypatch.setattr(workshop, "FEW", len(SOME) + 1)
    alone = workshop.records(BOOK, Memory(None), SOME)
    assert list(map(encode, many)) == list(map(encode, alone))  # NaN is not equal to itself


def test_a_worker_that_dies_is_named_with_its_rule(monkeypatch):
    monkeypatch.setattr(child.sys, "executable", "/bin/false")
    with pytest.raises(workshop.WorkshopError, match=r"neuron\.\w+.*the process .* ended"):
        workshop.records(BOOK, Memory(None), SOME)


def test_a_key_depends_on_the_own_file_and_on_those_it_names(monkeypatch):
    before = keys(BOOK)
    monkeypatch.setattr(dependencies, "source_of", _with_a_change_in("act.gelu"))
    after = keys(jacobook.Registry(packs=[BUILT_IN]))
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"act.gelu", *dependents(["act.gelu"], BOOK)}
    assert "act.gelu_tanh" in changed
    assert "neuron.affine" not in changed


def test_a_key_of_all_rules_depends_on_each(monkeypatch):
    before = dependencies.key_of_all(BOOK, (), "1.0")
    assert dependencies.key_of_all(BOOK, (), "1.1") != before
    monkeypatch.setattr(dependencies, "source_of", _with_a_change_in("act.gelu"))
    assert dependencies.key_of_all(jacobook.Registry(packs=[BUILT_IN]), (), "1.0") != before


def _with_a_change_in(name):
    real = dependencies.source_of
    return lambda rule: real(rule) + (b"# changed" if rule.id == name else b"")


def test_memory_keeps_sections_apart_and_forgets_what_is_gone(tmp_path):
    path = tmp_path / "memory.bin"
    memory = Memory(path)
    memory.keep("a", "x", "1", [1])
    memory.keep("a", "y", "1", [2])
    memory.keep("b", "z", "1", [float("inf")])
    memory.save()
    again = Memory(path)
    assert again.recall("a", "x", "1", list) == [1] and again.recall("a", "y", "2", list) is None
    assert again.forget_others("a", {"x"}, list) == [[2]]
    again.save()
    last = Memory(path)
    assert last.recall("a", "y", "1", list) is None
    assert last.recall("b", "z", "1", list[float]) == [float("inf")]
    assert last.recall("a", "x", "1", dict) is None  # written when the type had another form
    path.write_bytes(b"{")
    assert Memory(path).recall("a", "x", "1", list) is None


def test_what_is_made_once_is_made_anew_under_another_key():
    memory, made = Memory(None), []
    work = lambda: made.append(1) or len(made)
    assert [memory.made("a", "x", key, int, work) for key in ("1", "1", "2")] == [1, 1, 2]


def test_rules_that_see_each_other_are_linked_both_ways():
    one, other = workshop.records(BOOK, Memory(None), SOME[:2])
    seen = dataclasses.replace(one, see_also=(other.id,), uses=(other.id,))
    alone = dataclasses.replace(other, see_also=(), uses=())
    linked = workshop.linked([seen, alone], BOOK)
    assert linked[1].see_also == (one.id,) and linked[1].used_by == (one.id,)
    assert linked[0].see_also == (other.id,) and linked[0].used_by == ()


def test_records_are_made_with_all_that_the_worker_imports():
    code = (
        "import sys, jacobook_site.worker as w; print(*(m.__file__ for n, m in sys.modules.items()"
    )
    code += " if n.startswith('jacobook_site')))"
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    loaded = {Path(name) for name in told.stdout.split()}
    known = dependencies._imported(dependencies.GENERATOR / "worker.py")
    assert loaded <= known
    assert not {"rule_page.py", "plugin.py"} & {path.name for path in known}
