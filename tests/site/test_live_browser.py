"""Live pages in a real browser: the page's arithmetic against NumPy's, and what readers do."""

from __future__ import annotations

import itertools
import json
import math

import numpy as np
import pytest
from browsing import Visit, serious_barriers
from live_points import cases, plain

import jacobook
from jacobook_site.live.operations import ELEMENTWISE, OPERATIONS, SPECIAL_1, SPECIAL_2, SPECIAL_3
from jacobook_site.live.program import Input, Program, Slope, Step, as_text
from jacobook_site.plugin import ASSETS

pytestmark = pytest.mark.browser

BOOK = jacobook.Registry(packs=["jacobook_rules:pack"])
TANH, DET, ABS = ("rules/ufunc/tanh", "rules/linalg/det", "rules/ufunc/absolute")
FILES = ("runtime", "matrices", "special", "bessel")


@pytest.fixture(scope="module")
def runtime(browser):
    """A page with the interpreter and nothing else."""
    page = Visit(browser).page
    for name in FILES:
        page.add_script_tag(path=str(ASSETS / "live" / f"{name}.js"))
    page.evaluate("""() => {
        window.read = (x) => ({nan: NaN, inf: Infinity, "-inf": -Infinity})[x] ?? x;
        window.arrays = (program, flat) =>
            flat.map((d, k) => jbLive.array(program.in[k].s, d.map(read)));
    }""")
    yield page
    page.context.close()


# ------------------------------------------------------------------- numbers against NumPy's

RUN_ALL = """(cases) => cases.map(({program, points}) => points.map((point) => {
    if (!point) return null;
    const inputs = arrays(program, point.inputs);
    return [
        jbLive.run(program, inputs)[program.y].d,
        ...program.d.map((slope) => jbLive.jacobian(program, slope, inputs).flat()),
    ];
}))"""


def difference(found, wanted):
    """How far numbers are apart, relative to the largest; entries that are not finite must agree."""
    found, wanted = np.asarray(found, dtype=float), np.asarray([float(v) for v in wanted])
    assert found.shape == wanted.shape
    finite = np.isfinite(wanted)
    if not np.array_equal(found[~finite], wanted[~finite], equal_nan=True):
        return math.inf
    scale = max(np.max(np.abs(wanted[finite]), initial=0.0), 1e-6)
    apart = np.max(np.abs(found[finite] - wanted[finite]), initial=0.0)
    return math.inf if math.isnan(apart) else float(apart / scale)


def test_every_program_gives_the_engines_numbers(runtime, known):
    given = cases(BOOK, known)
    assert len(given) > 500
    results = runtime.evaluate(RUN_ALL, given)
    far, points = {}, 0
    for case, found in zip(given, results, strict=True):
        assert case["points"][0] is not None, case["id"]
        for point, numbers in zip(case["points"], found, strict=True):
            if point is None:
                continue
            points += 1
            wanted = [point["value"], *point["jacobians"]]
            worst = max(itertools.starmap(difference, zip(numbers, wanted, strict=True)))
            if worst > 1e-9:
                far.setdefault(case["id"], []).append((worst, point["inputs"]))
    assert far == {}
    assert points > 3.9 * len(given)


APPLY = """([step, inputs]) => {
    const program = {in: inputs.map(([s]) => ({s})), steps: [step]};
    const given = inputs.map(([s, d]) => jbLive.array(s, d.map(read)));
    const made = jbLive.run(program, given).at(-1);
    return [made.s, made.d];
}"""


def both(runtime, name, values, **more):
    """What NumPy and the page make of one step, flat; their shapes must agree."""
    arrays = [np.asarray(value, dtype=float) for value in values]
    step = Step(name, tuple(range(len(arrays))), **more)
    inputs = tuple(Input("x", a.shape, tuple(a.ravel())) for a in arrays)
    program = Program(inputs, (step,), 0, (Slope(0, "elem", 0),))
    with np.errstate(all="ignore"):
        wanted = np.asarray(OPERATIONS[name].run(arrays, step), dtype=float)
    written = json.loads(as_text(program))["steps"][0]
    shape, found = runtime.evaluate(APPLY, [written, [[a.shape, plain(a)] for a in arrays]])
    assert tuple(shape) == wanted.shape
    return np.asarray(found, dtype=float), wanted.ravel()


def test_the_page_knows_exactly_the_closed_list(runtime):
    known = runtime.evaluate(
        "[...Object.keys(jbLive.functions), ...Object.keys(jbLive.operations)]"
    )
    assert sorted(known) == sorted(OPERATIONS)


EDGES = [0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1.5, -2.5, 3.0, -7.0, 40.0, math.nan, math.inf, -math.inf]
NUMPYS = [name for name, (_, library) in ELEMENTWISE.items() if library == "numpy"]


@pytest.mark.parametrize("name", [*NUMPYS, "where"])
def test_functions_of_entries_agree_also_at_the_edges(runtime, name):
    count = OPERATIONS[name].operands
    columns = [np.reshape(EDGES, (-1,) + (1,) * k) for k in range(count)]
    found, wanted = both(runtime, name, columns)
    if name == "floor_divide":  # at infinities its value is a matter of taste
        finite = np.isfinite(EDGES)
        kept = np.outer(finite, finite).ravel() & np.isfinite(wanted)
        found, wanted = found[kept], wanted[kept]
    assert found == pytest.approx(wanted, rel=1e-13, abs=0, nan_ok=True)


PAIRS = {
    "zeta": ([1.5, 2.0, 3.0, 7.5], np.linspace(0.1, 20, 40)),
    "expn": ([0.0, 1.0, 2.0, 5.0], np.linspace(0.05, 30, 60)),
    "gammainc": ([0.3, 1.0, 2.5, 9.0], np.linspace(0.01, 20, 60)),
    "gammaincc": ([0.3, 1.0, 2.5, 9.0], np.linspace(0.01, 20, 60)),
    "owens_t": ([-1.5, 0.2, 2.0], np.linspace(-4, 4, 41)),
    "iv": ([-2.0, 0.0, 1.0, 3.0], np.linspace(-8, 8, 65)),
    "jv": ([-2.0, 0.0, 1.0, 3.0], np.linspace(-8.01, 8, 65)),
    "kv": ([0.0, 0.5, 1.0, 2.5], np.linspace(0.05, 20, 60)),
    "yv": ([0.0, 1.0, 3.0], np.linspace(0.3, 20, 60)),
    **dict.fromkeys(
        ("eval_chebyt", "eval_hermite", "eval_legendre"),
        ([0.0, 1.0, 2.0, 5.0], np.linspace(-2.03, 2, 41)),
    ),
}
POSITIVE = np.linspace(0.05, 30, 140)
SIGNED = np.linspace(-4.03, 4.0, 120)
SINGLES = {
    **dict.fromkeys(("ci", "chi", "spence"), np.linspace(0.05, 12, 120)),
    **dict.fromkeys(("ellipk", "ellipe"), np.linspace(-6, 0.99, 80)),
    "erfinv": np.linspace(-0.999, 0.999, 90),
    "erfcinv": np.concatenate([np.linspace(0.001, 1.999, 90), [1e-20, 1e-200]]),
    "lambertw": np.linspace(-0.36, 30, 90),
    "gammaln": np.concatenate([SIGNED, POSITIVE]),
    "erfcx": np.concatenate([SIGNED, POSITIVE]),
    "expi": np.concatenate([SIGNED, POSITIVE * 2]),
}
TRIPLES = {
    "hyp1f1": ([0.5, 2.0], [[1.5], [3.0]], np.linspace(-8, 8, 41)[:, None, None]),
    "betainc": ([0.5, 3.0], [[0.7], [4.0]], np.linspace(0.01, 0.99, 41)[:, None, None]),
    "eval_gegenbauer": ([0.0, 1.0, 4.0], [[0.5], [1.5]], np.linspace(-2.03, 2, 41)[:, None, None]),
}


def accurate(found, wanted):
    """Ten digits; near a zero of the function, as many of its usual size."""
    usual = np.minimum(1.0, np.nanmedian(np.abs(wanted[np.isfinite(wanted)])))
    return np.abs(found - wanted) <= 1e-10 * np.maximum(np.abs(wanted), 1e-3 * usual)


@pytest.mark.parametrize("name", [*SPECIAL_1, *SPECIAL_2, *SPECIAL_3])
def test_special_functions_have_ten_digits(runtime, name):
    if name in SPECIAL_1:
        values = [SINGLES.get(name, SIGNED)]
    elif name in SPECIAL_2:
        order, x = PAIRS[name]
        values = [order, x[:, None]]
    else:
        values = TRIPLES[name]
    found, wanted = both(runtime, name, values)
    kept = np.isfinite(wanted)
    assert kept.sum() > 0.9 * kept.size
    wrong = ~accurate(found[kept], wanted[kept])
    assert not wrong.any(), (found[kept][wrong][:5], wanted[kept][wrong][:5])


@pytest.mark.parametrize("name", ["iv", "jv", "yv", "expn", "eval_hermite"])
def test_what_cannot_be_computed_is_no_number(runtime, name):
    assert runtime.evaluate(f"Number.isNaN(jbLive.functions.{name}(2.5, 3))")


CUBE = np.arange(24.0).reshape(2, 3, 4) % 7 - 2.5
SPD = np.array([[4.0, 1.0, 0.5], [1.0, 3.0, -0.5], [0.5, -0.5, 2.0]])
SQUARES = np.array([[[1.0, 2.0], [3.0, 5.0]], [[0.0, 1.0], [1.0, 0.0]], [[2.0, 0.0], [1.0, 4.0]]])
STEPS = [
    *(
        (name, [CUBE], {"static": axes, "shape": shape})
        for name in ("sum", "prod", "max", "min")
        for axes, shape in [((0,), (3, 4)), ((1,), (2, 1, 4)), ((0, 2), (3,)), ((0, 1, 2), ())]
    ),
    ("reshape", [CUBE], {"shape": (4, 6)}),
    ("constant", [], {"shape": (2, 2), "static": (1.0, 0.0, -2.5, 1e300)}),
    ("constant", [], {"shape": (), "static": (-0.5,)}),
    ("gather", [CUBE, SPD], {"shape": (2, 3), "static": (1, 24, 0, 25, 33, 7)}),
    ("einsum", [SPD, CUBE[0]], {"text": "ij,jk->ik"}),
    ("einsum", [SPD], {"text": "ii->i"}),
    ("einsum", [SPD], {"text": "ij->"}),
    ("einsum", [CUBE, CUBE], {"text": "abc,adc->bd"}),
    ("einsum", [np.arange(3.0), np.arange(2.0)], {"text": "i,j->ij"}),
    ("einsum", [np.array(3.0), SPD, SPD], {"text": ",ij,kj->ik"}),
    (
        "bilinear",
        [[1.0, 2.0], [3.0, 5.0]],
        {"shape": (2,), "static": (0, 0, 1, 2.0, 1, 1, 1, -1.0)},
    ),
    ("det", [SQUARES], {}),
    ("det", [SPD], {}),
    ("det", [[[1.0, 2.0], [2.0, 4.0]]], {}),
    ("inv", [SQUARES], {}),
    ("inv", [SPD], {}),
    ("solve", [SPD, [1.0, 2.0, 3.0]], {}),
    ("solve", [SPD, CUBE[0]], {}),
    ("cholesky", [SPD], {}),
    ("expm", [SPD], {}),
    ("expm", [[[0.0, 30.0], [-30.0, 0.0]]], {}),
    ("expm", [np.zeros((2, 2))], {}),
    ("eigvalsh", [SPD], {}),
    ("eigvalsh", [[[1.0, 2.0], [2.0, 1.0]]], {}),
    ("eigvecs", [SPD], {}),
    ("eigvecs", [np.diag([3.0, 1.0])], {}),
    ("sort", [[3.0, -1.0, 10.0, 2.0]], {}),
]


@pytest.mark.parametrize("position", range(len(STEPS)))
def test_operations_of_arrays_agree(runtime, position):
    name, values, more = STEPS[position]
    found, wanted = both(runtime, name, values, **more)
    assert found == pytest.approx(wanted, rel=1e-11, abs=1e-12)


REFUSED = """(program) => {
    const inputs = program.in.map(({s, x}) => jbLive.array(s, x));
    const before = performance.now();
    try { jbLive.run(program, inputs); return "ran"; }
    catch { return performance.now() - before; }
}"""


@pytest.mark.parametrize(
    "steps",
    [
        [["constructor", 0]],
        [["__proto__", 0]],
        [["eval", 0]],
        [["reshape", 0, [1e9], []]],
        [["reshape", 0, [3], []]],
        [["gather", 0, [5000], [1]]],
        [["einsum", 0, 0, 0, 0, 0, 0, "a,b,c,d,e,f->abcdef"]],
        [["add", 0, 0]] * 500,
    ],
)
def test_the_interpreter_stops_what_is_not_sound(runtime, steps):
    program = {"in": [{"s": [16], "x": [1.0] * 16}], "steps": steps, "y": 3, "d": []}
    took = runtime.evaluate(REFUSED, program)
    assert took != "ran" and took < 200


# ------------------------------------------------------------------------------- the pages


@pytest.fixture
def at(visit, built):
    """Opens a page of the built site, and waits until its cells are there."""

    def start(path, hash_="", **options):
        visited = visit(**options)
        visited.page.goto(f"{built.as_uri()}/{path}/index.html{hash_}")
        visited.page.wait_for_selector(".jb-live-fields", state="visible")
        return visited

    return start


def told(page):
    return page.inner_text(".jb-live-told")


def pair(page, name):
    text = page.inner_text(f".jb-live .jb-pair:has(code:text-is('{name}'))")
    return " ".join(text.replace("\u2212", "-").split())


def test_the_slider_follows_the_keyboard(at):
    page = at(TANH).page
    slider = page.locator(".jb-live input[type=range]")
    slider.focus()
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    x = float(slider.input_value())
    assert x == pytest.approx(0.5)
    assert float(page.input_value(".jb-live input[type=number]")) == x
    assert pair(page, "y") == f"y = {math.tanh(x):.6g}"
    assert pair(page, "dy / dx") == f"dy / dx = {1 - math.tanh(x) ** 2:.6g}"
    assert "gives the same derivative" in told(page)


def test_the_point_moves_on_the_plot(at):
    page = at(TANH).page
    point = page.locator("svg .jb-live-point")
    before = [float(point.get_attribute(name)) for name in ("cx", "cy")]
    page.fill(".jb-live input[type=number]", "-2")
    after = [float(point.get_attribute(name)) for name in ("cx", "cy")]
    assert after[0] < before[0] and after[1] > before[1]
    assert page.locator("svg .jb-live-tangent").is_visible()
    page.fill(".jb-live input[type=number]", "99")
    assert not point.is_visible()


def test_a_kink_is_hit_exactly_and_says_what_the_rule_takes(at):
    page = at(ABS).page
    slider = page.locator(".jb-live input[type=range]")
    slider.evaluate("s => { s.value = 0.02; s.dispatchEvent(new Event('input')); }")
    assert page.input_value(".jb-live input[type=number]") == "0"
    words = told(page).replace("\u2212", "-")
    assert "the rule’s derivative here is 0" in words
    assert "from the left gives -1, from the right 1" in words


def test_cells_give_value_gradient_and_check(at):
    page = at(DET).page
    cell = page.get_by_label("X, row 1, column 2")
    cell.focus()
    cell.fill("-1")
    assert pair(page, "y") == "y = 8"
    assert "gives the same derivative" in told(page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.ariaLabel") == "X, row 2, column 1"


def test_the_address_keeps_the_numbers(at):
    page = at(DET).page
    page.get_by_label("X, row 2, column 2").fill("7.5")
    assert page.evaluate("location.hash") == "#X=1,2;3,7.5"
    page.reload()
    page.wait_for_selector(".jb-live-fields", state="visible")
    assert page.get_by_label("X, row 2, column 2").input_value() == "7.5"
    assert pair(page, "y") == "y = 1.5"
    page.click(".jb-live button")
    assert page.get_by_label("X, row 2, column 2").input_value() == "5"
    assert page.evaluate("location.hash") == ""


def test_other_anchors_leave_the_numbers_alone(at):
    page = at(DET, "#X=2,0;0,3").page
    assert pair(page, "y") == "y = 6"
    page.evaluate("location.hash = '#statement'")
    page.wait_for_timeout(100)
    assert pair(page, "y") == "y = 6"
    page.evaluate("location.hash = '#X=1,0;0,9'")
    page.wait_for_timeout(100)
    assert pair(page, "y") == "y = 9"


@pytest.mark.parametrize("hash_", ["#X=1,2", "#X=1,2;3,<b>", "#Y=1,2;3,4", "#X=,,,", "#X", "#%"])
def test_an_address_that_does_not_fit_changes_nothing(at, hash_):
    visited = at(DET, hash_)
    assert pair(visited.page, "y") == "y = -1"
    assert visited.errors == []


def test_what_is_not_defined_is_said(at):
    page = at("rules/ufunc/log").page
    page.fill(".jb-live input[type=number]", "-1")
    assert pair(page, "y") == "y = nan"
    assert "The rule asks for x positive" in told(page)
    assert "not defined" in told(page)
    page.fill(".jb-live input[type=number]", "")
    assert "A cell has no number" in told(page)


def test_a_symmetric_operand_stays_symmetric(at):
    page = at("rules/linalg/cholesky").page
    page.get_by_label("A, row 1, column 2").fill("1")
    assert page.get_by_label("A, row 2, column 1").input_value() == "1"
    assert "gives the same derivative" in told(page)


def test_every_live_page_starts_without_errors(at, visit, built, known):
    chosen = [record for record in known if record.live][::25]
    assert len(chosen) > 20
    visited = visit()
    for record in chosen:
        visited.page.goto(f"{built.as_uri()}/rules/{record.id.replace('.', '/')}/index.html")
        visited.page.wait_for_selector(".jb-live-fields", state="visible")
        assert "gives the same derivative" in told(visited.page), record.id
    assert visited.errors == [] and visited.outside() == []


def test_only_live_pages_fetch_the_interpreter(visit, built):
    visited = visit()
    visited.page.goto(f"{built.as_uri()}/index.html")
    visited.page.wait_for_timeout(300)
    assert not any("/live/" in url for url in visited.requests)
    visited.page.goto(f"{built.as_uri()}/{TANH}/index.html")
    visited.page.wait_for_selector(".jb-live-fields", state="visible")
    fetched = [url.rpartition("/")[2] for url in visited.requests if "/live/" in url]
    assert fetched == ["runtime.js", "page.js"]


def test_without_scripts_there_are_words_instead(visit, built):
    page = visit(java_script_enabled=False).page
    page.goto(f"{built.as_uri()}/{DET}/index.html")
    assert page.locator(".jb-live").count() == 1 and not page.locator(".jb-live").is_visible()
    assert page.locator("#live").is_visible()
    assert "need JavaScript" in page.inner_text("article")


@pytest.mark.parametrize("width", [1300, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [TANH, DET, "rules/structural/chain/vector"])
def test_no_barrier_and_no_scrolling_sideways(at, path, scheme, width):
    page = at(path, color_scheme=scheme, viewport={"width": width, "height": 844}).page
    assert serious_barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_phone_shows_numbers_whole(at):
    page = at(DET, viewport={"width": 390, "height": 844}).page
    cell = page.get_by_label("X, row 1, column 1")
    cell.fill("-12.345")
    assert cell.evaluate("c => c.scrollWidth <= c.clientWidth")


def test_an_unsound_program_shows_nothing(visit, tmp_path):
    program = '{"in":[{"n":"x","s":[1],"x":[1],"w":[]}],"steps":[["constructor",0]],"y":3,"d":[]}'
    box = f'<div class="jb-live" hidden data-needs=""><div hidden>{program}</div></div>'
    hook = f'<script src="{(ASSETS / "live.js").as_uri()}"></script>'
    path = tmp_path / "page.html"
    path.write_text(f"<!doctype html><h2 id=live>Try it</h2>{box}{hook}", encoding="utf-8")
    visited = visit()
    visited.page.goto(path.as_uri())
    visited.page.wait_for_selector(".jb-live", state="detached")
    assert visited.errors == []
