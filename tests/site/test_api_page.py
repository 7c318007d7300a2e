"""The reference: every public name, with its signature, its fields, and an example that was run."""

import inspect
import re

import pytest

import jacobook as jb
from jacobook import errors, testing
from jacobook_site.api_page import GROUPS, SEE, WORDS, api_page
from jacobook_site.docstrings import docstring_of, entries, example
from jacobook_site.placeholders import bare

NAMES = [*jb.__all__, *(f"testing.{name}" for name in testing.__all__)]
ERRORS = [
    n for n, e in vars(errors).items() if inspect.isclass(e) and issubclass(e, errors.JacobookError)
]
MADE_BY_JACOBOOK = {
    "PackAPI",
    "RuleFacts",
    "testing.Case",
    "testing.Expectations",
    "testing.Probe",
    "testing.Report",
    "testing.Subject",
    "testing.parametrize_rules",
}
"""What nobody makes: it is handed over, so an example would not be one. The last one needs pytest."""


@pytest.fixture(scope="module")
def page():
    return bare(api_page())


def thing(name):
    found = jb
    for part in name.split("."):
        found = getattr(found, part)
    return found


def section(page, name):
    """The part of the page about one name."""
    (start,) = [m.end() for m in re.finditer(rf"{{ #jb\.{re.escape(name)} }}\n", page)]
    return page[start:].partition("\n### ")[0].partition("\n## ")[0]


def test_every_public_name_is_there_once():
    listed = [name for names in GROUPS.values() for name in names]
    assert sorted(listed) == sorted(jb.__all__)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_has_a_signature_and_words(page, name):
    own = section(page, name)
    assert f"```python\njb.{name}" in own
    assert len(re.sub(r"```.*?```", "", own, flags=re.DOTALL)) > 45


@pytest.mark.parametrize(
    "name",
    [n for n in NAMES if callable(thing(n)) and n not in WORDS and n not in MADE_BY_JACOBOOK],
)
def test_what_one_calls_has_an_example_that_runs_by_itself(page, name):
    own = section(page, name)
    blocks = re.findall(r"```python\n(.*?)```", own, re.DOTALL)
    assert len(blocks) == 2 and "import jacobook as jb" in blocks[1], name
    assert (
        f"jb.{name.removeprefix('testing.')}" in blocks[1]
        or name
        in {
            "Compiled",
            "LinearMap",
            "Derivation",
            "Registry",
            "Provenance",
            "PackInfo",
            "Check",
            "Rule",
        }
        or name.startswith("testing.")
    )


@pytest.mark.parametrize("name", GROUPS["Derivatives"][:7])
def test_derivatives_say_what_they_return_and_which_errors_there_are(page, name):
    own = section(page, name)
    if name != "grad":  # it refers to value_and_grad
        assert "Errors" in own
    assert re.search(r"shape|form", own)


@pytest.mark.parametrize("name", ERRORS)
def test_every_error_is_there(page, name):
    assert docstring_of(getattr(errors, name)).lead.split("`")[0][:30] in section(
        page, f"errors.{name}"
    )


def test_errors_in_sections_link_to_errors_of_the_page(page):
    linked = set(re.findall(r'href="#jb\.([\w.]+)"', page))
    anchors = set(re.findall(r"\{ #jb\.([\w.]+) \}", page))
    assert len(linked) >= 6 and linked <= anchors


def test_rules_that_it_refers_to_exist():
    rules = re.findall(r"rule:([\w.]+)", " ".join(SEE.values()))
    assert rules and all(rule in jb.registry() for rule in rules)
    assert set(SEE) <= set(NAMES)


def test_docstrings_are_taken_apart():
    def f():
        """Do it.

        More of it.

        Args:
            x: the first,
                and more.
            y, z: the others.

        Raises:
            ShapeError: no: never.
        """

    found = docstring_of(f)
    assert (found.lead, found.more) == ("Do it.", "More of it.")
    assert entries(found.sections["Args"]) == [
        ("x", "the first, and more."),
        ("y, z", "the others."),
    ]
    assert entries(found.sections["Raises"]) == [("ShapeError", "no: never.")]


def test_examples_are_shown_without_prompts_and_with_what_they_print():
    made = example(">>> a = 2\n>>> a + 1\n3\n>>> for i in range(2):\n...     print(i)\n0\n1\n", {})
    code, printed = re.findall(r"```\w+\n(.*?)```", made, re.DOTALL)
    assert code == "a = 2\nprint(a + 1)\nfor i in range(2):\n    print(i)\n"
    assert printed == "3\n0\n1\n"
