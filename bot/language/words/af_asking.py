"""Questions in Afrikaans, for each command by its name: sentences as people type them, with or without accents.

Belongs here: what a command's `phrases` say in English, parted by ``|``. Accents and capitals make no difference,
``{product}`` and the like stand for a name of the shop. A new command works without a line here: it is then asked for
in English, and a test says so.
"""

from bot.language.words.table import sentences

PHRASES = sentences(
    {
        "help": (
            "hulp|help my|wat kan jy doen|hoe werk dit|hoe werk hierdie ding|wat kan ek vra|"
            "wys my wat jy kan doen|hoe skryf ek n verkoop in|hoe teken ek n verkoop aan|"
            "hoe maak ek n fout reg|ek verstaan nie|watter opdragte is daar"
        ),
        "copy": (
            "hoe kry ek my boek hier in|kopieer my boek|hoe sit ek my papierboek oor|watter dae ontbreek"
        ),
        "edit": (
            "dit is verkeerd|dit was verkeerd|dis verkeerd|ek het n fout gemaak|dit was n fout|verander die laaste een"
        ),
        "demo": "wys my die demo|laat my die demo probeer|demo winkel|voorbeeldwinkel",
        "leave_demo": "verlaat die demo|stop die demo|uit die demo uit",
        "settings": (
            "instellings|verander instellings|verander die instellings|wys die instellings|my instellings"
        ),
        "words": "watter woorde ken jy|wat het ek jou geleer",
        "name": ("verander my winkel se naam|verander die naam van die winkel|wat is my winkel se naam"),
        "currency": "verander die geldeenheid|watter geldeenheid gebruik jy",
        "week": "wanneer begin die week|verander die eerste dag van die week",
        "push": (
            "sit die weeklikse boodskap af|wanneer stuur jy die weekverslag|"
            "verander die tyd van die verslag|moenie meer boodskappe stuur nie"
        ),
        "service_level": "hoe seker is die bestellys|verander die diensvlak|diensvlak",
        "lead_time": (
            "hoe lank neem n aflewering|n aflewering neem|aflewerings neem|verander die afleweringstyd|"
            "my verskaffer neem om af te lewer"
        ),
        "timezone": "verander die tydsone|hoe laat is dit in die winkel|die tyd is verkeerd",
        "staff": "nooi my personeel|wie het toegang|nooi my werkers|laat my werker ook inskryf",
        "language": "verander die taal|taal|praat afrikaans|praat engels|ander taal",
        "history": (
            "wat het ek ingeskryf|wat het ek neergeskryf|wys my die laaste verkope|"
            "wys die laaste {n} verkope|laaste inskrywings|lys van verkope|wys al die inskrywings|"
            "wat was die laaste verkoop|geskiedenis|het jy my laaste verkoop gestoor"
        ),
        "loose_ends": (
            "wat ontbreek|wat kort nog|watter produkte het geen prys nie|"
            "watter produkte het nie n kosprys nie|wat moet ek nog invul|los drade|watter inligting kort"
        ),
        "audit": (
            "wie het dit geskryf|wie het die prys verander|wie het wat gedoen|"
            "wie het die verkoop uitgevee|wat het my personeel gedoen|wat is verander|"
            "wie het dit ingeskryf"
        ),
        "cancel": "los dit|toemaar|vergeet dit|laat staan",
        "today": (
            "vandag|hoe gaan dit vandag|hoe gaan die dag|hoe doen ons vandag|hoe het vandag gegaan|"
            "opsomming van vandag|wat het vandag gebeur|hoe lyk dit vandag"
        ),
        "sales": (
            "verkope|hoeveel het ek verkoop|hoeveel het ons verkoop|wat het ek verkoop|"
            "wat was my verkope|wat is my verkope|wys my die verkope|wys verkope|hoe was verkope|"
            "hoe was die verkope|hoe was besigheid|hoe het dit gegaan|hoe het ons gedoen|totale verkope|"
            "omset|wat is my omset|wat was my omset|hoeveel geld het ek gemaak|hoeveel geld het ingekom|"
            "hoeveel het ek gemaak|hoeveel geld het ons gemaak|wat het ons gemaak|inkomste|"
            "hoeveel verkope|hoeveel verkope het ek gehad|gemiddelde verkoop|wat was my beste dag|"
            "watter dag was my beste|hoeveel {product} het ek verkoop|hoeveel {product} is verkoop|"
            "hoeveel het {category} verkoop|vergelyk hierdie maand met verlede maand|verkope per dag|"
            "wys my die grafiek|wys die grafiek van verkope|grafiek van verkope|hoe lyk die verkope|"
            "hoe lyk my verkope"
        ),
        "hours": (
            "watter dag verkoop ek die meeste|hoe laat is dit die besigste|"
            "besigste ure|wanneer is ek die besigste|wanneer is dit die besigste|"
            "watter dag is die besigste|wanneer koop mense|wanneer verkoop ek die meeste|"
            "watter tyd van die dag is die beste|wanneer is dit stil|stil ure|watter dae is stil|"
            "hoe laat kom die mense"
        ),
        "trends": (
            "gaan my verkope op of af|gaan verkope op|groei my besigheid|groei die besigheid|groei ons|"
            "gaan dit beter of slegter|gaan dit beter as voorheen|hoe gaan dit met die besigheid oor tyd|"
            "neiging|verkoopsneiging|word dit beter|gaan dit agteruit"
        ),
        "campaigns": (
            "het die spesiale aanbod gewerk|het die special gewerk|het die promosie gewerk|"
            "het my advertensie gewerk|was die advertensie die geld werd|"
            "het die spesiale aanbieding gehelp|wat het die uitverkoping ingebring|promosies|bemarking"
        ),
        "anomalies": (
            "enigiets vreemds|is daar iets vreemds|is daar iets snaaks|iets snaaks in my verkope|"
            "iets vreemds in my verkope|vreemde dae|lyk iets verkeerd|is daar foute in die boek|"
            "watter dae was vreemd|enigiets verdags|dae sonder verkope"
        ),
        "drivers": (
            "wat dryf my verkope|wat beinvloed my verkope|hoekom verander my verkope|"
            "hoekom is verkope af|hoekom is verkope op|hoekom het verkope geval|hoekom is verkope swak|"
            "hoekom was dit so stil|wat laat verkope opgaan|hoekom was besigheid stadig"
        ),
        "top_products": (
            "beste produkte|top produkte|topverkopers|wat verkoop die beste|wat verkoop die meeste|"
            "wat het die beste verkoop|wat is my beste verkoper|watter produkte verkoop die beste|"
            "watter produk verkoop die meeste|watter goed verkoop goed|wat verkoop goed|"
            "wat loop die vinnigste|gewildste produkte|wat koop mense die meeste|wat is my topprodukte"
        ),
        "product": (
            "vertel my van {product}|hoeveel is n {product}|hoeveel is {product}|hoeveel kos n {product}|"
            "wat kos n {product}|wat kos {product}|wat is die prys van {product}|prys van {product}|"
            "{product} prys|wat vra ek vir {product}|teen wat verkoop ek {product}|hoe verkoop {product}|"
            "hoe gaan dit met {product}|wys my {product}|wat het ek vir {product} betaal|"
            "wie koop {product}|wie het {product} gekoop|wanneer het ek laas n {product} verkoop"
        ),
        "basket": (
            "wat word saam gekoop|wat koop mense saam|wat koop mense saam met {product}|"
            "wat koop kliente saam met {product}|wat gaan saam met {product}|"
            "watter produkte word saam gekoop|watter produkte verkoop saam|"
            "wat verkoop saam met {product}|watter goed gaan saam|goeie kombinasies"
        ),
        "recommend": (
            "wat kan ek {customer} aanbied|wat moet ek vir {customer} aanbied|"
            "wat kan ek aan {customer} verkoop|wat sal {customer} van hou|beveel iets aan vir {customer}|"
            "wat kan ek saam met {product} aanbied|aanbeveling vir {customer}|aanbeveling"
        ),
        "categories": (
            "verkope per kategorie|watter kategorie bring die meeste geld in|"
            "watter kategorie verkoop die beste|beste kategorie|hoe gaan dit met my kategoriee|"
            "watter soort goed verkoop die beste|kategoriee|vergelyk kategoriee|"
            "watter afdeling doen die beste"
        ),
        "returns": (
            "wat is teruggebring|wat het teruggekom|hoeveel goed het teruggekom|hoeveel is teruggebring|"
            "watter produkte word teruggebring|hoeveel geld het ek teruggegee|wat bring mense terug|"
            "wys die terugsendings|terugsendings"
        ),
        "top_customers": (
            "wie het gekoop|"
            "beste kliente|top kliente|wie is my beste kliente|wie is my top kliente|"
            "wie is my beste klient|wie is my grootste kliente|wie koop die meeste|"
            "wie het die meeste gekoop|wie spandeer die meeste|wie het die meeste gespandeer|"
            "watter kliente bring die meeste geld in|grootste kliente|getroue kliente|"
            "wie is my gereelde kliente|my vaste kliente"
        ),
        "customer": (
            "hoeveel {product} het {customer} gekoop|"
            "vertel my van {customer}|wat het {customer} gekoop|wat koop {customer} gewoonlik|"
            "wat koop {customer}|hoeveel het {customer} gespandeer|hoeveel het {customer} by my gekoop|"
            "wanneer was {customer} laas hier|wanneer het {customer} laas gekoop|wys my {customer}|"
            "wys my alles wat {customer} gekoop het|hoe gereeld kom {customer}|"
            "hoe goeie klient is {customer}|geskiedenis van {customer}|wat weet ons van {customer}"
        ),
        "segments": (
            "hoeveel kliente het ek|hoeveel klante het ek|"
            "watter soort kliente het ek|watter tipes kliente het ek|groepeer my kliente|"
            "deel my kliente in groepe|klientegroepe|goud silwer brons|wie is my goue kliente"
        ),
        "churn": (
            "wie het opgehou kom|watter kliente het ek verloor|wie kom nie meer nie|"
            "wie koop nie meer nie|watter van my gereelde kliente kom nie meer nie|wie het ek verloor|"
            "wie was lanklaas hier|wie het ek lanklaas gesien|wie het weggebly|wie bly weg|"
            "wie moet ek bel|verlore kliente|watter kliente het verdwyn|watter kliente gaan ek verloor"
        ),
        "cohorts": (
            "kom nuwe kliente terug|hoeveel kliente kom terug|hoeveel nuwe kliente het teruggekom|"
            "kom mense terug|bly nuwe kliente|hoe lojaal is nuwe kliente|nuwe teenoor ou kliente"
        ),
        "clusters": (
            "watter kliente is eenders|watter kliente lyk soos mekaar|"
            "vind groepe van soortgelyke kliente|wie koop eenders"
        ),
        "clv": (
            "wat is n klient werd|hoeveel is n klient werd|hoeveel is {customer} werd|"
            "wat is {customer} vir my werd|wat is my kliente werd|hoeveel sal n klient spandeer|"
            "wie sal die meeste werd wees|leeftydwaarde van kliente"
        ),
        "regions": (
            "verkope per streek|verkope per dorp|verkope per gebied|waar kom my kliente vandaan|"
            "watter dorp koop die meeste|watter gebied koop die meeste|watter streek verkoop die beste|"
            "waar kom my verkope vandaan"
        ),
        "profit": (
            "wins|het ek wins gemaak|het ek n wins gemaak|het ons wins gemaak|maak ek wins|maak ek geld|"
            "hoeveel wins het ek gemaak|wat is my wins|wat was my wins|wys my wins|bruto wins|netto wins|"
            "winsgrens|wat is my winsgrens|het ek geld verloor|verloor ek geld|wins en verlies|"
            "wat bly oor na uitgawes|hoeveel het ek verdien na koste|hoeveel maak ek op {product}|"
            "wat verdien ek op {product}|maak ek geld op {product}|watter produkte maak die meeste wins"
        ),
        "whatif": (
            "wat as ek die pryse verhoog|wat as ek pryse opsit|wat as ek die prys van {product} verhoog|"
            "wat gebeur as ek die prys van {product} verhoog|wat as ek {product} duurder maak|"
            "wat as ek {product} goedkoper maak|wat as ek die prys verlaag|wat as die verskaffer laat is|"
            "moet ek die prys van {product} verhoog|wat sal gebeur as ek meer vra"
        ),
        "expenses": (
            "uitgawes|wat was my uitgawes|wat is my uitgawes|wys my uitgawes|wat het ek uitgegee|"
            "hoeveel het ek uitgegee|hoeveel het ek op petrol uitgegee|hoeveel het ek vir huur betaal|"
            "wat het ek vir krag betaal|hoeveel geld het uitgegaan|waar gaan my geld heen|"
            "wat is my koste|onkoste|grootste uitgawe|hoeveel het ek aan krag bestee"
        ),
        "payments": (
            "hoe betaal mense|hoe betaal my kliente|hoe het mense betaal|kontant of kaart|"
            "hoeveel kontant|hoeveel kontant het ingekom|hoeveel was kontant|"
            "hoeveel het met kaart ingekom|hoeveel was kaart|hoeveel was op skuld|"
            "verkope per betaalmetode|betaalmetodes"
        ),
        "debts": (
            "hoeveel is ek geskuld|wie is my slegste betalers|slegte betalers|"
            "wie skuld my|wie skuld my geld|wie skuld my nog|wie skuld nog|wie skuld|"
            "hoeveel skuld {customer}|hoeveel skuld {customer} my|wat skuld {customer}|"
            "wat skuld {customer} my|skuld {customer} my iets|skuld {customer} my nog|"
            "het {customer} betaal|hoeveel word my geskuld|hoeveel geld is uitstaande|"
            "hoeveel skuld die mense my|uitstaande|uitstaande skuld|uitstaande rekeninge|skuldenaars|"
            "wie het nie betaal nie|wie het nog nie betaal nie|wie moet nog betaal|"
            "wie het op skuld gekoop|skuldlys|wie is agter met betaling|wat is {customer} se skuld|"
            "wat is {customer} se rekening"
        ),
        "statement": (
            "staat vir {customer}|rekeningstaat vir {customer}|stuur {customer} n staat|"
            "stuur vir {customer} n rekening|maak n staat vir {customer}|maak n rekening vir {customer}|"
            "faktuur vir {customer}|druk {customer} se rekening|rekeningstaat"
        ),
        "stock": (
            "hoe lyk my voorraad|hoe lyk die voorraad|hoeveel rand se voorraad het ek|"
            "voorraad|hoeveel {product} het ek|hoeveel {product} het ek oor|hoeveel {product} is oor|"
            "hoeveel {product} is daar|hoeveel {product} is daar nog|hoeveel {product} het ons nog|"
            "hoeveel {product} is nog oor|hoeveel voorraad het ek|wat het ek in voorraad|"
            "wat is in voorraad|het ons nog {product}|is daar nog {product}|het ek genoeg {product}|"
            "wat is oor|wanneer is {product} op|wanneer raak {product} op|hoe lank hou {product}|"
            "hoe lank gaan {product} hou|wat is my voorraad werd|wys voorraad|wys die voorraad|"
            "voorraadlys|wat is op die rak|wat is op|wat is klaar|hoeveel dae se voorraad het ek"
        ),
        "slow": (
            "watter goed moet ek uitverkoop|wat moet ek uitverkoop|"
            "wat verkoop nie|watter produkte verkoop nie|watter goed verkoop nie|"
            "watter produkte loop nie|wat loop nie|wat verkoop sleg|wat verkoop die swakste|"
            "wat verkoop die minste|swakste verkopers|swakste produkte|dooie voorraad|"
            "wat staan net op die rak|wat het nie verkoop nie|wat lê net en stof vergaar|stadige produkte"
        ),
        "forecast": (
            "gaan ek meer verkoop|gaan ek minder verkoop|"
            "voorspelling|hoeveel gaan ek verkoop|hoeveel sal ek verkoop|wat gaan ek verkoop|"
            "wat sal ek verkoop|wat gaan verkope wees|voorspel my verkope|voorspel verkope|"
            "verkoopsvoorspelling|hoeveel {product} gaan ek verkoop|hoeveel {product} sal ek verkoop|"
            "hoeveel {product} gaan ek nodig he|voorspelling vir {product}|wat kan ek verwag|"
            "hoeveel kan ek verwag om te verkoop|hoe gaan besigheid wees|hoe besig gaan dit wees"
        ),
        "models": (
            "hoe goed is die voorspellings|hoe goed is die voorspelling|"
            "hoe akkuraat is die voorspellings|hoe akkuraat is jou voorspellings|"
            "watter model is die beste|kan ek die voorspelling vertrou|was jou voorspellings reg"
        ),
        "reorder": (
            "wat moet ek bestel|wat moet ek koop|wat moet ek aankoop|wat moet ons bestel|"
            "wat moet ek by die groothandelaar kry|wat moet ek aanvul|wat moet ek inkoop|bestellys|"
            "inkopielys|wat raak op|wat raak min|wat raak klaar|wat gaan opraak|wat is amper op|"
            "wat is amper klaar|lae voorraad|hoeveel {product} moet ek bestel|moet ek {product} bestel|"
            "wanneer moet ek {product} bestel|watter produkte is amper klaar|wat kan ek koop met {n}"
        ),
        "arrived": (
            "die bestelling is hier|my bestelling is hier|die bestelling het gekom|"
            "die bestelling het aangekom|my bestelling het aangekom|ek het die bestelling ontvang|"
            "alles wat ek bestel het is hier|wat het ek bestel|wat is op pad|wat is bestel|"
            "wanneer kom my bestelling"
        ),
        "weekly": "weekverslag|weeklikse verslag",
        "export": (
            "stuur my die verkope in excel|sit die verkope in excel|sit al die verkope in excel|"
            "stuur vir my n excel leer|ek wil my data in excel he|laai my data af|"
            "stuur al die verkope in n leer|stuur my boekhouer die verkope|excel leer van verkope|"
            "gee my die verkope in excel"
        ),
        "report": (
            "verslag|stuur my die verslag|stuur die volle verslag|maandverslag|maak n verslag|"
            "gee my n verslag|gee my die verslag|ek het n verslag nodig|ek soek n verslag|"
            "verslag vir die bank|iets om vir die bank te wys|wys my die verslag|oorsig van die maand"
        ),
        "backup": (
            "rugsteun|maak n rugsteun|maak n rugsteunkopie|stuur my n rugsteun|"
            "stuur my n kopie van die boek|is daar n rugsteun"
        ),
        "health": (
            "werk jy|is jy daar|is alles reg|werk alles|werk die bot|wanneer was die laaste rugsteun|"
            "is alles gestoor"
        ),
    },
)
