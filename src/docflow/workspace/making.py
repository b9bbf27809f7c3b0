"""A new workspace: the folders, the settings to fill in, and a store."""

from __future__ import annotations

from pathlib import Path

from docflow.errors import UsageError
from docflow.settings import FILE

SETTINGS = """\
# docflow's settings. Everything has a default; an unknown name is an error.

[practice]
# What stands on letters: fill this in first.
name = ""
address = []          # one line each: ["12 Harbor Street", "Bellingham, WA 98225"]
phone = ""
fax = ""
npi = ""
signer = ""           # who signs the letters
credentials = ""      # "LMT"
state = ""            # "WA"

[inbox]
folder = "inbox"      # where scans, faxes and mail arrive

[plugins]
disabled = []         # names of plugins that are not to be used
"""


def make(folder: Path) -> None:
    """Make a workspace in a new or empty place. Raises `UsageError` if there is one already."""
    if (folder / FILE).exists():
        raise UsageError(f"{folder} is a workspace already.")
    for name in ("inbox", "plugins", "templates"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_text(SETTINGS, encoding="utf-8")
