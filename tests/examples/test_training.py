"""The examples train on real data, and agree with autograd's gradients to rounding."""

from __future__ import annotations

import ast
import importlib.util
import re
import textwrap
import warnings
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "site/pages/tutorial/training.md"
NAMES = ("train_neuron", "train_network")

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # what other libraries say at import is not ours to judge
    pytest.importorskip("sklearn.datasets")


def loaded(name: str) -> ModuleType:
    """A fresh copy of an example."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "examples" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module", params=NAMES)
def trained(request: pytest.FixtureRequest) -> tuple[ModuleType, Any, Any, list[float]]:
    """An example, its data, its trained parameters and its loss curve."""
    module = loaded(request.param)
    data = module.load_data()
    return module, data, *module.train(data[0], data[1])


def score(module: ModuleType, data: Any, p: Any) -> float:
    """The example's own score on the rows kept apart."""
    if hasattr(module, "accuracy"):
        return float(module.accuracy(p, data.X_test, data.labels_test))
    return float(module.r_squared(data.y_test, module.neuron(p, data.X_test)))


def test_loss_falls(trained):
    _, _, _, curve = trained
    assert all(np.isfinite(curve))
    assert curve[-1] < 0.4 * curve[0]
    assert min(curve[-5:]) < curve[2] < curve[0]


def test_score_is_good(trained):
    module, data, p, _ = trained
    if module.__name__ == "train_network":
        assert score(module, data, p) >= 0.95
    else:
        best = module.r_squared(data.y_test, module.least_squares(data.X, data.y, data.X_test))
        assert score(module, data, p) > 0.4
        assert score(module, data, p) == pytest.approx(best, abs=0.03)
        assert all(module.neuron(p, data.X) > 0)  # as the page says


def test_inputs_are_not_changed(trained):
    module, data, _, _ = trained
    fresh = module.load_data()
    assert all(np.array_equal(a, b) for a, b in zip(data, fresh, strict=True))


def test_training_with_autograd_gives_the_same_parameters(trained):
    """Same data, start and order of rows: only the rounding of single operations may differ.

    The tolerance allows for its growth over 300 (neuron) and 1200 (network) steps; a wrong or
    missing term of a gradient would change the parameters in their first digits.
    """
    autograd = pytest.importorskip("autograd")
    module, data, p, curve = trained
    copy = loaded(module.__name__)
    vars(copy)["np"] = importlib.import_module("autograd.numpy")
    p2, curve2 = module.train(data[0], data[1], autograd.value_and_grad(copy.loss))
    assert p.keys() == p2.keys()
    for name in p:
        assert np.shape(p[name]) == np.shape(p2[name])
        np.testing.assert_allclose(p[name], p2[name], rtol=1e-9, atol=1e-12, err_msg=name)
    np.testing.assert_allclose(curve, curve2, rtol=1e-9)
    assert score(module, data, p2) == pytest.approx(score(module, data, p), rel=1e-9)


@pytest.mark.parametrize("name", NAMES)
def test_gradient_has_the_form_of_the_parameters(name):
    module = loaded(name)
    data = module.load_data()
    p = module.start(data.X.shape[1]) if name == "train_neuron" else module.start()
    _, slope = module.jb.value_and_grad(module.loss)(p, data[0], data[1])
    assert {k: np.shape(v) for k, v in slope.items()} == {k: np.shape(v) for k, v in p.items()}


@pytest.mark.parametrize("name", NAMES)
def test_prints_its_results_when_run(name, capsys):
    loaded(name).main()
    printed = capsys.readouterr().out
    assert printed.count("loss") == 6
    assert "test" in printed


def bodies(source: str) -> dict[str, str]:
    """What each top-level function does: its statements without the docstring, normalised."""
    found = {}
    for part in ast.parse(source).body:
        if isinstance(part, ast.FunctionDef):
            said = part.body[1:] if ast.get_docstring(part) else part.body
            found[part.name] = "\n".join(map(ast.unparse, said))
    return found


def test_the_page_shows_the_code_of_the_examples():
    blocks = re.findall(
        r"^( *)```python exec\n(.*?)^\1```$", PAGE.read_text(), re.MULTILINE | re.DOTALL
    )
    shown = bodies("\n".join(textwrap.dedent(block) for _, block in blocks))
    neuron, network = (bodies((ROOT / f"examples/{name}.py").read_text()) for name in NAMES)
    for name in ("neuron", "loss", "r_squared"):
        assert shown[name] == neuron[name]
    for name in ("scores", "accuracy"):
        assert shown[name] == network[name]
    assert shown["cross_entropy"] == network["loss"]
    for example in (neuron, network):
        steps = re.sub(r"^p = start\(.*\)\n", "", example["train"], flags=re.MULTILINE)
        assert shown["train"] == steps.replace("labels", "y")
