"""The search in a real browser: what it finds first, and how it is used."""

from __future__ import annotations

import pytest
from browsing import answered, serious_barriers

pytestmark = pytest.mark.browser

FIRST = {
    # names
    "matmul": "linalg.matmul",
    "numpy.matmul": "linalg.matmul",
    "np.linalg.inv": "linalg.inv",
    "linalg.inv": "linalg.inv",
    "inv": "linalg.inv",
    "np.sum": "reduce.sum",
    "NP.TANH": "ufunc.tanh",
    "ufunc.tanh": "ufunc.tanh",
    "tanh()": "ufunc.tanh",
    "scipy.special.expit": "act.sigmoid",
    "scipy.special.softmax": "act.softmax",
    "np.linalg.cholesky": "linalg.cholesky",
    "logistic": "act.sigmoid",
    "swish": "act.silu",
    "chol": "linalg.cholesky",
    "relu'": "act.relu",
    # operators
    "@": "linalg.matmul",
    "*": "elementwise.multiply",
    "**": "ufunc.power",
    "/": "elementwise.divide",
    ".T": "array.transpose",
    "'": "array.transpose",
    "\\": "linalg.solve",
    # words
    "trace of product": "identity.trace.product_sum",
    "inverse of a matrix": "linalg.inv",
    "gradient of log determinant": "linalg.logdet",
    "mean squared error": "loss.mse",
    "mse": "loss.mse",
    "cross entropy": "loss.cross_entropy",
    "softmax cross entropy": "loss.softmax_cross_entropy",
    "chain rule": "scalar.chain",
    "vector chain rule": "structural.chain.vector",
    "quadratic form": "identity.form.quadratic",
    "least squares": "linalg.lstsq",
    "frobenius norm": "linalg.norm_fro",
    "outer product": "linalg.outer",
    "kronecker": "linalg.kron",
    "hessian": "structural.layout.hessian",
    "layer normalization": "nn.layer_norm",
    "layer normalisation": "nn.layer_norm",
    "layernorm": "nn.layer_norm",
    "eigenvalues": "linalg.eigvalsh",
    "matrix exponential": "linalg.expm",
    "absolute value": "ufunc.absolute",
    "log sum exp": "reduce.logsumexp",
    "sigmoid derivative": "act.sigmoid",
    "how do I differentiate a softmax": "act.softmax",
    "log det X": "linalg.logdet",
    "determinant of the inverse of X": "identity.det.inverse",
    "gradient of the trace of AX": "identity.trace.xa",
    # formulas in NumPy's syntax
    "sum((A@x-y)**2)": "identity.form.least_squares",
    "np.sum((A @ x - y)**2)": "identity.form.least_squares",
    "2*X.T@(X@w-y)": "identity.form.least_squares",
    "np.log(np.linalg.det(X))": "linalg.logdet",
    "inv(X).T": "linalg.logdet",
    "np.trace(A.T @ X)": "identity.trace.xta",
    "x @ A @ x": "identity.form.quadratic",
    "x.T @ A @ x": "identity.form.quadratic",
    "dot(x, A @ x)": "identity.form.quadratic",
    "exp(x)/sum(exp(x))": "act.softmax",
    "1/(1+exp(-x))": "act.sigmoid",
    "log(1+exp(x))": "act.softplus",
    "log(sum(exp(x)))": "reduce.logsumexp",
    "mean((y - t)**2)": "loss.mse",
    "-sum(t*log(p))": "loss.cross_entropy",
    "maximum(x, 0)": "act.relu",
    "kron(A, B)": "linalg.kron",
    "A @ X @ B": "linalg.axb",
    "solve(A, b)": "linalg.solve.vector",
    "v@v": "identity.form.xx",
    "X.T": "array.transpose",
    "1/cosh(x)**2": "ufunc.tanh",
    # formulas in MATLAB's syntax
    "norm2(A*x-y)^2": "identity.form.least_squares",
    "(A*x-y)'*(A*x-y)": "identity.form.least_squares",
    "log(det(X))": "linalg.logdet",
    "tr(A'*X)": "identity.trace.xta",
    "tr(A*X*B)": "identity.trace.axb",
    "x'*A*x": "identity.form.quadratic",
    "sqrt(x'*x)": "linalg.norm2",
    "X^-1": "linalg.inv",
    "A\\b": "linalg.solve.vector",
    "a*b'": "linalg.outer",
    "x.^2": "ufunc.square",
    "det(A*X*B)": "identity.det.axb",
    "gradient of x'*A*x wrt x": "identity.form.quadratic",
    "log(det(X": "linalg.logdet",
    # LaTeX, and mathematical characters
    r"\sigma": "act.sigmoid",
    r"\sigma(x)": "act.sigmoid",
    "W^T": "array.transpose",
    r"\operatorname{tr}(AX)": "identity.trace.xa",
    r"\operatorname{tr}\left(\mathbf{A}\,\mathbf{X}\right)": "identity.trace.xa",
    r"\frac{1}{1+e^{-x}}": "act.sigmoid",
    r"\log\det X": "linalg.logdet",
    r"\mathbf{x}^\top \mathbf{A} \mathbf{x}": "identity.form.quadratic",
    r"\lVert A x - b \rVert_2^2": "identity.form.least_squares",
    r"\|x\|_2": "linalg.norm2",
    "X^{-1}": "linalg.inv",
    r"A \otimes B": "linalg.kron",
    r"\Gamma(x)": "special.gamma",
    "xᵀAx": "identity.form.quadratic",
    "‖Ax − b‖²": "identity.form.least_squares",
    # typing errors
    "matmull": "linalg.matmul",
    "determinnat": "linalg.det",
    "sofmax": "act.softmax",
    "invrese": "linalg.inv",
    "kroneker product": "linalg.kron",
    "quadratc form": "identity.form.quadratic",
    "np.linalg.choleski": "linalg.cholesky",
    # codes, pages, headings, names of the library
    "JB203": "codes/JB203/index.html",
    "jb301": "codes/JB301/index.html",
    "publish a pack": "guides/publish-a-pack.html",
    "add a rule in five minutes": "guides/add-a-rule.html",
    "derive a formula": "guides/derive.html",
    "quickstart": "quickstart.html",
    "conventions": "conventions.html",
    "errata": "sources/errata.html",
    "matrix cookbook": "sources/matrix-cookbook.html",
    "coverage": "verification/coverage.html",
    "losses": "families/loss/index.html",
    "jb.grad": "guides/api.html#jb.grad",
    "value_and_grad": "guides/api.html#jb.value_and_grad",
    "jb.compile": "guides/api.html#jb.compile",
}

FIND = """async (queries) => {
  const index = await jacobookSearch.ready();
  const places = (query) => jacobookSearch.engine.find(index, query, 3).results.map(({ place }) => place.id ?? place.url);
  return queries.map(places);
}"""


@pytest.fixture
def at(visit, built):
    made = visit()
    made.page.goto(f"{built.as_uri()}/quickstart.html")
    return made


def test_the_right_place_is_found_first(at):
    found = at.page.evaluate(FIND, list(FIRST))
    wrong = {
        query: (places[:1], wanted)
        for (query, wanted), places in zip(FIRST.items(), found, strict=True)
        if places[:1] != [wanted]
    }
    assert wrong == {}
    assert at.errors == [] and at.outside() == []


def test_every_rule_is_found_by_its_id_its_title_and_its_other_names(at, known):
    names = [(record.id, name) for record in known for name in (record.id, record.title)]
    names += [(record.id, name) for record in known for name in record.aliases]
    found = at.page.evaluate(FIND, [name for _, name in names])
    wanted = zip(names, found, strict=True)
    missed = [(rule, name) for (rule, name), places in wanted if rule not in places]
    assert missed == []


def test_every_function_leads_to_its_rule(at, known):
    names = [(record.id, name) for record in known for name in record.numpy]
    found = at.page.evaluate(FIND, [name for _, name in names])
    wanted = zip(names, found, strict=True)
    assert [(rule, name) for (rule, name), places in wanted if rule not in places] == []


EQUAL = [
    ("norm2(A@x-y)**2", "sum((A@x-y)**2)", "exact"),
    ("v@v", "norm(v)**2", "exact"),
    ("dot(v, v)", "sum(v**2)", "exact"),
    ("transpose(X)", "X'", "exact"),
    ("inv(X).T", "(X^-1)'", "exact"),
    ("a*x + b*y", "y*b + x*a", "exact"),
    ("(p-t)**2", "(t-p)**2", "exact"),
    ("max(0, x)", "maximum(x, 0)", "exact"),
    ("x/2", "0.5*x", "exact"),
    ("X.dot(w)", "np.matmul(X, w)", "exact"),
    ("norm(X, 'fro')^2", "sum(X**2)", "exact"),
    ("(A@B).T", "B.T @ A.T", "exact"),
    ("x'*A*y", "x @ A @ y", "ordered"),
    ("a*b'", "outer(a, b)", "ordered"),
    ("x*A", "A@x", "bag"),
]
DIFFERENT = [
    ("A @ B @ A", "A @ A @ B", "ordered"),
    ("x*y", "x/y", "bag"),
    ("x*exp(y)", "x*exp(x)", "bag"),
    ("inv(X)", "X.T", "bag"),
    ("sum(x)", "sum(x, axis=0)", "bag"),
    ("exp(x)", "log(x)", "bag"),
    ("x - y", "x + y", "bag"),
    ("A @ x", "x @ y", "exact"),
]
COMPARE = """async (pairs) => {
  await jacobookSearch.ready();
  const { parse, key } = jacobookSearch.formula;
  return pairs.map(([a, b, mode]) => key(parse(a), mode) === key(parse(b), mode));
}"""


def test_formulas_are_equal_when_they_mean_the_same(at):
    assert at.page.evaluate(COMPARE, EQUAL) == [True] * len(EQUAL)
    assert at.page.evaluate(COMPARE, DIFFERENT) == [False] * len(DIFFERENT)


def test_nearly_all_statements_of_the_book_are_read(at, known):
    read = at.page.evaluate("jacobookSearch.ready().then((index) => index.formulas.length)")
    letters = (
        "jacobookSearch.ready().then((index) => index.rules.flatMap((rule) => rule.texts).length)"
    )
    assert read > 0.96 * at.page.evaluate(letters)


# ------------------------------------------------------------------------------- the dialog


SHOWN = "[...document.querySelectorAll('#jb-rules tbody tr:not([hidden])')]"


def opened(at, query):
    at.page.keyboard.press("/")
    at.page.wait_for_selector("dialog.jb-dialog[open]")
    at.page.keyboard.type(query)
    answered(at, query)


@pytest.fixture
def slow(visit, served):
    """A page whose search has been asked for and is held back, and what lets it come."""
    made, held = visit(), []
    made.page.route("**/search/rules.js", lambda route: held.append(route))
    made.page.goto(f"{served}/tutorial/chain-rules.html")
    made.page.keyboard.press("/")
    return made, lambda: held[0].continue_()


def test_what_is_typed_before_the_search_has_loaded_is_not_lost(slow):
    at, let_come = slow
    at.page.keyboard.type("nx.p inv")  # the theme would go to the next page at n
    at.page.keyboard.press("Backspace")
    let_come()
    at.page.wait_for_selector("dialog.jb-dialog[open]")
    at.page.keyboard.type("w")
    assert at.page.input_value(".jb-dialog input") == "nx.p inw"
    assert at.page.url.endswith("chain-rules.html") and at.errors == []


def test_escape_gives_up_a_search_that_is_still_loading(slow):
    at, let_come = slow
    at.page.keyboard.type("inv")
    at.page.keyboard.press("Escape")
    let_come()
    at.page.wait_for_function("jacobookSearch.promise.then(() => true)")
    assert at.page.locator("dialog[open]").count() == 0


@pytest.mark.parametrize("key", ["/", "s", "Control+k"])
def test_it_opens_and_closes_from_the_keyboard(at, key):
    at.page.keyboard.press(key)
    at.page.wait_for_selector("dialog.jb-dialog[open]")
    assert at.page.evaluate("document.activeElement.getAttribute('role')") == "combobox"
    at.page.keyboard.press("Escape")
    assert at.page.locator("dialog.jb-dialog[open]").count() == 0


def test_it_opens_by_its_button_with_mouse_and_blank(at):
    at.page.click("a.jb-search")
    at.page.wait_for_selector("dialog.jb-dialog[open]")
    at.page.click("text=Close")
    assert at.page.evaluate("document.activeElement.className") == "jb-search"
    at.page.keyboard.press(" ")
    at.page.wait_for_selector("dialog.jb-dialog[open]")


def test_arrows_choose_and_enter_goes_there(at):
    opened(at, "log(det(X))")
    chosen = "document.querySelector('.jb-dialog input').getAttribute('aria-activedescendant')"
    selected = "document.querySelector('.jb-dialog [aria-selected=true]').id"
    assert at.page.evaluate(chosen) == at.page.evaluate(selected) == "jb-found-0"
    at.page.keyboard.press("ArrowDown")
    assert at.page.evaluate(chosen) == at.page.evaluate(selected) == "jb-found-1"
    at.page.keyboard.press("ArrowUp")
    first = at.page.locator(".jb-dialog [role=option]").first.inner_text()
    assert "Log-determinant" in first and "linalg.logdet" in first and "log(det(X))" in first
    assert "grad[X] = inv(X).T" in first
    at.page.keyboard.press("Enter")
    at.page.wait_for_url("**/rules/linalg/logdet/index.html")


def test_enter_does_not_wait_for_the_list(at):
    at.page.keyboard.press("/")
    at.page.wait_for_selector("dialog.jb-dialog[open]")
    at.page.keyboard.type("ufunc.tanh")
    at.page.keyboard.press("Enter")
    at.page.wait_for_url("**/rules/ufunc/tanh/index.html")


def test_letters_typed_elsewhere_open_nothing(at, built):
    at.page.goto(f"{built.as_uri()}/rules/index.html")
    at.page.fill(".jb-filter input", "")
    at.page.locator(".jb-filter input").focus()
    at.page.keyboard.type("s/")
    assert at.page.input_value(".jb-filter input") == "s/"
    assert at.page.locator("dialog.jb-dialog[open]").count() == 0


def test_what_is_not_found_says_what_was_tried(at):
    at.page.keyboard.press("/")
    at.page.wait_for_selector("dialog.jb-dialog[open]")
    at.page.keyboard.type("qqzzxx")
    answered(at, "qqzzxx")
    told = at.page.inner_text(".jb-found-note")
    assert "“qqzzxx”" in told and "names and words" in told
    at.page.click(".jb-try >> text=mean squared error")
    assert "loss.mse" in at.page.locator(".jb-dialog [role=option]").first.inner_text()


def test_a_search_can_be_shared_as_an_address(at):
    opened(at, "tr(A'*X)")
    at.page.click("text=In the table of all rules")
    at.page.wait_for_url("**/rules/index.html#q=*")
    at.page.wait_for_function(f"{SHOWN}[0].cells[1].textContent === 'identity.trace.xta'")
    assert at.page.input_value(".jb-filter input") == "tr(A'*X)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1300, 390])
def test_no_serious_barrier_in_the_dialog(visit, built, scheme, width):
    at = visit(color_scheme=scheme, viewport={"width": width, "height": 844})
    at.page.goto(f"{built.as_uri()}/quickstart.html")
    opened(at, "log(det(X))")
    assert serious_barriers(at.page) == []
    assert at.page.evaluate("document.documentElement.scrollWidth") <= width
    at.page.fill(".jb-dialog input", "qqzzxx")
    at.page.wait_for_selector("text=Nothing found")
    assert serious_barriers(at.page) == []


def test_without_scripts_the_button_is_a_link_to_all_rules(visit, built):
    at = visit(java_script_enabled=False)
    at.page.goto(f"{built.as_uri()}/quickstart.html")
    at.page.click("a.jb-search")
    at.page.wait_for_url("**/rules/index.html")  # and until all of the long page is there
    assert at.page.locator("#jb-rules tbody tr:visible").count() > 700


def test_nothing_is_loaded_before_somebody_searches(at):
    assert not [url for url in at.requests if "/search/" in url]
    opened(at, "det")
    assert len([url for url in at.requests if "/search/" in url]) == 6


# -------------------------------------------------------------------------------- the table


@pytest.fixture
def table(visit, built):
    made = visit()

    def show(hash_=""):
        made.page.goto("about:blank")
        made.page.goto(f"{built.as_uri()}/rules/index.html{hash_}")
        made.page.wait_for_selector("form.jb-filter:visible")
        return made

    return show


def ids(at):
    return at.page.evaluate(f"{SHOWN}.map(row => row.cells[1].textContent)")


def counted(at, number):
    """Wait until the form says how many rules there are."""
    at.page.wait_for_function(
        "n => document.querySelector('.jb-count').textContent.startsWith(n)", arg=f"{number} "
    )


def test_the_table_reads_formulas_and_puts_the_best_first(table):
    at = table("#q=" + "log(det(X))")
    at.page.wait_for_function("document.querySelector('.jb-count').textContent.includes(' of ')")
    assert ids(at)[0] == "linalg.logdet" and len(ids(at)) < 30
    at.page.fill(".jb-filter input", r"\frac{1}{1+e^{-x}}")
    at.page.wait_for_function(f"{SHOWN}[0].cells[1].textContent === 'act.sigmoid'")
    at.page.fill(".jb-filter input", "")
    counted(at, len(table_ids := ids(table())))
    assert table_ids == sorted(table_ids)


def test_choices_narrow_together_and_say_how_many_they_leave(table, known):
    at = table()
    linear = {record.id for record in known if record.kind == "linear"}
    at.page.select_option("select[name=kind]", "linear")
    counted(at, len([i for i in ids(at) if i in linear]))
    assert linear <= set(ids(at))
    at.page.select_option("select[name=inputs]", "matrix")
    both = at.page.locator("select[name=inputs] option:checked").inner_text()
    counted(at, int(both.rpartition("(")[2].rstrip(")")))
    assert 0 < len(ids(at)) < len(linear)
    assert "kind=linear" in at.page.url and "inputs=matrix" in at.page.url
    again = ids(table("#kind=linear&inputs=matrix"))
    at.page.wait_for_timeout(200)
    assert ids(at) == again
    at.page.click("text=Clear")
    at.page.wait_for_function("!location.hash")
    assert len(ids(at)) >= len(known)


def test_nothing_left_is_said(table):
    at = table("#kind=constant&grade=nonsense&q=tanh")
    at.page.wait_for_selector("text=No rule fits all of this")
    assert ids(at) == [] and at.errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1300, 390])
def test_no_serious_barrier_in_the_form(visit, built, scheme, width):
    at = visit(color_scheme=scheme, viewport={"width": width, "height": 844})
    at.page.goto(f"{built.as_uri()}/rules/index.html#kind=linear")
    at.page.wait_for_selector("form.jb-filter:visible")
    assert serious_barriers(at.page) == []
    assert at.page.evaluate("document.documentElement.scrollWidth") <= width
