"""Phrases of orders, judged one by one: what each says, and what it leaves open."""

from __future__ import annotations

import pytest

from docflow.terms.schedule import (
    Schedule,
    capped,
    clean_duration,
    clean_frequency,
    clean_minutes,
    clean_visits,
    in_words,
    parse_schedule,
    visits_of,
)

PLAIN = """
2x/week for 8 weeks | 2/wk | 8wk
twice weekly for 8 weeks | 2/wk | 8wk
two times a week for eight weeks | 2/wk | 8wk
2 x wk x 8 wks | 2/wk | 8wk
2X WK X 8 WKS | 2/wk | 8wk
2 x/wk x 8wk | 2/wk | 8wk
2×/wk × 8 wks | 2/wk | 8wk
2*wk*8wk | 2/wk | 8wk
2 @ wk for 8 wks | 2/wk | 8wk
twice per wk. X 8 wks. | 2/wk | 8wk
ii x wk x viii wks | 2/wk | 8wk
2/7 x 8/52 | 2/wk | 8wk
2 visits a week, 8 weeks | 2/wk | 8wk
two (2) times per week for eight (8) weeks | 2/wk | 8wk
BIW x 8 weeks | 2/wk | 8wk
b.i.w. x 8w | 2/wk | 8wk
semiweekly x 4 wks | 2/wk | 4wk
twice a wk for 2 months | 2/wk | 2mo
1x/week x 6 weeks | 1/wk | 6wk
once a week for 6 weeks | 1/wk | 6wk
1 time per week for six (6) weeks | 1/wk | 6wk
1 x per wk / 6 wks | 1/wk | 6wk
weekly for 3 months | 1/wk | 3mo
q wk x 12 wks | 1/wk | 12wk
q week x 6w | 1/wk | 6wk
3x/week for 4 weeks | 3/wk | 4wk
three times weekly x 4 wks | 3/wk | 4wk
TIW x 4 weeks | 3/wk | 4wk
t.i.w. x 1 mo | 3/wk | 1mo
MWF x 4 weeks | 3/wk | 4wk
M/W/F x 3 wks | 3/wk | 3wk
T/Th x 6 weeks | 2/wk | 6wk
Tues & Thurs for 6 wks | 2/wk | 6wk
Monday, Wednesday and Friday x 2 weeks | 3/wk | 2wk
1-2x/week x 6 weeks | 1-2/wk | 6wk
1-2 txs/wk for 6 weeks and re-eval | 1-2/wk | 6wk
1 to 2 times per week for 6-8 weeks | 1-2/wk | 6-8wk
2-3x/wk x 4-6wks | 2-3/wk | 4-6wk
2 to 3 times weekly for one month | 2-3/wk | 1mo
1x-2x weekly, 12 weeks | 1-2/wk | 12wk
up to 2x/week for up to 8 weeks | 2/wk | 8wk
no more than twice a week x 6 wks | 2/wk | 6wk
every other week x 8 weeks | 1/2wk | 8wk
once every other week for 3 months | 1/2wk | 3mo
EOW x 12 wks | 1/2wk | 12wk
q2wk x 8 wks | 1/2wk | 8wk
every 14 days x 8 weeks | 1/2wk | 8wk
1x per 2 weeks for 8 weeks | 1/2wk | 8wk
every two to three weeks x 4 months | 1/2-3wk | 4mo
once every 4 weeks x 1 year | 1/4wk | 12mo
twice a month for 6 months | 2/mo | 6mo
2x/mo x 6mo | 2/mo | 6mo
semi-monthly x 3 mos | 2/mo | 3mo
1x/month for 12 months | 1/mo | 12mo
q month x 6 months | 1/mo | 6mo
4 visits a month for 3 months | 4/mo | 3mo
daily x 5 days | 1/d | 5d
QOD x 2 wks | 1/2d | 2wk
every other day for 10 days | 1/2d | 10d
3 times weekly for 60 days | 3/wk | 60d
cont 2x/wk x 4 more wks | 2/wk | 4wk
3x/wk x 2 wks, then 2x/wk x 4 wks | 3/wk then 2/wk | 2wk then 4wk
2x/wk x 4 wks then 1x/wk x 4 wks | 2/wk then 1/wk | 4wk then 4wk
Freq: 2x/wk  Dur: 8 wks | 2/wk | 8wk
Frequency _2_ times/week  Duration _8_ weeks | 2/wk | 8wk
[x]1x [ ]2x [ ]3x /week for _6_ weeks | 1/wk | 6wk
Times per week: 2  # of weeks: 6 | 2/wk | 6wk
☐1/wk ☑2/wk ☐3/wk ☐every other wk ☐1/mo | 2/wk |
Freq 2w6 | 2/wk | 6wk
2m3 | 2/mo | 3mo
1w1, 2w4 | 1/wk then 2/wk | 1wk then 4wk
biweekly (every 2 weeks) for 3 months | 1/2wk | 3mo
one (1) time per week for eight (8) | 1/wk | 8wk
6. 2x/week x 8 weeks | 2/wk | 8wk
quarterly | 1/3mo |
qmo | 1/mo |
q2w | 1/2wk |
4x per month | 4/mo |
2 sessions per month, ongoing | 2/mo |
now through 12/31/2026, weekly | 1/wk |
from 10/1/26 to 12/31/26 2x/wk | 2/wk |
x 90 days | | 90d
for 6 months | | 6mo
1 year | | 12mo
for 10-12 weeks | | 10-12wk
freq per therapist x 8 weeks | | 8wk
"""

RECOGNISED = """
2x/wkx8wks | 2/wk | 8wk
TIWx4weeks | 3/wk | 4wk
3xlweek | 3/wk |
2xlwk x 8wks | 2/wk | 8wk
3x1week x 4 weeks | 3/wk | 4wk
B1W | 2/wk |
Zx/wk x 6wks | 2/wk | 6wk
2x/wk x Bwks | 2/wk | 8wk
lx/week x 6 weeks | 1/wk | 6wk
Ix/wk for I0 wks | 1/wk | 10wk
2 x/wk x 8 vvks | 2/wk | 8wk
1-2x/weekfor6weeks | 1-2/wk | 6wk
2timesperweek | 2/wk |
twiceaweek x6weeks | 2/wk | 6wk
every2weeks | 1/2wk |
2 x pér week | 2/wk |
once a weck for 3 months | 1/wk | 3mo
"""

COUNTED = """
12 visits | 12 |
12visits | 12 |
12 total visits | 12 |
a total of 12 visits | 12 |
3x/wk x 4wk, total 12 | 12 |
2x/week for 8 weeks (16 visits) | 16 |
1x/wk x 6 wks = 8 visits | 8 |
10 visits, 1-2x/wk | 10 |
6 txs | 6 |
6 treatments and re-eval | 6 |
x 6 visits | 6 |
#6 | 6 |
# of visits: 6 | 6 |
No. of visits: 6 | 6 |
Visits authorized: 6 | 6 |
Times per week: 2  # of weeks: 6  Total visits: 12 | 12 |
Disp: 10 sessions | 10 |
Qty 8 | 8 |
up to 12 visits | 12 |
NTE 12 visits | 12 |
6-8 visits | 6-8 |
one dozen treatments | 12 |
6 visits then reassess; may repeat x1 | 6 |
every 3 weeks x 3 visits | 3 |
4 units x 6 visits | 6 |
10 x 60 min massage | 10 | 60
8 (eight) one hour sessions | 8 | 60
60 min | | 60
60-minute sessions | | 60
1 hr massage | | 60
half an hour | | 30
30 min tx | | 30
45" | | 45
90' | | 90
45-60 min | | 45-60
90 min q2wk x 6 mos | | 90
minutes per session: 60 | | 60
MFR/NMT 1x wk x 8, 60min | | 60
"""

OPEN = """
biweekly x 8 weeks | biweekly | 8wk
bi-weekly for 2 months | biweekly | 2mo
bimonthly | bimonthly |
2/wk x 8 | 2/wk | x8
2x/week for 8 | 2/wk | x8
q 2 weeks x 6 | 1/2wk | x6
fortnightly x 6 | 1/2wk | x6
two x weekly times 8 | 2/wk | x8
x6 | | x6
2x6 | 2x6 |
eval/treat 3x4 | 3x4 |
2 x 6 wks | 2/wk | 6wk
BID | 2/d |
at least 1x/wk x 8 wks | 1/wk | 8wk
1-2x/wk PRN x 3 mo | 1-2/wk | 3mo
1x/wk x 4 then PRN | 1/wk | 4wk
weekly x 4 then biweekly x 4 | 1/wk then biweekly | 4wk then x4
2x week for 4 weeks, taper to monthly | 2/wk then 1/mo | 4wk
1x/week 2x/week 3x/week | |
2x/week for low back pain for 6 weeks | 2/wk | 6wk
PRN | |
prn pain | |
as tolerated | |
"""

SILENT = """
24D. CPT/HCPCS
3. Weeks off work
per therapist discretion
per LMT eval
eval and treat
massage therapy per protocol
continue massage
ongoing
until MMI
until next visit 6/15/26
refill x 1
re-eval in 4 weeks
Low back pain x 3 weeks
surgery 6 weeks ago
39. Visits approved
valid 90 days from the date of the order
Retain 10 y.
improve mobility 2 mobile segments
strength 4/5, L4-5, C5-6
M54.50 97124
"""


def rows(table: str) -> list[tuple[str, ...]]:
    """The table's cells, three a row."""
    cells = [[c.strip() for c in line.split("|")] for line in table.strip().splitlines()]
    return [(*row, "", "")[:3] for row in cells]


def said(text: str) -> Schedule:
    return parse_schedule(text) or Schedule()


@pytest.mark.parametrize(("phrase", "frequency", "duration"), rows(PLAIN))
def test_a_plain_order_is_read_as_its_writer_meant_it(
    phrase: str, frequency: str, duration: str
) -> None:
    schedule = said(phrase)
    assert (schedule.frequency, schedule.duration) == (frequency, duration)
    assert schedule.ambiguous == ""


@pytest.mark.parametrize(("phrase", "frequency", "duration"), rows(RECOGNISED))
def test_glued_and_misread_orders_are_read_all_the_same(
    phrase: str, frequency: str, duration: str
) -> None:
    schedule = said(phrase)
    assert (schedule.frequency, schedule.duration) == (frequency, duration)


@pytest.mark.parametrize(("phrase", "visits", "minutes"), rows(COUNTED))
def test_visits_and_minutes_are_taken_where_the_order_says_them(
    phrase: str, visits: str, minutes: str
) -> None:
    schedule = said(phrase)
    assert schedule.visits == visits
    assert schedule.minutes == minutes or not minutes


@pytest.mark.parametrize(("phrase", "frequency", "duration"), rows(OPEN))
def test_what_an_order_leaves_open_is_kept_open_and_said(
    phrase: str, frequency: str, duration: str
) -> None:
    schedule = said(phrase)
    assert (schedule.frequency, schedule.duration) == (frequency, duration)
    assert schedule.ambiguous


@pytest.mark.parametrize("phrase", SILENT.strip().splitlines())
def test_text_that_orders_nothing_gives_nothing(phrase: str) -> None:
    assert parse_schedule(phrase) is None


@pytest.mark.parametrize(
    ("phrase", "frequency", "duration"),
    [
        ("12 visits over 6 weeks", "", "6wk"),
        ("2x/week, 16 visits total", "2/wk", ""),
        ("QOW x 6 visits", "1/2wk", ""),
    ],
)
def test_what_could_be_computed_is_not_said_to_be_written(
    phrase: str, frequency: str, duration: str
) -> None:
    assert (said(phrase).frequency, said(phrase).duration) == (frequency, duration)


@pytest.mark.parametrize(
    ("phrase", "frequency", "duration"),
    [
        ("weekly x 10", "1/wk", "10wk"),
        ("once weekly x 6", "1/wk", "6wk"),
        ("qwk x 4", "1/wk", "4wk"),
        ("monthly x 6", "1/mo", "6mo"),
        ("QD x 5", "1/d", "5d"),
    ],
)
def test_weekly_by_a_number_is_clear_since_visits_and_weeks_are_as_many(
    phrase: str, frequency: str, duration: str
) -> None:
    schedule = said(phrase)
    assert (schedule.frequency, schedule.duration, schedule.ambiguous) == (frequency, duration, "")


def test_every_part_knows_where_it_stands_and_whether_it_was_repaired() -> None:
    text = "Sig: 3xlweek for 8 weeks, 60 min"
    schedule = said(text)
    places = {name: found.text for name, found in schedule.found}
    assert places == {"frequency": "3xlweek", "duration": "8 weeks", "minutes": "60 min"}
    often, long = schedule.place("frequency"), schedule.place("duration")
    assert often and long and (often.repaired, long.repaired) == (True, False)
    assert schedule.place("visits") is None


@pytest.mark.parametrize(
    ("frequency", "duration", "visits"),
    [
        ("2/wk", "8wk", (16, 16)),
        ("1-2/wk", "6-8wk", (6, 16)),
        ("1/2wk", "8wk", (4, 4)),
        ("1/2wk", "3mo", (6, 7)),
        ("1/4wk", "12mo", (12, 13)),
        ("2/mo", "6mo", (12, 12)),
        ("1/wk", "3mo", (12, 13)),
        ("2/wk", "2mo", (16, 18)),
        ("2/wk", "60d", (17, 18)),
        ("1/d", "5d", (5, 5)),
        ("1/2d", "2wk", (7, 7)),
        ("3/wk then 2/wk", "2wk then 4wk", (14, 14)),
    ],
)
def test_frequency_and_duration_make_so_many_visits(
    frequency: str, duration: str, visits: tuple[int, int]
) -> None:
    assert visits_of(frequency, duration) == visits


@pytest.mark.parametrize(
    ("frequency", "duration"),
    [("biweekly", "8wk"), ("2/wk", "x8"), ("2x6", ""), ("", "8wk"), ("2/wk then 1/mo", "4wk")],
)
def test_what_is_unclear_makes_no_number_of_visits(frequency: str, duration: str) -> None:
    assert visits_of(frequency, duration) is None


@pytest.mark.parametrize("value", ["2/wk", "1/2wk", "2/mo", "biweekly", "2x6", "3/wk then 2/wk"])
def test_a_canonical_frequency_stays_as_it_is(value: str) -> None:
    assert clean_frequency(value) == value


@pytest.mark.parametrize("value", ["8wk", "6-8wk", "60d", "x8", "2wk then 4wk"])
def test_a_canonical_duration_stays_as_it_is(value: str) -> None:
    assert clean_duration(value) == value


def test_a_bare_number_is_a_count_but_no_length_of_time() -> None:
    assert (clean_visits("12"), clean_minutes("60"), clean_duration("8")) == ("12", "60", "x8")
    assert clean_frequency("2") == ""


def test_up_to_makes_a_limit() -> None:
    assert capped("up to 12 visits") and capped("NTE 12") and not capped("12 visits")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2/wk", "twice a week"),
        ("1/2wk", "once every 2 weeks"),
        ("1-2/wk", "1 to 2 times a week"),
        ("3/wk then 2/wk", "3 times a week, then twice a week"),
        ("8wk", "8 weeks"),
        ("1mo", "1 month"),
        ("biweekly", "biweekly"),
    ],
)
def test_values_can_be_said_in_words(value: str, words: str) -> None:
    assert in_words(value) == words


@pytest.mark.parametrize(
    "text", ["55 years female", "09/04/1953 73 Years", "after each, at 30 days"]
)
def test_an_age_and_a_day_to_report_are_no_duration(text: str) -> None:
    assert clean_duration(text) == ""


def test_an_i_before_to_and_a_number_is_a_one() -> None:
    said = parse_schedule("I to 2 times a week")
    assert said is not None
    assert said.frequency == "1-2/wk"
    place = said.place("frequency")
    assert place is not None
    assert place.repaired


@pytest.mark.parametrize(("text", "frequency"), [("Open Mon-Sat", ""), ("Mon-Wed-Fri", "3/wk")])
def test_from_one_day_to_another_an_office_is_open(text: str, frequency: str) -> None:
    assert clean_frequency(text) == frequency
