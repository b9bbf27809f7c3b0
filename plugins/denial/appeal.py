"""What a notice says about answering it: the last day, the window, and the fax for appeals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from docflow import Reading
from docflow.terms.dates import find_dates
from docflow.terms.phones import find_phones
from docflow.terms.windows import find_windows

from .identity import Labelled
from .passage import Passage, seen

ANSWER = re.compile(
    r"\b(?:appeals?|appealed|appealing|reconsider\w*|dispute[sd]?|protest\w*|grievances?|"
    r"redeterminations?|"
    r"hearing|object\w*|contest\w*|challenge|complaint|disagree|arbitration|review of (?:this|our|"
    r"the) "
    r"(?:decision|determination|denial)|write to (?:us|the)|mistaken|independent review|"
    r"(?:look(?:ed)? at|review(?:ed)?|consider(?:ed)?) (?:\w+ ){1,3}again|"
    r"(?:second|another|new) look|second (?:bill )?review|"
    r"ask the (?:trustees|board|committee)|re-?examin\w+)\b",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"(?:no later than|not later than|on or before|must (?:be )?(?:received|reach us|postmarked|"
    r"filed|sent|"
    r"submitted|arrive)[\w\s]{0,30}?(?:by|before)|reach us by|received by|postmarked by|"
    r"deadline(?: is| of|:)?|(?:accepted|filed|submitted|sent|made|open|have) (?:through|thru)|"
    r"last day(?: (?:to|for) [\w ]{2,40}?)?(?: is|:)?|\bby|\buntil|expires? on|ends? on|"
    r"due (?:on|by|"
    r"date:?))\s*[:(]?\s*$",
    re.IGNORECASE,
)
_CORRECTED = re.compile(
    r"\b(?:correct(?:ed|ions?)|resubmi\w+|replacement) ?(?:claims?|bills?)?", re.I
)
_NOT_FIRST = re.compile(
    r"\b(?:external|independent review|second[- ]level|state fair|expedited|urgent|"
    r"corrected claims?|"
    r"refunds?|overpayment|records? requests?|hearing officer)\b",
    re.IGNORECASE,
)
_FAX = re.compile(
    r"\b(?:fax(?:ed|es)?|facsimile|telecop\w+|telefax|fx)\b[^.\d]{0,80}$|\bfax\s?(?:no|number|"
    r"#)?\.?\s?:?\s*$",
    re.IGNORECASE,
)
_OTHER_FAX = re.compile(
    r"\b(?:refunds?|records? request|corrected claims?|overpayment|provider \(|copies|"
    r"copy of this|cc|"
    r"sent to the provider|customer service|expedited|urgent|claims? (?:fax|department)|tty|"
    r"new claims)\b",
    re.IGNORECASE,
)


def answer(
    whole: Passage, found: Sequence[Labelled], notice: date | None, today: date
) -> Iterator[Reading]:
    """The last day as printed, the window and the fax number for an appeal."""
    windows = _windows(whole)
    yield from windows[:1]
    yield from _resubmission(whole)
    yield from _deadline(whole, found, notice, windows, today)
    yield from _fax(whole)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence around text[start:end]."""
    before = max(
        (m.end() for m in re.finditer(r"[.!?;](?=\s+[A-Z(])\s+|\n\n", text[:start])), default=0
    )
    after = re.compile(r"[.!?](?=\s+[A-Z]|\s*$)|\n\n").search(text, end)
    return before, after.start() if after else len(text)


def _near(text: str, start: int, end: int) -> str:
    """The sentence and the one before: a heading or a first half may name the appeal."""
    before, after = _sentence(text, start, end)
    earlier, _ = _sentence(text, max(0, before - 3), max(0, before - 3))
    return text[earlier:after]


def _windows(whole: Passage) -> list[Reading]:
    """The window of the first level: in a sentence about appeals that is about nothing else."""
    given: list[tuple[float, int, Reading]] = []
    for window in find_windows(whole.text):
        before, after = _sentence(whole.text, window.start, window.end)
        sentence = whole.text[before:after]
        if not re.search(
            r"\bwithin|\bfrom|\bof\b|\bafter|\bhave\b|\ballow|\bfor\b", sentence, re.I
        ):
            continue
        around = _near(whole.text, window.start, window.end)
        own, near = bool(ANSWER.search(sentence)), bool(ANSWER.search(around))
        if not near or window.value.endswith("service") or _decides(whole.text, window.start):
            continue
        sure = 0.9 if own else 0.75
        sure *= 0.5 if _NOT_FIRST.search(whole.text[before : window.end]) else 1.0
        sure *= 0.9 if " " in window.value else 0.8
        where = whole.source(window.start, window.end)
        reading = seen("appeal.window", window.value, window.text, sure + 0.05, where, "sentence")
        given.append((-sure, window.start, reading))
    return [reading for _, _, reading in sorted(given, key=lambda x: x[:2])]


def _resubmission(whole: Passage) -> Iterator[Reading]:
    """The window for corrected claims: counted from the visit, in a sentence about them."""
    for window in find_windows(whole.text):
        before, after = _sentence(whole.text, window.start, window.end)
        if window.value.endswith("service") and _CORRECTED.search(whole.text[before:after]):
            sure = 0.9 * whole.sure(window.start, window.end)
            where = whole.source(window.start, window.end)
            yield seen("resubmit.window", window.value, window.text, sure, where, "sentence")
            return


def _decides(text: str, start: int) -> bool:
    """Whether the time is the payer's own, to decide or to answer."""
    before = text[max(0, start - 60) : start].lower()
    return bool(
        re.search(
            r"\b(?:we|plan) (?:will|must|shall)\b|(?:a|our) decision within|respond within", before
        )
    )


def _deadline(
    whole: Passage,
    found: Sequence[Labelled],
    notice: date | None,
    windows: Sequence[Reading],
    today: date,
) -> Iterator[Reading]:
    """The printed last day; a date that the printed window reaches from the notice is confirmed."""
    given = {reading.value: reading for reading in _labelled_days(whole, found, today)}
    for reading in _told_days(whole, today):
        given.setdefault(reading.value, reading)
    reached = _reached(notice, windows)
    for value, reading in given.items():
        if notice and value <= notice.isoformat():
            continue
        confirmed = ["window"] if value in reached else []
        lone = 1.0 if len(given) == 1 or confirmed else 0.6
        sure = min(0.98, reading.confidence * lone + (0.06 if confirmed else 0.0))
        yield seen(
            reading.field, value, reading.text, sure, reading.source, *reading.grounds, *confirmed
        )


def _labelled_days(whole: Passage, found: Sequence[Labelled], today: date) -> Iterator[Reading]:
    """The last day under its label."""
    for item in found:
        if item.pair.label.noun == "deadline":
            for day in find_dates(item.pair.text, today)[:1]:
                at = item.place(whole.document)
                yield seen("appeal.deadline", day.value, day.text, 0.9 * item.sure, at, "label")


def _told_days(whole: Passage, today: date) -> Iterator[Reading]:
    """The last day in a sentence about appeals."""
    for day in find_dates(whole.text, today):
        last = _LAST.search(whole.text[max(0, day.start - 70) : day.start])
        if not last or _elsewhere(whole.text, day.start):
            continue
        if ANSWER.search(_near(whole.text, day.start, day.end)):
            sure = 0.92 * whole.sure(day.start, day.end) * (0.8 if day.repaired else 1.0)
            where = whole.source(day.start, day.end)
            yield seen("appeal.deadline", day.value, day.text, sure, where, "sentence")


def _elsewhere(text: str, start: int) -> bool:
    before, _ = _sentence(text, start, start)
    return bool(_NOT_FIRST.search(text[before:start]))


def _reached(notice: date | None, windows: Sequence[Reading]) -> frozenset[str]:
    days = [re.match(r"(\d+)d\b", w.value) for w in windows]
    return frozenset((notice + timedelta(days=int(m[1]))).isoformat() for m in days if notice and m)


def _fax(whole: Passage) -> Iterator[Reading]:
    """The fax number that stands with the words about appeals."""
    scored = []
    for phone in find_phones(whole.text):
        before = whole.text[max(0, phone.start - 110) : phone.start]
        if not _FAX.search(before.replace("\n", " ")):
            continue
        own = _clause(whole.text, phone.start)
        other = bool(_OTHER_FAX.search(own))
        around = whole.text[max(0, phone.start - 420) : phone.start]
        score = 2.0 * bool(ANSWER.search(own)) + 1.0 * bool(ANSWER.search(around)) - 3.0 * other
        sure = whole.sure(phone.start, phone.end) * (0.8 if phone.repaired else 1.0)
        scored.append((-score, phone.start, phone, sure))
    scored.sort(key=lambda x: x[:2])
    for score, _, phone, sure in scored[:1]:
        if score >= 0:
            return
        rivals = [s for s, _, p, _ in scored if p.value != phone.value]
        lead = 1.0 if not rivals or min(rivals) - score >= 1 else 0.6
        where = whole.source(phone.start, phone.end)
        confidence = (0.95 if -score >= 2 else 0.85) * sure * lead
        yield seen("appeal.fax", phone.value, phone.text, confidence, where, "sentence")


def _clause(text: str, start: int) -> str:
    """The words right before a number, back to the last stop or number."""
    before = text[max(0, start - 160) : start]
    cut = max((m.end() for m in re.finditer(r"[.;](?=\s)|\n\n|\d{4}", before)), default=0)
    return before[cut:]
