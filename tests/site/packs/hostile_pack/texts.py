"""Texts that try to leave their place: each by a name that is a word of an id.

A script that runs sets `window.pwned`.
"""

RUN = "window.pwned=1"

TEXTS = {
    "script": f"<script>{RUN}</script>",
    "image_error": f'<img src="x" onerror="{RUN}">',
    "iframe": '<iframe src="https://example.org/"></iframe>',
    "svg_load": f"<svg onload={RUN}><animate onbegin={RUN} attributeName=x dur=1s></svg>",
    "javascript_link": f"[press](javascript:{RUN}) [press](JaVaScRiPt:{RUN}) [a](vbscript:x)",
    "data_link": f"[press](data:text/html,<script>{RUN}</script>)",
    "autolink": f"<javascript:{RUN}> <https://example.org/auto>",
    "attributes": f'*x*{{ onclick="{RUN}" .md-header style="position:fixed" }} {{: #__search }}',
    "heading_id": "## T { #__search }\n\n# Verified by jacobook\n\nVerified\n========",
    "snippet": '--8<-- "mkdocs.yml"\n\n;--8<-- "pyproject.toml"',
    "front_matter": "---\ntemplate: 404.html\nhide: [toc]\n---\ntext",
    "closing_tags": "</p></div></article></main></body></html>",
    "abbreviation": "*[det]: replaced everywhere\n*[Rules]: replaced",
    "definition": "[core]: https://example.org/core\n[Rules]: https://example.org\n\n[core] [Rules]",
    "footnote": "[^1]: a note\n\ntext[^1]",
    "icons": ":material-shield-check: verified :fontawesome-solid-check:",
    "badge": '<span class="jb-badge good">core</span> <code class="jb-id">linalg.det</code>',
    "picture": "![seen](https://example.org/track.png) ![x](file:///etc/passwd)",
    "quotes": f"\" onmouseover=\"{RUN}\" x=\"' onfocus='{RUN}' autofocus y='",
    "link_quotes": f'[x](https://example.org/"onclick="{RUN}) [y](https://example.org "t")',
    "private_use": "\ue0000\ue001 \ue000<b>lifted</b><script>window.pwned=1</script>\ue001",
    "latex": r"\href{javascript:window.pwned=1}{x} \renewcommand{\det}{0} $\def\x{\x\x}\x$ \(x\)",
    "endless": "wordwithoutanyspace" * 2000,
    "many_words": "a long sentence " * 2000,
    "bidi": "\u202egnitseretni\u202c \u2066x \u200f\u200e \u061c",
    "control": "\x00\x01\x07\x08\x0b\x0c\x1b[31m\x7f\x80\x9f\u2028\u2029\ufeff",
    "pile": "Z" + "\u0300\u0301\u0302\u0303\u0304" * 60 + "\u20dd" * 40,
    "template": "{{ config }} {% include '/etc/passwd' %} ${window.pwned=1} <%= x %>",
    "code": f"`</code><script>{RUN}</script>` ```\n<b>\n``` ~~~\n{RUN}\n~~~",
    "table": "| a | b |\n|---|---|\n| <b>x</b> | [y](javascript:window.pwned=1) |",
    "nested": "> > > - 1. **" + "[" * 300 + "*" * 300,
    "entities": "&lt;script&gt; &#60;b&#62; &#x202e; &amp;amp;",
    "admonition": '!!! danger "Verified"\n    by jacobook\n\n??? note\n    x\n\n=== "Tab"\n    y',
    "exec_form": "`math: x` `rule: linalg.det` `card: reduce.sum`\n\n```python exec\nprint(1)\n```",
    "emoji": "\U0001f600 \U0001f468\u200d\U0001f469\u200d\U0001f467 \u65e5\u672c\u8a9e \u05e9\u05dc\u05d5\u05dd",
}
