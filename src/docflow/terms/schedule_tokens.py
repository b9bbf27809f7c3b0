"""The words of which orders say how often and how long, told apart without relying on spaces.

Every token has one letter for its kind, so that the grammar in `schedule` reads as patterns over
a string of such letters:

n number   N once, twice   x times sign    p per          u unit of time   a weekly, monthly
q every    o other         v visit noun    H length in minutes             k the bare word minutes
A a whole frequency (BIW, MWF)             B biweekly   I BID           D a whole duration
# number of   T total     l label of the duration         t then   f for   c up to
g at least    P as needed  U units         e in, at, repeat: what follows is no duration
z ago, old: what stands before is none     s pain, onset   , a break   . other
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from docflow.terms.found import as_digits

_WORDS = {
    word: str(number)
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty".split(),
        1,
    )
} | {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "dozen": "12"}
_BLURRED = re.compile(r"(?!weeks?$)w[eco]{2}ks?|(?!months?$)mon[tl1][hb]s?")
_UNITS = {"w": "wk", "v": "wk", "m": "mo", "d": "d", "y": "yr"}
_ADVERBS = {"w": "1/wk", "m": "1/mo", "d": "1/d", "q": "1/3mo", "f": "1/2wk", "a": "1/yr"}
_DAY = r"(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:s|days?|nesdays?|rsdays?|urdays?)?"
_OPEN = re.compile(rf"{_DAY}\s*-\s*{_DAY}")
"""From one day to another: an office's hours, no two visits."""
_JOIN = r"\s*(?:[/,&+\-]|and)\s*"
_UNIT = (
    r"(?:w[eco]{2}ks?|mon[tl1][hb]s?|days?|years?|(?:wks?|vvks?|mths?)(?![a-eg-su-wyz])"
    r"|(?:mons?|mos?|yrs?)(?![a-wyz]))"
)
_SHORT_UNIT = r"[wdy](?![a-wyz])"
_WORD = rf"(?:one dozen|a dozen|{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?![a-z])"
_LETTER = rf"(?:[li|](?=\s*x|\s*{_UNIT}|\s+(?:to|or)\s+[0-9])|[zbs](?=x|{_UNIT}))(?<![a-z0-9].)"
_MIXED = rf"(?:[0-9][oli|](?=\s*(?:x|{_UNIT}|min|visit|sess))|[li|][0-9o](?=\s*(?:x|{_UNIT}|min)))"
_ONE = rf"(?:{_MIXED}|{_WORD}|(?<![0-9.])[0-9]{{1,3}}(?![0-9])|{_LETTER})"
_TWICE = rf"{_ONE}(?:\s*\(\s*{_ONE}\s*\))?"
_LEVEL = r"(?<![^a-z][a-pr-wyz])(?<!^[a-pr-wyz])(?<![0-9]-)"
"""Before a number: neither half of C5-6 is one, but those of q2 and x6 are."""
_RANGE = rf"{_LEVEL}{_TWICE}(?:\s*x?\s*(?:-|to|or)\s*{_TWICE})?"
_HOUR = r"(?:hours?|hrs?)(?![a-z])"
_NOUN = r"(?:visits?|vis|sessions?|tx'?s?|treatments?|appointments?|appts?)(?![a-wyz])"

_TOKENS = re.compile(
    "|".join(
        f"(?P<{kind}>{pattern})"
        for kind, pattern in (
            ("item", r"(?<![^\n])[0-9]{1,2}[.)]\s*(?=[a-z]{3})"),
            ("break", r"[,;\n]"),
            ("short", r"(?<![\w.])[0-9](?:-[0-9])?[wm](?=[0-9]{1,2}(?![\w/.]))"),
            ("shortened", r"(?<=[0-9]w)[0-9]{1,2}(?![\w/.])|(?<=[0-9]m)[0-9]{1,2}(?![\w/.])"),
            ("dash52", r"[0-9]{1,2}\s?/\s?52(?![0-9])"),
            ("dash7", r"[0-9]\s?/\s?7(?=\s*x?\s*[0-9]{1,2}\s?/\s?52)"),
            ("half", rf"(?:1/2|half)(?:\s+an?)?\s*{_HOUR}"),
            ("hours", rf"(?:[0-9](?:\.[0-9]+)?|an|one|two)[\s\-]*{_HOUR}"),
            (
                "minutes",
                rf"{_RANGE}\s*-?\s*(?:minutes?|mins?)(?![a-wyz])|[1-9][05]\s?['\"′″](?!\w)",
            ),
            ("k", r"(?:minutes?|mins?)(?![a-z])"),
            ("hourly", r"q\s?[0-9]{2,3}\s?h(?:rs?|ours?)?(?![a-z])"),
            ("biw", r"(?<![a-z])(?:[b8][i1l|]w|b\.\s?i\.\s?w\.?)(?![a-wyz])"),
            ("tiw", r"(?<![a-z])(?:[t7][i1l|]w|t\.\s?i\.\s?w\.?)(?![a-wyz])"),
            ("bid", r"(?<![a-z])(?:bid|b\.i\.d\.?)(?![a-wyz])"),
            ("qod", r"(?<![a-z])(?:qod|q\.o\.d\.?|eod)(?![a-wyz])"),
            ("eow", r"(?<![a-z])(?:eow|qow|q\.o\.w\.?)(?![a-wyz])"),
            ("twos", r"semi[\s\-]?(?:weekly|monthly)"),
            ("B", r"bi[\s\-]?(?:weekly|wkly|monthly)"),
            (
                "days",
                rf"{_DAY}(?:{_JOIN}{_DAY})+|(?<![a-z])(?:m/?w/?f|t(?:u|ues)?/?th|m/w|w/f)(?![a-z/])",
            ),
            ("a", r"weekly|wkly|monthly|daily|qd(?![a-wyz])|quarterly|fortnightly|annually"),
            ("N", r"(?:once|twice|thrice)"),
            (
                "c",
                r"(?:up to|no more than|not to exceed|nte|max(?:imum)?(?: of)?|at most)(?![a-z])",
            ),
            ("g", r"(?:at least|minimum(?: of)?|min\. of)(?![a-z])"),
            ("P", r"(?:prn|p\.r\.n\.?|as needed|ad lib|as tolerated)(?![a-z])"),
            ("s", r"(?:pain|symptoms?|aches?|headaches?|onset|history|hx|lbp|injury)(?![a-z])"),
            ("t", r"(?:then|followed by|taper(?:ing)?(?: down)?(?: to)?|thereafter)(?![a-z])"),
            (
                "e",
                r"(?:within|after|at|in|since|until|through|repeat(?:ed)?|refills?|valid"
                r"|retain|expires?)(?![a-z])",
            ),
            ("z", r"(?:ago|old|pregnant|gestation|postpartum|post[\s\-]?op\w*)(?![a-z])"),
            ("T", r"(?:total(?: of| number of| #)?|qty|quantity|disp(?:ense)?)(?![a-z])"),
            ("l", r"(?:duration|dur|length)(?![a-z])"),
            ("number", r"#\s?(?:of)?|(?:number|no\.?|num) of"),
            ("o", r"(?:other|second|alternate|alternating|2nd)(?![a-z])"),
            ("q", rf"(?:every|each|q(?=\s*(?:[0-9]|{_UNIT}|{_SHORT_UNIT})))"),
            (
                "p",
                rf"/|per(?![a-z])|per(?={_UNIT})|a(?=\s*(?:{_UNIT}))|[l1i|!](?=(?:week|wk)(?!s))(?<=x.)",
            ),
            ("n", _RANGE),
            ("v", _NOUN),
            ("U", r"u(?:nits?)?(?![a-z])"),
            ("u", rf"{_UNIT}|{_SHORT_UNIT}"),
            ("x", r"(?:times?|x|\*|@)"),
            ("f", r"(?:for|over|during)(?![a-z])"),
            (
                "skip",
                r"an?(?![a-z])|more(?![a-z])|calendar"
                r"|(?:authorized|ordered|requested|approved|prescribed|needed)(?![a-z])|[\s.:=_()\[\]\"'+\-]",
            ),
            ("other", r"[a-z]+|."),
        )
    ),
    re.DOTALL,
)
_BOX = r"\[☐□☑☒■✓"
_UNTICKED = re.compile(rf"(?:\[\s?\]|[☐□])\s*(?:[^{_BOX}]*(?=[{_BOX}])|[^\s{_BOX}]+)")
_AS_ASCII = str.maketrans({"×": "x", "–": "-", "—": "-", "‐": "-", "’": "'", "”": '"', "_": " "})


@dataclass(frozen=True, slots=True)
class Token:
    """One word of the language: its kind (see the module), canonical value and place."""

    kind: str
    value: str
    start: int
    end: int
    repaired: bool = False


def tokens(text: str) -> tuple[Token, ...]:
    """The words in the text; options beside an empty tick box are passed over."""
    plain = _UNTICKED.sub(lambda m: " " * len(m[0]), text.translate(_AS_ASCII))
    lowered = "".join(_letter(ch) for ch in plain)
    found = (_token(match) for match in _TOKENS.finditer(lowered))
    return tuple(token for token in found if token)


def _letter(sign: str) -> str:
    """A sign in lower case without its accent, which on an order is a speck of dirt."""
    plain = unicodedata.normalize("NFD", sign)[:1].lower()
    return plain if len(plain) == 1 else "."


def _token(match: re.Match[str]) -> Token | None:
    kind = match.lastgroup or "other"
    if kind in ("skip", "item"):
        return None
    letter, value, repaired = _meaning(kind, match)
    return Token(letter, value, match.start(), match.end(), repaired)


def _meaning(kind: str, match: re.Match[str]) -> tuple[str, str, bool]:
    """Letter, canonical value, and whether letters had to be read as digits."""
    text = match[0]
    if kind in _FIXED:
        return *_FIXED[kind], bool(re.search(r"[0-9|l]", text))
    if kind == "n":
        value = span(text)
        return "n", value, not _plain(text)
    if kind in ("minutes", "hours", "half", "hourly"):
        return _length(kind, text)
    if kind in ("dash7", "dash52"):
        number = text.split("/")[0].strip()
        return ("A", f"{number}/wk", False) if kind == "dash7" else ("D", f"{number}wk", False)
    if kind == "short":
        return "A", f"{text[:-1]}/{_UNITS[text[-1]]}", False
    if kind == "shortened":
        return "D", f"{text}{_UNITS[match.string[match.start() - 1]]}", False
    if kind == "days" and _OPEN.fullmatch(text):
        return ".", "", False
    if kind == "days":
        return "A", f"{_weekdays(text)}/wk", False
    return _simple(kind, text)


_FIXED = {
    "biw": ("A", "2/wk"),
    "tiw": ("A", "3/wk"),
    "bid": ("I", "2/d"),
    "qod": ("A", "1/2d"),
    "eow": ("A", "1/2wk"),
    "break": (",", ""),
    "number": ("#", ""),
    "other": (".", ""),
}


def _simple(kind: str, text: str) -> tuple[str, str, bool]:
    if kind == "twos":
        return "A", "2/mo" if "month" in text else "2/wk", False
    if kind == "B":
        return "B", "bimonthly" if "month" in text else "biweekly", False
    if kind == "a":
        return "a", _ADVERBS["d" if text == "qd" else text[0]], False
    if kind == "N":
        return "N", {"o": "1", "t": "2"}[text[0]] if text != "thrice" else "3", False
    if kind == "u":
        return "u", _UNITS[text[0]], text[0] == "v" or bool(_BLURRED.fullmatch(text))
    return kind, "", kind == "p" and text in "l1i|!"


def _length(kind: str, text: str) -> tuple[str, str, bool]:
    number = re.sub(r"[^0-9.]", "", text.replace("one", "1").replace("two", "2"))
    if kind == "hourly":
        days, hours = divmod(int(number), 24)
        return (
            ("A", f"1/{days}d" if days > 1 else "1/d", False)
            if days and not hours
            else (".", "", False)
        )
    if kind == "minutes":
        return "H", span(text), not _plain(re.sub(r"min\w*|['\"′″]", "", text))
    return "H", "30" if kind == "half" else f"{float(number or 1) * 60:.0f}", False


def _weekdays(text: str) -> int:
    if re.fullmatch(r"[mtwfuh/es]+", text):
        return 3 if "f" in text and "m" in text else 2
    return len(re.findall(r"mon|tue|wed|thu|fri|sat|sun", text))


def _plain(text: str) -> bool:
    return not re.search(r"[0-9][oli|]|[li|][0-9]|^[lizbs|]$|^[li|]\s", text)


def span(text: str) -> str:
    """A number or range as "8" or "6-8"; "six (6)" and "1x-2x" count once."""
    bare = re.sub(r"\([^)]*\)", "", text.replace("one dozen", "12").replace("a dozen", "12"))
    numbers = []
    for part in re.split(r"-|to|or", bare):
        word = re.sub(r"min\w*|[^a-z0-9|]", "", part)
        digits = _WORDS.get(word) or as_digits(word.removesuffix("x").replace("b", "8"))
        if digits.isascii() and digits.isdigit():
            numbers.append(int(digits))
    return "-".join(str(n) for n in dict.fromkeys(numbers))
