"""What a workspace's docflow.toml says: read once, checked completely, frozen."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, get_type_hints

from docflow.errors import SettingsError, did_you_mean

FILE = "docflow.toml"
"""The file that makes a folder a workspace."""

ENVIRONMENT = "DOCFLOW_WORKSPACE"
"""The environment variable that names the workspace."""


@dataclass(frozen=True, slots=True)
class Practice:
    """`[practice]`: who writes the letters. `state` is the two-letter postal code."""

    name: str = ""
    address: tuple[str, ...] = ()
    phone: str = ""
    fax: str = ""
    email: str = ""
    npi: str = ""
    tax_id: str = ""
    signer: str = ""
    credentials: str = ""
    license: str = ""
    state: str = ""

    @property
    def texts(self) -> dict[str, str]:
        """Every entry as text; the address with line breaks."""
        said = {f.name: getattr(self, f.name) for f in fields(self)}
        return {name: "\n".join(v) if isinstance(v, tuple) else v for name, v in said.items()}


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """`[reading]`: who reads, when a person must look, and what one file may cost.

    `recognizers` are plugins, asked in this order until one answers; `second` is the plugin that
    reads critical values again ("" for none). `review` is the probability below which a value
    goes to a person. `seconds` (of CPU time, for each page that is recognised anew) and
    `megabytes` (of memory) bound the work on one file, `pages` its length. `processes` 0 means
    one for each core.
    """

    recognizers: tuple[str, ...] = ("rapid",)
    second: str = "tesseract"
    review: float = 0.98
    seconds: float = 60.0
    megabytes: int = 2000
    pages: int = 100
    processes: int = 0

    def __post_init__(self) -> None:
        if not 0 < self.review <= 1:
            raise ValueError("review must lie between 0 and 1")
        if min(self.seconds, self.megabytes, self.pages) <= 0 or self.processes < 0:
            raise ValueError("seconds, megabytes and pages must be above 0")


@dataclass(frozen=True, slots=True)
class InboxSettings:
    """`[inbox]`: the watched folder.

    A file counts as whole after `settle` seconds without change; the folder is looked through
    every `look` seconds whatever the events say. Files above `megabytes` are set aside.
    """

    folder: str = "inbox"
    settle: float = 2.0
    look: float = 120.0
    megabytes: float = 50.0

    def __post_init__(self) -> None:
        if min(self.settle, self.look, self.megabytes) <= 0:
            raise ValueError("settle, look and megabytes must be above 0")


@dataclass(frozen=True, slots=True)
class RuleSettings:
    """`[rules]`: a payer's rule that nobody verified for `stale_days` says so."""

    stale_days: int = 365


@dataclass(frozen=True, slots=True)
class AppealSettings:
    """`[appeals]`: a packet above `packet_megabytes` is made of smaller pictures; 0: no limit."""

    packet_megabytes: float = 20.0

    def __post_init__(self) -> None:
        if self.packet_megabytes < 0:
            raise ValueError("packet_megabytes must not be below 0")


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """`[store]`: the database as an SQLAlchemy URL; "" is SQLite in the workspace's `store/`."""

    url: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything docflow.toml says. `root` is None outside any workspace.

    `disabled` are plugins that are never imported; `tables` holds `[plugins.NAME]` by name.
    """

    root: Path | None = None
    practice: Practice = field(default_factory=Practice)
    reading: ReadingLimits = field(default_factory=ReadingLimits)
    inbox: InboxSettings = field(default_factory=InboxSettings)
    rules: RuleSettings = field(default_factory=RuleSettings)
    appeals: AppealSettings = field(default_factory=AppealSettings)
    store: StoreSettings = field(default_factory=StoreSettings)
    disabled: frozenset[str] = frozenset()
    tables: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def workspace(self) -> Path:
        """The workspace's folder. Raises SettingsError outside of one."""
        if self.root is None:
            raise SettingsError(
                "This is no docflow workspace. Go to one, name it with --workspace, or make one: "
                "docflow init FOLDER"
            )
        return self.root

    @property
    def inbox_folder(self) -> Path:
        """The watched folder, absolute."""
        return self.workspace / self.inbox.folder

    @property
    def store_folder(self) -> Path:
        """Where docflow keeps its own files."""
        return self.workspace / "store"

    @property
    def store_url(self) -> str:
        """The database's URL."""
        return self.store.url or f"sqlite:///{(self.store_folder / 'docflow.db').as_posix()}"

    def folders(self, kind: str) -> tuple[tuple[str, Path], ...]:
        """The folders of `kind` ("plugins" or "templates") with their origin, nearest last."""
        found = [("docflow", bundled(kind))]
        if self.root and (self.root / kind).is_dir():
            found.append(("workspace", self.root / kind))
        places = {path.resolve(): (origin, path) for origin, path in reversed(found)}
        return tuple(reversed(places.values()))


def bundled(kind: str) -> Path:
    """The `plugins` or `templates` that come with docflow: in the wheel, else the checkout's."""
    home = Path(__file__).resolve().parent
    inside = home / "_bundled" / kind
    return inside if inside.is_dir() else home.parents[1] / kind


def find_workspace(named: str | None = None, start: Path | None = None) -> Path | None:
    """The workspace that was named, else DOCFLOW_WORKSPACE, else the nearest one upwards.

    Raises SettingsError if a folder was named that is no workspace. None: there is none.
    """
    named = named or os.environ.get(ENVIRONMENT)
    if named:
        root = Path(named).expanduser().resolve()
        if not (root / FILE).is_file():
            raise SettingsError(f"{root} holds no {FILE}. Make a workspace: docflow init {root}")
        return root
    here = (start or Path.cwd()).resolve()
    return next((d for d in (here, *here.parents) if (d / FILE).is_file()), None)


def load_settings(root: Path | None) -> Settings:
    """Read and check `root`/docflow.toml; the defaults if `root` is None. Raises SettingsError."""
    if root is None:
        return Settings()
    path = root / FILE
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise SettingsError(
            f"{root} holds no {FILE}. Make a workspace: docflow init {root}"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {type(error).__name__}.") from None
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path} is not valid TOML: {error}.") from None
    settings = _settings(root, tables, path)
    _keep_code_from_paper(settings, path)
    return settings


def _settings(root: Path, tables: dict[str, Any], path: Path) -> Settings:
    known = {"practice", "reading", "inbox", "rules", "appeals", "store"}
    _no_unknown(tables, known | {"plugins"}, path, "")
    hints = get_type_hints(Settings)
    parts = {name: _filled(hints[name], tables.get(name, {}), path, name) for name in known}
    plugins = dict(_is_table(tables.get("plugins", {}), path, "plugins"))
    disabled = _typed(plugins.pop("disabled", []), tuple[str, ...], path, "plugins.disabled")
    for name, table in plugins.items():
        _is_table(table, path, f"plugins.{name}")
    return Settings(root.resolve(), **parts, disabled=frozenset(disabled), tables=plugins)


def _filled(kind: Any, table: Any, path: Path, where: str) -> Any:
    hints = get_type_hints(kind)
    _no_unknown(_is_table(table, path, where), {f.name for f in fields(kind)}, path, where)
    values = {k: _typed(v, hints[k], path, f"{where}.{k}") for k, v in table.items()}
    try:
        return kind(**values)
    except ValueError as error:
        raise SettingsError(f"{path}: in [{where}], {error}.") from None


def _is_table(table: Any, path: Path, where: str) -> dict[str, Any]:
    if not isinstance(table, dict):
        raise SettingsError(f"{path}: {where} must be a table, written as [{where}].")
    return table


def _no_unknown(table: dict[str, Any], known: set[str], path: Path, where: str) -> None:
    for name in table:
        if name not in known:
            raise SettingsError(
                f"{path}: unknown setting {f'{where}.{name}' if where else name!r}."
                + did_you_mean(name, known)
            )


_KINDS: dict[Any, tuple[str, Any]] = {
    str: ("a text in quotes", lambda v: isinstance(v, str)),
    int: ("a whole number", lambda v: type(v) is int),
    float: ("a number", lambda v: type(v) in (int, float)),
    tuple[str, ...]: (
        "a list of texts",
        lambda v: isinstance(v, list) and all(isinstance(i, str) for i in v),
    ),
}


def _typed(value: Any, kind: Any, path: Path, where: str) -> Any:
    words, fits = _KINDS[kind]
    if not fits(value):
        raise SettingsError(f"{path}: {where} must be {words}.")
    return tuple(value) if isinstance(value, list) else kind(value)


def _keep_code_from_paper(settings: Settings, path: Path) -> None:
    """Others can write to the inbox; code and letters are loaded from the other folders."""
    inbox = settings.inbox_folder.resolve()
    root = settings.workspace
    private = [root / "plugins", root / "templates", settings.store_folder]
    private += [bundled("plugins"), bundled("templates")]
    for folder in (p.resolve() for p in private):
        if inbox.is_relative_to(folder) or folder.is_relative_to(inbox):
            raise SettingsError(
                f"{path}: the inbox {inbox} overlaps {folder}. Anyone may write to an inbox, "
                "so give it a folder of its own."
            )
