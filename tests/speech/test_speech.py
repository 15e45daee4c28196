"""What is said follows the language that is spoken, for as long as it is spoken."""

from datetime import date
from gettext import NullTranslations

import pytest

from bot import speech
from bot.speech import N_, _, catalogues, ngettext
from bot.speech.collect import marked, places, sentences


class Backwards(NullTranslations):
    """A language that turns every sentence round."""

    def gettext(self, message):
        return {"{who} owes {what}.": "{what} is owed by {who}."}.get(message, message[::-1])

    def ngettext(self, msgid1, msgid2, n):
        return f"({msgid1 if n == 1 else msgid2})"


@pytest.fixture
def backwards(monkeypatch):
    monkeypatch.setattr(catalogues, "of", {"af": Backwards()}.__getitem__)


def test_english_needs_no_catalogue():
    assert _("{name} owes nothing.", name="Thabo {x}") == "Thabo {x} owes nothing."
    assert ngettext("1 sale", "{n} sales", 1, n=1) == "1 sale"
    assert ngettext("1 sale", "{n} sales", 3, n="3") == "3 sales"
    assert N_("later") == "later"


def test_a_sentence_without_values_is_said_as_it_stands():
    assert _("{braces} stay") == "{braces} stay"


@pytest.mark.usefixtures("backwards")
def test_another_language_may_change_the_order():
    with speech.speaking("af"):
        assert _("{who} owes {what}.", who="Thabo", what="R3") == "R3 is owed by Thabo."
        assert ngettext("1 sale", "{n} sales", 1.5, n="1.5") == "(1.5 sales)"
    assert speech.spoken() == "en"


@pytest.mark.usefixtures("backwards")
def test_a_language_ends_with_an_error():
    with pytest.raises(ValueError, match="no"), speech.speaking("af"):
        raise ValueError("no")
    assert _("abc") == "abc"


@pytest.mark.usefixtures("backwards")
def test_every_step_of_a_long_work_is_said_in_its_language():
    def work():
        yield _("abc")
        with speech.speaking("en"):
            yield _("abc")
        return _("xyz")

    said, steps = [], speech.steps("af", work())
    while True:
        try:
            said.append(next(steps))
        except StopIteration as done:
            said.append(done.value)
            break
        assert speech.spoken() == "en"
    assert said == ["cba", "abc", "zyx"]


def test_dates_are_written_in_the_language_and_the_shops_territory():
    with speech.speaking("af"):
        assert speech.dated(date(2026, 3, 2), "EEEE d MMMM") == "Maandag 2 Maart"
    assert speech.dated(date(2026, 3, 2), "EEEE d MMMM") == "Monday 2 March"


def test_the_places_of_a_sentence_are_found():
    assert places("{name} owes {amount}, {{no}} place") == {"name", "amount"}


def test_the_sentences_of_code_and_book_are_collected():
    found = {message.id for message in sentences()}
    assert "Nobody owes you anything." in found
    assert "There is no entry {entry}. Say /history to see what there is." in found
    assert ("1 sale", "{number} sales") in found


def test_a_mark_within_another_is_found():
    code = """said = _("{a} {verb}", verb=verb(_("is"), _("are")), count=count(*NN_("row", "rows")))\nf"{_('deep')}" """
    assert list(marked(code)) == ["{a} {verb}", "is", "are", ("row", "rows"), "deep"]
