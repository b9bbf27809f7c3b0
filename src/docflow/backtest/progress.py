"""The rows so far, in a file beside the report: a backtest that was killed goes on from there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from docflow.backtest.rows import Found, Row


@dataclass(frozen=True, slots=True)
class Progress:
    """The rows of files that are done with. `run` names the plugins, their versions and the day."""

    path: Path
    run: str
    done: dict[Path, tuple[Row, ...]]

    def add(self, file: Path, rows: Iterable[Row]) -> None:
        """Keep all the rows of a file, at once."""
        kept = tuple(rows)
        stamp = {"run": self.run, "of": len(kept), **_state(file)}
        with self.path.open("a", encoding="utf-8") as out:
            out.write("".join(_text({**asdict(row), **stamp}) for row in kept))
        self.done[file] = kept


def opened(path: Path, run: str) -> Progress:
    """What an earlier run has done, as far as the same plugins did it to the same bytes.

    The file is written anew without what no longer counts: other runs, torn and lone lines.
    """
    groups: dict[Path, list[dict[str, Any]]] = {}
    for line in _lines(path):
        file = Path(line["file"])
        if line["run"] == run and _state(file) == {k: line[k] for k in ("size", "modified")}:
            groups.setdefault(file, []).append(line)
    whole = {file: lines for file, lines in groups.items() if len(lines) == lines[0]["of"]}
    fresh = path.with_name(f"{path.name}.new")
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh.write_text("".join(map(_text, chain(*whole.values()))), encoding="utf-8")
    fresh.replace(path)
    return Progress(path, run, {file: tuple(map(_row, lines)) for file, lines in whole.items()})


def _text(line: dict[str, Any]) -> str:
    return json.dumps(line, ensure_ascii=False) + "\n"


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    """Every whole line; the last one may be torn."""
    if not path.is_file():
        return
    for text in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            line = json.loads(text)
        except ValueError:
            continue
        if isinstance(line, dict) and {"file", "run", "of", "size", "modified"} <= line.keys():
            yield line


def _state(file: Path) -> dict[str, int]:
    """Size and time of change: whether it is still the file that was read."""
    try:
        seen = file.stat()
    except OSError:
        return {"size": -1, "modified": 0}
    return {"size": seen.st_size, "modified": seen.st_mtime_ns}


def _row(line: dict[str, Any]) -> Row:
    names = Row.__dataclass_fields__
    said = {name: line[name] for name in names if name in line and name != "findings"}
    return Row(**said, findings=tuple(Found(**found) for found in line.get("findings", ())))
