"""Options to be circled: "1x 2x 3x per week", "Left / Right", a pad's list of prescribers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from docflow import Box, Mark, Word
from docflow.paper.circles import BETWEEN
from docflow.paper.lines import Line
from docflow.paper.rows import abreast
from docflow.terms.names import is_name

from .options import Option

SURE = 0.9
"""From this confidence on a circle chooses what stands in it."""

GAP = 0.09
"""Options of one list stand nearer than this share of the page's width."""

AWAY = 1.3
"""The unit of a list stands no further from its last item than so many of the gaps between them."""

COLUMN = 8
"""Options in a column stand within this many of their heights."""

_LIST = re.compile(
    r"(?<![\w./-])(?:\d{1,3}(?:-\d{1,3})?x? *(?:[/|,] *| +))+\d{1,3}(?:-\d{1,3})?x?(?![\w./-])"
    r"|\b(?:(?:once|twice|one|two|three)(?: ?[/|,] ?| +))+(?:twice|two|three|four|five)\b",
    re.I,
)

_COUNT = re.compile(r"\d|\b(?:once|twice|thrice|one|two|three|four|five)\b", re.I)
_OFTEN = re.compile(r"(?:on|twi|thri)ce$", re.I)
"""These need no "times" behind them, as the numbers of their list do."""

_CODE = re.compile(r"\b(?:(?P<diagnosis>[A-TV-Z]\d[\dA-Z](?:\.[\dA-Z]+)?)|(?P<procedure>\d{5}))\b")

_UNIT = re.compile(r"(?:week|wk|month|mos?\b|day|min|hour|visit|session|year)", re.I)


def unlisted(text: str) -> str:
    """A text with blanks for printed lists of numbers, of which none or one was circled.

    "1x 2x 3x per week" orders nothing by itself, least of all its last number.
    """
    return _LIST.sub(lambda m: " " * len(m[0]) if _alternatives(m[0]) else m[0], text)


def _alternatives(text: str) -> bool:
    """Whether numbers are alternatives: all of one form, each larger than the one before."""
    items = [item for item in re.split(r"[\s/|,]+", text.lower()) if item]
    numbers = [int(item.split("-")[0].rstrip("x")) for item in items if item[0].isdigit()]
    if not numbers:
        return True
    forms = {item.endswith("x") for item in items}
    bare = not any(forms)
    few = len(items) < 3 and bare and not re.search(r"\d +\d", text)
    return len(forms) == 1 and numbers == sorted(set(numbers)) and not few


def choices(lines: Sequence[Line], circles: Sequence[Mark]) -> Iterator[Option]:
    """Each circled option, whole with the words that go on behind it, and those left out."""
    words = sorted((w for line in lines for w in line.words), key=lambda w: w.box.left)
    left = sorted(circles, key=lambda m: m.box.left)
    while left:
        first = left[0]
        field = _field(first, [w for w in words if abreast(w.box, first.box)])
        end = max((w.box.right for w in field), default=first.box.right)
        own = [m for m in left if m is first or (abreast(m.box, first.box) and m.box.left < end)]
        left = [m for m in left if m not in own]
        yield from _row(own, field)
        yield from _column(first, lines)


def _row(marks: Sequence[Mark], field: Sequence[Word]) -> Iterator[Option]:
    """The options of one list, those left out first: what is chosen may reach around them."""
    inside = [w for w in field if any(_in(w.box, m.box) for m in marks)]
    rest = [w for w in field if w not in inside and w.text.strip(BETWEEN)]
    chosen = [_chosen(part, rest) for part in _parts(marks)]
    clear = _rising(field) and all(text is not None for text in chosen)
    sure = clear and all(m.confidence >= SURE and m.value for m in marks)
    for word in rest:
        yield Option("off" if sure else "unsure", word.text, word.box)
    for part, text in zip(_parts(marks), chosen, strict=True):
        box = part[0].box
        for mark in part:
            box = box.around(mark.box)
        words = text if text is not None else " ".join(m.value for m in part)
        yield Option("on" if sure else "unsure", words, box)


def _parts(marks: Sequence[Mark]) -> tuple[Sequence[Mark], ...]:
    """What is chosen together, as "2" and "per week"; codes and words are chosen one by one."""
    counts = [bool(_COUNT.search(m.value)) and not _CODE.search(m.value) for m in marks]
    return (marks,) if any(counts) else tuple((mark,) for mark in marks)


def _chosen(marks: Sequence[Mark], rest: Sequence[Word]) -> str | None:
    """What is circled with its unit, None if of "per week per month" one was to be circled, too."""
    tail = [] if _CODE.search(marks[-1].value) else _tail(marks[-1], rest)
    units = [word.text.lower() for word in tail]
    if len(set(units)) < len(units):
        return None
    return " ".join([*(m.value for m in marks), *(w.text for w in tail)]).strip()


def _field(mark: Mark, row: Sequence[Word]) -> list[Word]:
    """The words of a row around a circle, as far as neither a label nor a wide gap ends them."""
    at = next((i for i, w in enumerate(row) if w.box.right > mark.box.left), len(row))
    first = last = at
    while first and not _ends(row[first - 1 : first + 1]):
        first -= 1
    while last < len(row) - 1 and not _ends(row[last : last + 2]):
        last += 1
    return list(row[first : _before_label(row, at, last) + 1])


def _before_label(row: Sequence[Word], at: int, last: int) -> int:
    """The last word of a list behind which, further than its words from each other, a label stands.

    "1 2 3   Number of weeks:" is the list's last number, then the label of the next.
    """
    colon = next((i for i in range(at + 1, last + 1) if row[i].text.endswith(":")), None)
    if colon is None:
        return last
    return max(range(at, colon), key=lambda i: row[i + 1].box.left - row[i].box.right)


def _ends(pair: Sequence[Word]) -> bool:
    """Whether a list ends between two words: a label stands before the second, or a gap."""
    before, behind = pair[0], pair[-1]
    gap = behind.box.left - before.box.right
    return before.text.endswith(":") or gap > GAP


def _tail(last: Mark, rest: Sequence[Word]) -> list[Word]:
    """The words behind the last option that go with each: "weeks" behind "4 6 8 12".

    An option that says its unit itself needs none.
    """
    tail: list[Word] = []
    if not _COUNT.search(last.value) or _UNIT.search(last.value):
        return tail
    for word in rest:
        if word.box.left > last.box.left:
            if _COUNT.search(word.text):
                tail = []
            else:
                tail.append(word)
    if tail and _apart(tail[0], last, rest):
        return []
    if _OFTEN.search(last.value) and tail and tail[0].text.lower() == "times":
        tail = tail[1:]
    return tail[:4]


def _apart(word: Word, last: Mark, rest: Sequence[Word]) -> bool:
    """Whether a word stands further behind a list than the list's items do from each other."""
    items = [last.box, *(w.box for w in rest if _COUNT.search(w.text))]
    ends = sorted((box.left, box.right) for box in items)
    gaps = [after[0] - before[1] for before, after in pairwise(ends)]
    own = word.box.left - max(right for left, right in ends if left < word.box.left)
    return bool(gaps) and own > AWAY * max(gaps)


def _rising(field: Sequence[Word]) -> bool:
    """Whether the numbers of a row grow, as printed lists do; if not, one was misread."""
    numbers = [
        int(m[0]) for w in field if (m := re.match(r"\d{1,3}(?=x?\W*$)", w.text.strip(BETWEEN)))
    ]
    return numbers == sorted(numbers)


def _column(mark: Mark, lines: Sequence[Line]) -> Iterator[Option]:
    """The names or codes above and below a circled one, each on a line that begins there."""
    box, kind = mark.box, _kind(mark.value)
    for line in lines if kind and mark.confidence >= SURE else ():
        apart = abs(line.box.middle[1] - box.middle[1])
        under = abs(line.box.left - box.left) < 0.02 and box.height < apart < COLUMN * box.height
        if under and _kind(line.text) == kind:
            yield Option("off", line.text, line.box)


def _kind(text: str) -> str:
    code = _CODE.search(text)
    if code:
        return str(code.lastgroup)
    return "name" if is_name(text) else ""


def _in(box: Box, circle: Box) -> bool:
    x, y = box.middle
    rim = 0.5 * circle.height
    return circle.left - rim < x < circle.right + rim and circle.top - rim < y < circle.bottom + rim
