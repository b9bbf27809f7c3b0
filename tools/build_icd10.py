"""Writes `src/docflow/terms/data/icd10cm.tsv.gz` from simple-icd-10-cm's tables.

Run after a new release of that library: `python tools/build_icd10.py`. A line is a code (or a
block, "M50-M54") without its dot, the official description, its inclusion terms separated by "|",
and the codes, families and ranges that its Excludes1 notes name. The library itself takes 1.5 s
to import and 250 MB, which a program that is started for each fax cannot spend.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import simple_icd_10_cm as icd

TABLE = Path(__file__).parents[1] / "src/docflow/terms/data/icd10cm.tsv.gz"
_CODE = r"[A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]+)?"
_TARGET = re.compile(rf"({_CODE})(?:\.?-?\s?-\s?({_CODE}))?")


def lines() -> Iterator[str]:
    """The table's lines, its origin first."""
    yield f"# ICD-10-CM tabular list, April 2026 (simple-icd-10-cm {version('simple-icd-10-cm')})"
    for code in icd.get_all_codes(with_dots=True):
        if not code.isdigit():
            words = " ".join(icd.get_description(code).split())
            yield "\t".join((code.replace(".", ""), words, *_notes(code)))


def _notes(code: str) -> tuple[str, str]:
    terms = [] if icd.is_chapter_or_block(code) else icd.get_inclusion_term(code)
    parent = icd.get_parent(code)
    inherited = [] if icd.is_chapter_or_block(parent) else icd.get_inclusion_term(parent)
    excluded = [target for note in icd.get_excludes1(code) for target in _targets(note)]
    own = [] if terms == inherited else terms
    return " ".join("|".join(own).split()), " ".join(dict.fromkeys(excluded))


def _targets(note: str) -> Iterator[str]:
    """The codes named in a note's parentheses, unless a condition ("with .42") goes with them."""
    for group in re.findall(r"\(([^()]*)\)", note):
        if "with" in group:
            continue
        for first, last in _TARGET.findall(group):
            ends = [end.replace(".", "") for end in (first, last) if end]
            yield "-".join(ends)


def main() -> None:
    """Write the table; the same input gives the same bytes."""
    text = "".join(f"{line}\n" for line in lines())
    TABLE.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))


if __name__ == "__main__":
    main()
