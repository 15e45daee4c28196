from bot import nightly
from storage.book import Book


def test_the_backup_of_the_night_is_proven_and_there(demo):
    assert nightly.back_up(demo.shop) is None
    (made,) = demo.shop.settings.backup_folder.glob("*.db")
    with Book.open_reading(made) as copy:
        assert copy.value("SELECT count(*) FROM sales_book") == demo.shop.book.value(
            "SELECT count(*) FROM sales_book"
        )


def test_the_recount_is_silent_when_all_is_right_and_speaks_of_a_planted_error(demo):
    assert nightly.recount(demo.shop) is None
    with demo.shop.book.writing() as connection:
        connection.execute(
            "UPDATE day_product_totals SET total_minor = total_minor + 1 "
            "WHERE (sold_on, product_id) IN (SELECT sold_on, product_id FROM day_product_totals LIMIT 1)"
        )
    assert "1 figures" in nightly.recount(demo.shop)
