"""/segments, /churn, /clv, /clusters, /cohorts: what was planted is found, and what is missing is said kindly."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from bot.answer import Bars, Cloud, Heat, Table
from bot.demo.talk import NOW, TODAY, copy_of
from bot.drawing.develop import develop
from bot.sample.people import LEFT_FROM_END_DAYS
from bot.sample.year import Truth, Year
from tests.commands import crowd
from tests.commands.parts import chart, says, sql, table

ALL = ("segments", "churn", "clv", "clusters", "cohorts")
EARLY = datetime(2025, 1, 20, 12, 0, tzinfo=UTC)


def known_by(talk, day):
    """Give who had bought by a day."""
    rows = sql(
        talk,
        "SELECT DISTINCT customer FROM sales_book WHERE sold_on <= ? AND customer IS NOT NULL",
        day.isoformat(),
    )
    return {name for (name,) in rows}


def kinds(answer):
    """Give the true kinds of those whom an answer's table lists, but for the planted ones."""
    of = {one.name: one.kind for one in Year(TODAY).people}
    names = {name.split(". ")[-1] for name in table(answer)}
    return {of[name] for name in names if name in of}


@pytest.fixture(scope="module")
def crowd_book(tmp_path_factory):
    talk = crowd.fill(tmp_path_factory.mktemp("crowd"))
    path = talk.shop.settings.book_path
    talk.shop.close()
    return path


@pytest.fixture
def many(crowd_book, tmp_path):
    talk = copy_of(crowd_book, tmp_path)
    yield talk
    talk.shop.close()


# ── what is planted ─────────────────────────────────────────────────────────────────────────────


def test_the_lost_customer_is_named_first_with_his_rhythm(demo):
    answer = demo.say("/churn")
    first = answer.text.splitlines()[1]
    assert first.startswith(
        f"{Truth().lost_customer}: {Truth().lost_from_end_days + 1} days, usually every 2 days"
    )
    assert f"/customer {Truth().lost_customer}" in says(answer)


def test_who_came_today_is_not_away(demo):
    demo.say(f"1 kettle to {Truth().lost_customer} 299")
    assert Truth().lost_customer not in demo.say("/churn").text


def test_the_kinds_of_customer_are_those_that_come(demo):
    found = table(demo.say("/segments"))
    assert sum(int(people) for people, _ in found.values()) == len(known_by(demo, TODAY)) > 100
    assert "Since a month ago:" in demo.answers[-1].text
    assert {"regular"} == kinds(demo.say("/segments champions"))
    assert Truth().lost_customer in table(demo.say("/segments must not lose"))
    assert "passing" in kinds(demo.say("/segments asleep"))


def test_those_who_left_are_found_and_their_chance_is_high(demo):
    answer = demo.say("/churn")
    gone = {row[0]: row[1] for row in next(b for b in answer.blocks if isinstance(b, Table)).rows}
    for name in (Truth().lost_customer, *LEFT_FROM_END_DAYS):
        assert f"{name}: " in answer.text
        assert int(gone[name].rstrip(" %")) > 90
    assert "is not late" in demo.say("/churn Thabo Mokoena").text


def test_what_they_should_bring_follows_how_often_they_come(demo):
    demo.say("/clv")
    assert {"regular"} == kinds(demo.answers[-1])
    whole, low = (
        int(re.sub(r"\s", "", one)) for one in re.findall(r"R([\d\s]+\d)", demo.answers[-1].text)[:2]
    )
    assert low < whole
    assert "more I do not promise" in demo.answers[-1].text  # the middle is held at the pace of the last year
    one = demo.say("/clv Neo Phetla").text
    assert "Neo Phetla should bring about" in one


def test_passing_customers_are_a_group_of_their_own(demo):
    answer = demo.say("/clusters")
    cloud = chart(answer, Cloud)
    of = {one.name: one.kind for one in Year(TODAY).people}
    seldom = [
        name
        for name, group in zip(cloud.names, cloud.groups, strict=True)
        if "seldom" in group and name in of
    ]
    assert sum(of[name] == "passing" for name in seldom) > 0.8 * len(seldom) > 20
    assert not any(of[name] == "regular" for name in seldom)


def test_fewer_than_a_hundred_have_tiers_and_moves_but_no_named_segments(demo):
    demo.at = EARLY
    count = len(known_by(demo, EARLY.date()))
    assert 30 < count < 100
    answer = demo.say("/segments")
    assert list(table(answer)) == ["Gold", "Silver", "Bronze"]
    assert sum(int(people) for people, _ in table(answer).values()) == count
    assert "Since a month ago:" in answer.text
    assert f"It takes 100 customers with a name; the book has {count}." in answer.text


def test_a_tier_lists_its_people(demo):
    demo.at = EARLY
    answer = demo.say("/segments gold")
    assert answer.text.startswith("Gold: ")
    assert {"regular"} == kinds(answer)
    assert (
        demo.tap("All groups").text.split(" customers")[0].endswith(f"of {len(known_by(demo, EARLY.date()))}")
    )


def test_a_hundred_and_sixty_have_named_segments_with_advice(many):
    answer = many.say("/segments")
    found = table(answer)
    assert found["Champions"]
    assert sum(int(people) for people, _ in found.values()) == 160
    assert "call them yourself" in answer.text or "ask what they miss" in answer.text
    assert chart(answer, Bars).keep_order


def test_chances_come_with_the_score_they_earned_and_the_phone(many):
    answer = many.say("/churn")
    assert f"{crowd.LOST} · 082 555 0101: {crowd.LOST_DAYS} days" in answer.text or (
        f"{crowd.LOST} · 082 555 0101" in answer.text
    )
    assert "is at risk" in answer.text
    assert "it picked the right one" in answer.text
    assert any(row[1].endswith("%") for row in next(b for b in answer.blocks if isinstance(b, Table)).rows)


def test_one_customer_has_his_own_answer(many):
    late = many.say(f"/churn {crowd.LOST}")
    assert late.text.startswith(f"{crowd.LOST} · 082 555 0101")
    assert "buys nothing in the next 90 days" in late.text
    assert "is not late" in many.say("/churn Regular 05").text


def test_worth_is_a_range_and_regulars_lead(many):
    answer = many.say("/clv")
    assert answer.text.startswith("160 customers should bring about R")
    assert "Four times of five between" in answer.text
    assert all("Regular" in name for name in list(table(answer))[:5])
    one = many.say("/clv Regular 03")
    assert "Regular 03 should bring about" in one.text
    assert "sure. Number" in one.text


def test_groups_that_differ_are_found_and_drawn(many, tmp_path):
    answer = many.say("/clusters")
    cloud = chart(answer, Cloud)
    assert cloud is not None, answer.text
    assert len(cloud.x) == 160
    assert "come back" not in answer.text
    assert f"{len(table(answer))} groups" in answer.text
    assert develop(answer, tmp_path)
    assert "Tried on" not in answer.text


def test_groups_tried_on_some_of_the_customers_say_so(many, monkeypatch):
    monkeypatch.setattr("analytics.clusters._SAMPLE", 120)
    assert "Tried on 120 of 160 customers, drawn at random." in many.say("/clusters").text


def test_cohorts_leave_the_first_month_out_of_the_shares(demo):
    answer = demo.say("/cohorts")
    heat = chart(answer, Heat)
    assert heat.values[0][0] == 100
    assert heat.values[-1][-1] is None
    first = len(known_by(demo, date(2024, 11, 30)))
    assert f"November 2024 holds everybody the book met first ({first})" in answer.text
    stayed = [row[1] for row in heat.values[1:-1] if row[1] is not None]
    assert min(stayed) >= 0
    assert answer.text.startswith("Of 100 new customers ")


# ── too early, and nothing to see ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize("command", ALL)
def test_an_empty_shop_gets_a_kind_answer_and_a_way_on(empty, command):
    answer = empty.say(f"/{command}")
    assert answer.command == command
    assert "0" in answer.text or "No customer is known by name yet" in answer.text
    assert says(answer)


@pytest.mark.parametrize("command", ["clv", "clusters"])
def test_fewer_than_a_hundred_are_told_from_when_it_works(demo, command):
    demo.at = EARLY
    answer = demo.say(f"/{command}")
    assert answer.text.startswith("Too early for")
    count = len(known_by(demo, EARLY.date()))
    assert f"It takes 100 customers with a name; the book has {count}." in answer.text


def test_few_customers_are_ranked_with_each_ones_rhythm(empty):
    for day in (20, 14, 8):
        empty.say(f"on {day} oct 1 kettle to Nomsa 300")
    empty.say("yesterday 2 kettles to Sipho 600")
    answer = empty.say("/segments")
    assert answer.text.startswith("Nomsa leads among 2 customers")
    assert table(answer)["Nomsa"][0] == "32/6"
    assert "Later than usual: Nomsa." in answer.text
    assert table(answer)["Sipho"][0] == "1/–"


def test_everybody_in_rhythm_is_said(empty):
    for day in (1, 7, 14, 20):
        empty.say(f"on {day} nov 1 kettle to Nomsa 300")
    assert "Nobody stays away" in empty.say("/churn").text


def test_a_book_that_ended_long_ago_is_looked_on_from_its_end(many):
    many.at = NOW.replace(year=2029)
    answer = many.say("/churn")
    assert "where the book ends" in answer.text
    assert "Regular 05" not in answer.text  # nobody is away merely because nothing is written down


def test_a_name_that_fits_several_is_asked_about(demo):
    assert demo.say("/churn thabo").text == "Which one do you mean?"
    assert "is not late" in demo.tap("Thabo Nkosi").text
