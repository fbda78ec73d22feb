"""The names of the months in the languages that sites are written in."""

# One line a language, January to December; words that may stand for one month are parted by a
# slash. Polish and Croatian are left out: "listopada" is another month in each.
_LINES = (
    "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug"
    " september/sept/sep october/oct november/nov december/dec",
    "janvier février/fevrier mars avril mai juin juillet août/aout septembre octobre novembre"
    " décembre/decembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre"
    " diciembre",
    "января/январь февраля/февраль марта/март апреля/апрель мая/май июня/июнь июля/июль"
    " августа/август сентября/сентябрь октября/октябрь ноября/ноябрь декабря/декабрь",
    "يناير فبراير مارس أبريل/ابريل/إبريل مايو يونيو/يونيه يوليو/يوليه أغسطس/اغسطس سبتمبر"
    " أكتوبر/اكتوبر نوفمبر ديسمبر",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "januar/jänner februar märz april mai juni juli august september oktober november dezember",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "січня/січень лютого/лютий березня/березень квітня/квітень травня/травень червня/червень"
    " липня/липень серпня/серпень вересня/вересень жовтня/жовтень листопада/листопад"
    " грудня/грудень",
    "januari februari maret april mei juni juli agustus september oktober november desember",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
)
NUMBERS = {
    name: number
    for line in _LINES
    for number, names in enumerate(line.split(), start=1)
    for name in names.split("/")
}
"""The number of each month by its names, in lower case."""

ENGLISH = tuple(sorted(_LINES[0].replace("/", " ").split(), key=len, reverse=True))
ALL = tuple(sorted(NUMBERS, key=len, reverse=True))
