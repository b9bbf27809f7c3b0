"""An open workspace that reads slips; letters stay Word files, LibreOffice has its own tests."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from docflow.settings import load_settings
from docflow.watch import Arrival
from docflow.workspace import Received, Workspace, open_workspace, process, receive
from slips import PRACTICE, office


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setenv("PATH", "")
    opened = open_workspace(load_settings(office(tmp_path / "office", PRACTICE)))
    yield opened
    opened.close()


Drop = Callable[..., Received]


@pytest.fixture
def drop(desk: Workspace) -> Drop:
    """drop(text, name): the file arrives in the inbox and all that is due is done."""

    def dropped(text: str | bytes, name: str = "slip.txt") -> Received:
        path = desk.inbox / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        got = receive(desk, Arrival(path))
        if got.document:
            process(desk, got.document)
        return got

    return dropped
