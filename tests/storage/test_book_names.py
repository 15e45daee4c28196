from __future__ import annotations

import pytest
from shopkeeping import TODAY, act, head, line

from storage.records import FactChange


def names(book):
    return [one.name for one in book.catalogue().products]


def test_one_spelling_is_one_product(book):
    found = book.ensure_products(
        ["HDMI cable", "hdmi  CABLE ", "\N{FULLWIDTH LATIN CAPITAL LETTER H}DMI cable", "Charger"]
    )
    assert len(set(found.values())) == 2
    assert names(book) == ["HDMI cable", "Charger"]


@pytest.mark.parametrize("name", ["<b>&", "'; DROP TABLE products", "%s{}", "NA", "None", "007", "🧃" * 100])
def test_names_are_kept_as_they_are_said(book, name):
    book.ensure_products([name])
    assert names(book) == [name]


def test_an_empty_name_is_refused(book):
    with pytest.raises(ValueError, match="letter"):
        book.ensure_customers(["  "])


def test_aliases_are_taught_moved_and_forgotten(book, known):
    book.add_alias("product", "The Cable", known.cable)
    assert book.catalogue().products[0].aliases == ("the cable",)
    book.add_alias("product", "the cable", known.charger)
    assert [one.aliases for one in book.catalogue().products] == [(), ("the cable",)]
    assert book.remove_alias("product", "THE CABLE")
    assert not book.remove_alias("product", "THE CABLE")
    assert [one.aliases for one in book.catalogue().products] == [(), ()]


def test_an_alias_is_forgotten_while_the_entry_that_taught_it_is_undone(book, known):
    entry = book.post(head(), line(known.cable)).entry_id
    book.add_alias("product", "wire", known.cable, entry)
    book.reverse(entry, **act())
    assert all(one.aliases == () for one in book.catalogue().products)
    book.restore(entry, **act())
    assert book.catalogue().products[0].aliases == ("wire",)


def test_a_merged_name_goes_on_being_understood(book, known):
    book.add_alias("product", "wire", known.cable)
    book.merge(head(), "product", known.cable, known.charger, on=TODAY)
    (one,) = book.catalogue().products
    assert set(one.aliases) == {"wire", "HDMI cable"}


def test_a_product_born_in_an_entry_goes_and_comes_with_it(book):
    with book.writing():
        mug = book.ensure_products(["Mug"])["Mug"]
        posted = book.post(head(), line(mug), FactChange("product", mug, "price_minor", None, "5000", TODAY))
    assert names(book) == ["Mug"]
    book.reverse(posted.entry_id, **act())
    assert names(book) == []
    assert book.rows("SELECT * FROM stock_book") == []
    book.restore(posted.entry_id, **act())
    assert names(book) == ["Mug"]
    other = book.post(head(), line(mug))
    book.reverse(posted.entry_id, **act())
    assert names(book) == ["Mug"]
    book.reverse(other.entry_id, **act())
    assert names(book) == []


def test_a_product_stays_when_the_entry_it_was_born_in_is_edited(book):
    mug = book.ensure_products(["Mug"])["Mug"]
    cup = book.ensure_products(["Cup"])["Cup"]
    posted = book.post(head(), line(mug))
    edit = book.replace(posted.entry_id, head(), line(cup))
    assert names(book) == ["Mug", "Cup"]
    book.reverse(edit.entry_id, **act())
    assert names(book) == []


@pytest.mark.parametrize(
    "changing",
    [
        lambda book, _: book.ensure_products(["New"]),
        lambda book, known: book.add_alias("product", "wire", known.cable),
        lambda book, known: book.post(
            head(), FactChange("product", known.cable, "price_minor", None, "9", TODAY)
        ),
        lambda book, known: book.merge(head(), "product", known.cable, known.charger, on=TODAY),
        lambda book, _: book.reverse(1, **act()),
    ],
)
def test_the_version_grows_with_the_catalogue_and_not_with_a_sale(book, known, changing):
    book.post(head(), line(known.cable))
    before = book.catalogue_version()
    book.post(head(), line(known.cable))
    book.ensure_products(["HDMI cable"])
    assert book.catalogue_version() == before
    changing(book, known)
    assert book.catalogue_version() > before
    assert book.catalogue().version == book.catalogue_version()
