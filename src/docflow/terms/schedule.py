"""How often, how long, how many visits and minutes an order says, in one canonical form.

Frequency: "2/wk", "1-2/wk", "1/2wk" (every other week), "2/mo", "1/d". Duration: "8wk", "6-8wk",
"3mo", "60d". Steps of a taper are joined: "3/wk then 2/wk", "2wk then 4wk". What an order leaves
unclear is kept as it stands and means nothing until a person says what: the frequencies
"biweekly", "bimonthly" and "2x6", the duration "x8" (weeks or visits).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from docflow.terms.found import Found
from docflow.terms.schedule_grammar import Part, parts
from docflow.terms.schedule_tokens import Token, tokens

_RANGE = r"[0-9]{1,3}(?:-[0-9]{1,3})?"
_FREQUENCY = rf"{_RANGE}/(?:{_RANGE})?(?:wk|mo|d)|biweekly|bimonthly|[0-9]{{1,2}}x[0-9]{{1,2}}"
_DURATION = rf"{_RANGE}(?:wk|mo|d)|x{_RANGE}"
_THEN = " then "
_DAYS = {"d": (Fraction(1), Fraction(1)), "wk": (Fraction(7), Fraction(7))} | {
    "mo": (Fraction(28), Fraction(91, 3))
}
"""Days in a unit: a month is four weeks by habit, 4 1/3 by the calendar."""
_NUMBERING = re.compile(r"^\W*\d{1,2}[A-Z]?\.\s+(?=[A-Z])")
"""The number of a form's item: 24D. is no 24 days."""
_UNIT_WORDS = {"wk": "week", "mo": "month", "d": "day"}
_DOUBTS = {"g": "“At least” sets no upper limit.", "P": "“As needed” is no number."}


@dataclass(frozen=True, slots=True)
class Schedule:
    """What a phrase says; "" for what it does not say. Nothing is computed from the rest.

    `ambiguous` says in the desk's words what a person has to clear up, "" if nothing. `found`
    names each part with its place.
    """

    frequency: str = ""
    duration: str = ""
    visits: str = ""
    minutes: str = ""
    ambiguous: str = ""
    found: tuple[tuple[str, Found], ...] = ()

    def place(self, part: str) -> Found | None:
        """Where "frequency", "duration", "visits" or "minutes" stands, None if it does not."""
        return next((found for name, found in self.found if name == part), None)


def parse_schedule(text: str) -> Schedule | None:
    """What the text orders, None if it says nothing of frequency, duration, visits or minutes.

    Text that only raises a doubt ("PRN") is a schedule with nothing but `ambiguous`.
    """
    text = _NUMBERING.sub(lambda m: " " * len(m[0]), text)
    words = tokens(text)
    said = _explained(_ordered(parts(words)))
    letters = {word.kind for word in words}
    doubts = [doubt for letter, doubt in _DOUBTS.items() if letter in letters]
    doubts += [part.doubt for part in said if part.doubt]
    steps = _stepped(said, "t" in letters)
    frequency, duration = _plan(said, steps, doubts)
    visits, minutes = (_only(name, said, doubts) for name in ("visits", "minutes"))
    if not (frequency or duration or visits or minutes or doubts):
        return None
    found = tuple((part.name, _place(part, words, text)) for part in said)
    return Schedule(frequency, duration, visits, minutes, " ".join(dict.fromkeys(doubts)), found)


def clean_frequency(text: str) -> str:
    """The frequency in canonical form, or ""."""
    return _canonical(text, _FREQUENCY) or _parsed(text).frequency


def clean_duration(text: str) -> str:
    """The duration in canonical form, or ""; a bare 8 is "x8", weeks or visits."""
    bare = _canonical(text, _RANGE)
    return f"x{bare}" if bare else _canonical(text, _DURATION) or _parsed(text).duration


def clean_visits(text: str) -> str:
    """The number of visits as "12" or "6-8", or ""."""
    return _canonical(text, _RANGE) or _parsed(text).visits


def clean_minutes(text: str) -> str:
    """The minutes of a session as "60" or "45-60", or ""."""
    return _canonical(text, _RANGE) or _parsed(text).minutes


def visits_of(frequency: str, duration: str) -> tuple[int, int] | None:
    """Fewest and most visits that frequency and duration make; None where one is unclear.

    A month counts as 4 to 4 1/3 weeks, so weekly visits over months make a range.
    """
    often, long = frequency.split(_THEN), duration.split(_THEN)
    ranges = [_visits(f, d) for f, d in zip(often, long, strict=False)]
    known = [visits for visits in ranges if visits]
    if len(often) != len(long) or len(known) < len(ranges):
        return None
    return sum(low for low, _ in known), sum(high for _, high in known)


def capped(text: str) -> bool:
    """Whether the text says "up to" or the like: then it gives a limit, not a number."""
    return any(word.kind == "c" for word in tokens(text))


def in_words(value: str) -> str:
    """A canonical frequency or duration as a letter says it: "2 times a week", "8 weeks"."""
    return ", then ".join(_in_words(step) for step in value.split(_THEN))


def _ordered(said: Sequence[Part]) -> tuple[Part, ...]:
    """The parts that belong to an order: "pain for 6 weeks" only where no other time is given."""
    names = {part.name for part in said}
    if "frequency" in names and "duration" not in names:
        return tuple(replace(p, name="duration") if p.name == "symptom" else p for p in said)
    return tuple(part for part in said if part.name != "symptom")


def _explained(said: Sequence[Part]) -> tuple[Part, ...]:
    """Without a "biweekly" that its own writer explains: "biweekly (every 2 weeks)"."""
    clear = {part.value for part in said if part.name == "frequency"}
    meant = {"biweekly": {"1/2wk", "2/wk"}, "bimonthly": {"1/2mo", "2/mo"}}
    return tuple(part for part in said if not meant.get(part.value, set()) & clear)


def _stepped(said: Sequence[Part], then: bool) -> bool:
    """Whether several frequencies are the steps of a taper: "then", or each with its duration."""
    order = [part.name[0] for part in said if part.name in ("frequency", "duration")]
    return then or "".join(order) == "fd" * (len(order) // 2)


def _plan(said: Sequence[Part], steps: bool, doubts: list[str]) -> tuple[str, str]:
    """Frequency and duration, each step's number without unit resolved where only one fits."""
    often = [part.value for part in said if part.name == "frequency"]
    long = [part.value for part in said if part.name == "duration"]
    if not steps or len(set(often)) < 2:
        frequency, duration = (_only(n, said, doubts) for n in ("frequency", "duration"))
        often, long = [frequency], [duration]
    else:
        doubts += [] if len(often) == len(long) else ["The steps do not say how long each lasts."]
    long = [_resolved(often[min(i, len(often) - 1)], step) for i, step in enumerate(long)]
    if any(step.startswith("x") for step in long):
        doubts.append("The number behind “x” may be weeks or visits.")
    return _THEN.join(often), _THEN.join(long)


def _only(name: str, said: Sequence[Part], doubts: list[str]) -> str:
    """The one value of a part; "" and a doubt where several contradict each other."""
    values = list(dict.fromkeys(part.value for part in said if part.name == name))
    if all(_same_length(values[0], other) for other in values[1:]):
        return values[0] if values else ""
    doubts.append(f"More than one {name} is written.")
    return ""


def _same_length(a: str, b: str) -> bool:
    """Whether two durations can be the same time: 8 weeks and 2 months."""
    first, second = visits_of("1/d", a), visits_of("1/d", b)
    if not first or not second:
        return False
    return first[0] <= second[1] and second[0] <= first[1]


def _resolved(frequency: str, duration: str) -> str:
    """The length where weeks and visits are as many ("weekly x 6"); elsewhere "x6" stays."""
    weekly = re.fullmatch(r"1/(wk|mo|d)", frequency)
    return f"{duration[1:]}{weekly[1]}" if weekly and duration.startswith("x") else duration


def _place(part: Part, words: Sequence[Token], text: str) -> Found:
    run = words[part.first : part.last]
    start, end = run[0].start, run[-1].end
    return Found(part.value, text[start:end], start, end, any(word.repaired for word in run))


def _parsed(text: str) -> Schedule:
    return parse_schedule(text) or Schedule()


def _canonical(text: str, pattern: str) -> str:
    bare = text.strip().lower()
    return bare if re.fullmatch(rf"(?:{pattern})(?:{_THEN}(?:{pattern}))*", bare) else ""


def _visits(frequency: str, duration: str) -> tuple[int, int] | None:
    often = re.fullmatch(rf"({_RANGE})/({_RANGE})?(wk|mo|d)", frequency)
    long = re.fullmatch(rf"({_RANGE})(wk|mo|d)", duration)
    if not often or not long:
        return None
    count, step, length = _ends(often[1]), _ends(often[2] or "1"), _ends(long[1])
    if 0 in step:
        return None
    same = often[3] == long[2]
    (shortest, longest), (short, wide) = _DAYS[long[2]], _DAYS[often[3]]
    least = Fraction(count[0] * length[0], step[1]) * (1 if same else shortest / wide)
    most = Fraction(count[1] * length[1], step[0]) * (1 if same else longest / short)
    return math.floor(least), math.ceil(most)


def _ends(span: str) -> tuple[int, int]:
    low, _, high = span.partition("-")
    return int(low), int(high or low)


def _in_words(step: str) -> str:
    often = re.fullmatch(rf"({_RANGE})/({_RANGE})?(wk|mo|d)", step)
    long = re.fullmatch(rf"({_RANGE})(wk|mo|d)", step)
    if often:
        count = {"1": "once", "2": "twice"}.get(often[1], f"{often[1].replace('-', ' to ')} times")
        unit = _UNIT_WORDS[often[3]]
        if not often[2]:
            return f"{count} a {unit}"
        return f"{count} every {often[2].replace('-', ' to ')} {unit}s"
    if long:
        many = "" if long[1] == "1" else "s"
        return f"{long[1].replace('-', ' to ')} {_UNIT_WORDS[long[2]]}{many}"
    return step
