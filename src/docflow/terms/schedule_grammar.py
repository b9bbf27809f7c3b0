"""Which runs of tokens say a frequency, a duration, a number of visits or a length.

A rule is a pattern over the tokens' letters (see `schedule_tokens`); the rules are tried in
order, and what one has taken no other can take.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from docflow.terms.schedule_tokens import Token

_TAKEN = "_"
_LONGEST_STEP = 4
_LONGEST = 2
"""Years of treatment; more years are somebody's age."""


@dataclass(frozen=True, slots=True)
class Part:
    """A value that the tokens from `first` to before `last` say, with what is doubtful about it."""

    name: str
    value: str
    first: int
    last: int
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    pattern: str
    say: Callable[[Sequence[Token]], str]
    doubt: str = ""


def parts(words: Sequence[Token]) -> tuple[Part, ...]:
    """Everything that the tokens say, in the order of the text."""
    letters = "".join(word.kind for word in words)
    found: list[Part] = []
    for rule in _RULES:
        for match in re.finditer(rule.pattern, letters):
            value = rule.say(words[match.start() : match.end()])
            if value:
                found.append(Part(rule.name, value, match.start(), match.end(), rule.doubt))
                taken = _TAKEN * len(match[0])
                letters = letters[: match.start()] + taken + letters[match.end() :]
    return tuple(sorted(found, key=lambda part: part.first))


def _numbers(words: Sequence[Token]) -> list[str]:
    return [word.value for word in words if word.kind in "nN"]


def _value(words: Sequence[Token]) -> str:
    """The value of the first word that has one."""
    return next((word.value for word in words if word.value), "")


def _rate(words: Sequence[Token]) -> str:
    """The form "2/wk" from a number and a unit or adverb; "1" where no number stands."""
    unit = next(word.value for word in words if word.kind in "ua")
    count = next(iter(_numbers(words)), "1")
    if unit == "yr":
        return ""
    return f"{count}/{unit}" if "/" not in unit else unit.replace("1/", f"{count}/", 1)


def _spaced(words: Sequence[Token]) -> str:
    """The form "1/2wk" from "every 2 weeks", "every other week", "1x/2 weeks"."""
    unit = next(word.value for word in words if word.kind == "u")
    numbers = _numbers(words)
    kinds = "".join(word.kind for word in words)
    after = kinds[kinds.index("q") :] if "q" in kinds else kinds[1:]
    step = "2" if "o" in kinds else (numbers[-1] if "n" in after else "1")
    counted = numbers[:-1] if "n" in after else numbers
    if unit == "d" and step.isdigit() and int(step) % 7 == 0:
        step, unit = str(int(step) // 7), "wk"
    if unit == "yr" or ("q" not in kinds and int(step.split("-")[-1]) > _LONGEST_STEP):
        return ""
    return f"{counted[0] if counted else '1'}/{'' if step == '1' else step}{unit}"


def _length(words: Sequence[Token]) -> str:
    """The form "8wk" from a number and a unit; a year is twelve months."""
    unit = next(word.value for word in words if word.kind == "u")
    number = _numbers(words)[0]
    if unit == "yr":
        years = [int(n) for n in number.split("-")]
        return "-".join(str(12 * n) for n in years) + "mo" if max(years) <= _LONGEST else ""
    return f"{number}{unit}"


def _number(words: Sequence[Token]) -> str:
    return _numbers(words)[-1]


def _unclear_length(words: Sequence[Token]) -> str:
    return f"x{_number(words)}"


def _pair(words: Sequence[Token]) -> str:
    return "x".join(_numbers(words)[:2])


def _weekly(words: Sequence[Token]) -> str:
    return f"{_numbers(words)[0]}/wk"


_RULES = (
    _Rule("visits", "n(?=xH|Hv)", _number),
    _Rule("minutes", "H", _value),
    _Rule("minutes", "kp?v?n(?![xpuv])|vkn(?![xpuv])", _number),
    _Rule("frequency", "(?:nx?|N)?v?p?q(?:o|n)?u", _spaced),
    _Rule("frequency", "nxpnu", _spaced),
    _Rule("frequency", "nx?v?pu(?!n[,T#])|nxv?u|Nv?p?u", _rate),
    _Rule("visits", "nx?v?pu", _number, "A number for a whole year is a limit, not a plan."),
    _Rule("frequency", "n(?:xv?|v)a|Nv?a|(?<!n)a", _rate),
    _Rule("frequency", "na", _rate, "“2 weekly” may mean twice a week or every 2 weeks."),
    _Rule("frequency", "A", _value),
    _Rule(
        "frequency", "B", _value, "“Biweekly” and “bimonthly” mean twice as often or half as often."
    ),
    _Rule("frequency", "[xv]pu#?n(?![xpuv])", _rate),
    _Rule("frequency", "I", _value, "BID is twice a day; often BIW, twice a week, is meant."),
    _Rule("frequency", "nx(?=nu)", _weekly, "“2 x 6 weeks” does not say 2 times of what."),
    _Rule("frequency", "nxn(?![uxpvHUn])", _pair, "A pair such as “2x6” does not say of what."),
    _Rule("duration", "D", _value),
    _Rule("duration", "(?<![es])(?<!s[xf])(?<!ef)nu(?!z)", _length),
    _Rule("symptom", "(?<!e)(?<!ef)nu(?!z)", _length, "The time may be how long it has hurt."),
    _Rule("duration", "(?:#|l)un(?![xpuv])", _length),
    _Rule("visits", "T[#v]*n(?![xpuH])|#v?n(?![xpuH])|nT?v|vn(?![xpuHv.])", _number),
    _Rule("duration", "(?<!e)[xl]n(?![xpuvHUn])|fn(?=[,t]|$)", _unclear_length),
)
