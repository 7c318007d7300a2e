"""Records of packs: made, written, read; refused when they are wrong, cleaned when they are hostile."""

from __future__ import annotations

import copy
import json
import math
import random
import re
from dataclasses import replace

import pytest
from fragments import Elements
from hostile_pack.texts import RUN, TEXTS

import jacobook
from jacobook.pages import TableBlock
from jacobook_site import cleaning, generator, pack_data, record_file
from jacobook_site.block_record import BlockRecord
from jacobook_site.record_file import RecordError, as_text, read, write
from jacobook_site.records import record


@pytest.fixture(scope="module")
def data(hostile_file):
    return json.loads(hostile_file.read_text(encoding="utf-8"))


@pytest.fixture
def tampered(small, tmp_path):
    """A function that reads the record after a change of its data."""

    def read_after(change):
        changed = copy.deepcopy(small)
        change(changed)
        path = tmp_path / "evil.json"
        path.write_text(json.dumps(changed), encoding="utf-8")
        return read(path)

    return read_after


def test_a_record_survives_the_file_unchanged(hostile, hostile_file):
    again = read(hostile_file)
    assert as_text(again) == hostile_file.read_text(encoding="utf-8") == as_text(hostile)
    assert [rule.id for rule in again.rules] == [rule.id for rule in hostile.rules]
    assert again.host == hostile.host and again.pack == hostile.pack


def test_numbers_that_are_not_finite_survive(hostile, hostile_file):
    table = next(b.table for b in read(hostile_file).blocks["evil.page.plots"] if b.table)
    first = [row[0] for row in table.rows]
    assert math.isnan(first[1]) and first[2] == -math.inf and first[3] == 1e-300
    text = hostile_file.read_text(encoding="utf-8")
    assert '"number": "nan"' in text and "NaN" not in text and "Infinity" not in text


def test_a_word_is_not_taken_for_a_number(hostile, tmp_path):
    table = TableBlock(title="t", head=("a",), rows=(("nan",), ("inf",), (math.nan,)))
    blocks = {"evil.page.plots": (BlockRecord(table=table),)}
    write(tmp_path / "r.json", replace(hostile, blocks=blocks))
    cells = read(tmp_path / "r.json").blocks["evil.page.plots"][0].table.rows
    assert [row[0] for row in cells[:2]] == ["nan", "inf"] and math.isnan(cells[2][0])


def test_who_the_pack_is_and_what_it_was_made_with(hostile):
    assert hostile.pack.namespace == "evil" and hostile.pack.contract == jacobook.CONTRACT
    assert hostile.pack.hashes["hostile_pack.rules"] if hostile.pack.hashes else True
    assert hostile.host == pack_data.this_host()
    assert len(hostile.host.engine) == 64
    assert {f.code for f in hostile.findings} == {"JB401"}


def test_a_block_that_cannot_be_made_leaves_its_problem_in_its_place(hostile):
    (raising,) = hostile.blocks["evil.page.raising"]
    assert raising.problem.startswith("JB401: ") and "RuntimeError" in raising.problem
    large = [block.problem for block in hostile.blocks["evil.page.large"]]
    assert "500 rows; a page shows at most 200" in large[0]
    assert "5000 points in a curve" in large[1]
    odd = hostile.blocks["evil.page.odd"]
    assert [bool(block.problem) for block in odd] == [True, True, False, True]


def test_the_schema_describes_the_file(data):
    schema = record_file.schema()
    assert json.loads(json.dumps(schema)) == schema
    assert conforms(data, schema, schema) == []
    assert conforms({**data, "more": 1}, schema, schema) == ["$.more"]
    assert conforms({**data, "format": 2}, schema, schema) == ["$.format"]


def conforms(value, schema, root, place="$"):
    """The places where a value breaks a schema; the words that our schema uses, and no others."""
    if "$ref" in schema:
        return conforms(value, root["$defs"][schema["$ref"].rpartition("/")[2]], root, place)
    if "anyOf" in schema:
        return [] if any(not conforms(value, s, root, place) for s in schema["anyOf"]) else [place]
    if "const" in schema or "enum" in schema:
        return [] if value in schema.get("enum", [schema.get("const")]) else [place]
    kinds = {
        "object": dict,
        "array": list,
        "string": str,
        "boolean": bool,
        "null": type(None),
        "integer": int,
        "number": (int, float),
    }
    if not isinstance(value, kinds[schema["type"]]):
        return [place]
    if schema["type"] == "array":
        prefix = schema.get("prefixItems", [])
        rules = [*prefix, *[schema.get("items")] * (len(value) - len(prefix))]
        pairs = zip(value, rules, strict=True)
        return [p for i, (v, s) in enumerate(pairs) for p in conforms(v, s, root, f"{place}[{i}]")]
    if schema["type"] != "object":
        return []
    known, extra = schema.get("properties", {}), schema.get("additionalProperties", True)
    wrong = [f"{place}.{name}" for name in schema.get("required", ()) if name not in value]
    for name, item in value.items():
        rule = known.get(name, extra)
        if rule is False:
            wrong.append(f"{place}.{name}")
        elif isinstance(rule, dict):
            wrong += conforms(item, rule, root, f"{place}.{name}")
    return wrong


# ---------------------------------------------------------------------------------- refused


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Expecting value"),
        ("{", "Expecting property name"),
        ("[]", "not the record of a pack"),
        ('{"pack": {}}', "not the record of a pack"),
        ('{"format": 0}', "written in format 0, this jacobook reads format 1"),
        ('{"format": 1}', "missing required field `pack`"),
        ('{"format": 1, "x": NaN}', "NaN is not JSON"),
        ("[" * 100_000, "recursion"),
    ],
)
def test_what_is_no_record_is_refused(tmp_path, text, told):
    path = tmp_path / "r.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RecordError) as caught:
        read(path)
    assert str(path) in str(caught.value) and told in str(caught.value)
    assert "jacobook check NAME --record FILE" in str(caught.value)


def test_a_missing_or_binary_file_is_refused(tmp_path):
    with pytest.raises(RecordError, match="No such file"):
        read(tmp_path / "none.json")
    (tmp_path / "b.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RecordError, match="not UTF-8"):
        read(tmp_path / "b.json")


@pytest.fixture(scope="module")
def small(data):
    """The record of a few rules of all sorts."""
    names = ("evil.text.badge", "evil.page.plots", "evil.page.raising", "evil.page.identity")
    blocks = {name: found for name, found in data["blocks"].items() if name in names}
    return {**data, "rules": [r for r in data["rules"] if r["id"] in names], "blocks": blocks}


def put(*keys_and_value):
    """A change that sets what stands under some keys."""
    *keys, last, value = keys_and_value

    def change(data):
        for key in keys:
            data = data[key]
        data[last] = value

    return change


WRONG = [
    (put("more", 1), "unknown field 'more' - at `$`"),
    (put("rules", 3, "colour", 1), "unknown field 'colour' - at `$.rules[3]`"),
    (put("rules", 3, "title", 7), "Expected `str`, got `int` - at `$.rules[3].title`"),
    (put("rules", 3, "checks", 0, "cases", "many"), "at `$.rules[3].checks[0].cases`"),
    (put("pack", "namespace", "linalg"), "reserved for the built-in book"),
    (put("pack", "namespace", "../up"), "is not one lower-case word"),
    (put("pack", "distribution", "<b>"), "has another form - at `$.pack.distribution`"),
    (put("pack", "version", "0.1 checked"), "has another form - at `$.pack.version`"),
    (put("pack", "origin", "core"), "is no origin"),
    (put("pack", "hashes", {"m": "x"}), "not a module with its SHA-256"),
    (put("host", "numpy", "2.0 <script>"), "has another form - at `$.host.numpy`"),
    (put("host", "date", "today"), "has another form - at `$.host.date`"),
    (put("rules", 3, "id", "linalg.det"), "outside the pack's namespace 'evil'"),
    (put("rules", 3, "id", "evil.Text"), "the id is malformed"),
    (put("rules", 3, "id", "evil/../../index"), "the id is malformed"),
    (put("rules", 3, "id", "/evil.text"), "the id is malformed"),
    (put("rules", 3, "id", "evil.con"), "the id is malformed"),
    (put("rules", 3, "id", "evil.page.plots"), "two rules have one id"),
    (put("rules", 3, "family", "linalg"), "the family is not the pack's namespace"),
    (put("rules", 3, "origin", "built_in", True), "the origin names another pack"),
    (put("rules", 3, "origin", "pack", "core"), "the origin names another pack"),
    (put("rules", 3, "kind", "verified"), "no such kind"),
    (put("rules", 3, "status", "core"), "no such status"),
    (put("rules", 3, "title", " "), "the title is empty"),
    (put("rules", 3, "statements", []), "no such form"),
    (put("rules", 3, "checks", 0, "status", "proved"), "no such result"),
    (put("rules", 3, "checks", 0, "check", "</td>"), "no such result"),
    (put("rules", 3, "checks", 0, "rule", "linalg.det"), "a result of another rule"),
    (put("rules", 3, "versions", "numpy", "9.9"), "other versions than the record"),
    (put("rules", 3, "examples", 0, "value", "shape", [7]), "does not fit its entries"),
    (put("rules", 3, "curve", "x", []), "not a curve"),
    (put("rules", 0, "derivations", "worked", 0, "title", "Verified by jacobook"), "no such title"),
    (put("rules", 0, "derivations", "proofs", 0, "tier", "core"), "no such comparison"),
    (put("blocks", {"evil.none": []}), "a rule that is not in the record"),
    (put("blocks", {"evil.text.badge": [{}]}), "one of text, table, plot and problem"),
    (put("findings", 0, "severity", "none"), "no such severity"),
]


@pytest.mark.parametrize(("change", "told"), WRONG, ids=[told for _, told in WRONG])
def test_a_record_that_says_what_a_pack_cannot_say_is_refused(tampered, change, told):
    with pytest.raises(RecordError) as caught:
        tampered(change)
    assert told in str(caught.value)


def test_nothing_is_written_that_could_not_be_read(hostile, tmp_path):
    with pytest.raises(RecordError):
        write(tmp_path / "r.json", replace(hostile, format=7))
    assert not (tmp_path / "r.json").exists()


# ---------------------------------------------------------------------------------- cleaned

MARKUP = [
    f"<script>{RUN}</script>",
    f'<math><mi onclick="{RUN}">x</mi></math>',
    f'<math><mi href="javascript:{RUN}">x</mi></math>',
    f'<math href="javascript:{RUN}" xlink:href="javascript:{RUN}"><mi>x</mi></math>',
    f'<a href="javascript:{RUN}">x</a>',
    '<a href="index.html" style="position:fixed">x</a>',
    '<a href="https://example.org" class="jb-badge good" id="top">x</a>',
    f"<math><annotation-xml encoding='text/html'><img src=x onerror={RUN}></annotation-xml></math>",
    f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror={RUN}&gt;'>",
    f"<svg><script>{RUN}</script></svg><svg onload={RUN}>",
    '<span class="jb-badge good">core</span>',
    "<h1>Verified by jacobook</h1><h2 id='check'>x</h2>",
    "</div></article></main>",
    '<math display="block" style="font-size:900px"><mspace width="9999em"/><mi>x</mi></math>',
    '<mo lspace="9999em" rspace="-50em">+</mo>',
    '<form action="https://example.org"><input name=q autofocus><button>x</button></form>',
    '<meta http-equiv="refresh" content="0;url=https://example.org"><base href="https://example.org">',
    '<link rel="stylesheet" href="https://example.org/x.css"><style>body{display:none}</style>',
    '<img src="https://example.org/track.png"><video src=x><object data=x><embed src=x>',
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>",
    "<!-- x --><![CDATA[ <script> ]]><?php ?>",
    "<details open ontoggle=x><summary>x</summary></details>",
    "\ue0000\ue001 \u202e",
    "<p>" * 500,
    "<a href='rule:linalg.det'>x</a><ol start='1 onclick=x'><li>y</li></ol>",
]


@pytest.mark.parametrize("kind", ["formula", "sentence", "paragraphs"])
@pytest.mark.parametrize("html", [*MARKUP, *TEXTS.values()])
def test_markup_from_outside_is_reduced_to_what_the_generator_makes(html, kind):
    made = cleaning.markup(html, kind)
    allowed = cleaning._TAGS[kind]
    for tag, attributes in Elements(made).found:
        assert tag in allowed
        names = cleaning._ATTRIBUTES.get(tag, set()) | set(cleaning._VALUES.get(tag, ()))
        assert set(attributes) <= names | ({"rel"} if tag == "a" else set())
        assert attributes.get("href", "https:").startswith(("https:", "http:", "rule:"))
        assert attributes.get("style", "text-align:left") == "text-align:left"
    assert cleaning.markup(made, kind) == made
    assert "\ue000" not in made and "\u202e" not in made


def test_the_generator_s_own_markup_loses_nothing(known):
    """For every built-in rule: the same elements, attributes and words before and after."""
    for entry in known:
        clean = cleaning.cleaned(entry)
        for (kind, before), (_, after) in zip(markup_of(entry), markup_of(clean), strict=True):
            if before == after:
                continue
            one, other = Elements(before), Elements(after)
            assert one.text == other.text, (entry.id, kind)
            assert plain_elements(one) == plain_elements(other), (entry.id, kind)


def plain_elements(elements):
    return [(tag, {k: v or "" for k, v in given.items()}) for tag, given in elements.found]


def markup_of(entry):
    """All markup of a record."""
    yield from (("formula", s.equation.mathml) for s in (*entry.statements, entry.entry))
    yield from (("formula", o.mathml) for o in (*entry.operands, entry.result))
    yield from (("prose", p.html) for p in (entry.conditions, entry.why, entry.pitfalls))
    yield from (("instance", i) for i in entry.derivations.instance)
    for worked in entry.derivations.worked:
        yield "note", worked.note
        for line in (*worked.lines, *worked.backward):
            yield "line", line.mathml
            yield "law", line.law
            yield from (("reason", text) for text, _ in line.reason)


def every_text(data, change):
    """Data with every text changed that is not a name, a version or a word of the host's."""
    if isinstance(data, dict):
        return {k: v if is_name(k, v) else every_text(v, change) for k, v in data.items()}
    if isinstance(data, list):
        return [every_text(item, change) for item in data]
    return change(data) if isinstance(data, str) and data else data


NAMES = {"id", "kind", "family", "status", "form", "origin", "check", "rule", "pack", "severity"}
NAMES |= {"tier", "number", "namespace", "contract", "version", "distribution"}
NAMES |= {"anchor", "view", "mark"}


def is_name(key, value):
    if key == "title" and value == "Gradient by x":
        return True
    return key in ("host", "versions", "hashes") or (key in NAMES and isinstance(value, str))


@pytest.mark.parametrize("html", [*MARKUP, TEXTS["private_use"], TEXTS["template"]])
def test_a_record_with_hostile_markup_everywhere_makes_inert_pages(small, tmp_path, html):
    """Also where the file says that it is finished HTML, which no text of an author is."""
    changed = every_text(small, lambda text: html)
    path = tmp_path / "evil.json"
    path.write_text(json.dumps(changed), encoding="utf-8")
    pages = generator.generate_pack(read(path))
    for name, page in pages.items():
        if name.endswith(".md"):
            assert_inert(page)


def assert_inert(page):
    """No element of a page, outside Markdown's code, has a handler or is none of the host's."""
    from jacobook_site import placeholders

    lifted, pieces = placeholders.lift(page)
    outside = "\n".join(p for i, p in enumerate(lifted.split("\n```")) if i % 2 == 0)
    assert "<" not in outside.replace("&lt;", "")
    for piece in pieces:
        headings = re.findall(r"<h3[^>]*>(.*?)</h3>", piece)
        assert set(headings) <= {"Gradient by x", "All forms", "Stated and derived"}
        assert len(headings) == len(re.findall("<h3", piece))
        for tag, attributes in Elements(piece).found:
            assert tag in HOST_ELEMENTS
            assert not [name for name in attributes if name.startswith("on")]
            assert (
                not attributes.get("href", "").lower().startswith(("javascript:", "data:", "rule:"))
            )


HOST_ELEMENTS = {
    "fieldset",
    "legend",
    "section",
    "h3",
    "a",
    "br",
    "button",
    "code",
    "dd",
    "desc",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "form",
    "g",
    "i",
    "input",
    "label",
    "li",
    "line",
    "math",
    "mfrac",
    "mi",
    "mn",
    "mo",
    "mover",
    "mroot",
    "mrow",
    "msqrt",
    "msub",
    "msubsup",
    "msup",
    "mtable",
    "mtd",
    "mtext",
    "mtr",
    "munder",
    "nav",
    "ol",
    "option",
    "output",
    "p",
    "path",
    "pre",
    "rect",
    "select",
    "span",
    "strong",
    "summary",
    "svg",
    "table",
    "tbody",
    "td",
    "text",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
    "blockquote",
    "circle",
    "munderover",
}


def test_random_damage_is_refused_or_harmless(small, tmp_path):
    """Whatever is changed in a file: reading it raises `RecordError`, or its pages are made."""
    path = tmp_path / "r.json"
    outcomes = {"refused": 0, "made": 0}
    for seed in range(200):
        rng = random.Random(seed)
        changed = copy.deepcopy(small)
        for _ in range(rng.randint(1, 3)):
            damage(changed, rng)
        path.write_text(json.dumps(changed), encoding="utf-8")
        try:
            generator.generate_pack(read(path))
            outcomes["made"] += 1
        except RecordError:
            outcomes["refused"] += 1
    assert min(outcomes.values()) > 20, outcomes


VALUES = [None, "", "x" * 300, 0, -1, 10**400, 1.5, True, [], {}, {"number": "inf"}, [[]], "nan"]


def damage(data, rng):
    """Replace, drop or double one thing somewhere in the data."""
    places = list(containers(data))
    place = rng.choice(places)
    key = rng.choice(list(place)) if isinstance(place, dict) else rng.randrange(len(place))
    action = rng.randrange(4)
    if action == 0:
        del place[key]
    elif action == 1 and isinstance(place, list):
        place.append(copy.deepcopy(place[key]))
    elif action == 2:
        place[key] = copy.deepcopy(rng.choice(VALUES))
    else:
        place[key] = like(place[key], rng)


def like(value, rng):
    """Another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, (int, float)):
        return type(value)(rng.choice([0, -1, 7, 10**9]))
    if isinstance(value, str):
        return rng.choice(["x", value * 2, "<b>", "\u202e"])
    return copy.deepcopy(value)


def containers(data):
    """All lists and objects that hold something."""
    if isinstance(data, (dict, list)) and data:
        yield data
        for item in data.values() if isinstance(data, dict) else data:
            yield from containers(item)


def test_lengths_are_limited_everywhere(small, tmp_path):
    long = "<b>word</b> " * 5_100  # above all limits; the file stays below its own
    assert len(long) > cleaning.MARKUP_LIMIT
    path = tmp_path / "evil.json"
    path.write_text(json.dumps(every_text(small, lambda text: long)), encoding="utf-8")
    made = read(path)
    assert len(made.pack.title) <= 80 and "[cut, of 61200 characters]" in made.pack.title
    page = generator.generate_pack(made)[
        "rules/" + made.rules[0].id.replace(".", "/") + "/index.md"
    ]
    assert len(page) < 1_000_000


def test_a_rule_of_the_book_in_a_record_of_its_own(hostile):
    """A record made of a rule by hand is as good as one made by `make`."""
    registry = jacobook.Registry(packs=["jacobook_rules:pack"])
    entry = cleaning.cleaned(record(registry["loss.mse"], registry))
    assert cleaning.cleaned(entry) == entry
