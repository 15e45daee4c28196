import json

import pytest

from bot.language import statements as s
from tests.language.phrases import read
from tests.language.reading_helpers import TODAY, asked, items, said
from tests.language.score import CORPUS
from tests.language.shops import SHOPS


@pytest.mark.parametrize(
    ("before", "text", "lines"),
    [
        ("2 coffee 44", "no, 3", [("Coffee", 3, 6600)]),
        ("2 coffee 44", "3 not 2", [("Coffee", 3, 6600)]),
        ("2 coffee 44", "not 2, 3", [("Coffee", 3, 6600)]),
        ("2 coffee 40", "make that 3", [("Coffee", 3, 6000)]),
        ("2 coffee 44", "it was R40", [("Coffee", 2, 4000)]),
        ("2 coffee 44", "sorry 20 each", [("Coffee", 2, 4000)]),
        ("2 coffee 44", "40 not 44", [("Coffee", 2, 4000)]),
        (
            "1 coffee 22 and 2 croissants 30",
            "the coffee was 20",
            [("Coffee", 1, 2000), ("Croissant", 2, 3000)],
        ),
        (
            "1 coffee 22 and 2 croissants 30",
            "it was 3 croissants",
            [("Coffee", 1, 2200), ("Croissant", 3, 4500)],
        ),
        ("1 coffee 22 and 2 croissants 30", "remove the coffee", [("Croissant", 2, 3000)]),
        ("1 coffee", "forgot a croissant", [("Coffee", 1, 2200), ("Croissant", 1, 1500)]),
        ("2 white loaf", "brown loaf not white loaf", [("Brown loaf", 2, 3400)]),
        ("2 white loaf", "i meant brown", [("Brown loaf", 2, 3400)]),
        ("2 coffee 44", "forgot to say 10% off", [("Coffee", 2, 3960)]),
        ("1 coffee 22 and 2 croissants 30", "coffee was free", [("Coffee", 1, 0), ("Croissant", 2, 3000)]),
        ("2 coffee 44", "no the coffee was free", [("Coffee", 2, 0)]),
        ("2 coffee 44", "1 croissant free", [("Croissant", 1, 0)]),
    ],
)
def test_items_corrected(before, text, lines):
    assert items(said(text, before=[before])) == lines


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("that was April not May", "customer", "April Jacobs"),
        ("it was for Sister Agnes", "customer", "Sister Agnes"),
        ("a walk in, not May", "customer", None),
        ("that was yesterday", "on", "2026-03-17"),
        ("wrong date, monday", "on", "2026-03-16"),
        ("she paid by card", "payment", "card"),
        ("not cash, eft", "payment", "eft"),
        ("she hasn't paid yet", "payment", "credit"),
    ],
)
def test_the_rest_corrected(text, field, value):
    sale = said(text, before=["2 coffee 44 to May cash"])
    got = getattr(sale, field)
    assert (got.name if field == "customer" and got else got and str(got)) == value
    assert items(sale) == [("Coffee", 2, 4400)]


def test_a_number_that_could_be_anyones_is_asked_about():
    before = ["1 coffee 22 and 2 croissants 30"]
    doubt = said("no, 3", before=before)
    assert asked(doubt) == "correction"
    sale = said("no, 3", before=before, settled={doubt.key: "Coffee"})
    assert items(sale) == [("Coffee", 3, 6600), ("Croissant", 2, 3000)]


@pytest.mark.parametrize(
    ("text", "removed"),
    [
        ("undo", 1),
        ("oops delete that", 1),
        ("i sent that twice", 1),
        ("remove the coffee sale", 0),
        ("cancel May's", 0),
    ],
)
def test_undo(text, removed):
    assert said(text, before=["1 coffee 22 to May", "2 croissants 30"]) == s.Undo(removed)


def test_undo_of_something_never_sold_here_is_no_undo_of_the_last():
    assert not isinstance(said("remove the milk tart sale", before=["1 coffee 22"]), s.Undo)


def test_redo():
    assert said("put it back") == s.Redo()


@pytest.mark.parametrize(
    ("text", "lines", "who"),
    [
        ("same again", [("Coffee", 2, 4400)], "May Williams"),
        ("3 more", [("Coffee", 3, 6600)], "May Williams"),
        ("same for April", [("Coffee", 2, 4400)], "April Jacobs"),
    ],
)
def test_again(text, lines, who):
    sale = said(text, before=["2 coffee 44 to May"])
    assert (items(sale), sale.customer.name, sale.on) == (lines, who, TODAY)


def test_a_new_sale_is_no_correction():
    sale = said("1 milk tart to April", before=["2 coffee 44 to May"])
    assert (items(sale), sale.customer.name) == ([("Milk tart", 1, 9500)], "April Jacobs")


def test_without_an_entry_before_there_is_nothing_to_correct():
    assert not list(s.entries_of(said("no, 3")))


def test_other_entries_are_corrected_too():
    assert said("it was 550", before=["petrol 500"]).amount_minor == 55000
    assert said("that was April", before=["May paid 100"]).customer.name == "April Jacobs"
    assert said("it was 9", before=["counted 7 croissants"]).items[0].quantity_milli == 9000


def test_what_was_written_before_changes_no_plain_entry():
    for line in CORPUS.read_text().splitlines():
        message = json.loads(line)
        if message.get("before"):
            continue
        known = SHOPS[message["shop"]]
        first, second = known.products[2], known.products[5]
        sold = s.Item(first, 2000, 2 * first.price_minor)
        for earlier in (
            s.Sale((sold,), TODAY, known.customers[1], "cash"),
            s.Sale((sold, s.Item(second, 1000, second.price_minor)), TODAY),
            s.Expense("Rent", 5000, TODAY),
        ):
            recent = (s.Recent(1, earlier),)
            assert read(message["text"], known, TODAY, recent=recent) == read(message["text"], known, TODAY)
