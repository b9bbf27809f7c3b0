"""Which plugins there are, and what they hold, without running any of their code."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib.metadata import EntryPoint, entry_points, version
from pathlib import Path
from typing import Literal, cast

Origin = Literal["docflow", "package", "workspace"]

GROUP = "docflow"
"""The entry point group of installed plugins."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A plugin that could be loaded.

    `path` is its file, or the `__init__.py` of a package; `entry` is set for an installed one.
    `twin` is another one of that name in the same place: then neither can be meant.
    """

    name: str
    origin: Origin
    path: Path
    entry: EntryPoint | None = None
    twin: Path | None = None

    @property
    def version(self) -> str:
        """The version of docflow or of the distribution; for a workspace's file, a digest of it."""
        if self.origin == "docflow":
            return version("docflow")
        if self.entry and self.entry.dist:
            return self.entry.dist.version
        return "file-" + hashlib.sha256(self.path.read_bytes()).hexdigest()[:8]


def offers(folders: Iterable[tuple[str, Path]]) -> tuple[Offer, ...]:
    """All plugins by name: from the folders, nearest last, and from installed packages.

    Installed packages stand between docflow's own folder and the workspace's. Of two with one
    name the nearest counts.
    """
    ranks = {"docflow": 0, "package": 1, "workspace": 2}
    places = [(origin, _in_folder(cast(Origin, origin), folder)) for origin, folder in folders]
    places.append(("package", _installed()))
    nearest: dict[str, Offer] = {}
    for _, found in sorted(places, key=lambda place: ranks[place[0]]):
        nearest |= found
    return tuple(nearest[name] for name in sorted(nearest))


def outline(offer: Offer) -> tuple[str, tuple[str, ...], str]:
    """Version, hooks and complaint of a plugin, read from its text and never run."""
    if offer.twin:
        return offer.version, (), twice(offer)
    try:
        tree = ast.parse(offer.path.read_bytes(), offer.path.name)
    except SyntaxError as error:
        return offer.version, (), f"{offer.path.name}:{error.lineno} SyntaxError"
    except (OSError, ValueError) as error:
        return offer.version, (), f"{offer.path.name} {type(error).__name__}"
    hooks = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("docflow_")
    ]
    return _stated_version(tree) or offer.version, tuple(sorted(hooks)), ""


def twice(offer: Offer) -> str:
    """What is wrong where two plugins of one place have one name."""
    return f"is there twice: {offer.path} and {offer.twin}. Rename or remove one"


def _stated_version(tree: ast.Module) -> str:
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
            if "__version__" in names:
                return str(node.value.value)
    return ""


def _in_folder(origin: Origin, folder: Path) -> dict[str, Offer]:
    files = [p for p in folder.glob("*.py") if not p.name.startswith(("_", "."))]
    files += [p for p in folder.glob("*/__init__.py") if not p.parent.name.startswith(("_", "."))]
    return _by_name(
        Offer(p.parent.name if p.name == "__init__.py" else p.stem, origin, p) for p in files
    )


def _installed() -> dict[str, Offer]:
    return _by_name(
        Offer(entry.name, "package", _file_of(entry), entry) for entry in entry_points(group=GROUP)
    )


def _file_of(entry: EntryPoint) -> Path:
    stem = entry.module.replace(".", "/")
    if entry.dist is None:
        return Path(f"{stem}.py")
    package = Path(str(entry.dist.locate_file(f"{stem}/__init__.py")))
    return package if package.is_file() else Path(str(entry.dist.locate_file(f"{stem}.py")))


def _by_name(found: Iterable[Offer]) -> dict[str, Offer]:
    named: dict[str, Offer] = {}
    for offer in sorted(found, key=lambda o: (o.name, str(o.path))):
        if offer.name in named:
            named[offer.name] = replace(named[offer.name], twin=offer.path)
        else:
            named[offer.name] = offer
    return named
