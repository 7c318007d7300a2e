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


FIRST = {
    # functions of NumPy and SciPy by their full names
    "np.sum": "reduce.sum",
    "np.var": "reduce.var",
    "np.cumsum": "array.cumsum",
    "np.where": "ufunc.where",
    "np.clip": "ufunc.clip",
    "np.matmul": "linalg.matmul",
    "np.linalg.det": "linalg.det",
    "np.linalg.slogdet": "linalg.slogdet",
    "np.linalg.svd": "linalg.svd",
    "np.linalg.qr": "linalg.qr",
    "np.linalg.eigh": "linalg.eigh",
    "np.linalg.eigvalsh": "linalg.eigvalsh",
    "np.linalg.cholesky": "linalg.cholesky",
    "np.linalg.lstsq": "linalg.lstsq",
    "np.linalg.pinv": "linalg.pinv",
    "np.linalg.solve": "linalg.solve",
    "np.linalg.norm": "linalg.norm",
    "np.kron": "linalg.kron",
    "np.convolve": "signal.convolve",
    "np.fft.fft": "fft.fft",
    "np.cov": "stat.cov",
    "np.quantile": "reduce.quantile",
    "scipy.special.erf": "special.erf",
    "scipy.special.expit": "act.sigmoid",
    "scipy.special.logsumexp": "reduce.logsumexp",
    "scipy.special.softmax": "act.softmax",
    "scipy.special.polygamma": "special.polygamma",
    "scipy.linalg.expm": "linalg.expm",
    "scipy.linalg.logm": "matfun.logm",
    "scipy.linalg.solve_triangular": "linalg.solve.triangular",
    # networks
    "layer norm": "nn.layer_norm",
    "layernorm": "nn.layer_norm",
    "batch norm": "nn.batch_norm",
    "rms norm": "nn.rms_norm",
    "attention": "nn.attention",
    "self-attention": "nn.attention",
    "embedding": "nn.embedding",
    "max pooling": "nn.max_pool1d",
    "average pooling": "nn.avg_pool1d",
    "conv2d": "nn.conv2d",
    "rnn": "nn.rnn_step",
    "residual connection": "nn.residual",
    "fully connected layer": "neuron.layer",
    "softmax": "act.softmax",
    "softmax gradient": "act.softmax",
    "log softmax": "act.log_softmax",
    "gelu": "act.gelu",
    "silu": "act.silu",
    "leaky relu": "act.leaky_relu",
    "softplus": "act.softplus",
    "sigmoid": "act.sigmoid",
    # losses and regressions
    "cross entropy": "loss.cross_entropy",
    "softmax cross entropy": "loss.softmax_cross_entropy",
    "bce": "loss.bce",
    "huber loss": "loss.huber",
    "hinge": "loss.hinge",
    "mae": "loss.mae",
    "triplet loss": "loss.triplet",
    "weight decay": "loss.weight_decay",
    "L2 regularization": "loss.weight_decay",
    "elastic net": "loss.elastic_net",
    "ridge": "optim.ridge",
    "lasso": "optim.lasso",
    "linear regression": "optim.linear_regression",
    "logistic regression": "optim.logistic",
    "gauss-newton": "optim.gauss_newton",
    # probability
    "gaussian": "stat.gaussian_logpdf",
    "gaussian mixture": "stat.gmm",
    "mahalanobis": "stat.mahalanobis",
    "kl divergence": "loss.kl_discrete",
    "entropy": "stat.entropy_discrete",
    "covariance matrix": "stat.cov",
    "correlation": "stat.correlation",
    "variance": "reduce.var",
    "standard deviation": "reduce.std",
    # linear algebra
    "matrix inverse": "linalg.inv",
    "inverse of a matrix": "linalg.inv",
    "matrix multiplication": "linalg.matmul",
    "log det": "linalg.logdet",
    "log determinant": "linalg.logdet",
    "trace": "linalg.trace",
    "frobenius norm": "linalg.norm_fro",
    "nuclear norm": "linalg.norm_nuclear",
    "spectral norm": "linalg.norm_spectral",
    "euclidean norm": "linalg.norm2",
    "squared norm": "linalg.norm2_squared",
    "cholesky": "linalg.cholesky",
    "eigenvalues": "linalg.eigvalsh",
    "eigenvectors": "linalg.eigvecs",
    "singular values": "linalg.svdvals",
    "singular value decomposition": "linalg.svd",
    "pseudoinverse": "linalg.pinv",
    "matrix exponential": "linalg.expm",
    "matrix logarithm": "matfun.logm",
    "matrix square root": "linalg.sqrtm",
    "sylvester": "linalg.sylvester",
    "outer product": "linalg.outer",
    "inner product": "linalg.inner",
    "cross product": "linalg.cross",
    "kronecker": "linalg.kron",
    "vec": "identity.vec.vec",
    "vectorization": "identity.vec.vec",
    "quadratic form": "identity.form.quadratic",
    "rayleigh quotient": "identity.form.rayleigh_sym",
    "least squares": "linalg.lstsq",
    "woodbury": "identity.inv.woodbury",
    "jacobi's formula": "diff.det",
    "adjugate": "linalg.cofactor",
    "commutation matrix": "identity.vec.transpose",
    # rules of calculation
    "quotient rule": "scalar.quotient",
    "chain rule hessian": "structural.chain.hessian",
    "hessian": "structural.layout.hessian",
    "hessian vector product": "structural.hvp",
    "taylor": "structural.taylor2",
    # signals and special functions
    "convolution": "signal.convolve",
    "fourier transform": "fft.fft",
    "fft": "fft.fft",
    "error function": "special.erf",
    "gamma function": "special.gamma",
    "digamma": "special.digamma",
    "beta function": "special.beta",
    "bessel function": "special.jv",
    "lambert w": "special.lambertw",
    "logarithm": "ufunc.log",
    "absolute value": "ufunc.absolute",
}


@pytest.mark.parametrize(("name", "rule_id"), FIRST.items())
def test_the_rule_is_first(name: str, rule_id: str) -> None:
    assert jb.registry().search(name)[0].id == rule_id


def test_spelling_case_and_small_words_make_no_difference() -> None:
    search = jb.registry().search
    assert search("regularization") == search("Regularisation")
    assert search("determinant of the inverse") == search("Determinant inverse")
    assert search("np.linalg.inv") == search("numpy.linalg.inv")


def test_every_rule_is_first_under_its_id() -> None:
    book = jb.registry()
    assert [rule.id for rule in book if book.search(rule.id)[0] is not rule] == []


def test_every_function_is_found_under_its_full_name() -> None:
    book = jb.registry()
    missing = [name for name, rule in book.numpy_rules().items() if rule not in book.search(name)]
    assert missing == []
