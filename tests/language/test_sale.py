from datetime import date

import pytest

from bot.language import statements as s
from tests.language.reading_helpers import TODAY, asked, items, said


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("3 croissants", 4500),
        ("3 croissants @14", 4200),
        ("3 croissants at R14", 4200),
        ("3 croissants 14 each", 4200),
        ("3 croissants R14 ea", 4200),
        ("3 croissants 40", 4000),
        ("3 croissants for R40", 4000),
        ("3 croissants 15", 4500),
        ("croissants 3 x 14", 4200),
        ("croissants x3 R40", 4000),
        ("R40 for 3 croissants", 4000),
        ("3 croissants @14 = R42", 4200),
        ("3 croissants 10% off", 4050),
        ("3 croissants less R5", 4000),
        ("3 croissants R50 -R5", 4500),
        ("3 croissants - R40 - cash", 4000),
        ("free croissant", 0),
    ],
)
def test_each_or_total(text, total):
    assert [line[2] for line in items(said(text))] == [total]


@pytest.mark.parametrize(
    "text",
    [
        "3 croissants 500",
        "3 croissants 2",
        "1 birthday cake R3500",
        "2 apple pies 130",
        "2 apple pies for 120",
        "croissant 150",
        "3 croissants at 45",
        "300 birthday cakes",
    ],
)
def test_an_amount_that_makes_no_sense_is_asked_about(text):
    assert asked(said(text)) == "amount"


def test_what_was_not_free_after_all_is_paid_for():
    doubt = said("free croissant R15")
    (item,) = said("free croissant R15", settled={doubt.key: "1200"}).items
    assert (item.total_minor, item.price_said, item.note) == (1200, True, "")


def test_the_answer_to_a_doubt_is_used():
    doubt = said("2 apple pies 130")
    totals = {
        choice.label.split(" (", maxsplit=1)[0]: items(
            said("2 apple pies 130", settled={doubt.key: choice.value})
        )[0][2]
        for choice in doubt.choices
    }
    assert totals == {"R130 in all": 13000, "R130 each": 26000, "The usual price": 24000}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("kettle", []),
        ("croissant and coffee 37", [("Croissant", 1, 1500), ("Coffee", 1, 2200)]),
        ("2 croissants and 1 coffee R50", [("Croissant", 2, 2885), ("Coffee", 1, 2115)]),
        ("croissant 14 coffee 20", [("Croissant", 1, 1400), ("Coffee", 1, 2000)]),
        ("1 croissant 1 coffee", [("Croissant", 1, 1500), ("Coffee", 1, 2200)]),
        ("croissants 2, coffee 3", [("Croissant", 2, 3000), ("Coffee", 3, 6600)]),
        ("2 croissants less 10%, 1 coffee", [("Croissant", 2, 2700), ("Coffee", 1, 2200)]),
        ("2 croissants, 1 coffee less 10%", [("Croissant", 2, 2700), ("Coffee", 1, 1980)]),
        ("a croissant and a coffee to May", [("Croissant", 1, 1500), ("Coffee", 1, 2200)]),
    ],
)
def test_several_items(text, lines):
    assert items(said(text)) == lines


def test_a_total_that_differs_from_priced_lines_is_asked_about():
    assert asked(said("2 croissants 30, 1 coffee 22, total 60")) == "amount"
    assert items(said("2 croissants 30, 1 coffee 22, total 52"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("1 coffee to May", "May Williams"),
        ("april 1 coffee", "April Jacobs"),
        ("1 coffee for sister agnes", "Sister Agnes"),
        ("Harbour Canteen: 1 coffee", "Harbour Canteen"),
        ("1 coffee Grace D", "Grace Dube"),
        ("1 coffee to Busi", "Busi"),
        ("Busi took 1 coffee", "Busi"),
        ("sold Busi a coffee", "Busi"),
        ("Mr Govender - 1 coffee", "Mr Govender"),
        ("1 coffee to Grace Sithole", "Grace Sithole"),
        ("1 coffee", None),
        ("1 coffee walk in", None),
    ],
)
def test_customer(text, name):
    statement = said(text)
    assert (statement.customer.name if statement.customer else None) == name


@pytest.mark.parametrize(
    "text",
    ["grace 1 coffee", "busi williams 1 coffee", "may's sister took a coffee", "may and april 1 coffee"],
)
def test_a_customer_in_doubt_is_asked_about(text):
    assert asked(said(text)) == "customer"


@pytest.mark.parametrize(
    ("text", "payment"),
    [
        ("1 coffee cash", "cash"),
        ("1 coffee, swiped", "card"),
        ("1 coffee by eft", "eft"),
        ("1 coffee to May on account", "credit"),
        ("May 1 coffee, will pay friday", "credit"),
        ("May 1 coffee she pays end of month", "credit"),
        ("May took 1 coffee owes 22", "credit"),
        ("1 coffee kontant", "cash"),
        ("1 coffee", None),
    ],
)
def test_payment(text, payment):
    statement = said(text)
    assert (statement.payment, statement.on) == (payment, TODAY)


def test_part_paid_is_asked_about():
    doubt = said("May 1 milk tart paid 50 owes 45")
    assert doubt.key == ("deposit", "5000")
    sale = said("May 1 milk tart paid 50 owes 45", settled={doubt.key: "part"})
    assert (sale.payment, sale.deposit_minor) == ("credit", 5000)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("yesterday 1 coffee", "2026-03-17"),
        ("1 coffee on monday", "2026-03-16"),
        ("5/3 1 coffee cash", "2026-03-05"),
        ("3 march 2 coffee 44", "2026-03-03"),
        ("1 coffee cash 12 Feb", "2026-02-12"),
        ("May 1 coffee", "2026-03-18"),
    ],
)
def test_day(text, day):
    assert said(text).on == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    [
        "1 coffee last week",
        "1 coffee 25/12/2026",
        "Mon 17 March 1 coffee",
        "friday 1 coffee",
        "1 coffee yesterday on monday",
    ],
)
def test_a_day_in_doubt_is_asked_about(text):
    assert asked(said(text)) == "date"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("1 ring light 250", "Ring light"),
        ("sold 2 toasters at R350", "Toaster"),
        ("2 gift cards 100 each to May", "Gift card"),
        ("1 lamington cake 90 cash", "Lamington cake"),
    ],
)
def test_a_new_product_with_its_price(text, name):
    (item,) = said(text).items
    assert item.product == s.NewProduct(name)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("sold a toaster", "price"),
        ("2 red croissants 30", "product"),
        ("2 muffins", "product"),
        ("croissant", "intent"),
        ("croissants are 16", "intent"),
        ("green scarf 90", "intent"),
        ("swapped a croissant for a coffee", "intent"),
    ],
)
def test_goods_in_doubt_are_asked_about(text, kind):
    assert asked(said(text)) == kind


def test_two_customers_in_a_sentence_are_two_sales():
    page = said("May 2 croissants cash, April 1 coffee on account")
    assert [(sale.customer.name, sale.payment, items(sale)) for sale in page.sales] == [
        ("May Williams", "cash", [("Croissant", 2, 3000)]),
        ("April Jacobs", "credit", [("Coffee", 1, 2200)]),
    ]


def test_a_sale_and_a_return_in_a_sentence_are_two_entries():
    page = said("sold 2 croissants and a coffee came back")
    assert [type(entry) for entry in page.entries] == [s.Sale, s.Return]


def test_unused_words_are_named():
    assert said("2 croissants 30 cash zebra").unused or asked(said("2 croissants 30 cash zebra"))
