import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bot.answer import Column, Table
from bot.transport import tables
from bot.transport.letters import clean, clusters, one_line, shorten, units, visible, width

NAME, SOLD = Column("Product"), Column("Sold", figures=True)
ANY = st.text(st.characters(exclude_categories=()), max_size=60)


def test_figures_are_flush_right_and_names_flush_left():
    table = Table((NAME, SOLD), (("HDMI cable", "7"), ("TV", "1 240")))
    assert tables.lines(table) == ["Product     Sold", "HDMI cable     7", "TV         1 240"]


def test_a_long_name_gives_way_and_the_figures_stay_whole():
    table = Table(
        (NAME, SOLD, Column("Revenue", figures=True)),
        (("Samsung Galaxy A15 128 GB midnight blue", "12", "R34 500.00"),),
    )
    head, row = tables.lines(table)
    assert row == "Samsung Galaxy A1…   12 R34 500.00"
    assert len(head) == len(row) == tables.WIDTH


def test_titles_are_shortened_before_figures():
    columns = (NAME, *(Column("Quantity sold", figures=True),) * 3)
    head, row = tables.lines(Table(columns, (("Washing machine", "1 000", "2 000", "3 000"),)))
    assert head == "Product    Quanti… Quanti… Quanti…"
    assert row == "Washing m…   1 000   2 000   3 000"


def test_what_cannot_stand_side_by_side_becomes_cards():
    columns = (NAME, *(Column(title, figures=True) for title in ("Sold", "Revenue", "Margin")))
    table = Table(columns, (("Television", "1 000 000", "R1 000 000.00", "R1 000 000.00"),))
    assert tables.lines(table) == [
        "Television",
        "  Sold                   1 000 000",
        "  Revenue            R1 000 000.00",
        "  Margin             R1 000 000.00",
    ]


def test_a_long_table_says_how_many_rows_are_left_out():
    table = Table((NAME, SOLD), tuple((f"Product {number}", str(number)) for number in range(52)))
    lines = tables.lines(table)
    assert lines[-1] == "… and 12 more"
    assert len(lines) == 1 + tables.ROWS + 1


def test_wide_letters_and_emoji_count_two_columns():
    table = Table((NAME, SOLD), (("日本茶", "7"), ("☕️ mug", "3"), ("👨‍👩‍👧 set", "12"), ("Café", "9")))
    lines = tables.lines(table)
    assert {width(line) for line in lines} == {len("Product Sold")}
    assert width("日本茶") == 6
    assert width("☕️") == width("👨‍👩‍👧") == width("👍🏽") == width("🇿🇦") == 2
    assert width("e\u0301") == 1


def test_shortening_keeps_an_emoji_whole():
    assert shorten("👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧", 5) == "👨‍👩‍👧👨‍👩‍👧…"
    assert shorten("plug", 4) == "plug"


def test_rows_of_the_wrong_length_and_no_rows_at_all():
    assert tables.lines(Table((NAME, SOLD), ((), ("a", "1", "surplus")))) == [
        "Product Sold",
        "",
        "a          1",
    ]
    assert tables.lines(Table((NAME, SOLD), ())) == ["Product Sold"]
    assert tables.lines(Table((), ())) == []


def test_a_table_without_titles_has_no_line_for_them():
    assert tables.lines(Table((Column(""), Column("", figures=True)), (("Cash", "7"),))) == ["Cash 7"]


@given(
    st.lists(st.tuples(ANY, st.booleans()), max_size=7),
    st.lists(st.lists(ANY, max_size=8).map(tuple), max_size=5),
)
def test_every_line_fits_and_is_one_line(columns, rows):
    table = Table(tuple(Column(title, figures) for title, figures in columns), tuple(rows))
    for line in tables.lines(table):
        assert width(line) <= tables.WIDTH
        assert not any(unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") for letter in line)


@given(ANY, st.integers(1, 40))
def test_shortened_text_fits(text, columns):
    text = one_line(text)
    short = shorten(text, columns)
    assert width(short) <= columns
    assert short == text or (short.endswith("…") and text.startswith(short[:-1].rstrip()))


@given(ANY)
def test_pieces_of_a_text_make_the_text(text):
    assert "".join(clusters(text)) == text
    assert units(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(ANY)
def test_cleaning_leaves_what_is_seen(text):
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    cleaned.encode()
    assert visible(cleaned) or not visible(text.encode(errors="ignore").decode())
