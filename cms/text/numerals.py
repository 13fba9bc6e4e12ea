"""Numbers as letters and Roman numerals, in small letters."""

ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
ROMAN += ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
HIGHEST_ROMAN = 3999


def roman_numeral(number: int) -> str:
    """Return `number` (from 1 to HIGHEST_ROMAN) as a Roman numeral: 4 is iv."""
    numeral = ""
    for value, letters in ROMAN:
        times, number = divmod(number, value)
        numeral += letters * times
    return numeral


def letters_of_web_list(number: int) -> str:
    """Return `number` (from 1) as lists of the web count in letters: behind z come aa, ab (CSS Counter Styles 3)."""
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("a") + place) + letters
    return letters


def letters_of_word_list(number: int) -> str:
    """Return `number` (from 1) as Word counts in letters: behind z come aa, bb (ECMA-376, ST_NumberFormat)."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
