"""The text of an HTML message, and nothing that it would load or run."""

from __future__ import annotations

import re
from html.parser import HTMLParser

SILENT = {"head", "script", "style", "template", "title", "noscript", "object", "svg"}
BREAKING = {"br", "p", "div", "tr", "li", "ul", "ol", "table", "hr", "blockquote", "pre"} | {
    f"h{level}" for level in range(1, 7)
}
CELLS = {"td", "th"}


def plain(html: str) -> str:
    """What a person reads in an HTML text, a line for each block, cells parted by tabs."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (re.sub(r"[^\S\t]+", " ", line).strip() for line in "".join(reader.out).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self.silent += 1
        elif tag in BREAKING:
            self.out.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in BREAKING:
            self.out.append("\n")
        elif tag in CELLS:
            self.out.append("\t")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.out.append(re.sub(r"\s+", " ", data))
