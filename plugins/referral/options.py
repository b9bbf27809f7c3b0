"""Tick boxes and what they stand for: the words at their right, up to the next box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docflow import Box, Word

from .view import View


def ticked(view: View, box: Box) -> str | None:
    """The state of the tick box right before a text, None if there is none."""
    em = box.height * view.tall
    near = [
        m
        for m in view.ticks
        if abs(m.box.middle[1] - box.middle[1]) < 0.7 * box.height
        and -0.3 * em < box.left - m.box.right < 2.2 * em
    ]
    return max(near, key=lambda m: m.box.left).value if near else None


def options(view: View) -> Iterator[tuple[str, str, Box]]:
    """Each tick box with the words at its right, up to the next box: state, text, place."""
    words = [word for line in view.lines for word in line.words]
    for mark in view.ticks:
        taken = _behind(mark.box, [m.box for m in view.ticks], words, view.tall)
        text = " ".join(word.text for word in taken).lstrip(_SIGNS)
        if text:
            box = mark.box
            for word in taken:
                box = box.around(word.box)
            yield mark.value, text, box


_DRAWN = "☐□☑☒✓✗✔✘[]{}|"
_SIGNS = " ☐□☑☒✓✗✔✘[](){}|"


def _behind(box: Box, boxes: Sequence[Box], words: Sequence[Word], tall: float) -> list[Word]:
    """The words of an option; a reader may have drawn the box itself into the first."""
    em = box.height * tall
    stop = min(
        (
            b.left
            for b in boxes
            if b.left > box.right and abs(b.middle[1] - box.middle[1]) < box.height
        ),
        default=1.0,
    )
    row = [
        w
        for w in words
        if abs(w.box.middle[1] - box.middle[1]) < 0.75 * max(w.box.height, box.height)
        and w.box.right > box.right + 0.2 * em
        and box.left - 0.8 * em < w.box.left < stop - 0.2 * em
        and (w.box.left > box.right - 0.3 * em or w.text[0] in _DRAWN)
    ]
    taken: list[Word] = []
    edge = box.right
    for word in sorted(row, key=lambda w: w.box.left):
        if word.box.left - edge > 2.5 * em:
            break
        taken.append(word)
        edge = word.box.right
    return taken
