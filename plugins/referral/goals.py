"""What the treatment is for and what it must spare: goals and precautions, in the paper's words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from docflow import Box, Reading
from docflow.paper.pairs import Pair
from docflow.paper.prose import Passage
from docflow.terms.phones import find_phones

from .columns import another
from .cues import CARE, CARE_IN_PROSE, GOAL, GOAL_IN_PROSE, OFFICE
from .governor import governor
from .grammar import nothing
from .view import View, said

SHORTEST, LONGEST = 6, 140
"""A goal or precaution of fewer letters may be an option's name, one of more the form's text."""
_OPEN_ENDED = re.compile(
    r"\b(?:from|to|of|and|or|with|the|an?|in|on|for|at|by|without|no|than)$", re.I
)
"""How a text ends whose rest was not read."""
HANGS = 0.03
"""A row that goes on begins at most this share of the page's width from where the text began."""
_TERM = re.compile(r"^(?:(?:long|short)[ -]?term(?: goals?)?|[LS]TGs?)\s*[:=-]\s*", re.I)
"""What stands before a goal and says by when."""
_ADDRESS = re.compile(
    r"(?:please|thank|this|these|return|call|fax|sincerely|i|we|he|she|refer|send|report|follow|see)\b",
    re.I,
)
"""How a sentence begins that tells the reader something else."""
WRAPS = 0.4
"""A value that goes on in the next row takes with its line this share of the page's width."""


_TEXTS = (
    ("goals", "order.goals", GOAL, GOAL_IN_PROSE),
    ("precautions", "order.precautions", CARE, CARE_IN_PROSE),
)


def texts(views: Sequence[View]) -> Iterator[Reading]:
    """Goals and precautions: under their labels, else lines of a pad that can be nothing else."""
    for noun, name, shape, cue in _TEXTS:
        told = [r for v in views for r in (*_under_label(v, noun, name), *_told(v, name, cue))]
        yield from told
        if not told and not any(label.noun == noun for view in views for label in view.labels):
            for view in views:
                yield from _free(view, name, shape)


def _under_label(view: View, noun: str, name: str) -> Iterator[Reading]:
    for paired in (*view.of(noun), *_hanging(view, noun)):
        pair = _own(view, paired)
        if pair is None:
            continue
        passage = view.passage(pair.label.line)
        inside = passage.running and any(line is pair.runs[0].line for _, line in passage.parts)
        if inside and not (pair.label.colon or pair.label.start == 0):
            continue
        text, box = (_sentence if inside else _wrapped)(view, pair)
        ticked = _chosen(view, pair)
        text, whole = _clipped(text if ticked is None else ticked)
        if not nothing(text):
            broken = not whole or _broken_off(pair, text)
            odd = broken or not SHORTEST <= len(text) <= LONGEST
            score, ground = (0.3, "weak-label") if odd else (0.45 + pair.score, "label")
            yield said(name, text, text, view.source(box), score, ground)


def _broken_off(pair: Pair, text: str) -> bool:
    """Whether a text ends so that more of it must follow, which was not read with it."""
    run = pair.runs[-1]
    printed = run.line.text[run.start :].rstrip()
    alone = text == _tidy(pair.text) and printed.endswith((",", "&"))
    return alone or bool(_OPEN_ENDED.search(text))


def _hanging(view: View, noun: str) -> Iterator[Pair]:
    """Labels that end a line of text, with the line right below that goes on from them."""
    paired = {id(pair.label) for pair in view.pairs}
    for label in view.labels:
        line, box = label.line, label.line.box
        ends = label.colon and label.start > 0 and not line.text[label.end :].strip()
        if label.noun != noun or not ends or id(label) in paired:
            continue
        below = [
            run
            for run in view.runs
            if abs(run.box.left - box.left) < HANGS
            and 0.5 < (run.box.middle[1] - box.middle[1]) / box.height < 1.5
        ]
        if len(below) == 1:
            yield Pair(label, (below[0],), "below", 0.4, 0.0)


def _own(view: View, pair: Pair) -> Pair | None:
    """The pair without the rows below its label from where another question begins."""
    kept = []
    for run in pair.runs:
        below = run.box.top > pair.label.box.middle[1]
        if below and (run.line.text[run.end :].startswith(":") or another(view, pair.label, run)):
            break
        kept.append(run)
    return replace(pair, runs=tuple(kept)) if kept else None


def _clipped(text: str) -> tuple[str, bool]:
    """A text up to the sentence that is no longer part of it, and whether the rest surely is none.

    The sentence after a goal may be another goal, or the letter's next word to its reader.
    """
    head = _TERM.sub("", text)
    for stop in re.finditer(r"(?<=[\w)])[.!?]\s+(?=[A-Z])", head):
        rest = head[stop.end() :]
        if _ADDRESS.match(rest):
            return _tidy(head[: stop.start()]), True
        if not (GOAL.match(rest) or CARE.match(rest)):
            return _tidy(head), False
    return _tidy(head), True


def _chosen(view: View, pair: Pair) -> str | None:
    """The ticked ones of the options that stand as a label's value, None if it has no options.

    One option alone is an option only where it is empty: a tick before a text may be a letter.
    """
    if not any(view.ticked(run.box) for run in pair.runs):
        return None
    left, top, right, bottom = pair.box
    own = [
        option
        for option in view.options
        if option.box.right > left
        and option.box.left < right
        and top < option.box.middle[1] < bottom
    ]
    ticked = [option.text for option in own if option.state == "on"]
    options = len(own) > 1 or any(option.state == "off" for option in own)
    return "; ".join(ticked) if options else None


def _sentence(view: View, pair: Pair) -> tuple[str, Box]:
    """What a sentence says behind a label, over as many lines as it runs before the next label."""
    passage = view.passage(pair.label.line)
    start = passage.at(pair.label.line, pair.label.end)
    end = _end(view, passage, start)
    return _tidy(passage.text[start:end]), passage.box(start, end)


def _end(view: View, passage: Passage, start: int) -> int:
    """Where a sentence ends: at its stop, or where the next label begins."""
    _, end = passage.sentence(start)
    heads = (passage.at(x.line, x.start) for x in view.labels if x.colon or x.start == 0)
    return min([end, *(at for at in heads if at > start)])


def _wrapped(view: View, pair: Pair) -> tuple[str, Box]:
    """The value of a label, with the row below it if that goes on in small letters."""
    box, last, line = pair.box, pair.runs[-1].box, pair.runs[-1].line
    above = pair.label.box.top
    owned = {r.place for other in view.pairs if other.label.box.bottom > above for r in other.runs}
    lefts = (pair.label.box.left, pair.label.line.box.left, line.box.left, box.left)
    below = [
        run
        for run in view.runs
        if run.place not in owned
        and run.start == 0
        and re.match(r"(?![a-z][.)])[a-z][^|]*$", run.text)
        and not find_phones(run.text)
        and -0.3 < (run.box.top - last.bottom) / last.height < 0.9
        and min(abs(run.box.left - x) for x in lefts) < HANGS
        and view.ticked(run.box) is None
    ]
    full = last.right - min(lefts) > WRAPS and pair.runs[-1].end == len(line.text.rstrip(" .;"))
    if len(below) != 1 or not full or pair.text.rstrip().endswith("."):
        return _tidy(pair.text), box
    return _tidy(f"{pair.text} {below[0].text}"), box.around(below[0].box)


def _told(view: View, name: str, cue: re.Pattern[str]) -> Iterator[Reading]:
    """What a sentence says behind words such as "my goal is", to the sentence's end."""
    for passage in view.passages:
        if not passage.running:
            continue
        for match in cue.finditer(passage.text):
            end = _end(view, passage, match.end())
            text = _tidy(passage.text[match.end() : end])
            if len(text) > 3 and not nothing(text):
                yield said(
                    name, text, text, view.source(passage.box(match.end(), end)), 0.85, "prose"
                )


def _tidy(text: str) -> str:
    """One line without its full stop; a letter O that ends a number is a zero, 30 Ibs are lbs."""
    flat = " ".join(text.split()).strip(" .;")
    return re.sub(r"(?<=\d )[I1]bs?\b", "lbs", re.sub(r"(?<=\d)[oO](?=\d|\b)", "0", flat))


def _free(view: View, name: str, shape: re.Pattern[str]) -> Iterator[Reading]:
    taken = {id(run.line) for pair in view.pairs for run in pair.runs}
    for passage in view.passages:
        lines = [line for _, line in passage.parts]
        for line in lines:
            if id(line) in taken or not shape.search(line.text) or passage.running:
                continue
            label = governor(view, line, 0, line.box)
            if label is not None and label.role in ("history", "other"):
                continue
            text = _tidy(line.text)
            if not _titled(text):
                yield said(name, text, text, view.source(line.box), 0.5, "unlabelled")


def _titled(text: str) -> bool:
    """Whether a line is a row's one word, a question, or an office's name: "Pain Center"."""
    words = text.split()
    names = all(word[:1].isupper() or not word[:1].isalpha() for word in words)
    return len(words) < 2 or text.endswith("?") or (names and bool(OFFICE.search(text)))
