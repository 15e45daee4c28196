from hypothesis import given
from hypothesis import strategies as st

from bot.commands.alike import pairs
from storage.reading.spellings import Spelled
from storage.records import CountLine, EntryHead
from tests.demo_shop import NOW, TODAY


def names(*spelled):
    return [Spelled(at, name, lines) for at, (name, lines) in enumerate(spelled, 1)]


def test_what_looks_like_one_written_twice():
    found = pairs(names(("Phone case", 9), ("Phone-case", 2), ("Phone cases", 1), ("Kettle", 5)))
    assert [(kept.name, other.name) for kept, other in found] == [
        ("Phone case", "Phone-case"),
        ("Phone case", "Phone cases"),
    ]


def test_sizes_are_never_one():
    assert (
        pairs(
            names(
                ("HDMI cable 2m", 9),
                ("HDMI cable 5m", 2),
                ("AA batteries 4-pack", 1),
                ("AAA batteries 4-pack", 1),
            )
        )
        == []
    )


@given(st.lists(st.tuples(st.text(min_size=1, max_size=12), st.integers(0, 9)), max_size=12))
def test_nobody_becomes_himself_nor_two_others(spelled):
    found = pairs(names(*spelled))
    assert all(kept.id != other.id for kept, other in found)
    assert len({other.id for _, other in found}) == len(found)


def test_a_tap_makes_them_one_and_undo_two_again(empty):
    book = empty.shop.book
    ids = book.ensure_products(["Phone case", "Phone-cases"])
    head = EntryHead("stocktake", "test:1", NOW, "Pilusa")
    book.post(head, *(CountLine(TODAY, product, 1000) for product in ids.values()))
    empty.say("3 phone case 330")
    assert "Phone-cases → Phone case?" in empty.say("/alike").text
    empty.tap("“Phone-cases”")
    assert [one.name for one in book.catalogue().products] == ["Phone case"]
    empty.tap("Undo")
    assert [one.name for one in book.catalogue().products] == ["Phone case", "Phone-cases"]
