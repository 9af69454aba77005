"""Words that say little by themselves, in English and Spanish: small letters, no accents. Pure."""

from collections.abc import Collection

_ENGLISH = """
    a about above after again against all also always am an and any anybody anyone anything are
    as at away back be became because been before being below beside between both but by came
    can can't cannot come comes coming could couldn't did didn't do does doesn't doing don't
    done down during each either else even ever every everybody everyone everything few first
    for from further get gets getting give given go goes going gone got had hadn't has hasn't
    have haven't having he he's her here hers herself him himself his how however i i'd i'll i'm
    i've if in into is isn't it it's its itself just keep kept kind know let let's like lot lots
    made make makes making many may maybe me might more most much must my myself never no nobody
    none nor not nothing now of off often on once one ones only or other others our ours
    ourselves out over own perhaps put quite rather really same say says see seem seems several
    shall she she's should shouldn't since so some somebody someone something sometimes still
    such sure take than that that's the their theirs them themselves then there there's these
    they they're thing things think this those though through to too under until up upon us very
    want was wasn't way we we'd we'll we're we've well were weren't what what's when where which
    while who whom whose why will with within without won't would wouldn't yes yet you you'd
    you'll you're you've your yours yourself
"""
_SPANISH = """
    al algo alguien algun alguna algunas alguno algunos alli alla aqui asi aun aunque bien cada casi
    como con contra cosa cosas cual cuales cuando de del desde despues donde el ella ellas ello
    ellos en entonces entre es esa esas ese eso esos esta estaba estaban estamos estan estar estas
    este esto estos estoy fue fueron haber habia habian hace hacen hacer hacia hasta hay hemos la
    las le les lo los mi mis mientras mismo mucho muchos muy nada nadie ni nos nosotros nuestra
    nuestras nuestro nuestros nunca o otra otras otro otros para pero poco por porque puede pueden
    puedo pues que quien quienes se sean ser si sido siempre sobre soy su sus tal tambien tanto te
    tener tengo tenia tiene tienen toda todas todavia todo todos tu tus un una unas uno unos usted
    ustedes vamos veces vez y ya yo
"""
_SPANISH_OR_A_WORD = "a ante dos era eran gran ha han he las mas me no sea sin solo son tan va van"

ENGLISH = frozenset(_ENGLISH.split())
SPANISH = frozenset(_SPANISH.split())
SPANISH_OR_A_WORD = frozenset(_SPANISH_OR_A_WORD.split())
"""Spanish words that mean something in English too, as "son" does."""


def stop_words_for(words: Collection[str]) -> frozenset[str]:
    """The words to leave out of an entry of these words, by the language that it seems to be in."""
    spanish = sum(word in SPANISH for word in words)
    english = sum(word in ENGLISH for word in words)
    return ENGLISH | SPANISH | SPANISH_OR_A_WORD if spanish > english else ENGLISH | SPANISH
