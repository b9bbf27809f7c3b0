"""The catalog: what plugins offer together, and what contradicts itself is refused at start."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from docflow import FieldSpec, Letter, Payer, Requirement, Rule, hookimpl
from docflow.catalog import Catalog, gather, guess_payer, recognize_payer, spelled
from docflow.errors import SettingsError, TemplateError
from docflow.settings import load_settings

Build = Callable[..., Catalog]
RULE = Rule("An order states the diagnosis.", "made up for tests")


class Fields:
    @hookimpl
    def docflow_fields(self) -> Any:
        yield FieldSpec("patient.name", "Patient")
        yield FieldSpec("order.date", "Date of order")


class OtherFields:
    @hookimpl
    def docflow_fields(self) -> Any:
        yield FieldSpec("order.date", "Day of order")


class Broken:
    @hookimpl
    def docflow_fields(self) -> Any:
        raise ValueError


class Acme:
    @hookimpl
    def docflow_payers(self) -> Any:
        yield Payer("acme", "Acme Health", requires=(Requirement("order.day", "error", RULE),))


class Notes:
    @hookimpl
    def docflow_letters(self) -> Any:
        yield Letter("note", "Note", "note.docx")


def test_fields_are_gathered_with_the_plugin_that_defined_them(plugins: Build) -> None:
    catalog = plugins(only=(), common=Fields)
    assert list(catalog.fields) == ["order.date", "patient.name"]
    assert catalog.owners["order.date"] == "common"


def test_of_two_definitions_of_one_name_the_first_counts_and_the_other_is_a_fault(
    plugins: Build,
) -> None:
    catalog = plugins(only=(), common=Fields, other=OtherFields)
    assert catalog.owners["order.date"] == "common"
    assert catalog.fields["order.date"].label == "Date of order"
    (fault,) = catalog.faults
    assert "'order.date' is defined twice, by common and other" in fault.message
    assert "docflow plugins disable other" in fault.message


def test_a_payer_that_asks_for_an_unknown_field_is_left_out_with_a_suggestion(
    plugins: Build,
) -> None:
    catalog = plugins(only=(), common=Fields, acme=Acme)
    assert catalog.payers == ()
    (fault,) = catalog.faults
    assert re.search(r"acme.*'order\.day'.*Did you mean 'order\.date'", fault.message)


def test_a_plugin_that_cannot_say_its_fields_costs_only_itself(plugins: Build) -> None:
    catalog = plugins(only=(), broken=Broken, acme=Acme)
    assert [fault.plugin for fault in catalog.faults] == ["broken"]
    assert [payer.id for payer in catalog.payers] == ["acme"]


def test_a_letter_without_its_template_is_refused_by_name(plugins: Build) -> None:
    catalog = plugins(only=(), notes=Notes)
    with pytest.raises(TemplateError, match=r"note\.docx"):
        catalog.check_letters()


def test_a_template_that_asks_for_an_unknown_field_is_refused_with_a_suggestion(
    plugins: Build, workspace: Path
) -> None:
    import docx

    document = docx.Document()
    document.add_paragraph("Dear {{ patient_nam }}")
    document.save(str(workspace / "templates" / "note.docx"))
    with pytest.raises(TemplateError, match=r"note.*'patient_nam'.*Did you mean 'patient_name'"):
        plugins(only=(), common=Fields, notes=Notes).check_letters()


def test_settings_of_a_plugin_that_is_not_there_are_refused(workspace: Path) -> None:
    with (workspace / "docflow.toml").open("a", encoding="utf-8") as file:
        file.write("[plugins.imagee]\ndpi = 200\n")
    with pytest.raises(SettingsError, match=r"'imagee' that is not there\. Did you mean 'image'"):
        gather(load_settings(workspace))


def test_a_recogniser_that_is_not_there_is_refused(workspace: Path) -> None:
    with (workspace / "docflow.toml").open("a", encoding="utf-8") as file:
        file.write("[reading]\nsecond = 'teseract'\n")
    with pytest.raises(SettingsError, match="Did you mean 'tesseract'"):
        gather(load_settings(workspace))


def test_a_disabled_plugin_is_never_run(workspace: Path) -> None:
    (workspace / "plugins" / "acme.py").write_text("raise SystemExit\n", encoding="utf-8")
    assert "acme" in [f.plugin for f in gather(load_settings(workspace)).faults]
    with (workspace / "docflow.toml").open("a", encoding="utf-8") as file:
        file.write("[plugins]\ndisabled = ['acme']\n")
    assert "acme" not in [f.plugin for f in gather(load_settings(workspace)).faults]


PAYERS = (
    Payer("aetna", "Aetna"),
    Payer("cigna", "Cigna", ("Cigna Healthcare",)),
    Payer("premera", "Premera Blue Cross", ("Premera", "Premera Blue Cross of Washington")),
    Payer("regence", "Regence BlueShield", ("Regence", "Regence Blue Shield")),
    Payer("regence-or", "Regence BlueCross BlueShield of Oregon"),
    Payer("wa-lni", "Washington State Department of Labor & Industries", ("L&I", "WA L&I")),
    Payer("or-pip", "Oregon PIP", ("State Farm",), state="OR"),
    Payer("wa-pip", "Washington PIP", ("State Farm",), state="WA"),
    Payer("va", "VA Community Care", ("VA",)),
    Payer("local-302", "Operating Engineers Local 302"),
)


@pytest.mark.parametrize(
    ("name", "payer"),
    [
        ("Premera Blue Cross", "premera"),
        ("PREMERA BLUECROSS PPO", "premera"),
        ("Prernera B1ue Cross", "premera"),
        ("Premera B1ue Crass", "premera"),
        ("Regence BlueShield, Inc.", "regence"),
        ("Regence BIueShieId", "regence"),
        ("The Regence BlueShleld plan", "regence"),
        ("Dept of Labor", None),
        ("Washington State Departmemt of Labor and Industrles", "wa-lni"),
        ("L & I", "wa-lni"),
        ("Aetna Inc", "aetna"),
        ("Aetna Better Health", None),
        ("Aetna Medicare Advantage", None),
        ("Cigma", None),
        ("Regence BlueCross of Idaho", None),
        ("Blue Cross", None),
        ("Operating Engineers Local 302", "local-302"),
        ("Operating Engineers Local 612", None),
        ("", None),
        ("Plan", None),
        ("V4", None),
    ],
)
def test_a_payer_is_known_in_spite_of_misread_letters_and_never_mistaken(
    name: str, payer: str | None
) -> None:
    found, _ = recognize_payer(name, PAYERS)
    assert (found.id if found else None) == payer


def test_a_payers_cases_are_bound_by_its_own_pack_and_the_general_ones_of_its_program(
    plugins: Build,
) -> None:
    class Packs:
        @hookimpl
        def docflow_payers(self) -> Any:
            yield Payer("acme", "Acme Health", program="commercial")
            yield Payer("commercial", "Commercial plans", program="commercial", generic=True)
            yield Payer("or-plans", "Oregon", program="commercial", generic=True, state="OR")
            yield Payer("medicare", "Medicare plans", program="medicare", generic=True)

    catalog = plugins(only=(), packs=Packs)
    assert [p.id for p in catalog.packs_of(catalog.payer_of("Acme Health"))] == [
        "acme",
        "commercial",
    ]
    assert catalog.packs_of(None) == ()


def test_of_payers_of_one_name_the_one_of_the_offices_state_counts() -> None:
    assert recognize_payer("State Farm", PAYERS)[0] is None
    found, _ = recognize_payer("State Farm", PAYERS, "WA")
    assert found and found.id == "wa-pip"


@pytest.mark.parametrize(
    ("name", "payer"),
    [
        ("Prenera B1ve Crcss", "premera"),
        ("Cigma", "cigna"),
        ("Opcrating Enginecrs Local 302", "local-302"),
        ("Opcrating Enginecrs Local 612", None),
        ("Regence BlueCross of Idaho", None),
        ("Aetna Better Health", None),
        ("Humena", None),
        ("Mold", None),
        ("State Fann", "wa-pip"),
        ("", None),
    ],
)
def test_a_badly_misread_name_is_guessed_where_only_one_payer_can_be_meant(
    name: str, payer: str | None
) -> None:
    found = guess_payer(name, PAYERS, "WA")
    assert (found.id if found else None) == payer


def test_a_name_that_is_nearer_to_another_payers_is_not_taken_for_this_one() -> None:
    near = (Payer("or-pip", "Oregon PIP"), Payer("ohp", "Oregon Health Plan"))
    assert recognize_payer("Oregon Health Pln", near)[0] is None
    assert guess_payer("Oregon Health Pln", near) is near[1]


@pytest.mark.parametrize(
    ("seen", "meant"),
    [("Sedgrick", "Sedgwick"), ("Far mers Insurance", "Farmers Insurance"), ("Humana", "Humana")],
)
def test_a_known_payers_misread_name_is_spelled_as_it_is_known(seen: str, meant: str) -> None:
    payer = Payer(id="x", name=meant)
    assert spelled(seen, payer) == meant
