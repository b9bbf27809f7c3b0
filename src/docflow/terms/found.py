"""What a grammar found in a text, and the repairs of recognised digits that are always safe."""

from __future__ import annotations

from dataclasses import dataclass

_LETTERS_FOR_DIGITS = str.maketrans(
    {"O": "0", "o": "0", "Q": "0", "l": "1", "I": "1", "i": "1", "|": "1", "S": "5", "s": "5"}
    | {"B": "8", "Z": "2", "z": "2"}
)
DIGIT = r"[0-9OoQlIi|SsBZz]"
"""A character that is a digit, or can be nothing else where only digits may stand."""


@dataclass(frozen=True, slots=True)
class Found:
    """A value in a text: `text` is `searched[start:end]` as it stands, `value` its canonical form.

    `repaired`: the value is not literally what stands there (letter O for 0, a lost dot, a space
    inside); the repair is safe by the grammar, but one more reason to look.
    """

    value: str
    text: str
    start: int
    end: int
    repaired: bool = False


def as_digits(text: str) -> str:
    """The text with letters that readers confuse with digits replaced; other characters stay."""
    return text.translate(_LETTERS_FOR_DIGITS)
