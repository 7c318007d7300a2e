"""The navigation is rendered once for all pages on which it looks the same, and is that of the theme."""

import itertools
from types import SimpleNamespace

from jinja2 import DictLoader, Environment
from mkdocs.utils import get_relative_url

from jacobook_site.navigation import PARTIALS, _Kept, rendered_once

INSIDE = ["index.html", "rules/index.html", "guides/api.html", "sources/old/x.html"]
OUTSIDE = [
    "404.html",
    "rules/a/b/index.html",
    "rules/c/d/index.html",
    "rules/c/index.html",
    "packs/a/b/index.html",
    "guides/deep/er/x.html",
    "sources/old/deep/x.html",
    "sources/new/deep/x.html",
]


def pages(urls):
    return [SimpleNamespace(url=url) for url in urls]


def test_pages_that_share_the_navigation_have_the_same_addresses_in_it():
    kept = _Kept(SimpleNamespace(pages=pages(INSIDE)))
    shared = 0
    for one, other in itertools.combinations(pages(OUTSIDE), 2):
        if kept._look(one) == kept._look(other):
            shared += 1
            for target in INSIDE:
                assert get_relative_url(target, one.url) == get_relative_url(target, other.url)
    assert shared >= 1


def test_what_is_shown_is_what_the_theme_renders():
    links = "{% for each in nav.pages %}<a href='{{ up(each.url, page.url) }}'>{{ page in nav.pages }}</a>{% endfor %}"
    partials = {name: f"<p>{name}{links}" for name in PARTIALS}
    page = "".join(f"{{% include '{name}' %}}" for name in PARTIALS)
    nav = SimpleNamespace(pages=pages(INSIDE))
    rendered = []

    def up(target, base):
        rendered.append(base)
        return get_relative_url(target, base)

    plain = Environment(loader=DictLoader({**partials, "page.html": page}))
    clever = Environment(loader=plain.loader)
    rendered_once(clever, nav)
    for env in (plain, clever):
        env.globals["up"] = up
    everything = [*nav.pages, *pages(OUTSIDE)]
    shown = [
        [env.get_template("page.html").render(nav=nav, page=page) for page in everything]
        for env in (plain, clever)
    ]
    assert shown[0] == shown[1]
    assert len(rendered) < 2 * len(everything) * len(INSIDE) * len(PARTIALS)
