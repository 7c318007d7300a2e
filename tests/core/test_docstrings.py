"""Every example in a docstring is run, and every public function has one sentence to say."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import jacobook as jb
import jacobook_site

MODULES = sorted(
    module.name
    for package in (jb, jacobook_site)
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    if not module.name.endswith("__main__")
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples() -> None:
    finder = doctest.DocTestFinder()
    found = [
        e for m in MODULES for t in finder.find(importlib.import_module(m)) for e in t.examples
    ]
    assert len(found) >= 80


@pytest.mark.parametrize("name", jb.__all__)
def test_every_public_name_is_documented(name: str) -> None:
    thing = getattr(jb, name)
    if callable(thing) or hasattr(thing, "__path__"):
        assert (thing.__doc__ or "").strip()
