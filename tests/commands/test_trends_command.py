"""/trends, /anomalies, /campaigns: what was planted in the demo year is found, and chance is called chance."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.answer import Lines, Panels
from bot.sample.year import Truth, Year
from tests.commands.parts import chart, says, sql, table
from tests.demo_shop import TODAY


def test_growth_and_the_week_are_found(demo):
    answer = demo.say("/trends this year")
    assert answer.text.startswith("Sales: growing by about")
    assert "Saturday" in answer.text
    assert "Tuesday" in answer.text
    shares = [int(row[0].rstrip(" %")) for row in table(answer).values()]
    assert sum(shares) in (99, 100, 101)


def test_the_panels_are_the_sales_and_their_parts(demo):
    panels = chart(demo.say("/trends this year"), Panels).panels
    observed, trend = (series.values for series in panels[0].series)
    for day, came in zip(panels[0].days, observed, strict=True):
        ((minor,),) = sql(demo, "SELECT sum(total_minor) FROM sales_book WHERE sold_on = ?", day.isoformat())
        assert came == minor
        if day.day == 28:
            break
    week, rest = panels[1], panels[2].series[0].values
    assert len(week.days) == 4 * 6
    for place in range(-1, -len(week.days), -1):
        assert observed[place] == pytest.approx(trend[place] + week.series[0].values[place] + rest[place])


def test_the_dying_product_falls(demo):
    assert f"{Truth().dying_product}: falling" in demo.say(f"/trends {Truth().dying_product}").text


def test_too_early_says_what_is_missing(demo):
    assert "Too early for a trend: 4 weeks of sales, I need 8." in demo.say("/trends last month").text


def test_an_empty_book(empty):
    assert "The book is empty" in empty.say("/trends").text


def test_a_day_with_nothing_written_down_is_found(demo):
    gone = next(day for day in reversed(Year(TODAY).days) if day.weekday() == 5)
    ((entry,),) = sql(demo, "SELECT DISTINCT entry_id FROM sales_book WHERE sold_on = ?", gone.isoformat())
    demo.say(f"/undo {entry}")
    answer = demo.say("/anomalies")
    assert "nothing written down" in answer.text
    assert any(gone.isoformat() in one for one in says(answer))
    drawn = chart(answer, Lines)
    assert drawn.series[0].values[drawn.days.index(gone)] == 0


def test_the_day_without_power_is_found_and_no_other(demo):
    dark = Year(TODAY).dark_day
    answer = demo.say("/anomalies")
    assert "1 day was out of the ordinary" in answer.text
    assert f"▼ {dark:%a} {dark.day} {dark:%b}" in answer.text


def test_an_ordinary_two_months_are_called_so(demo):
    demo.at -= timedelta(days=Truth().dark_from_end_days)
    assert "No day was out of the ordinary" in demo.say("/anomalies").text


def test_a_large_order_is_found_with_its_reason(demo):
    demo.say("on yesterday 400 usb-c cable to Thabo Mokoena 30000 cash")
    answer = demo.say("/anomalies")
    assert "Most of it is USB-C cable." in answer.text


def test_a_product_out_of_the_ordinary_is_told_with_what_was_expected(demo):
    demo.say("on yesterday 60 usb-c cable 4500 cash")
    (told,) = [one for one in demo.say("/anomalies").text.splitlines() if "USB-C cable: " in one]
    assert "in the last week, about" in told
    assert told.startswith("▲")


def test_anomalies_need_a_month(empty):
    assert "no sales to look at" in empty.say("/anomalies").text
    empty.say("yesterday 1 kettle 300")
    assert "Too early" in empty.say("/anomalies").text


def test_the_campaign_is_measured_on_the_goods_it_was_for(demo):
    truth, (first, last) = Truth(), Year(TODAY).campaign
    whole = demo.say("/campaigns")
    assert "shows no gain" in whole.text  # among all goods it drowns
    answer = demo.say(f"/campaigns {truth.campaign} {truth.campaign_category}")
    ((came,),) = sql(
        demo,
        "SELECT sum(total_minor) FROM sales_book WHERE category = ? AND sold_on BETWEEN ? AND ?",
        truth.campaign_category,
        first.isoformat(),
        last.isoformat(),
    )
    assert f"{demo.shop.round(came)} came in its days" in answer.text
    assert "more" in answer.text.splitlines()[0]
    assert "Return " in answer.text
    drawn = chart(answer, Lines)
    expected = [value for value in drawn.series[1].values if value is not None]
    assert 4 <= len(expected) <= 7
    assert sum(expected) < came


def test_a_campaign_names_its_goods(demo):
    demo.say("campaign Cables week 3-8 Nov 500")
    assert "Cables · " in demo.say("/campaigns Cables week").text


def test_no_campaign_at_all(empty):
    assert "No campaign is written down yet" in empty.say("/campaigns").text


def test_a_campaign_to_come(demo):
    demo.say("campaign Black Friday 28-30 Nov 500")
    assert "nothing to judge yet" in demo.say("/campaigns Black Friday").text
    assert "Winter special" in " ".join(says(demo.answers[-1]))


def test_a_campaign_in_a_young_shop_is_not_judged(empty):
    for back in range(6, 0, -1):
        empty.say(f"on {(TODAY - timedelta(days=back)).isoformat()} 1 kettle 300")
    empty.say("campaign Spring 17-19 Nov 500")
    answer = empty.say("/campaigns")
    assert "too early to say" in answer.text
    assert "I need" in answer.text
