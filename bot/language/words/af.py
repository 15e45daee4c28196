"""Afrikaans as it is spoken over a counter: its numbers and calendar, and the words by which it is told from English.

Belongs here: what is read as it stands, for it may also be somebody's name. Every other turn of phrase is read as the
English one that it stands under in `af_deeds` and `af_talk`; what its grammar goes by is in `af_grammar`.
"""

from bot.language.words import af_deeds, af_talk
from bot.language.words.af_asking import PHRASES
from bot.language.words.table import Words, folded, listed

_ONES = "nul een twee drie vier vyf ses sewe agt nege tien elf twaalf dertien veertien vyftien sestien sewentien agtien"
_TENS = "twintig dertig veertig vyftig sestig sewentig tagtig negentig"
_HUNDREDS = "een twee drie vier vyf ses sewe agt nege"

GLOSSES = (af_deeds.ENGLISH, af_talk.ENGLISH)
"""English words, and the ways to say them parted by ``|``, folded."""

SHARED = listed(
    """
    is in op was my die van by of so as more wins net per al se om af na tot n sit gee hou vat ken pos bank toe
    boet oom tannie man word rand want sal help week area areas bring eft end gratis he hello items kind later minus
    month payday persent top u wyk g dees elf glo loop los min mei meer paar self sou sake oud ure ware dan mooi nul
    ses tel te verval ou dame julie leer nag reg bly pare middag heel demo bot model excel data special bank was lees
    bel bos sien goud stuur laat petrol stop afrikaans engels pad le lae begin ding kort
    """
)
"""Afrikaans that is English too, or somebody's name: it tells no language."""

LOANED = listed(
    "ja nee dankie baie lekker asb asseblief nogal ne oom tannie boet hallo totsiens more goeie goeiemore procent"
)
"""Afrikaans that people say in the middle of English: alone, it makes no message Afrikaans."""

SPOKEN = frozenset(
    word
    for run in (
        *(run for table in GLOSSES for run in table.values()),
        *(way for ways in PHRASES.values() for way in ways),
    )
    for word in folded(run).replace("|", " ").split()
    if word[0] != "{"
) - {*SHARED, *LOANED}
"""What nobody says in English: words to tell the language by, and never an abbreviated name."""

WORDS = Words(
    numbers={
        **{word: str(n) for n, word in enumerate([*_ONES.split(), "negentien"])},
        **{word: str(n * 10) for n, word in enumerate(_TENS.split(), 2)},
        **{f"{word}honderd": str(n * 100) for n, word in enumerate(_HUNDREDS.split(), 1)},
    },
    weekdays={
        **dict.fromkeys(("maandag", "maandae"), 0),
        **dict.fromkeys(("dinsdag", "dinsdae"), 1),
        **dict.fromkeys(("woensdag", "woensdae"), 2),
        **dict.fromkeys(("donderdag", "donderdae"), 3),
        **dict.fromkeys(("vrydag", "vrydae"), 4),
        **dict.fromkeys(("saterdag", "saterdae"), 5),
        **dict.fromkeys(("sondag", "sondae"), 6),
    },
    months={
        "januarie": 1,
        "februarie": 2,
        "maart": 3,
        "mei": 5,
        "junie": 6,
        "julie": 7,
        "augustus": 8,
        "oktober": 10,
        "okt": 10,
        "desember": 12,
        "des": 12,
    },
    days_back={
        "vandag": 0,
        "vandag se": 0,
        "vanoggend": 0,
        "vanmiddag": 0,
        "vanaand": 0,
        "nou net": 0,
        "netnou": 0,
        "gister": 1,
        "gister se": 1,
        "gisteroggend": 1,
        "gistermiddag": 1,
        "gisteraand": 1,
        "eergister": 2,
    },
    marks={},
    spoken=sorted(SPOKEN),
    paired=listed(
        """
        skoen skoene sokkie sokkies kous kouse stewel stewels sandaal sandale tekkie tekkies handskoen handskoene oorbel
        oorbelle bril brille
        """
    ),
    expenses=listed(
        """
        huur krag elektrisiteit petrol diesel brandstof lone loon salaris salarisse water data lugtyd skoonmaak
        skoonmaakster herstelwerk versekering munisipaliteit belasting lisensie vervoer skoonmaakgoed bankkoste
        bankfooie advertensie advertensies sakke plastieksakke gas ys drukwerk elektrisien loodgieter sekuriteit parkering
        """
    ),
)
