import pytest

from bot import speech
from bot.language import statements as s
from bot.language.afrikaans.plurals import singulars
from bot.language.answers import answer
from bot.language.gloss import in_english
from bot.language.names import Known
from bot.language.questions import Phrasebook
from bot.language.tokens import lines, normalise
from bot.language.words import ABROAD, af
from tests.language.phrases import PHRASES, read
from tests.language.reading_helpers import TODAY, items, said
from tests.language.shops import SHOPS

NAMES = {"{product}": "ketel", "{customer}": "Anna", "{category}": "klere", "{n}": "R500"}


def sold(text, **rest):
    return said(text, "winkel", **rest)


def in_words(text, shop="winkel"):
    rows, _language = in_english(lines(normalise(text), SHOPS[shop].locale), SHOPS[shop])
    return " / ".join(" ".join(token.word for token in row) for row in rows)


@pytest.mark.parametrize("code", ABROAD)
def test_every_command_is_asked_for_in_every_language(code):
    assert set(PHRASES) - set(ABROAD[code]) == set()
    assert set(ABROAD[code]) - set(PHRASES) == set(), "no such command"


@pytest.mark.parametrize("command", ABROAD["af"])
def test_every_sentence_asks_for_its_own_command(command):
    missed = []
    for phrase in ABROAD["af"][command]:
        text = phrase
        for slot, name in NAMES.items():
            text = text.replace(slot, name)
        for line in (text, f"{text}?"):
            statement = sold(line)
            if not isinstance(statement, s.Question) or statement.command != command:
                missed.append((line, statement))
    assert missed == []


def test_another_language_never_shifts_english():
    alone, beside = Phrasebook(PHRASES), Phrasebook(PHRASES, ABROAD)
    for phrase in (phrase for phrases in PHRASES.values() for phrase in phrases):
        assert alone.scores(phrase) == beside.in_language("").scores(phrase)


def test_a_command_without_sentences_in_a_language_is_asked_for_in_english():
    book = Phrasebook({"oven": ("how hot is the oven",)}, {"af": {"oven": ()}})
    assert book.in_language("af").scores("how hot is the oven")[0] == ("oven", 1.05)


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("lampe", "lamp"),
        ("brode", "brood"),
        ("kanne", "kan"),
        ("stoele", "stoel"),
        ("messe", "mes"),
        ("stowe", "stoof"),
        ("skywe", "skyf"),
        ("kaste", "kas"),
        ("batterye", "battery"),
        ("vlae", "vlag"),
        ("hemde", "hemp"),
        ("glase", "glas"),
    ],
)
def test_plurals_have_their_singular(plural, singular):
    assert singular in set(singulars(plural))


@pytest.mark.parametrize(
    ("word", "never"), [("cape", "cap"), ("tape", "tap"), ("brode", "brod"), ("plane", "plan")]
)
def test_a_long_vowel_is_no_short_one(word, never):
    assert never not in set(singulars(word))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("boeke", "Boek"),
        ("lampe", "Lamp"),
        ("wit brode", "Wit brood"),
        ("stoele", "Stoel"),
        ("produkte", "Produk"),
        ("skilderye", "Skildery"),
        ("boerewors", "Boerewors"),
        ("koekies", "Koekie"),
        ("cookies", "Cookie"),
        ("apple", "Apple"),
        ("phone", "Phone"),
        ("candle", "Candle"),
        ("house", "House"),
    ],
)
def test_a_new_product_is_called_by_its_singular(typed, name):
    assert items(said(f"3 {typed} R90 verkoop", "pharmacy")) == [(name, 3, 9000)]


@pytest.mark.parametrize("language", ["en", "af"])
def test_a_plural_alone_is_understood_whoever_is_spoken_to(language):
    with speech.speaking(language):
        assert items(sold("2 wit brode 36")) == [("Wit brood", 2, 3600)]


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("ek het 3 lampe aan Thabo verkoop", "i have sold 3 lamp to thabo"),
        ("Anna het die lamp nie gekoop nie", "anna did not bought the lamp"),
        ("Anna sal R200 Vrydag betaal", "anna will pay 200 vrydag"),
        ("nee, 3 nie 2 nie", "no , 3 not 2"),
        ("haal die lamp uit", "take out the lamp"),
        ("'n Ketel vir Koos van der Merwe", "a ketel for koos van der merwe"),
        ("5 lampe vir Piet van Zyl", "5 lamp for piet van zyl"),
        ("goeie môre", "good morning"),
        ("môre 2 lampe vir Anna", "tomorrow 2 lamp for anna"),
        ("honderd vyf en twintig rand petrol", "een hundred twintig vyf rand petrol"),
        ("die 14de Maart 3 lampe", "the 14th maart 3 lamp"),
        ("sit dit op Koos se rekening", "put it on koos account"),
        ("betaal Vrydag", "will pay vrydag"),
        ("betaal aan die einde van die maand", "will pay end of month"),
    ],
)
def test_a_line_is_put_in_english(text, english):
    assert in_words(text) == english


@pytest.mark.parametrize(
    "text", ["2 white loaves 36", "sold 2 bran muffins to May", "is coffee in or out of stock"]
)
def test_english_stays_as_it_is(text):
    assert in_words(text, "bakery") == text.lower()


def test_names_of_the_shop_keep_their_words():
    known = Known.of(
        [s.Product(1, "Koffie met melk", None, 3000), s.Product(2, "Brood van die dag", None, 2000)],
        [s.Customer(1, "Hulp Botha")],
    )
    rows, _language = in_english(
        lines(normalise("ek het 2 koffie met melk en 1 brood van die dag aan Hulp verkoop"), known.locale),
        known,
    )
    words = " ".join(token.word for token in rows[0])
    assert words == "i have sold 2 koffie met melk and 1 brood van die dag to hulp"


@pytest.mark.parametrize(
    "text",
    [
        "Thabo het nie die lamp gekoop nie",
        "Thabo wil 2 lampe koop",
        "verkoop ek 2 ketels per dag",
        "teen wat verkoop ek ketels",
        "het Thabo 2 ketels gekoop",
        "die verskaffer sê ketels gaan opgaan",
        "as Anna 2 lampe koop kry sy afslag",
    ],
)
def test_what_did_not_happen_writes_nothing(text):
    assert not list(s.entries_of(sold(text)))


def test_a_turn_of_phrase_stands_under_one_english_one():
    ways = [way for table in af.GLOSSES for run in table.values() for way in run.split("|")]
    assert sorted(set(ways)) == sorted(ways)


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("2 hdmi-kabels aan Thabo 240", ()),
        ("ketel kos my R190", ()),
        ("ketel is nou R320", ()),
        ("1 ketel aan Thabo 299 op skuld", ()),
        ("mev Botha het 1 ketel teruggebring, stukkend", ()),
        ("R350 vir krag betaal", ()),
        ("nee, 3", ("2 ketels",)),
        ("op skuld", ("2 ketels aan Anna",)),
        ("nee, 3 nie 2 nie", ("2 ketels",)),
        ("R280 nie R299 nie", ("1 ketel",)),
        ("dit was Anna", ("1 ketel aan Sipho",)),
    ],
)
def test_what_the_answers_advise_is_understood(text, before):
    known = Known.of(
        (p for p in SHOPS["winkel"].products if p.name != "Prepaid krag"), SHOPS["winkel"].customers
    )
    recent = [s.Recent(0, read(one, known, TODAY)) for one in before]
    statement = read(text, known, TODAY, recent=recent)
    assert isinstance(statement, s.Correction) or list(s.entries_of(statement))


def test_a_choice_is_typed_as_it_stands_on_its_button():
    with speech.speaking("af"):
        doubt = sold("2 hemde en Jan")
        assert isinstance(doubt, s.Doubt)
        assert answer(doubt, doubt.choices[0].label.lower(), SHOPS["winkel"], TODAY) == doubt.choices[0].value
