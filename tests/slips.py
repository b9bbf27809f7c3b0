"""An office in a folder: its inbox takes slips, text files that say fields in plain lines.

The plugin is a real file in the workspace's `plugins/`, for worker processes load it from there.
"""

from __future__ import annotations

from pathlib import Path

SLIP = '''
"""Reads slips: the word SLIP, then a line "field: value" for each reading."""
from docflow import Box, Mark, Page, Reading, Source, UnreadableError, Word, hookimpl

LINE = 0.03


@hookimpl
def docflow_read(path, folder):
    with path.open("rb") as file:
        if file.read(5) != b"SLIP\\n":
            return None
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    if lines == ["torn"]:
        raise UnreadableError("The slip is torn.")
    words = [Word(t, Box(0.1, LINE * n, 0.9, LINE * (n + 1))) for n, t in enumerate(lines)]
    codes = [Mark("code", w.box, w.text) for w in words if w.text.startswith("DOCFLOW CASE")]
    return [Page(1, 612, 792, tuple(words), tuple(codes), origin="text")]


@hookimpl
def docflow_extract(document):
    for page in document.pages:
        for word in page.words:
            field, colon, value = word.text.partition(": ")
            if colon and "." in field:
                place = Source(document.id, page.number, word.box)
                yield Reading(field, value, value, 0.99, place, ("label", "twice"))
'''

GOOD = """SLIP
document.kind: referral
patient.name: Laura Schmidt
patient.birth_date: 1979-03-14
payer.name: Regence BlueShield
provider.name: Danny M Edwards
provider.npi: 1457382913
diagnosis.codes: M54.50
order.frequency: 2/wk
order.duration: 8wk
order.visits: 16
order.date: 2026-11-01
signature.present: yes
signature.kind: handwritten
signature.date: 2026-11-01
"""


PRACTICE = """
[practice]
name = "Cedar Grove Massage"
address = ["2218 Harrison Ave NW", "Olympia, WA 98502"]
phone = "360-555-0142"
signer = "Maren Holloway"
credentials = "LMT"
state = "WA"
"""


def office(root: Path, settings: str = "", settle: float = 0.1, **plugins: str) -> Path:
    """A workspace that settles fast and reads slips; `plugins` are further ones by name.

    docflow's own readers of text and extractors are off: the slips say it all.
    """
    for name in ("inbox", "plugins", "templates"):
        (root / name).mkdir(parents=True, exist_ok=True)
    (root / "docflow.toml").write_text(
        f"[inbox]\nsettle = {settle}\nlook = 0.5\n\n"
        f'[plugins]\ndisabled = ["text", "referral", "denial"]\n\n{settings}',
        encoding="utf-8",
    )
    for name, source in {"slips": SLIP, **plugins}.items():
        (root / "plugins" / f"{name}.py").write_text(source, encoding="utf-8")
    return root


def slip(**fields: str) -> str:
    """A good slip with other values; an empty one leaves its line out."""
    lines = dict(line.split(": ", 1) for line in GOOD.splitlines()[1:])
    lines |= {name.replace("__", "."): value for name, value in fields.items()}
    return "SLIP\n" + "".join(f"{name}: {value}\n" for name, value in lines.items() if value)
