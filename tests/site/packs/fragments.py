"""Pieces of HTML taken apart, for tests."""

from html.parser import HTMLParser

VOID = {"br", "input"}


class Elements(HTMLParser):
    """The elements of some HTML with their attributes; refuses what is not closed in order."""

    def __init__(self, html):
        super().__init__()
        self.open, self.found, self.text = [], [], ""
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data

    def handle_startendtag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


LOADED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "object": "data"}


class Links(HTMLParser):
    """What a page loads, where it links to, and its anchors."""

    def __init__(self, text):
        super().__init__()
        self.loads, self.links, self.ids = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        if tag in LOADED and given.get(LOADED[tag]):
            self.loads.append(given[LOADED[tag]])
        if tag == "link" and "canonical" not in given.get("rel", "") and given.get("href"):
            self.loads.append(given["href"])
