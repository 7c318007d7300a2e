"""The forms of hand-written pages."""

import pytest

import jacobook
from jacobook_site.handwritten import Forms, PageError
from jacobook_site.placeholders import bare

BOOK = jacobook.Registry(packs=["jacobook_rules:pack"])
"""The built-in rules: what is installed beside them is no part of the book."""


@pytest.fixture(scope="module")
def forms(known):
    return Forms(BOOK, {record.id: record for record in known})


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("`math: dot(w, x) + b | w:(n); x:(n); b:()`", "+ b"),
        ("`math: y = 2*x | x:(); y:()`", "y = 2 x"),
        ("`math: k + 1`", "k + 1"),
        ("`display: grad[x] y = 2*x | x:(n); y:()`", "\\nabla"),
        (
            "`display: jac[x] y = J(f, g(x)) @ J(g, x) | x:(n); y:(m); f(u) -> (m); g(x) -> (k)`",
            "g",
        ),
        ("`math: sum(x, axis=0) | x:(m,n)`", "sum"),
    ],
)
def test_formulas(forms, form, shown):
    made = bare(forms.translated(f"Text {form} more.", "p.md"))
    assert "<math" in made and "`" not in made
    assert shown.split()[0] in made


def test_links_to_rules(forms):
    made = forms.translated("See `rule: ufunc.tanh | this one`.", "tutorial/index.md")
    assert made == "See [this one](../rules/ufunc/tanh/index.md)."
    assert "Hyperbolic tangent](rules/" in forms.translated("`rule: ufunc.tanh`", "index.md")


def test_code_that_is_no_form_stays(forms):
    text = "`np.sum` and ``math: x``\n\n```text\n`math: (`\n```\n"
    assert forms.translated(text, "p.md") == text


@pytest.mark.parametrize("form", ["`math: 1 +`", "`math: nonsense(x) | x:()`", "`rule: no.such`"])
def test_errors_name_page_and_form(forms, form):
    with pytest.raises(PageError, match=r"tutorial/x\.md"):
        forms.translated(form, "tutorial/x.md")


def test_exec_blocks_share_names_print_and_draw(forms):
    text = (
        "```python exec\na = 2\n```\n\n```python exec\nprint(a + 1)\nfigure = '<svg></svg>'\n```\n"
    )
    made = bare(forms.translated(text, "p.md"))
    assert "```python\na = 2\n```" in made
    assert "```text\n3\n```" in made
    assert "<svg></svg>" in made and "exec" not in made


def test_an_exec_block_may_be_indented(forms):
    text = "??? note\n\n    ```python exec\n    print(5)\n    ```\n"
    assert "    ```text\n    5\n    ```" in forms.translated(text, "p.md")


def test_a_failing_exec_block_fails_the_page(forms):
    with pytest.raises(PageError, match=r"p\.md.*ZeroDivisionError"):
        forms.translated("```python exec\n1 / 0\n```\n", "p.md")


@pytest.mark.parametrize(
    ("request_", "last"),
    [
        ("norm2(X*w - y)^2 wrt=w syntax=matlab", r"\nabla_{\mathbf{w}} f = 2 \mathbf{X}^\top"),
        ("x @ S @ x wrt=x | x:(n); S:(n,n) sym", r"= 2 \mathbf{S} \mathbf{x}"),
        ("sum(x**3) order=2 wrt=x", r"\nabla_{\mathbf{x}}^2 f = 6 \operatorname{diag}(\mathbf{x})"),
    ],
)
def test_derive_blocks_show_worked_steps(forms, request_, last):
    made = bare(forms.translated(f"```derive {request_}\n```\n", "guides/p.md"))
    assert made.count('class="jb-step"') >= 4 and "<strong>Check.</strong>" in made
    assert last in made and "```" not in made
    assert 'href="../rules/' in made


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ("```derive norm2(x wrt=x\n```\n", "never closed"),
        ("```derive norm2(x) wrt=z\n```\n", "no variable"),
        ("```derive norm2(x) wrt=x\nsomething\n```\n", "empty"),
        ("```derive norm2(x) wrt=x order=two\n```\n", "two"),
    ],
)
def test_a_derive_block_that_fails_names_page_and_request(forms, block, message):
    with pytest.raises(PageError, match=rf"(?s)p\.md: `derive norm2.*{message}"):
        forms.translated(block, "p.md")


def test_a_drawn_block_shows_its_figure_and_its_markdown_alone(forms):
    text = "```python drawn\nprint('| a |')\nfigure = '<svg></svg>'\n```\n"
    made = bare(forms.translated(text, "p.md"))
    assert "| a |" in made and "<svg></svg>" in made
    assert "print" not in made and "```" not in made
    with pytest.raises(PageError, match=r"p\.md.*ZeroDivisionError"):
        forms.translated("```python drawn\n1 / 0\n```\n", "p.md")


def test_rules_are_counted(forms, known):
    assert forms.translated("`count: rules` rules", "p.md") == f"{len(known)} rules"
    with pytest.raises(PageError, match=r"p\.md"):
        forms.translated("`count: pages`", "p.md")
