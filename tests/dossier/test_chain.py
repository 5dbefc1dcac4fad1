"""Hours of a chain: exact from events, intervals from dates, limits by level."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.dossier import chain, link
from luodi.dossier.chain import limit_hours
from luodi.records import DocumentRecord, Event, Hop, Unit
from luodi.settings import Forwarding, Settings

Make = Callable[..., DocumentRecord]


def _hop(
    records: list[DocumentRecord],
    units: list[Unit],
    unit: str,
    events: tuple[Event, ...] = (),
    settings: Settings | None = None,
) -> Hop:
    way = chain(link(records, units, events)[0], settings)
    assert way is not None
    return next(h for h in way.hops if h.unit == unit)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2024, 4, 8), "in_time"),
        (date(2024, 4, 9), "unknown"),
        (date(2024, 4, 10), "unknown"),
        (date(2024, 4, 11), "late"),
    ],
)
def test_days_are_intervals_and_late_only_when_late_at_best(
    policy: DocumentRecord, forward: Make, units: list[Unit], day: date, state: str
) -> None:
    assert _hop([policy, forward("云泽市", day)], units, "云泽市").state == state


@pytest.mark.parametrize(("hours", "state"), [(23.9, "in_time"), (24.1, "late")])
def test_events_give_hours_to_the_minute(
    policy: DocumentRecord, forward: Make, units: list[Unit], hours: float, state: str
) -> None:
    got = datetime(2024, 4, 8, 16, 0)
    notice = forward("云泽市", date(2024, 4, 9))
    events = [
        Event(
            doc_number=policy.doc_number, from_unit="省政府办公厅", to_unit="云泽市教育局", sent_at=got, received_at=got
        ),
        Event(
            doc_number=notice.doc_number,
            from_unit="云泽市人民政府",
            to_unit="各县",
            sent_at=got + timedelta(hours=hours),
        ),
    ]
    hop = _hop([policy, notice], units, "云泽市", tuple(events))
    assert (hop.state, hop.hours_low) == (state, pytest.approx(hours))


def test_own_rules_count_as_passing_on_where_no_notice_did(
    make: Make, policy: DocumentRecord, units: list[Unit]
) -> None:
    rules = make(
        "rules.txt",
        kind="rules",
        title="云泽市校园食堂实施方案",
        issuer=("云泽市教育局",),
        issue_date=date(2024, 4, 22),
        refers_to=({"title": policy.title, "doc_number": None, "relation": "implements"},),
    )
    hop = _hop([policy, rules], units, "云泽市")
    assert (hop.file, hop.state) == ("rules.txt", "late")


def test_a_report_sent_upwards_is_no_passing_on(policy: DocumentRecord, units: list[Unit]) -> None:
    events = [
        Event(
            title=f"关于落实《{policy.title}》情况的报告",
            from_unit="临阜市人民政府办公室",
            to_unit="江澜省人民政府",
            sent_at=datetime(2024, 9, 1, 9),
        )
    ]
    assert _hop([policy], units, "临阜市", tuple(events)).state == "missing"


def test_a_notice_known_only_from_events_is_passing_on(policy: DocumentRecord, units: list[Unit]) -> None:
    events = [
        Event(
            title=f"关于转发《{policy.title}》的通知",
            from_unit="临阜市人民政府办公室",
            to_unit="各县",
            sent_at=datetime(2024, 4, 8, 20),
        )
    ]
    assert _hop([policy], units, "临阜市", tuple(events)).state == "in_time"


def test_a_lower_unit_is_missed_only_where_its_level_is_known(
    policy: DocumentRecord, forward: Make, units: list[Unit]
) -> None:
    alone = chain(link([policy, forward("云泽市")], units)[0])
    beside = chain(link([policy, forward("云泽市"), forward("江南区")], units)[0])
    assert alone is not None
    assert beside is not None
    assert [h.unit for h in alone.hops] == ["云泽市", "临阜市"]
    assert {h.unit: h.state for h in beside.hops}["湖东县"] == "missing"


@pytest.mark.parametrize(
    ("level", "urgent", "hours"),
    [
        ("central", False, None),
        ("central", True, 24.0),
        ("province", False, 24.0),
        ("city", False, 48.0),
        ("county", False, 72.0),
        ("county", True, 24.0),
    ],
)
def test_limits_follow_the_level_of_the_sender(level: str, urgent: bool, hours: float) -> None:
    assert limit_hours(level, Forwarding(), urgent=urgent) == hours  # type: ignore[arg-type]


def test_weekends_are_left_out_when_the_settings_say_so(
    policy: DocumentRecord, forward: Make, units: list[Unit]
) -> None:
    friday = policy.replace(issue_date=date(2024, 4, 12))
    settings = Settings(forwarding=Forwarding(workdays_only=True))
    notice = forward("云泽市", date(2024, 4, 15))
    assert _hop([friday, notice], units, "云泽市").state == "late"
    assert _hop([friday, notice], units, "云泽市", settings=settings).state != "late"


@given(st.integers(min_value=0, max_value=400))
def test_bounds_always_hold_the_true_hours(hours: int) -> None:
    from luodi.dossier.chain import _hours
    from luodi.dossier.sendings import Moment

    start = datetime(2024, 4, 8, 10)
    end = start + timedelta(hours=hours)
    low, high = _hours(Moment.of_day(start.date()), Moment.of_day(end.date()), False)
    assert low is not None
    assert high is not None
    assert low <= hours <= high


@pytest.mark.parametrize(
    ("name", "addressees", "late"),
    [
        ("江澜省国资委", ("各省属企业",), True),
        ("国资运营中心", ("各所属企业",), False),  # no place in its name: nothing limits it
        ("江澜省国资委", ("省直各部门",), False),  # a department acts for its government
    ],
)
def test_enterprises_that_are_addressed_act_for_themselves(
    policy: DocumentRecord, forward: Make, name: str, addressees: tuple[str, ...], late: bool
) -> None:
    units = [Unit(name=name, level="department"), Unit(name="河港集团", level="department", parent=name)]
    asked = policy.replace(issuer=(name,), addressees=addressees)
    notice = forward("河港集团", date(2024, 4, 20)).replace(issuer=("河港集团",))
    events = tuple(
        Event(doc_number=number, from_unit=giver, to_unit=taker, sent_at=at, received_at=at)
        for number, giver, taker, at in (
            (asked.doc_number, name, "河港集团", datetime(2024, 4, 8, 9, 20)),
            (notice.doc_number, "河港集团", "各子公司", datetime(2024, 4, 20, 16, 30)),
        )
    )
    way = chain(link([asked, notice], units, events)[0])
    assert way is not None
    assert any(h.unit == "河港集团" and h.state == "late" for h in way.hops) is late
