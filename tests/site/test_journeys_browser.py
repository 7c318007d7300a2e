"""Somebody who needs a derivative now: finds it, sees its shape, copies it, runs it, sees why it is true.

How long a practised reader takes is estimated by the keystroke-level model of Card, Moran and Newell (The
Psychology of Human-Computer Interaction, 1983): seconds for keys, pointing, and thinking before each move.
"""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass

import numpy as np
import pytest
from browsing import answered, copied

pytestmark = pytest.mark.browser

KEY, POINT, THINK = 0.28, 1.3, 1.35
PATIENCE = 20.0


@dataclass(frozen=True)
class Wanted:
    """A derivative that somebody needs: what they type, where it is, and what it is."""

    rule: str
    words: str
    formula: str
    chapter: str
    form: str
    shape: str
    value: object


WANTED = {
    "log det": Wanted(
        rule="linalg.logdet",
        words="log det",
        formula="log(det(X))",
        chapter="linalg",
        form="grad-X",
        shape="() + (2, 2) = (2, 2)",
        value=lambda X: np.linalg.inv(X).T,
    ),
    "softmax": Wanted(
        rule="act.softmax",
        words="softmax",
        formula="exp(x)/sum(exp(x))",
        chapter="act",
        form="jac-x",
        shape="(3,) + (3,) = (3, 3)",
        value=lambda x: np.diag(_softmax(x)) - np.outer(_softmax(x), _softmax(x)),
    ),
    "least squares": Wanted(
        rule="identity.form.least_squares",
        words="least squares loss",
        formula="norm2(A*x - b)^2",
        chapter="identity",
        form="grad-x",
        shape="() + (2,) = (2,)",
        value=lambda A, x, b: 2 * A.T @ (A @ x - b),
    ),
    "neuron": Wanted(
        rule="neuron.activation",
        words="neuron activation",
        formula="maximum(0, dot(w, x) + b)",
        chapter="neuron",
        form="grad-w",
        shape="() + (2,) = (2,)",
        value=lambda w, x, b: np.where(w @ x + b > 0, x, 0.0),
    ),
}


def _softmax(x):
    return np.exp(x) / np.exp(x).sum()


class Reader:
    """A reader on the home page, with the seconds that their moves take."""

    def __init__(self, at, address):
        self.page, self.seconds = at.page, 0.0
        self.page.goto(f"{address}/index.html")

    def point(self, locator):
        self.seconds += THINK + POINT
        locator.click()

    def type(self, text):
        self.seconds += THINK + KEY * len(text)
        self.page.keyboard.type(text)

    def press(self, key):
        self.seconds += KEY
        self.page.keyboard.press(key)

    def arrives(self, wanted):
        path = wanted.rule.replace(".", "/")
        self.page.wait_for_url(f"**/rules/{path}/index.html*")
        return self.seconds


def searched(reader, query):
    reader.press("/")
    reader.page.wait_for_selector("dialog.jb-dialog[open]")
    reader.type(query)
    answered(reader, query)
    reader.press("Enter")


def by_words(reader, wanted):
    searched(reader, wanted.words)


def by_formula(reader, wanted):
    searched(reader, wanted.formula)


def by_family(reader, wanted):
    reader.point(reader.page.get_by_role("link", name="Rules", exact=True).first)
    reader.point(reader.page.get_by_role("link", name="Families", exact=True).first)
    reader.point(reader.page.locator(f"article a[href$='{wanted.chapter}/index.html']").first)
    path = wanted.rule.replace(".", "/")
    reader.point(reader.page.locator(f"article a[href$='rules/{path}/index.html']").first)


ROUTES = [by_words, by_formula, by_family]


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("name", WANTED)
def test_it_is_found_by_three_routes_in_twenty_seconds(visit, served, name, route):
    reader = Reader(visit(), served)
    route(reader, WANTED[name])
    assert reader.arrives(WANTED[name]) < PATIENCE


@pytest.mark.parametrize("name", WANTED)
def test_its_shape_is_said_it_runs_and_it_is_seen_why_it_is_true(visit, served, name):
    wanted = WANTED[name]
    at = visit()
    at.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=served)
    at.page.goto(f"{served}/rules/{wanted.rule.replace('.', '/')}/index.html")
    assert wanted.shape in at.page.locator("article").inner_text()
    assert at.page.locator("#why, #derivation").count() > 0
    label = at.page.locator(f".jb-form#{wanted.form} > .jb-label").inner_text()
    measured = at.page.locator(f".jb-forms .jb-form:has-text('{label}') .jb-measured.good")
    assert measured.first.inner_text().startswith(("stated, ", "derived, "))
    printed, true = _copied_and_run(at, wanted)
    assert np.allclose(printed, true, rtol=1e-6)


def _copied_and_run(at, wanted):
    """What the copied program prints, and what it should print."""
    program = copied(at, wanted.form, "NumPy")
    done = subprocess.run(
        [sys.executable, "-I", "-c", program], check=True, capture_output=True, text=True
    )
    given = {}
    exec(program.rsplit("print(", 1)[0], given)  # noqa: S102 - written by the site
    names = wanted.value.__code__.co_varnames
    true = np.asarray(wanted.value(*(given[name] for name in names)))
    numbers = re.findall(r"-?\d+\.?\d*(?:e[-+]\d+)?", done.stdout)
    return np.array(numbers, dtype=float).reshape(true.shape), true
