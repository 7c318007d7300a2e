"""Every formula of the article and of the paper's reference section is found by its name."""

from __future__ import annotations

import pytest

import jacobook as jb

NAMES = {
    # the scalar rules
    "constant rule": "scalar.constant",
    "multiplication by a constant": "scalar.multiple",
    "power rule": "scalar.power",
    "sum rule": "scalar.sum",
    "difference rule": "scalar.difference",
    "product rule": "scalar.product",
    "chain rule": "scalar.chain",
    # gradient and Jacobian
    "partial derivative": "structural.partial",
    "gradient": "structural.gradient",
    "jacobian": "structural.jacobian",
    "jacobian of the identity": "structural.jacobian.identity",
    "numerator layout": "structural.layout.convert",
    "denominator layout": "structural.layout.convert",
    # element-wise operations
    "diagonal condition": "elementwise.diagonal_condition",
    "vector addition": "elementwise.add",
    "vector subtraction": "elementwise.subtract",
    "hadamard": "elementwise.multiply",
    "quotient": "elementwise.divide",
    "maximum": "elementwise.maximum",
    "greater": "elementwise.greater",
    # scalar expansion and sums
    "scalar expansion": "expansion.add",
    "vector times scalar": "expansion.multiply",
    "sum reduction": "reduce.sum_of_function",
    "sum": "reduce.sum",
    "dot product": "reduce.dot",
    # chain rules
    "single-variable chain rule": "structural.chain.single",
    "total derivative": "structural.chain.total",
    "vector chain rule": "structural.chain.vector",
    # the neuron, its loss, descent
    "affine function": "neuron.affine",
    "neuron activation": "neuron.activation",
    "relu": "act.relu",
    "mean squared error": "loss.mse",
    "gradient with respect to the weights": "loss.neuron_mse.w",
    "gradient with respect to the bias": "loss.neuron_mse.b",
    "error term": "loss.neuron_mse.error_term",
    "gradient descent": "optim.sgd_step",
    "augmented": "neuron.augmented",
    # everyday names
    "determinant": "linalg.det",
    "transpose": "array.transpose",
    "np.linalg.inv": "linalg.inv",
}


@pytest.mark.parametrize(("name", "rule_id"), NAMES.items())
def test_the_rule_is_among_the_first_three(name: str, rule_id: str) -> None:
    assert rule_id in [rule.id for rule in jb.registry().search(name)[:3]]
