"""/reorder, /ordered, /adjust, /snooze, /why: the list, the budget, one tap that writes it down, and the reasons."""

from __future__ import annotations

from bot.sample.filling import ON_ORDER
from bot.sample.year import Truth
from tests.commands.parts import says, sql, table


def on_order(talk, product):
    ((found,),) = sql(talk, "SELECT on_order FROM stock_book WHERE product = ?", product)
    return found


def test_dead_stock_is_told_with_its_money(demo):
    ((left, cost),) = sql(
        demo, "SELECT on_hand, cost_minor FROM stock_book WHERE product = ?", Truth().dying_product
    )
    text = demo.say("/reorder").text
    assert f"Asleep on the shelf ({demo.shop.round(left * cost)} tied up): {Truth().dying_product}" in text


def test_ordered_raises_what_is_on_order_and_the_next_list_asks_for_less(demo):
    before = demo.say("/reorder")
    wanted = {name: int(row[0]) for name, row in table(before).items()}
    done = demo.tap("Ordered")
    assert done.text.startswith("✅ Ordered ")
    assert {name: on_order(demo, name) - ON_ORDER.get(name, 0) for name in wanted} == wanted
    after = demo.say("/reorder")
    assert (
        len(table(after)) < len(wanted)
        if "Order " in after.text.splitlines()[0]
        else "Nothing to order" in after.text
    )


def test_a_list_is_ordered_once_and_undone_as_a_whole(demo):
    demo.say("/reorder")
    press = demo.answers[-1].buttons[0][0].says
    product = next(iter(table(demo.answers[-1])))
    entry = demo.say(press).entries[0]
    again = demo.say(press)
    assert again.alert
    assert "already ordered" in again.text
    assert on_order(demo, product) > 0
    demo.say(f"/undo {entry}")
    assert on_order(demo, product) == 0
    assert "Ordered " in demo.say("/history").text


def test_goods_that_come_in_are_no_longer_on_order(demo):
    demo.say("/ordered 20 kettle")
    assert on_order(demo, "Kettle") == 20
    demo.say("received 15 kettles at 190 each")
    assert on_order(demo, "Kettle") == 5


def test_one_tap_takes_in_everything_that_was_ordered(demo):
    demo.say("/reorder kettle")
    demo.tap("Ordered")
    demo.say("/ordered 20 iron")
    before = dict(sql(demo, "SELECT product, on_hand FROM stock_book"))
    coming = {name: int(row[0]) for name, row in table(demo.say("the order is here")).items()}
    assert set(coming) == {"Kettle", "Iron", *ON_ORDER}
    demo.tap("All of it came in")
    assert demo.answers[-1].text.startswith("✅ Came in: 20 × Iron, ")
    after = dict(sql(demo, "SELECT product, on_hand FROM stock_book"))
    assert {name: after[name] - before[name] for name in coming} == coming
    assert on_order(demo, "Kettle") == on_order(demo, "Iron") == 0
    assert "Nothing is on its way" in demo.say("/arrived").text
    demo.say(f"/undo {demo.answers[-2].entries[0]}")
    assert on_order(demo, "Iron") == 20


def test_what_came_in_meanwhile_is_not_taken_in_twice(demo):
    demo.say("/ordered 20 kettle")
    demo.say("/ordered 10 iron")
    demo.say("/arrived")
    press = demo.answers[-1].buttons[0][0].says
    before = dict(sql(demo, "SELECT product, on_hand FROM stock_book"))
    demo.say("received 15 kettles")
    demo.say("received 10 irons")
    demo.say(press)
    after = dict(sql(demo, "SELECT product, on_hand FROM stock_book"))
    assert (after["Kettle"] - before["Kettle"], after["Iron"] - before["Iron"]) == (20, 10)
    again = demo.say(press)
    assert again.alert
    assert "written down already" in again.text
    assert "no longer stands" in demo.say("/arrived 999").text


def test_a_button_of_a_list_that_came_in_line_by_line_writes_nothing(demo):
    demo.say("/ordered 20 kettle")
    demo.say("/arrived")
    press = demo.answers[-1].buttons[0][0].says
    demo.say("received 20 kettles")
    for product, pieces in ON_ORDER.items():
        demo.say(f"received {pieces} {product}")
    before = sql(demo, "SELECT count(*) FROM restocks_book")
    assert "Nothing of that list is on its way any more" in demo.say(press).text
    assert sql(demo, "SELECT count(*) FROM restocks_book") == before


def test_a_line_is_changed_left_out_and_the_rest_ordered(demo):
    first, second, *_ = table(demo.say("/reorder"))
    listed = demo.tap("Change")
    assert next(iter(table(listed))) == first
    demo.tap(listed.buttons[0][0].label)
    fewer = demo.answers[-1].buttons[0][0]
    demo.say(fewer.says)
    assert table(demo.answers[-1])[first][0] == fewer.label
    demo.tap(demo.answers[-1].buttons[0][1].label)
    assert second not in table(demo.tap("Leave it out"))
    demo.tap("Ordered")
    assert on_order(demo, first) == int(fewer.label)
    assert on_order(demo, second) == 0


def test_a_budget_is_kept_and_said(demo):
    answer = demo.say("/reorder 2000")  # a sum of money, not a year
    costs = dict(sql(demo, "SELECT product, cost_minor FROM stock_book"))
    spent = sum(int(row[0]) * costs[name] for name, row in table(answer).items())
    assert 150_000 < spent <= 200_000
    assert "R2 000 goes where it is likely to earn most. Left out: " in answer.text
    assert "whole list would cost" not in demo.say("/reorder 500000").text


def test_packs_are_ordered_whole(demo):
    demo.say("kettle pack size 12")
    answer = demo.say("/reorder kettle")
    assert int(table(answer)["Kettle"][0]) % 12 == 0
    assert "In packs of 12." in answer.text


def test_one_product_and_one_category(demo):
    assert list(table(demo.say("/reorder kettle"))) == ["Kettle"]
    assert set(table(demo.say("/reorder chargers"))) <= {"USB-C charger 20W", "Car charger"}


def test_a_snoozed_product_rests_for_a_week_and_is_woken(demo):
    assert "Kettle" in table(demo.say("/reorder"))
    assert "until Fri 28 Nov" in demo.say("/snooze kettle").text
    rested = demo.say("/reorder")
    assert "Kettle" not in table(rested)
    assert "Left out for now: Kettle." in rested.text
    assert "you snoozed it" in demo.say("/why kettle").text
    assert "Kettle until Fri 28 Nov" in demo.say("/snooze").text
    demo.tap("Wake Kettle")
    assert "Kettle" in table(demo.say("/reorder"))


def test_a_snoozed_product_is_told_when_it_is_asked_for_by_name(demo):
    demo.say("/snooze kettle")
    assert list(table(demo.say("/reorder kettle"))) == ["Kettle"]


def test_a_name_the_book_does_not_know_is_asked_about(demo):
    assert "I know no product called “unicorn”" in demo.say("/reorder unicorn").text


def test_less_than_nothing_on_the_shelf_is_said(demo):
    demo.say("30 kettles 9000 cash")
    assert "The book has less than nothing left: count the shelf." in demo.say("/reorder kettle").text


def test_why_reckons_in_the_order_of_the_reckoning(demo):
    lines = demo.say("/why kettle").text.splitlines()
    assert lines[0].startswith("Order ")
    assert lines[1].startswith("Wanted in 17 days (10 to arrive and 7 until the next list)")
    assert "/snooze Kettle" in says(demo.answers[-1])
    assert f"{Truth().dying_product} has not sold for eight weeks" in demo.say("/why dvd player").text
    assert demo.say("/why").text.startswith("Why these, the most urgent first")


def test_the_monday_message_stays_short(demo):
    answer = demo.say("/weekly")
    assert len(table(answer)) <= 8
    assert answer.text.count("will be wanted in") == 3
    assert "lean to one side" not in answer.text


def test_an_empty_shop(empty):
    assert "Too early to forecast" in empty.say("/reorder").text
    assert "Too early to forecast" in empty.say("/why").text
    assert "no products yet" in empty.say("/snooze").text
    assert "Say how many of which product" in empty.say("/ordered 20 kettle").text
    assert "no longer stands" in empty.say("/ordered 7").text


def test_what_was_not_counted_is_asked_for(demo):
    with demo.shop.book.writing() as connection:
        connection.execute("DELETE FROM stock")
    answer = demo.say("/reorder")
    assert "never counted. This much should be on the shelf" in answer.text
    assert "/stock" in says(answer)


def test_a_book_that_ended_long_ago_needs_new_sales(demo):
    demo.at = demo.at.replace(year=2028)
    assert "The last sale in the book is of 20 Nov 2025" in demo.say("/reorder").text
