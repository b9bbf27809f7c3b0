"""Sample paper to try docflow with: invented patients, sent to an invented practice."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from docflow.settings import FILE, bundled
from docflow.workspace.making import make

PRACTICE = {
    "name": "Cedar & Stone Massage Therapy",
    "address": ["214 Cedar Street, Suite 3", "Bellingham, WA 98225"],
    "phone": "3605550142",
    "fax": "3605550143",
    "npi": "1730584921",
    "signer": "Rosa Delgado",
    "credentials": "LMT",
    "state": "WA",
}


def make_sample(folder: Path) -> None:
    """Make a workspace of the invented practice, with the sample paper in its inbox.

    Raises `UsageError` if there is a workspace already.
    """
    make(folder)
    text = (folder / FILE).read_text(encoding="utf-8")
    for key, value in PRACTICE.items():
        text = re.sub(rf"^{key} = \S+", f"{key} = {json.dumps(value)}", text, flags=re.MULTILINE)
    (folder / FILE).write_text(text, encoding="utf-8")
    for paper in sorted(bundled("samples").iterdir()):
        shutil.copyfile(paper, folder / "inbox" / paper.name)
