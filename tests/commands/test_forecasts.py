"""/forecast, /models, /drivers: figures with their range and footing, drawn, and verdicts where there is nothing."""

from __future__ import annotations

from datetime import date, timedelta

import analytics
from analytics.demand.compare import BASELINE
from analytics.verdicts import NotEnoughData
from bot.answer import Bars, Fan, Lines
from bot.demo.talk import TODAY
from storage import outlooks
from storage import records as row
from tests.commands.parts import chart, says, sql, table


def test_pieces_and_money_with_their_ranges(demo):
    answer = demo.say("/forecast")
    first, second, *_ = answer.text.splitlines()
    assert first.startswith("About ")
    assert second.startswith("That is about R")
    fan = chart(answer, Fan)
    assert all(low <= middle <= high for low, middle, high in zip(fan.low, fan.middle, fan.high, strict=True))
    assert date(2025, 11, 23) not in fan.days  # Sundays are shut


def test_one_forecast_serves_everybody_until_the_past_changes(demo, monkeypatch):
    made = []
    anew = analytics.demand.forecast_panel

    def counting(*args, **more):
        made.append(args[1])
        return anew(*args, **more)

    monkeypatch.setattr("analytics.demand.forecast_panel", counting)
    week = demo.say("/forecast").text
    demo.say("sold 1 kettle 299 cash")  # today is not over and says nothing yet
    assert demo.say("/forecast").text == week
    for words in (
        "/forecast kettle 14 days",
        "/reorder",
        "/why",
        "/whatif price kettle +10%",
        "/whatif service 95%",
    ):
        demo.say(words)
    assert made == [(7, 14, 21, 28)]  # orders of the slowest supplier reach three weeks ahead
    demo.say("yesterday sold 400 kettles 119600 cash")
    assert demo.say("/forecast").text != week
    assert len(made) == 2


def test_what_the_night_made_serves_the_first_who_asks(demo, monkeypatch):
    assert demo.say("/ready").text == "The forecast of today is ready."
    monkeypatch.setattr(
        "analytics.demand.forecast_panel", lambda *_, **__: NotEnoughData(1, 7, "trading days")
    )
    assert demo.say("/ready").text == "The forecast of today is ready."
    for words in ("/forecast", "/reorder", "/why", "/whatif price kettle +10%"):
        assert "Too early" not in demo.say(words).text
    demo.say("yesterday sold 400 kettles 119600 cash")
    assert demo.say("/ready").text.startswith("Too early to forecast")


def test_another_horizon_or_another_method_is_forecast_anew(demo, monkeypatch):
    month = demo.say("/forecast 30 days").text
    kept = {path.name for path in demo.shop.settings.models_folder.iterdir()}
    assert kept == {"forecast_asked.model"}
    monkeypatch.setattr(
        "analytics.demand.forecast_panel", lambda *_, **__: NotEnoughData(1, 7, "trading days")
    )
    assert demo.say("/forecast 30 days").text == month
    assert demo.say("/forecast 31 days").text.startswith("Too early")
    monkeypatch.setattr("bot.findings.outlook._method", lambda: "of the next release")
    assert demo.say("/forecast 30 days").text.startswith("Too early")


def test_a_forecast_that_cannot_be_kept_is_told_all_the_same(demo):
    folder = demo.shop.settings.models_folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("no folder")
    assert demo.say("/forecast").text.startswith("About ")


def test_a_name_the_book_does_not_know_is_asked_about(demo):
    answer = demo.say("/forecast unicorn")
    assert "I know no product called “unicorn”" in answer.text
    assert any(one.startswith("/forecast ") for one in says(answer))
    assert demo.say("/forecast next week please").text.startswith("About ")


def test_money_is_pieces_at_what_was_paid(demo):
    text = demo.say("/forecast kettle 30 days").text
    pieces = int(text.split("about ")[1].split()[0])
    money = int(text.split("That is about R")[1].split(" (")[0].replace(" ", ""))
    assert 0.9 * 299 * pieces <= money <= 1.02 * 299 * pieces


def test_a_category_is_drawn_and_holds_its_products_alone(demo):
    answer = demo.say("/forecast cables 30 days")
    fan = chart(answer, Fan)
    yesterday = (TODAY - timedelta(days=1)).isoformat()
    ((sold,),) = sql(
        demo, "SELECT sum(quantity) FROM sales_book WHERE category = 'Cables' AND sold_on = ?", yesterday
    )
    assert fan.past[-1] == sold
    assert "/reorder Cables" in says(answer)


def test_far_ahead_is_by_the_week_and_at_most_four_months(demo):
    answer = demo.say("/forecast 400 days")
    assert "in 120 days" in answer.text
    assert len(chart(answer, Fan).days) == 17


def test_further_than_half_of_what_was_seen_is_a_direction(empty):
    for back in range(20, 0, -1):
        day = TODAY - timedelta(days=back)
        empty.say(f"on {day.day} {day:%b} 2 kettles 600 cash")
    assert "take it as a direction" in empty.say("/forecast 30 days").text
    assert "take it as a direction" not in empty.say("/forecast 7 days").text


def test_too_early_says_from_when_and_what_a_day_brings(empty):
    empty.say("on 18 nov 2 kettles 600 cash")
    empty.say("yesterday 4 kettles 1200 cash")
    text = empty.say("/forecast").text
    assert text.startswith("Too early to forecast: 2 days with sales, I need 7. I can start on")
    assert "So far a day brings about 3 pieces and R900" in text


def test_days_with_an_empty_shelf_are_no_days_without_demand(empty):
    for back in range(40, 20, -1):
        day = TODAY - timedelta(days=back)
        empty.say(f"on {day.day} {day:%b} 3 kettles 900 cash, 1 iron 100 cash")
    book = empty.shop.book
    kettle = empty.shop.known().products[0].id
    head = row.EntryHead(kind="stocktake", source="count", made_at=empty.at, who="test", raw_text="count")
    book.post(head, row.CountLine(TODAY - timedelta(days=21), kettle, 0))
    for back in range(20, 0, -1):
        day = TODAY - timedelta(days=back)
        empty.say(f"on {day.day} {day:%b} 1 iron 100 cash")
    pieces = int(empty.say("/forecast kettle").text.split("about ")[1].split()[0])
    assert pieces >= 15


def test_every_model_is_compared_and_past_forecasts_judged(demo):
    product = demo.shop.known().products[0].id
    made = [
        outlooks.Made(
            TODAY - timedelta(days=7 * week),
            product,
            TODAY - timedelta(days=7 * week),
            7,
            500.0,
            400,
            600,
            "x",
        )
        for week in range(2, 8)
    ]
    outlooks.keep(demo.shop.book, made)
    answer = demo.say("/models")
    assert answer.text.startswith("My forecast is number ")
    assert {"Shopbook (in use)", BASELINE, "ARIMA", "random forest", "naive"} <= set(table(answer))
    assert len(chart(answer, Bars).names) == len(table(answer))
    assert "Of 6 forecasts I gave, the range held 0 times" in answer.text
    assert "They lean to one side for" in answer.text
    assert "My forecasts lean to one side for" in demo.say("/weekly").text


def test_models_of_an_empty_shop(empty):
    assert empty.say("/models").text.startswith("Too early for comparing forecasts.")


def test_what_drives_a_sale_is_proved_and_kept(demo):
    answer = demo.say("/drivers")
    assert answer.text.startswith("What a sale brings hangs on which product")
    assert chart(answer, Bars).names[0] == "which product"
    assert chart(answer, Lines).series[0].name == "came"
    assert (demo.shop.settings.models_folder / "drivers.model").stat().st_size > 1000
    assert "No effect to be seen:" in answer.text


def test_drivers_of_an_empty_shop(empty):
    assert "It takes 300 sale lines; the book has 0." in empty.say("/drivers").text


def test_a_month_that_is_over_is_meant_as_it_comes_again(demo):
    text = demo.say("how much will i sell in december").text
    assert "in 41 days to Wed 31 Dec" in text
    whole = int(text.split("About ")[1].split(" pieces")[0].replace(" ", ""))
    part = int(text.split("Of that in December 2025: about ")[1].split(".")[0].replace(" ", ""))
    assert 0.6 * whole < part < whole
    assert "120 days are as far as I look" in demo.say("/forecast july").text


def test_a_name_that_fits_several_is_asked_about(demo):
    assert demo.say("/forecast power bank").text == "Which one do you mean?"
    assert demo.tap("Power bank 20000").text.startswith("Power bank 20000mAh: about ")
