from __future__ import annotations

from shopkeeping import TODAY, act, day, head, line

from storage.reading import debts
from storage.records import DebtPayment


def lend(book, customer, total, on):
    return book.post(head(), line(1, 1, total, on=on, customer_id=customer, payment="credit")).entry_id


def pay(book, customer, amount, on=TODAY):
    return book.post(head(kind="payment"), DebtPayment(on, customer, amount)).entry_id


def owed(book):
    return [(one.customer, one.balance_minor, one.since) for one in debts.debts(book)]


def test_payments_settle_the_oldest_sale_first(book, known):
    lend(book, known.thabo, 100, day(9))
    lend(book, known.thabo, 50, day(5))
    assert owed(book) == [("Thabo", 150, day(9))]
    pay(book, known.thabo, 99)
    assert owed(book) == [("Thabo", 51, day(9))]
    last = pay(book, known.thabo, 1)
    assert owed(book) == [("Thabo", 50, day(5))]
    book.reverse(last, **act())
    assert owed(book) == [("Thabo", 51, day(9))]
    pay(book, known.thabo, 51)
    assert owed(book) == []


def test_a_return_on_credit_settles_too(book, known):
    lend(book, known.thabo, 100, day(9))
    lend(book, known.thabo, 50, day(5))
    book.post(head(), line(known.cable, -1, -100, customer_id=known.thabo, payment="credit"))
    assert owed(book) == [("Thabo", 50, day(5))]


def test_who_paid_too_much_is_owed_by_us(book, known):
    pay(book, known.naledi, 70)
    lend(book, known.thabo, 100, day(1))
    assert owed(book) == [("Thabo", 100, day(1)), ("Naledi", -70, None)]
    assert debts.balance(book, known.naledi) == -70


def test_a_statement_ends_with_the_balance(book, known):
    sale = lend(book, known.thabo, 100, day(3))
    paid = pay(book, known.thabo, 30, day(1))
    book.reverse(pay(book, known.thabo, 5), **act())
    moves = debts.statement(book, known.thabo)
    assert [(one.on, one.entry_id, one.change_minor, one.balance_minor) for one in moves] == [
        (day(3), sale, 100, 100),
        (day(1), paid, -30, 70),
    ]
    assert debts.balance(book, known.thabo) == 70


def test_what_is_paid_at_once_is_not_owed(book, known):
    book.post(head(), line(known.cable, 1, 100, customer_id=known.thabo, payment="cash"))
    book.post(head(), line(known.cable, 1, 100, customer_id=known.thabo))
    assert owed(book) == []
    assert book.rows("SELECT * FROM balances") == []
