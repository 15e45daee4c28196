"""The words that Afrikaans grammar goes by: verbs by their form, verbs in two pieces, negations, odd plurals.

Belongs here: sets of words. What is done with them is `bot.language.afrikaans`'s.
"""

from bot.language.words.table import listed

PARTICIPLES = frozenset(
    listed(
        """
    verkoop gekoop gevat gekry gehaal gegee afgelewer gelewer ontvang ingekry ingekom aangekom aangevul gebak getel nagetel
    teruggebring teruggekry teruggegee teruggestuur teruggekom gebring gesteel geleen uitgeleen weggegooi gebruik betaal afbetaal
    terugbetaal oorbetaal inbetaal uitgegee spandeer gespandeer opgesit verhoog verlaag bedoel vergeet gevra bestel
    geneem saamgevat saamgeneem aangekoop opgetel gekom uitgelaat geskuld gestuur
    """
    )
)
INFINITIVES = frozenset(
    listed(
        "wys stuur gee maak sien koop betaal haal kom vat neem kry bring bestel verkoop he gaan terugbring oorbetaal afbetaal"
    )
)
VERBS = INFINITIVES | {
    *listed("het is moet kan sal wil was maak groei doen werk verloor betaal skuld hou raak wys gaan verdien")
}
BEFORE_ASKING = frozenset(listed("teen vir aan van op in by met tot om vanaf sedert uit"))
ASKING = frozenset(listed("wat wie watter welke hoeveel wanneer waar"))
HAVING = frozenset({"het"})
GOING = frozenset({"sal", "wil", "moet", "kan", "gaan"})
NEGATIVES = frozenset({"nie", "niks", "geen", "nooit", "niemand"})
PEOPLE = frozenset({"ek", "ons", "hy", "sy", "hulle", "jy", "julle"})
SUBJECTS = PEOPLE | {"daar", "dit"}
BEING = frozenset({"is", "was", "gaan", "werk", "het"})
SEPARABLE = {
    "haal": frozenset({"uit"}),
    "vat": frozenset({"uit"}),
    "vee": frozenset({"uit"}),
    "skryf": frozenset({"neer"}),
    "teken": frozenset({"aan"}),
    "maak": frozenset({"ongedaan"}),
    "sit": frozenset({"terug", "by"}),
    "bring": frozenset({"terug"}),
    "voeg": frozenset({"by"}),
    "gee": frozenset({"terug"}),
    "stuur": frozenset({"terug"}),
}
TO_COME = frozenset(
    listed(
        "more moreoggend later volgende aanstaande maandeinde maandend einde betaaldag payday month wanneer oor"
    )
)
TAKEN = frozenset(
    {"die", "n", "vir", "aan", "van", "by", "op", "teen", "met", "in", "nog", "net", "geen", "niks"}
)

SINGULAR_S = frozenset(
    listed(
        "kers huis muis jas kas bos boks bus mes hoes ys rys vis tas das bees os kombers matras tros kaas vleis glas gas"
    )
)
SINGULAR_ENDS = ("wors", "vleis", "kaas", "glas")

IRREGULAR = {
    "brode": "brood",
    "rokke": "rok",
    "terte": "tert",
    "kaarte": "kaart",
    "kaste": "kas",
    "glase": "glas",
    "vate": "vat",
    "gate": "gat",
    "blaaie": "blad",
    "hemde": "hemp",
    "beddens": "bed",
    "skepe": "skip",
}
