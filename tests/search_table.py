"""What finds what: people, stories, and questions with all that must be found, in this order, and nothing else.

Both databases are held to this one table.
"""

from typing import Any, Final, NamedTuple


class Question(NamedTuple):
    """A question, the keys of all that it finds in their order, and what it shows."""

    q: str
    found: str
    shows: str

    @property
    def keys(self) -> list[str]:
        """The keys, in order."""
        return self.found.split()


# Key: the name to call them by, and the parts of the official name.
RESIDENTS: Final[dict[str, tuple[str | None, dict[str, Any] | None]]] = {
    "truus": ("Truus", {"given": ["Geertruida", "Johanna"], "ownPrefix": "van", "ownName": "Putten"}),
    "wim": ("Wim Putte", None),
    "henk": ("Henk", {"given": ["Hendrik"], "ownPrefix": "van den", "ownName": "Berg"}),
    "mien": ("Mien Vandenberg", None),
    "cor": ("Cor Meijer", None),
    "an": ("An Meyer", None),
    "zoe": ("Zoë de Vries", None),
    "riet": ("Riet Hogeveen", None),
    "piet": ("Piet Hogeveen", None),
    "janwillem": ("Jan-Willem", {"ownPrefix": "'t", "ownName": "Hart"}),
    "jan": ("Jan Jansen", None),
    "jo": ("Jo Janssen", None),
    "nel": ("Nel Hansen", None),
    "fatima": ("Fatima el Amrani", None),
    "ko": ("Ko van ’s-Gravenhage", None),
    "marie": ("Marie d'Hondt", None),
    "sean": ("Seán O'Neill", None),
    "ayse": (None, {"given": ["Ayşe"], "ownName": "Öztürk"}),
    "lukasz": ("Łukasz Wójcik", None),
    "ans": ("Ans Bos", None),
    "riek": (
        "Riek",
        {
            "ownName": "Smit",
            "partnerPrefix": "de",
            "partnerName": "Boer",
            "order": "partner_own",
            "initials": ["R.", "K."],
        },
    ),
    "anh": ("Nguyen Van Anh", None),
    "kees": ("Kees Groß", {"text": "C. Gross"}),
}
# Of somebody who once had another name.
OTHER_NAMES: Final = {"nel": [{"ownName": "Kuipers", "use": "maiden"}]}

PEOPLE: Final = (
    # ------------------------------------------------------------------------------------------- the name as it is
    Question("Truus", "truus", "the name to call them by"),
    Question("Geertruida", "truus", "an official first name"),
    Question("johanna", "truus", "the second one, in small letters"),
    Question("TRUUS", "truus", "in capitals"),
    Question("Hogeveen", "piet riet", "two of one family, by name"),
    Question("Riet Hogeveen", "riet piet", "both words, in any place; Piet is one letter off"),
    Question("hogeveen, riet", "riet piet", "the other way round, with a comma"),
    Question("Kuipers", "nel", "a name of before the marriage"),
    Question("Boer", "riek", "the partner's name"),
    Question("Smit de Boer", "riek", "own and partner's name"),
    Question("Truus Hogeveen", "", "all words must be found in one person"),
    Question("Willemsen", "", "nobody"),
    Question("Pers", "", "how the index marks everybody begins like this"),
    # ------------------------------------------------------------------------------------------------ tussenvoegsels
    Question("van Putten", "truus wim", "with its prefix; Putte is one letter off"),
    Question("Putten", "truus wim", "without its prefix"),
    Question("Putten, van", "truus wim", "with its prefix behind"),
    Question("van der Putten", "truus wim", "with another prefix"),
    Question("de Putten", "truus wim", "with another one still"),
    Question("van den Berg", "henk mien", "apart finds in one"),
    Question("Vandenberg", "henk mien", "in one finds apart"),
    Question("Berg", "henk", "the bare name does not find what is written in one"),
    Question("van", "henk ko anh truus", "nothing but a prefix finds the prefix"),
    Question("van den", "henk", "two of them"),
    Question("'t Hart", "janwillem", "an apostrophe"),
    Question("Hart", "janwillem", "without it"),
    Question("t hart", "janwillem", "without its apostrophe"),
    Question("’t Hart", "janwillem", "with the curly one"),
    Question("'s-Gravenhage", "ko", "an apostrophe and a hyphen"),
    Question("Gravenhage", "ko", "without the front of it"),
    Question("sgravenhage", "ko", "in one"),
    Question("El Amrani", "fatima", "an Arabic prefix"),
    Question("Amrani", "fatima", "without it"),
    Question("Van Anh", "anh", "a name that looks like a prefix"),
    Question("D'Hondt", "marie", "an elided prefix"),
    Question("Hondt", "marie", "without it"),
    Question("d’hondt", "marie", "with the curly apostrophe"),
    Question("dhondt", "marie", "in one"),
    Question("O'Neill", "sean", "an Irish one"),
    Question("ONeill", "sean", "in one"),
    # ----------------------------------------------------------------------------------------------------- diacritics
    Question("Zoe", "zoe", "without the diaeresis that is there"),
    Question("Zoë", "zoe", "with it"),
    Question("Zoe\u0308", "zoe", "with it as a sign apart"),
    Question("Ayse Ozturk", "ayse", "without any of four"),
    Question("AYŞE ÖZTÜRK", "ayse", "in capitals"),
    Question("Truüs", "truus", "with one that is not there"),
    Question("Lukasz Wojcik", "lukasz", "a stroke through a letter"),
    Question("Sean", "sean", "an accent"),
    Question("Gross", "kees", "a sharp s"),
    Question("Groß", "kees", "and back"),
    # ------------------------------------------------------------------------------------------------ hyphens, parts
    Question("Jan-Willem", "janwillem", "a double name"),
    Question("Jan Willem", "janwillem", "apart"),
    Question("Janwillem", "janwillem", "in one"),
    Question("Willem", "janwillem", "the second half"),
    Question("Jan", "janwillem jan", "a short name as it is, not the start of Jansen"),
    Question("Joha", "truus", "the start of a name"),
    Question("Hog", "", "three letters are no start"),
    Question("R. de Boer", "riek", "an initial"),
    Question("J. Hart", "janwillem", "the first letter of a name as its initial"),
    Question("T. van Putten", "truus", "the same, and Wim is no T"),
    # ----------------------------------------------------------------------------------------------- typing mistakes
    Question("Puten", "truus", "one letter left out"),
    Question("Puttten", "truus", "one doubled"),
    Question("Puttan", "truus", "one wrong"),
    Question("Putetn", "truus", "two changed places"),
    Question("Pteten", "", "two mistakes are not one"),
    Question("Ptt", "", "nor are two letters left out"),
    Question("Hogeven", "piet riet", "one letter left out in a longer name"),
    Question("Ogeveen", "piet riet", "the first one"),
    Question("Hogeveenn", "piet riet", "one doubled at the end"),
    Question("Fatmia Amrani", "fatima", "a mistake in one of two names"),
    Question("Fatmia Amrnai", "fatima", "one in each"),
    Question("Jansen", "jan jo nel", "the right one first, then the others by name"),
    Question("Janssen", "jo jan", "the other right one first"),
    Question("Meijer", "an cor", "Meyer is Meijer"),
    Question("Meyer", "an cor", "and back"),
    Question("Meier", "an cor", "and one letter off from both"),
    Question("Riet", "riet riek piet", "a name of four letters may be mistyped"),
    Question("Anz", "", "one of three may not"),
    Question("Ans", "ans", "nor found by another of three"),
    Question("Anna", "", "nor by one of four"),
)

# Key: how many days ago, the title, the text, the place.
STORIES: Final[dict[str, tuple[int, str | None, str, str | None]]] = {
    "koffie": (3, None, "Samen koffiedrinken in de serre, met haar twee dochters.", None),
    "dochter": (10, "Bezoek", "Haar dochter nam foto's mee van de kleinkinderen.", "de huiskamer"),
    "kat": (20, None, "De kat van de buren sliep op haar schoot.", None),
    "katheter": (21, None, "Over de katheter wilde hij niets horen.", None),
    "wandel": (30, "Buiten", "We hebben langs de vijver gewandeld en eendjes gevoerd.", "het park"),
    "wandeling": (31, None, "Na de wandeling was hij moe, maar tevreden.", None),
    "huis": (40, None, "Hij vertelde over het huis aan de dijk en over zijn duiven.", None),
    "huizen": (41, None, "Vroeger bouwde hij huizen, ook dat van zijn zus.", None),
    "muziek": (50, "Piano", "Er werd gezongen bij de piano; liedjes van vroeger.", "de muziekkamer"),
    "lied": (51, None, "Ze neuriede een lied dat niemand kende.", None),
    "genieten": (60, None, "Zichtbaar genieten van de zon op het balkon.", None),
    "gezond": (61, None, "Een gezond ontbijt met één ei.", None),
    "cafe": (70, None, "Een crème brûlée in het café op de hoek.", None),
    "gezin": (80, None, "Het hele gezin kwam op zondag, twee keer in 2024.", None),
    "zin": (81, None, "Ze had geen zin in bloemschikken.", None),
    "bloem": (82, None, "Een bloemetje op tafel, geplukt door Riet.", None),
    "dezelfde": (83, None, "Ze lachte om de duif op het balkon.", None),
    "lach": (83, None, "Er is veel gelachen om het toneelstuk.", None),
}

TEXTS: Final = (
    # ---------------------------------------------------------------------------------------------------------- stems
    Question("dochter", "koffie dochter", "one finds several"),
    Question("dochters", "koffie dochter", "several find one"),
    Question("DOCHTERS", "koffie dochter", "in capitals"),
    Question("huis", "dochter huis huizen", "and houses, and the place of a story"),
    Question("huizen", "dochter huis huizen", "f and v, s and z"),
    Question("duiven", "huis dezelfde", "pigeons find a pigeon"),
    Question("stor", "", "how the index marks every story begins like this"),
    Question("lied", "muziek lied", "a song finds songs, small ones too"),
    Question("liedje", "muziek lied", "a small song finds any"),
    Question("wandelen", "wandel wandeling", "a verb finds its participle and its noun"),
    Question("gewandeld", "wandel", "a participle finds itself"),
    Question("lachen", "lach dezelfde", "of one day, the one recorded last comes first"),
    Question("foto", "dochter", "an apostrophe in a plural"),
    Question("foto's", "dochter", "and back"),
    Question("fotos", "dochter", "without the apostrophe"),
    # ------------------------------------------------------------------------------------------------------ compounds
    Question("koffie", "koffie", "the start of a compound"),
    Question("koffiedrinken", "koffie", "all of it"),
    Question("drinken", "", "not its end"),
    Question("muziek", "muziek", "the start of the name of a place"),
    Question("bloemen", "zin bloem", "several find one, and what begins with it"),
    Question("klein", "dochter", "the start of grandchildren"),
    Question("toneel", "lach", "the start of a compound, once more"),
    # ---------------------------------------------------------------------------------------- what must not be found
    Question("kat", "kat", "a short word stands for itself: no katheter"),
    Question("katten", "kat", "nor by its plural"),
    Question("kath", "katheter", "four letters are a start"),
    Question("zin", "zin", "no gezin"),
    Question("gezin", "gezin", "no zin"),
    Question("niet", "katheter genieten", "a limit: genieten looks like a participle"),
    Question("genieten", "genieten", "itself"),
    Question("zon", "genieten", "no gezond, and no zondag"),
    Question("gezond", "gezond", "itself"),
    Question("zonsondergang", "", "nothing"),
    # ------------------------------------------------------------------------------------------ several words, signs
    Question("dochter koffie", "koffie", "all words"),
    Question("koffie dochter", "koffie", "in any order"),
    Question("dochter piano", "", "in one story"),
    Question("de dochter van het huis", "dochter", "little words count for nothing"),
    Question("op het", "genieten cafe gezin dezelfde", "nothing but little words finds them"),
    Question("cafe creme", "cafe", "without accents"),
    Question("CAFÉ", "cafe", "with them"),
    Question("bru\u0302le\u0301e", "cafe", "with accents as signs apart"),
    Question("een ei", "gezond", "with and without the accent of stress"),
    Question("2024", "gezin", "a number"),
    Question("202", "", "all of it"),
    Question(
        '"koffie" AND (dochter* OR -kat)', "", "signs of search languages are no signs here; their words are words"
    ),
    Question("koffie:* & dochter | !", "koffie", "nor those of the other database"),
    Question("Riet", "bloem", "a name in a text"),
    Question("Reit", "", "in a text a typing mistake is not looked for"),
)
