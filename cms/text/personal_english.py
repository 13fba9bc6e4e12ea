"""Pupils' data in English sentences, as on the English pages: Vietnamese names are written with their marks or without.

English says before a name or behind it who somebody is ("student Lo Van Binh", "Lo Van Binh, a sixth grader"). So a
sentence is taken as a whole, and one that speaks of staff is left alone.
"""

import re
from collections.abc import Iterator

from .folding import fold
from .personal_findings import Kind
from .personal_names import FAMILY_NAMES, MOST_SYLLABLES, NOBODY, WORD, Name, names_in
from .personal_values import CITIZEN, DAY, MONTH, NO_COUNT, NUMBER, TELEPHONE, YEAR
from .syllables import ONSETS, RHYMES

Found = Iterator[tuple[Kind, str]]

PUPILS_BORN_FROM = 2006

_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = (
    rf"(?:{DAY}\s?[/.-]\s?{MONTH}\s?[/.-]\s?|{DAY}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTHS},?\s+"
    rf"|{_MONTHS}\s+{DAY}(?:st|nd|rd|th)?,?\s+)?(?P<year>{YEAR})\b"
)
BORN = re.compile(
    rf"\b(?:born(?:\s+(?:on|in))?|birth\s*dates?|date\s+of\s+birth|year\s+of\s+birth|birthday|d\.?o\.?b\.?)"
    rf"(?:\s+(?:is|was))?\s*[:,]?\s*(?:on\s+|in\s+)?{_DATE}",
    re.IGNORECASE,
)
_OTHER_POINTS = r"(?!\s*(?:of\s+sale|per\s+cent|percent|%))"
_NOT_SCORED = r"(?!\s*(?:schools|students|pupils|candidates|prizes|medals|classes|teams|goals|times|years))"
SCORE = re.compile(
    r"\b(?:scor(?:e|es|ed|ing)|(?:final|total)\s+marks?|GPA|grade\s+average|average\s+(?:scores?|marks?|grades?))\b"
    rf"[^.;:\d]{{0,40}}[:\s]\s*{NUMBER}{NO_COUNT}{_NOT_SCORED}"
    rf"|{NUMBER}\s*(?:points|marks)\b{_OTHER_POINTS}",
    re.IGNORECASE,
)
IDENTITY = re.compile(
    r"\b(?:identity|identification|citizen|student|pupil)(?:\s+(?:card|ID|code))?(?:\s+(?:number|no\.?|code|ID))"
    r"[^\d\n]{0,15}(?P<number>\d(?:[ .]?\d){8,11})(?!\d)",
    re.IGNORECASE,
)
PUPIL = re.compile(
    r"\b(?:students?|pupils?|school(?:boy|girl|child|children)s?|candidates?|child|children|kids?|bab(?:y|ies)|toddler"
    r"|(?:\w+th|first|second|third)[\s-]graders?|in\s+grade\s+\d|class\s+\d|grade\s+\d)\b",
    re.IGNORECASE,
)
STAFF = re.compile(
    r"\b(?:mr|mrs|ms|dr|prof(?:essor)?|teachers?|headteachers?|headmaster|principal|director|deputy|minister|officials?"
    r"|officers?|chair(?:man|woman|person)?|lecturers?|coach(?:es)?|poet|writer|author|hotline|contact|alumn(?:us|a|i))\b",
    re.IGNORECASE,
)
# Words that none of these patterns does without: most sentences are not English, and are left at once.
ENGLISH = re.compile(
    r"\b(?:born|birth|birthday|d\.?o\.?b|scor(?:e|es|ed|ing)|marks?|points|gpa|average|identity|identification|citizen|"
    r"students?|pupils?|child|children|candidates?)\b",
    re.IGNORECASE,
)
_FOLDED_FAMILY_NAMES = frozenset(fold(name) for name in FAMILY_NAMES if len(name) > 1)
_FOLDED_NOBODY = tuple(f"{fold(name)} " for name in NOBODY)
_FOLDED_SYLLABLE = re.compile(
    rf"(?:{'|'.join(sorted({fold(onset) for onset in ONSETS}, key=len, reverse=True))})"
    rf"(?:{'|'.join(sorted({fold(rhyme) for rhyme in RHYMES}, key=len, reverse=True))})",
    re.IGNORECASE,
)
FEWEST_WORDS = 3
# Behind the name of a school, a street, a prize.
NO_PERSON = re.compile(
    r"(?:['’]s?)?\s+(?:High|Secondary|Lower|Upper|Primary|Elementary|Boarding|School|Kindergarten|Nursery|University|"
    r"College|Gifted|Street|Road|District|Ward|Commune|Province|City|Square|Park|Prize|Award|Cup|Scholarship|Fund)\b"
)
SENTENCE = re.compile(r"(?<=[.!?;])(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bDr\.)(?<!\bProf\.)\s+(?=[^\W\d_a-z])")


def in_english(line: str) -> Found:
    """Yield what the English sentences of `line` tell of pupils whom they name."""
    if ENGLISH.search(line):
        for sentence in SENTENCE.split(line):
            names = [name for name in names_of_line(sentence) if not NO_PERSON.match(sentence, name.end)]
            if names:
                yield from _in_sentence(sentence, names)


def names_of_line(sentence: str) -> list[Name]:
    """Return the names of people in `sentence`, with their marks or without."""
    return names_in(sentence) or list(_plain_names(sentence))


def _in_sentence(sentence: str, names: list[Name]) -> Found:
    identity = IDENTITY.search(sentence)
    if identity or (PUPIL.search(sentence) and (identity := CITIZEN.search(sentence))):
        yield Kind.IDENTITY_NUMBER, _around(sentence, names, identity)
    if STAFF.search(sentence):
        return
    is_of_pupils = bool(PUPIL.search(sentence))
    born = BORN.search(sentence)
    if born and (is_of_pupils or int(born["year"]) >= PUPILS_BORN_FROM):
        yield Kind.BIRTH_DATE, _around(sentence, names, born)
    score, telephone = (SCORE.search(sentence), TELEPHONE.search(sentence)) if is_of_pupils else (None, None)
    if score:
        yield Kind.SCORE, _around(sentence, names, score)
    if telephone:
        yield Kind.TELEPHONE, _around(sentence, names, telephone)


def _plain_names(sentence: str) -> Iterator[Name]:
    """Yield Vietnamese names without their marks: three to five syllables with capitals, a family name first."""
    run: list[re.Match] = []
    for word in [*WORD.finditer(sentence), None]:
        fits = word and word[0][0].isupper() and _is_plain_syllable(word[0])
        if fits and (not run or sentence[run[-1].end() : word.start()] == " "):
            run.append(word)
            continue
        yield from _plain_name(run, sentence)
        run = [word] if fits else []


def _is_plain_syllable(word: str) -> bool:
    return bool(_FOLDED_SYLLABLE.fullmatch(fold(word)))


def _plain_name(run: list[re.Match], sentence: str) -> Iterator[Name]:
    for index in range(len(run) - FEWEST_WORDS + 1):
        part = run[index : index + MOST_SYLLABLES]
        if fold(part[0][0]) in _FOLDED_FAMILY_NAMES:
            text = sentence[part[0].start() : part[-1].end()]
            if not f"{fold(text)} ".startswith(_FOLDED_NOBODY):
                yield Name(text, part[0].start(), part[-1].end())
            return


def _around(sentence: str, names: list[Name], value: re.Match) -> str:
    name = min(names, key=lambda name: abs(name.end - value.start()))
    return sentence[min(name.start, value.start()) : max(name.end, value.end())]
