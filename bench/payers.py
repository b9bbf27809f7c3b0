"""How payers' names are known when readers damage them, and whether strangers are taken for one."""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from docflow.catalog import Catalog, gather
from docflow.settings import Practice, Settings
from docflow.terms.insurers import insurer_meant, insurers

RATES = (0.0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3)
"""Shares of damaged letters: a scan has 0.005, a normal fax 0.02, a coarse one 0.06, a bad copy
or a pen 0.1 and more."""
ALIKE = ("il1|tj", "oec0a", "nmuh", "rvn", "s5g", "bh68", "gq9", "vyu", "kxh", "cd", "dao")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def damaged(name: str, rate: float, dice: random.Random) -> str:
    """The name as a reader may give it: letters mistaken, lost and added, words split and glued."""
    told = []
    for letter in name:
        roll = dice.random() / rate if rate else 2.0
        if letter == " ":
            told.append("" if roll < 1 else " ")
        elif roll < 0.6:
            like = "".join(group for group in ALIKE if letter.lower() in group)
            told.append(dice.choice(like or LETTERS))
        elif roll < 0.75:
            told.append(dice.choice(LETTERS))
        elif roll < 0.9:
            told.append("")
        elif roll < 1.0:
            told.append(letter + dice.choice(LETTERS + "  "))
        else:
            told.append(letter)
    return "".join(told)


def verdict(catalog: Catalog, text: str) -> tuple[str, str]:
    """How a text in a payer's place is taken ("known", "guessed", "unknown"), and for whom."""
    payer, guessed = catalog.payer_meant(text)
    if payer is None:
        return "unknown", ""
    return "guessed" if guessed else "known", payer.id


def rows(catalog: Catalog, times: int, dice: random.Random) -> Iterator[str]:
    names = [(name, p.id) for p in catalog.payers for name in (p.name, *p.aliases)]
    names = [(name, id) for name, id in names if verdict(catalog, name) == ("known", id)]
    others = [name for name in insurers() if verdict(catalog, name)[0] == "unknown"]
    for rate in RATES:
        said: Counter[str] = Counter()
        for name, id in names * times:
            how, whom = verdict(catalog, damaged(name, rate, dice))
            said[how if whom in (id, "") else f"{how}, mistaken"] += 1
        strange = Counter(verdict(catalog, damaged(n, rate, dice))[0] for n in others * times)
        yield f"{rate:6.0%}  {_shares(said)}   strangers: {_shares(strange)}"


def _shares(said: Counter[str]) -> str:
    return ", ".join(f"{how} {said[how] / said.total():.2%}" for how in sorted(said))


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("texts", nargs="*", type=Path, help="lines in which no payer stands by itself")
    ap.add_argument("--times", type=int, default=20, help="how often each name is damaged")
    ap.add_argument("--state", default="WA", help="the office's state")
    ap.add_argument("--seed", type=int, default=1)
    asked = ap.parse_args()
    catalog = gather(Settings(practice=Practice(state=asked.state)))
    for row in rows(catalog, asked.times, random.Random(asked.seed)):
        print(row, flush=True)
    lines = {s for p in asked.texts for s in p.read_text(encoding="utf-8").splitlines() if s}
    found = {text: meant for text in sorted(lines) if (meant := insurer_meant(text, 0.5))}
    for text, meant in found.items():
        print(f"taken for {meant}: {text}")
    if lines:
        print(f"{len(found)} of {len(lines)} lines are taken for a payer's name")


if __name__ == "__main__":
    main()
