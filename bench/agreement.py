"""Whether a backtest's report counts what `docflow read` finds, code by code."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path


def of_backtest(report: Path) -> Counter[str]:
    """The referrals with each code, by the totals that `docflow backtest --json` printed."""
    totals = json.loads(report.read_text(encoding="utf-8"))
    return Counter({element["code"]: element["referrals"] for element in totals["elements"]})


def of_read(answers: Path) -> Counter[str]:
    """The referrals with each code, by the lines that `docflow read --json` printed."""
    lines = answers.read_text(encoding="utf-8").splitlines()
    said = [json.loads(line) for line in lines if line.startswith("{")]
    return Counter(
        code
        for one in said
        if one["kind"] == "referral"
        for code in {finding["code"] for finding in one["findings"]}
    )


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("backtest", type=Path, help="what docflow backtest --json FOLDER printed")
    ap.add_argument("read", type=Path, help="what docflow read --json of the same files printed")
    asked = ap.parse_args()
    one, other = of_backtest(asked.backtest), of_read(asked.read)
    for code in sorted({*one, *other}):
        if one[code] != other[code]:
            print(f"{code}: {one[code]} in the backtest, {other[code]} by read")
    same = sum(one[code] == other[code] for code in {*one, *other})
    print(f"{same} of {len({*one, *other})} codes agree")
    return int(one != other)


if __name__ == "__main__":
    sys.exit(main())
