"""take and check: what plugins say about paper becomes a case, whatever their order."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from circled import order as circled_order
from docflow import (
    Box,
    Case,
    Filed,
    Finding,
    Page,
    Reading,
    Source,
    UnreadableError,
    Word,
    hookimpl,
)
from docflow.catalog import Catalog, assemble
from docflow.flow import case_of, check, take, unfold
from docflow.flow.taking import recognize
from docflow.model import Taken
from docflow.paper.circles import circles
from docflow.settings import ReadingLimits, Settings
from paper_plugins import Bundles, Fields, Forms, Labels, Notes, Scans, recognizing, saying, words

Build = Callable[..., Catalog]
DAY = date(2026, 11, 20)


@pytest.fixture
def arrive(tmp_path: Path) -> Callable[..., Taken]:
    """arrive(catalog, line, ...): what a file of these lines gives."""

    def take_it(catalog: Catalog, *lines: str) -> Taken:
        path = tmp_path / "paper.txt"
        path.write_text("\n".join(lines), encoding="utf-8")
        folder = tmp_path / "work"
        folder.mkdir(exist_ok=True)
        return take(path, folder, DAY, catalog)

    return take_it


def judged(taken: Taken, catalog: Catalog, kind: str = "referral") -> Case:
    filed = (Filed(taken.document, kind, DAY),)
    return case_of(taken.document, filed, taken.readings, catalog, DAY)


def reader(settings: Settings, **changes: Any) -> Settings:
    return replace(settings, reading=replace(ReadingLimits(), **changes))


def test_a_text_page_becomes_signed_and_clean_readings(plugins: Build, arrive: Any) -> None:
    catalog = plugins(only=(), fields=Fields, notes=Notes, labels=Labels)
    taken = arrive(catalog, "NOTE", "provider.npi: 1457 382 913", "document.kind: referral")
    npi = next(r for r in taken.readings if r.field == "provider.npi")
    assert (npi.value, npi.by, npi.grounds) == ("1457382913", "labels", ("label", "text"))
    assert taken.kind == "referral"
    assert [name for name, _ in taken.plugins] == ["labels", "notes"]
    belief = judged(taken, catalog).field("provider.npi")
    assert belief and not belief.review


def test_a_plugin_cannot_pose_as_a_person_nor_give_the_hosts_grounds(
    plugins: Build, arrive: Any
) -> None:
    forged = Reading("patient.name", "Ana", grounds=("agreed", "text"), by="person:boss")
    catalog = plugins(only=(), fields=Fields, notes=Notes, forger=saying(forged))
    (reading,) = arrive(catalog, "NOTE").readings
    assert (reading.by, reading.grounds) == ("forger", ())


@pytest.mark.parametrize(
    ("reading", "what"),
    [
        (Reading("patient.nmae", "Ana"), "patient.nmae"),
        (Reading("patient.name", "Ana", source=Source("", 9, Box(0, 0, 1, 1))), "a page that"),
    ],
)
def test_a_reading_of_nothing_that_exists_is_its_plugins_fault(
    plugins: Build, arrive: Any, reading: Reading, what: str
) -> None:
    catalog = plugins(only=(), fields=Fields, notes=Notes, wild=saying(reading))
    taken = arrive(catalog, "NOTE")
    assert not taken.readings
    (finding,) = taken.findings
    assert (finding.code, finding.severity, finding.by) == ("plugin.fault", "error", "wild")
    assert what in finding.message


def test_a_cleaner_that_fails_is_the_fault_of_the_plugin_that_defined_the_field(
    plugins: Build, arrive: Any
) -> None:
    class Bad:
        @hookimpl
        def docflow_fields(self) -> Any:
            from docflow import FieldSpec

            yield FieldSpec("a.b", "A b", clean=lambda text: text[99])

    catalog = plugins(only=(), bad=Bad, notes=Notes, labels=Labels)
    taken = arrive(catalog, "NOTE", "a.b: 1")
    assert [f.by for f in taken.findings] == ["bad"]


def test_a_picture_is_recognised_and_places_are_told_on_the_paper_as_delivered(
    plugins: Build, arrive: Any, settings: Settings
) -> None:
    catalog = plugins(
        only=(),
        use=reader(settings, recognizers=("one",), second=""),
        fields=Fields,
        scans=Scans,
        labels=Labels,
        one=recognizing("patient.name: Laura Schmidt"),
    )
    (reading,) = arrive(catalog, "SCAN").readings
    assert reading.value == "Laura Schmidt"
    assert reading.source and reading.source.box == pytest.approx((0.5, 0.92, 0.9, 0.95))


def test_a_picture_on_a_page_of_text_is_recognised_too_and_is_not_taken_for_text(
    plugins: Build, arrive: Any, settings: Settings
) -> None:
    catalog = plugins(
        only=(),
        use=reader(settings, recognizers=("one",), second=""),
        fields=Fields,
        forms=Forms,
        labels=Labels,
        one=recognizing("provider.npi: 1457382913"),
    )
    npi, name = reversed(arrive(catalog, "FORM", "patient.name: Ana").readings)
    assert (npi.field, npi.grounds) == ("provider.npi", ("label", "reread"))
    assert npi.source and npi.source.box == pytest.approx((0.1, 0.525, 0.5, 0.54))
    assert (name.field, name.grounds) == ("patient.name", ("label", "text"))


@pytest.mark.parametrize(
    ("second", "grounds", "rivals"),
    [
        ("1457382913", ("agreed", "label"), []),
        ("NPI 1457382913", ("agreed", "label"), []),
        ("1457382913 Fax", ("agreed", "label"), []),
        ("|1457382913", ("agreed", "label"), []),
        ("1457382913 4", ("differs", "label"), ["14573829134"]),
        ("1457382973", ("differs", "label"), ["1457382973"]),
        ("", ("label", "reread"), []),
    ],
)
def test_a_second_reader_looks_at_each_value_and_its_word_is_kept(
    plugins: Build,
    arrive: Any,
    settings: Settings,
    second: str,
    grounds: tuple[str, ...],
    rivals: list[str],
) -> None:
    catalog = plugins(
        only=(),
        use=reader(settings, recognizers=("one",), second="two"),
        fields=Fields,
        scans=Scans,
        labels=Labels,
        one=recognizing("provider.npi: 1457382913"),
        two=recognizing(*([second] if second else [])),
    )
    taken = arrive(catalog, "SCAN")
    npi = [r for r in taken.readings if r.field == "provider.npi"]
    assert [r.grounds for r in npi if r.by == "labels"] == [grounds]
    assert [r.value for r in npi if r.by == "two"] == rivals


class Unsteady:
    """A recogniser that sees another number when it looks again."""

    @hookimpl
    def docflow_recognize(self, page: Page) -> Any:
        whole = page.height > 700
        return list(words(["provider.npi: 1457382913" if whole else "1457382973"]))


def test_a_circled_word_is_read_again_without_its_circle(
    plugins: Build, settings: Settings, tmp_path: Path
) -> None:
    sheet = circled_order(3, ("2x", "97124"))
    sheet.words = [replace(w, text="O") if w.text == "2x" else w for w in sheet.words]

    class Sees:
        """What a recogniser sees: an O for the circled word, and the word without its circle."""

        @hookimpl
        def docflow_recognize(self, page: Page) -> Any:
            narrow = page.width < 40
            return [Word("2x", Box(0.2, 0.2, 0.8, 0.8))] if narrow else list(sheet.words)

    catalog = plugins(only=(), use=reader(settings, recognizers=("one",), second=""), one=Sees)
    page = replace(sheet.page(tmp_path, "fax"), words=())
    seen, _, faults = recognize(page, tmp_path, catalog)
    assert [mark.value for mark in circles(seen)] == ["2x", "97124"]
    assert not faults


def test_without_agreement_a_person_looks_and_with_it_nobody_must(
    plugins: Build, arrive: Any, settings: Settings
) -> None:
    class Sure(Labels):
        confidence = 0.98

    def review(second: str) -> bool:
        catalog = plugins(
            only=(),
            use=reader(settings, recognizers=("one",), second="two"),
            fields=Fields,
            scans=Scans,
            labels=Sure,
            one=Unsteady,
            two=recognizing(second),
        )
        belief = judged(arrive(catalog, "SCAN"), catalog).field("provider.npi")
        assert belief and belief.value == "1457382913"
        return belief.review

    assert not review("1457382913")
    assert review("1457382973")
    assert review("???")


def test_on_a_paper_of_no_known_kind_everything_is_shown_to_a_person(
    plugins: Build, arrive: Any
) -> None:
    catalog = plugins(only=(), fields=Fields, notes=Notes, labels=Labels)
    taken = arrive(catalog, "NOTE", "provider.npi: 1457 382 913")
    for kind, review in (("referral", False), ("other", True)):
        belief = judged(taken, catalog, kind).field("provider.npi")
        assert belief and belief.review is review


def test_nothing_is_certain_on_a_paper_whose_kind_the_signs_are_divided_on(
    plugins: Build, arrive: Any
) -> None:
    place = Source("", 1, Box(0.1, 0.1, 0.9, 0.2))
    for share, review in ((0.9, False), (0.55, True)):
        kind = saying(Reading("document.kind", "referral", "", share, place, ("signs",)))
        catalog = plugins(only=(), fields=Fields, notes=Notes, labels=Labels, kind=kind)
        taken = arrive(catalog, "NOTE", "provider.npi: 1457 382 913")
        belief = judged(taken, catalog).field("provider.npi")
        assert belief and belief.review is review


def test_a_payer_that_docflow_does_not_know_is_never_taken_for_granted(
    plugins: Build, arrive: Any
) -> None:
    catalog = plugins(only=("common_fields", "payer_directory"), notes=Notes, labels=Labels)
    for name, review in (("Aetna", False), ("card copy - front / back", True)):
        belief = judged(arrive(catalog, "NOTE", f"payer.name: {name}"), catalog).field("payer.name")
        assert belief and belief.review is review


def test_more_codes_than_an_order_names_go_to_a_person(plugins: Build, arrive: Any) -> None:
    catalog = plugins(only=("common_fields",), notes=Notes, labels=Labels)
    codes = ("M54.2", "M54.6", "M79.7", "M54.12", "M54.50", "M25.511", "M25.512")
    for count, review in ((3, {False}), (7, {True})):
        told = arrive(catalog, "NOTE", *(f"diagnosis.codes: {code}" for code in codes[:count]))
        assert {f.review for f in judged(told, catalog).fields["diagnosis.codes"]} == review


def test_what_no_order_can_mean_goes_to_a_person_though_it_is_plainly_read(
    plugins: Build, arrive: Any
) -> None:
    catalog = plugins(only=("common_fields",), notes=Notes, labels=Labels)
    for minutes, review in (("60", False), ("14", True)):
        told = arrive(catalog, "NOTE", f"order.session_minutes: {minutes}")
        belief = judged(told, catalog).field("order.session_minutes")
        assert belief and belief.review is review


def test_a_value_that_its_own_reader_does_not_see_again_is_not_called_reread(
    plugins: Build, arrive: Any, settings: Settings
) -> None:
    catalog = plugins(
        only=(),
        use=reader(settings, recognizers=("one",), second=""),
        fields=Fields,
        scans=Scans,
        labels=Labels,
        one=Unsteady,
    )
    (npi,) = arrive(catalog, "SCAN").readings
    assert (npi.value, npi.grounds) == ("1457382913", ("label",))


def test_what_was_concluded_from_words_is_agreed_on_if_the_second_reader_sees_the_words(
    plugins: Build, arrive: Any, settings: Settings
) -> None:
    place = Source("", 1, Box(0.1, 0.1, 0.4, 0.2))
    concluded = Reading("document.kind", "denial", "We can not pay this claim.", 0.8, place)

    def grounds(second: str) -> tuple[str, ...]:
        catalog = plugins(
            only=(),
            use=reader(settings, recognizers=("one",), second="two"),
            fields=Fields,
            scans=Scans,
            one=recognizing("We can not pay this claim."),
            two=recognizing(second),
            kind=saying(concluded),
        )
        return next(r.grounds for r in arrive(catalog, "SCAN").readings if r.by == "kind")

    assert grounds("We cannot pay this claim") == ("agreed",)
    assert grounds("We can now pay that claim in full") == ("reread",)


def test_a_second_reader_that_fails_is_asked_once_and_named(
    plugins: Build, arrive: Any, settings: Settings
) -> None:
    calls = []

    class Fails:
        @hookimpl
        def docflow_recognize(self) -> Any:
            calls.append(1)
            raise OSError

    catalog = plugins(
        only=(),
        use=reader(settings, recognizers=("one",), second="two"),
        fields=Fields,
        scans=Scans,
        labels=Labels,
        one=recognizing("provider.npi: 1457382913", "patient.name: Ana"),
        two=Fails,
    )
    taken = arrive(catalog, "SCAN")
    assert [f.by for f in taken.findings] == ["two"]
    assert len(calls) == 1


class AlsoNotes(Notes):
    pass


class Torn:
    @hookimpl
    def docflow_read(self) -> Any:
        raise OSError("Laura Schmidt")


@pytest.mark.parametrize(
    ("extra", "lines", "said"),
    [
        ({}, ["what"], "does not know this kind of file"),
        ({}, ["NOTE", "broken"], "The note is torn."),
        ({"also": AlsoNotes}, ["NOTE", "x"], "also and notes both say"),
        ({"torn": Torn}, ["what"], "'torn' failed in docflow_read"),
        ({"empty": Bundles}, ["BUNDLE"], "holds no page"),
        ({"scans": Scans}, ["SCAN"], "No recogniser could read page 1"),
        ({}, [""], "The file is empty"),
        ({}, ["NOTE", "x" * 60_000_000], "The file has 60 MB and at most 50 are read"),
    ],
)
def test_a_file_that_nobody_reads_says_why(
    plugins: Build, arrive: Any, extra: dict[str, type], lines: list[str], said: str
) -> None:
    with pytest.raises(UnreadableError, match=said):
        arrive(plugins(only=(), notes=Notes, **extra), *lines)


def test_a_reader_that_fails_costs_nothing_where_another_reads_the_file(
    plugins: Build, arrive: Any
) -> None:
    catalog = plugins(only=(), fields=Fields, notes=Notes, labels=Labels, torn=Torn)
    taken = arrive(catalog, "NOTE", "patient.name: Ana")
    assert [r.value for r in taken.readings] == ["Ana"]
    assert [f.by for f in taken.findings] == ["torn"]
    assert "Laura" not in taken.findings[0].message


class Crashes:
    @hookimpl
    def docflow_extract(self) -> Any:
        raise RuntimeError("Laura Schmidt")

    @hookimpl
    def docflow_check(self) -> Any:
        raise RuntimeError("Laura Schmidt")


class Complains:
    @hookimpl
    def docflow_check(self, case: Case) -> Any:
        yield Finding("odd", "warning", f"{len(case.fields)} fields", by="somebody else")


def test_a_crash_in_extract_or_check_blocks_the_case_and_leaves_the_others_to_speak(
    plugins: Build, arrive: Any
) -> None:
    catalog = plugins(
        only=(), fields=Fields, notes=Notes, labels=Labels, crash=Crashes, odd=Complains
    )
    taken = arrive(catalog, "NOTE", "patient.name: Ana")
    findings = [f for f in check(judged(taken, catalog), catalog) if f.by != "docflow"]
    assert [(f.code, f.by) for f in taken.findings] == [("plugin.fault", "crash")]
    assert [(f.code, f.by) for f in findings] == [("plugin.fault", "crash"), ("odd", "odd")]
    assert not any("Laura" in f.message for f in (*taken.findings, *findings))


def test_a_plugin_that_did_not_load_blocks_every_case(plugins: Build) -> None:
    from docflow.plugins import Fault

    catalog = replace(plugins(only=()), faults=(Fault("acme", "import", "acme.py:3", "OSError"),))
    (finding,) = check(Case("x", DAY, (), {}), catalog)
    assert (finding.severity, finding.by) == ("error", "acme")


class Paper(Fields, Notes):
    pass


def test_every_permutation_of_disagreeing_plugins_gives_the_same_case(
    plugins: Build, arrive: Any
) -> None:
    place = Source("", 1, Box(0.1, 0.1, 0.4, 0.2))
    said = {
        "a": Reading("patient.name", "Laura Schmidt", confidence=0.8, source=place),
        "b": Reading("patient.name", "Laura Schmitt", confidence=0.8, source=place),
        "c": Reading("patient.name", "Laura Schmidt", "Schmidt, Laura", 0.8, place, ("label",)),
        "d": Reading("diagnosis.codes", "M54.50", confidence=0.8, source=place),
    }
    voices = {name: saying(reading) for name, reading in said.items()}
    catalog = plugins(only=(), paper=Paper, odd=Complains, **voices)
    cases = set()
    for order in itertools.permutations(catalog.plugins):
        turned = replace(catalog, plugins=order)
        taken = arrive(turned, "NOTE")
        case = judged(taken, turned)
        cases.add((taken, str(sorted(case.fields.items())), check(case, turned)))
        assembled = assemble(catalog.settings, order)
        assert assembled.fields == catalog.fields
    assert len(cases) == 1


def test_readings_in_any_order_make_the_same_case(plugins: Build) -> None:
    catalog = plugins(only=(), fields=Fields)
    place = Source("doc", 1, Box(0.1, 0.1, 0.4, 0.2))
    readings = [
        Reading("patient.name", "Ana Lopez", "", 0.7, place, ("label",), "a"),
        Reading("patient.name", "Ana Lopes", "", 0.7, place, ("label",), "b"),
        Reading("diagnosis.codes", "M54.50", "", 0.7, place, (), "a"),
        Reading("diagnosis.codes", "M54.51", "", 0.7, place, ("rival",), "b"),
    ]
    cases = {
        str(case_of("x", (), order, catalog, DAY).fields)
        for order in itertools.permutations(readings)
    }
    assert len(cases) == 1


@pytest.mark.parametrize(
    ("often", "long", "visits"),
    [("2/wk", "8wk", "16"), ("1/wk", "3mo", "12-13"), ("biweekly", "8wk", "")],
)
def test_visits_are_computed_where_none_are_written_and_say_so(
    plugins: Build, arrive: Any, often: str, long: str, visits: str
) -> None:
    catalog = plugins(only=(), fields=Fields, notes=Notes, labels=Labels)
    lines = ("NOTE", f"order.frequency: {often}", f"order.duration: {long}")
    case = judged(arrive(catalog, *lines), catalog)
    assert case.value("order.visits") == visits
    assert all(f.derived for f in case.fields.get("order.visits", ()))
    written = judged(arrive(catalog, *lines, "order.visits: 10"), catalog)
    assert written.value("order.visits") == "10"


def test_files_in_files_are_taken_too_and_a_bad_one_costs_only_itself(
    plugins: Build, tmp_path: Path
) -> None:
    catalog = plugins(only=(), fields=Fields, notes=Notes, labels=Labels, bundles=Bundles)
    path = tmp_path / "bundle.txt"
    path.write_text("BUNDLE\nNOTE / patient.name: Ana\nwhat\nBUNDLE / NOTE", encoding="utf-8")
    work = tmp_path / "work"
    work.mkdir()
    found = dict(unfold(path, work, DAY, catalog))
    assert list(found) == [("part 0",), ("part 1",), ("part 2", "part 0")]
    assert isinstance(found["part 1",], UnreadableError)
    first = found["part 0",]
    assert isinstance(first, Taken)
    assert [r.value for r in first.readings] == ["Ana"]


def test_a_bundle_that_holds_itself_comes_to_an_end(plugins: Build, tmp_path: Path) -> None:
    class Selfish:
        @hookimpl
        def docflow_read(self, path: Path) -> Any:
            from docflow import Enclosure

            return [Enclosure(path, "again"), Enclosure(path, "and again")]

    path = tmp_path / "self.zip"
    path.touch()
    work = tmp_path / "work"
    work.mkdir()
    (*_, (_, last)) = unfold(path, work, DAY, plugins(only=(), selfish=Selfish))
    assert isinstance(last, UnreadableError)


@pytest.mark.parametrize(("written", "doubted"), [("10/21/2026", False), ("10/2/2026", True)])
def test_a_recognised_date_with_a_lone_digit_may_lack_a_stroke_of_the_pen(
    plugins: Build, arrive: Any, settings: Settings, written: str, doubted: bool
) -> None:
    catalog = plugins(
        use=reader(settings, recognizers=("one",), second=""),
        only=("common_fields",),
        scans=Scans,
        labels=Labels,
        one=recognizing(f"order.date: {written}"),
    )
    (seen,) = [r for r in arrive(catalog, "SCAN").readings if r.field == "order.date"]
    assert ("lone-digit" in seen.grounds) is doubted


def test_a_conclusion_is_no_surer_because_a_second_reader_sees_its_words(
    plugins: Build, arrive: Any, settings: Settings
) -> None:
    place = Source("", 1, Box(0.1, 0.1, 0.9, 0.2))
    said = Reading("denial.category", "non_covered", "not our criteria", 0.95, place, ("words",))
    catalog = plugins(
        only=("common_fields",),
        use=reader(settings, recognizers=("one",), second="two"),
        scans=Scans,
        concludes=saying(said),
        one=recognizing("not our criteria"),
        two=recognizing("not our criteria"),
    )
    belief = judged(arrive(catalog, "SCAN"), catalog).field("denial.category")
    assert belief
    assert belief.review
    assert "agreed" in belief.best.grounds


@pytest.mark.parametrize(("grounds", "doubted"), [(("words",), True), (("code", "words"), False)])
def test_a_conclusion_from_certain_words_is_not_itself_certain(
    plugins: Build, arrive: Any, grounds: tuple[str, ...], doubted: bool
) -> None:
    place = Source("", 1, Box(0.1, 0.1, 0.9, 0.2))
    said = Reading("denial.category", "non_covered", "not our criteria", 0.95, place, grounds)
    catalog = plugins(only=("common_fields",), notes=Notes, concludes=saying(said))
    belief = judged(arrive(catalog, "NOTE", "not our criteria"), catalog).field("denial.category")
    assert belief and belief.review is doubted
