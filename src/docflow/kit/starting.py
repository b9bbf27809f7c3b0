"""Starts a plugin: a file that works, its golden cases, and a page about it."""

from __future__ import annotations

import re
from datetime import date
from importlib.resources import files
from pathlib import Path
from string import Template

from docflow.errors import UsageError

KINDS = ("payer", "letter", "field", "reader", "check")
"""What can be started."""

_NAME = re.compile(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*")


def start(name: str, kind: str, root: Path, taken: frozenset[str]) -> tuple[Path, ...]:
    """Write the plugin into the workspace `root`; returns its files, the plugin's own first.

    `taken` are the names of plugins that there are. Raises UsageError for a name that cannot be
    one or is taken, and if a file would be overwritten.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(f"{name!r} cannot be a plugin's name: small letters, digits and dashes.")
    if name in taken:
        raise UsageError(f"There is a plugin {name!r} already. Choose another name.")
    texts = {
        root / "plugins" / f"{name}.py": f"{kind}.py.txt",
        root / "plugins" / f"{name}.cases.toml": f"{kind}.cases.toml",
        root / "plugins" / f"{name}.md": "about.md",
    }
    template = root / "templates" / f"{name}.docx"
    wanted = (*texts, *((template,) if kind == "letter" else ()))
    for path in wanted:
        if path.exists():
            raise UsageError(f"{path} is there already. Choose another name.")
        path.parent.mkdir(parents=True, exist_ok=True)
    words = _words(name, kind)
    for path, source in texts.items():
        text = (files("docflow.kit") / "starters" / source).read_text(encoding="utf-8")
        path.write_text(Template(text).substitute(words), encoding="utf-8")
    if kind == "letter":
        _letter(template, words["title"])
    return wanted


def _words(name: str, kind: str) -> dict[str, str]:
    parts = re.split(r"[-_]", name)
    title = " ".join(part.capitalize() for part in parts)
    return {
        "name": name,
        "id": "-".join(parts),
        "noun": "_".join(parts),
        "words": r"\s*".join(parts),
        "title": title,
        "upper": title.upper(),
        "kind": kind,
        "day": date.today().isoformat(),
    }


def _letter(path: Path, title: str) -> None:
    """A letter of a few lines, to be made one's own in Word."""
    import docx

    document = docx.Document()
    document.add_paragraph("{{ practice_name }}")
    document.add_paragraph("To {{ provider_name }}")
    document.add_paragraph("{{ patient_name }}, born {{ patient_birth_date }}")
    document.add_heading(title, level=1)
    document.add_paragraph("Dear {{ provider_name }},")
    document.add_paragraph("Thank you for your referral of {{ order_date }}.")
    document.add_paragraph("{{ practice_signer }}")
    document.save(str(path))
