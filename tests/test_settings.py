"""docflow.toml: everything wrong with it is said at start, in words that help."""

from __future__ import annotations

from pathlib import Path

import pytest

from docflow.errors import SettingsError
from docflow.settings import Settings, find_workspace, load_settings


def write(workspace: Path, text: str) -> Settings:
    (workspace / "docflow.toml").write_text(text, encoding="utf-8")
    return load_settings(workspace)


def test_what_the_file_says_is_kept_and_the_rest_is_sensible(workspace: Path) -> None:
    settings = write(workspace, '[practice]\nname = "Cedar"\n[reading]\nseconds = 30\n')
    assert settings.practice.name == "Cedar"
    assert settings.reading.seconds == 30.0
    assert settings.reading.recognizers == ("rapid",)
    assert settings.inbox_folder == workspace.resolve() / "inbox"
    assert settings.store_url.endswith("store/docflow.db")


def test_an_address_is_one_text_with_line_breaks_for_letters(settings: Settings) -> None:
    assert settings.practice.texts["address"].splitlines()[1] == "Olympia, WA 98502"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[practise]\n", "Did you mean 'practice'?"),
        ("[practice]\nnmae = 'Cedar'\n", "practice.nmae'. Did you mean 'name'?"),
        ("[reading]\nreview = 'high'\n", "reading.review must be a number"),
        ("[reading]\nreview = 97\n", "review must lie between 0 and 1"),
        ("[reading]\npages = true\n", "reading.pages must be a whole number"),
        ("[inbox]\nsettle = 0\n", "must be above 0"),
        ("[practice]\naddress = 'one line'\n", "must be a list of texts"),
        ("plugins = 3\n", "must be a table"),
        ("[plugins]\nreferral = 3\n", "plugins.referral must be a table"),
        ("[plugins]\ndisabled = 'pdf'\n", "plugins.disabled must be a list of texts"),
        ("[practice\n", "is not valid TOML"),
    ],
)
def test_a_mistake_is_refused_with_the_file_and_what_is_meant(
    workspace: Path, text: str, said: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        write(workspace, text)
    assert said in str(caught.value)
    assert "docflow.toml" in str(caught.value)


@pytest.mark.parametrize(
    "folder", ["plugins", "templates", "plugins/in", "store/in", ".", "../office"]
)
def test_an_inbox_that_overlaps_code_letters_or_the_store_is_refused(
    workspace: Path, folder: str
) -> None:
    with pytest.raises(SettingsError, match="overlaps"):
        write(workspace, f"[inbox]\nfolder = '{folder}'\n")


def test_an_inbox_that_leads_into_plugins_by_a_link_is_refused(workspace: Path) -> None:
    try:
        (workspace / "drop").symlink_to(workspace / "plugins", target_is_directory=True)
    except OSError:
        pytest.skip("this system makes no links for this user")
    with pytest.raises(SettingsError, match="overlaps"):
        write(workspace, "[inbox]\nfolder = 'drop'\n")


def test_a_folder_without_settings_says_how_to_make_a_workspace(tmp_path: Path) -> None:
    for look in (lambda: load_settings(tmp_path), lambda: find_workspace(str(tmp_path))):
        with pytest.raises(SettingsError, match="docflow init"):
            look()


def test_outside_a_workspace_the_defaults_hold_until_a_folder_is_needed() -> None:
    settings = load_settings(None)
    assert settings.reading.review == Settings().reading.review
    with pytest.raises(SettingsError, match="docflow init"):
        _ = settings.inbox_folder


def test_the_workspace_is_the_named_one_else_the_environments_else_the_nearest_upwards(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = workspace / "inbox" / "today"
    deep.mkdir()
    assert find_workspace(start=deep) == workspace.resolve()
    assert find_workspace(start=tmp_path) is None
    monkeypatch.setenv("DOCFLOW_WORKSPACE", str(workspace))
    assert find_workspace(start=tmp_path) == workspace.resolve()
    other = tmp_path / "other"
    other.mkdir()
    (other / "docflow.toml").touch()
    assert find_workspace(str(other), start=deep) == other.resolve()


def test_the_workspaces_own_folders_come_after_docflows(settings: Settings) -> None:
    assert [origin for origin, _ in settings.folders("plugins")] == ["docflow", "workspace"]


def test_a_plugins_own_table_and_the_disabled_ones_are_kept(workspace: Path) -> None:
    settings = write(workspace, "[plugins]\ndisabled = ['mail']\n[plugins.rapid]\nthreads = 2\n")
    assert settings.disabled == {"mail"}
    assert settings.tables == {"rapid": {"threads": 2}}
