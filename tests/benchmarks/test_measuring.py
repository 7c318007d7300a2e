"""The measuring itself: wrong answers are found, what hangs or dies is given up, columns may miss."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.compiled import conductor, worker
from benchmarks.compiled.conductor import Options, conducted
from benchmarks.compiled.engines import ENGINES, Engine, Entry
from benchmarks.compiled.measure import calls_within, difference, peak, spent
from benchmarks.compiled.workloads import ROWS

ROW = next(row for row in ROWS if row.id == "vec/grad n=3")
NUMBER = ROWS.index(ROW)
FAST = Options(rounds=2, seconds=1e-4)


class Fake(Engine):
    """Gives what it was told to."""

    answer = staticmethod(lambda row: row.limit())

    def derivative(self, row):
        return self.answer(row)


def fake(monkeypatch, answer):
    engine = Fake()
    engine.answer = answer
    monkeypatch.setitem(ENGINES, "fake", Entry("fake", ":"))
    monkeypatch.setattr(Entry, "start", lambda self: engine)
    return worker.Worker("fake")


@pytest.mark.parametrize(
    ("answer", "status", "detail"),
    [
        (lambda row: row.limit(), "ok", ""),
        (lambda row: None, "none", ""),
        (lambda row: lambda x, *rest: x, "wrong", "off by"),
        (lambda row: lambda x, *rest: x[:-1], "wrong", "2 entries instead of 3"),
        (lambda row: lambda x, *rest: np.full_like(x, np.nan), "wrong", "off by nan"),
    ],
)
def test_answers_are_checked_before_they_are_timed(monkeypatch, answer, status, detail):
    found = fake(monkeypatch, answer)
    opened = found.open(NUMBER, 2)
    assert opened.status == status and detail in opened.detail
    assert (found.call is not None) == (status == "ok")
    assert (opened.setup is None) == (status == "none")


def test_a_row_can_be_timed_and_weighed(monkeypatch):
    found = fake(monkeypatch, lambda row: row.limit())
    found.open(NUMBER, 1)
    assert found.calibrate(1e-4) >= 1
    assert found.round() > 0
    assert found.memory() > 0


def test_calls_are_counted_until_they_take_long_enough():
    assert calls_within(lambda: sum(range(20_000)), 1e-9) == 1
    count = calls_within(lambda: None, 2e-3)
    assert count > 100 and spent(lambda: None, count) > 0


def test_peak_memory_sees_temporaries():
    assert peak(lambda: np.zeros(10**6).sum()) >= 8e6
    assert peak(lambda: None) < 1e5


def test_differences_are_relative_to_the_largest_entry():
    wanted = [np.array([1e6, 0.0])]
    assert difference([np.array([1e6, 1e-4])], wanted) == ""
    assert "off by 1 where the largest entry is 1e+06" in difference([np.array([1e6, 1.0])], wanted)
    assert difference([np.zeros(2)] * 2, wanted) == "2 parts instead of 1"
    assert difference([np.array([[1e6], [0.0]])], wanted) == ""


def test_processes_take_turns_and_absent_libraries_are_named(monkeypatch):
    monkeypatch.setattr(conductor, "ENGINES", {**ENGINES, "nothing": None})
    run = conducted([ROW], ["eager", "nothing"], FAST)
    (row,) = run.rows
    assert list(row.cells) == ["limit", "eager"]
    assert row.ratio("limit") == 1.0
    assert row.ratio("eager") > 1.0 and row.cell("eager").low <= row.cell("eager").high
    assert "nothing" in run.absent["nothing"]


class Silent:
    """A connection on which nothing comes."""

    def poll(self, seconds):
        return False

    def send(self, message):
        pass

    def close(self):
        pass


class Process:
    """A process that can be stopped."""

    def kill(self):
        pass

    def join(self):
        pass


def test_who_takes_too_long_is_stopped_and_spared_larger_sizes():
    player = conductor.Player("eager", 0.0, process=Process(), connection=Silent())
    assert conductor._opened(player, ROW, FAST).status == "time"
    assert player.process is None
    larger = next(row for row in ROWS if row.id == "vec/grad n=1000")
    assert conductor._opened(player, larger, FAST).status == "skipped"
