"""The names of months and weekdays as files write them, folded: see `folding.fold`."""

from __future__ import annotations

# ruff: noqa: RUF001 - Russian words are Russian
from bot.language.sheets.folding import fold

_MONTHS = (
    "january jan januar jan. janvier janv enero ene janeiro gennaio gen januari januarie января январь янв jaenner",
    "february feb februar fevrier fevr febrero fevereiro fev febbraio februari februarie февраля февраль фев февр",
    "march mar marz maerz mrz mars marzo marco maart mrt март марта мар maert",
    "april apr avril avr abril abr aprile апреля апрель апр",
    "may mai mayo maio maggio mag mei мая май",
    "june jun juni juin junio junho giugno giu junie июня июнь июн",
    "july jul juli juillet juil julio julho luglio lug julie июля июль июл",
    "august aug aout agosto ago ag augustus aug. августа август авг",
    "september sep sept septembre septiembre setiembre setembro set settembre сентября сентябрь сен сент",
    "october oct oktober okt octobre octubre outubro out ottobre ott октября октябрь окт",
    "november nov novembre noviembre novembro ноября ноябрь ноя нояб",
    "december dec dezember dez decembre diciembre dic dezembro dicembre desember des декабря декабрь дек",
)
_WEEKDAYS = (
    "monday mon montag lundi lun lunes segunda lunedi maandag ma понедельник пн",
    "tuesday tue tues dienstag di mardi martes terca martedi dinsdag вторник вт",
    "wednesday wed mittwoch mi mercredi mer miercoles mie quarta mercoledi woensdag wo среда ср",
    "thursday thu thur thurs donnerstag do jeudi jeu jueves jue quinta giovedi gio donderdag четверг чт",
    "friday fri freitag fr vendredi ven viernes vie sexta venerdi vrijdag vr vrydag пятница пт",
    "saturday sat samstag sonnabend sa samedi sam sabado sab sabato zaterdag za saterdag суббота сб",
    "sunday sun sonntag so dimanche dim domingo dom domenica zondag zo sondag воскресенье вс",
)

# "mar" is March and martes, "do" and "so" are words: what is also a month or a common word is no weekday.
_NO_WEEKDAY = frozenset({"mar", "do", "so", "di", "ma", "mi", "za", "set"})


def _folded(rows: tuple[str, ...], first: int) -> dict[str, int]:
    """Give name -> number; й and ё lose their marks as `fold` takes them."""
    return {fold(word): number for number, row in enumerate(rows, first) for word in row.split()}


MONTHS = _folded(_MONTHS, 1)
WEEKDAYS = {name: day for name, day in _folded(_WEEKDAYS, 0).items() if name not in _NO_WEEKDAY}
NOISE = frozenset(
    {
        "de",
        "del",
        "of",
        "the",
        "st",
        "nd",
        "rd",
        "th",
        "г",
        "года",
        "er",
        "den",
        "le",
        "e",
        "º",
        "o",
        "feira",
        "year",
    }
)
