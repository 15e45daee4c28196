"""/report: a PDF of a few pages whose figures are the book's, and that says what was not known."""

from __future__ import annotations

import re

from bot.language.statements import Period
from bot.reporting.month import gather
from bot.reporting.unknown import unknown
from tests.commands.parts import sql
from tests.demo_shop import TODAY


def _pages(path):
    return len(re.findall(rb"/Type /Page\b", path.read_bytes()))


def test_a_month_makes_a_pdf_of_a_few_pages(demo):
    answer = demo.say("/report")
    (file,) = answer.files
    assert file.name == "Pilusa Electronics October 2025.pdf"
    assert file.path.read_bytes().startswith(b"%PDF")
    assert 2 <= _pages(file.path) <= 4
    assert file.path.stat().st_size < 200_000
    assert b"/Subtype /Image" not in file.path.read_bytes()  # lines and letters, sharp on paper too
    ((minor, sales),) = sql(
        demo,
        "SELECT sum(total_minor), count(DISTINCT sale_id) FILTER (WHERE quantity > 0) FROM sales_book WHERE sold_on LIKE '2025-10-%'",
    )
    assert f"{demo.shop.round(minor)} in {sales} sales" in answer.text


def test_a_month_that_is_not_over_says_so(demo):
    period = Period(TODAY.replace(day=1), TODAY)
    assert "The month is not over." in unknown(demo.shop, gather(demo.shop, period, TODAY), TODAY)


def test_what_was_not_known_is_said(empty):
    empty.say("on 3 nov 1 kettle to Thabo 300 cash")
    empty.say("on 4 nov 1 [iron] & $5 <b> 100 cash")
    empty.say("on 11 nov 1 kettle 300 cash")
    period = Period(TODAY.replace(day=1), TODAY)
    told = " ".join(unknown(empty.shop, gather(empty.shop, period, TODAY), TODAY))
    assert "cost is known for 0 % of the revenue; the margin is left out" in told
    assert "No expenses were written down" in told
    assert "customers who were not named" in told
    assert "10 Nov 2025" in told
    assert _pages(empty.say("/report this month").files[0].path) >= 1


def test_names_with_any_sign_survive(empty):
    empty.say("1 kettle to Thabo 300 cash")
    with empty.shop.book.writing() as connection:
        connection.execute("UPDATE products SET name = '$x^2$ <b>&\" 漢字 _a_ 🎉'")
    answer = empty.say("/report this month")
    assert answer.files[0].path.read_bytes().startswith(b"%PDF")


def test_an_empty_book_has_no_report(empty):
    answer = empty.say("/report")
    assert "The book is empty" in answer.text
    assert not answer.files
