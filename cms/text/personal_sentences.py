"""Pupils' data in running text, and in forms that hold one value a line."""

import re
from collections.abc import Iterator

from . import personal_english as english
from .personal_findings import Kind
from .personal_names import Name, called_names, names_in
from .personal_values import BORN, CITIZEN, CLASS, FULL_DATE, IDENTITY, NUMBER, PUPIL, SCORE, TELEPHONE, any_of

Found = Iterator[tuple[Kind, str]]

SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[^\W\d_a-z])")
# Whoever was born from this year on is taken for a pupil where nothing says otherwise.
PUPILS_BORN_FROM = 2006
GROWN_UP_BEFORE = 2000
NEAR = 45

_STAFF = any_of(
    """thầy, cô, ông, bà, đồng chí, đ/c, giáo viên, nhà giáo, giảng viên, hiệu trưởng, hiệu phó, giám đốc, chủ tịch,
    bí thư, trưởng phòng, trưởng ban, trưởng khoa, chuyên viên, cán bộ, nhân viên, bác sĩ, luật sư, tác giả, phóng viên,
    ts, ths, pgs, gs, cn, huấn luyện viên, anh, chị, bác, chú, nghệ nhân, già làng, người ký, liên hệ,
    bộ trưởng, thứ trưởng, thủ tướng, chủ nhiệm, trưởng đoàn, nhà thơ, nhà văn, nhà báo, bài thơ, bài văn, truyện,
    tác phẩm, đoạn trích"""
)
_OFFICES = any_of(
    """giám đốc, hiệu trưởng, hiệu phó, trưởng, phó, giáo viên, chuyên viên, chủ tịch, bí thư, tổ trưởng, cán bộ,
    nhân viên, kế toán, văn thư, thư ký, ủy viên, uỷ viên, thành viên, phụ trách"""
)
STAFF_BEFORE = re.compile(rf"\b(?:{_STAFF})\b", re.IGNORECASE)
STAFF_AFTER = re.compile(rf"^\W{{0,3}}(?:hiện là |là )?(?:nguyên |phó )?(?:{_OFFICES})", re.IGNORECASE)
PUPIL_BEFORE = re.compile(
    rf"(?<!cựu )\b(?:{any_of('em, cháu, bé, học sinh, thí sinh, học viên, phụ huynh, hs')})\b", re.IGNORECASE
)
PUPIL_AFTER = re.compile(
    r"^\W{0,3}(?:hiện là |là )?(?:học\s*sinh|thí\s*sinh|học\s*viên|lớp\s*\d|\d{1,2}[A-Z]\d?\b)", re.IGNORECASE
)

# Behind a name in a list: "1. Nguyễn Văn An, 12/3/2012, lớp 6A". Without the class it may be the day of anything.
LISTED_BIRTH = re.compile(
    rf"[\s,;:(–-]{{1,4}}{FULL_DATE}[\s,;:)–-]{{1,6}}(?:học\s*sinh\s*)?{CLASS}",
    re.IGNORECASE,
)

# Behind a name in a list of results: "Nguyễn Văn An (lớp 9A): 9,5"; "Nguyễn Văn An (9A): 2 giải" is none.
LISTED_SCORE = re.compile(
    rf"[\s,;(–-]{{1,4}}(?:học\s*sinh\s*)?{CLASS}\w{{0,6}}(?:[^:;()\n]{{0,60}}\))?\s?:\s?{NUMBER}"
    r"(?=\s?(?:điểm|đ)?\s?(?:[;,.)]|$))",
    re.IGNORECASE,
)

NAME_LABEL = re.compile(
    r"\b(?:họ\s*(?:và\s*|,\s*)?tên[^:\n]{0,40}|(?:full|student['’]?s?|pupil['’]?s?)\s+name)\s*:"
    r"\s*(?P<name>[^:\n\t]{4,60})",
    re.IGNORECASE,
)
LINES_OF_FORM = 8


def in_sentences(line: str) -> Found:
    """Yield what each sentence of `line` tells of somebody it names."""
    if "\t" in line.strip():
        return
    for sentence in SENTENCE.split(line):
        names = names_in(sentence)
        if names:
            yield from _in_sentence(sentence, names)
        yield from _of_children(sentence)
    yield from english.in_english(line)


def _of_children(sentence: str) -> Found:
    """Yield when a child was born who is called by the given name alone: "Cháu Ngọc Anh sinh năm 2018"."""
    called = called_names(sentence)
    for born in BORN.finditer(sentence) if called else ():
        name = _nearest(called, born)
        if int(born["year"]) >= PUPILS_BORN_FROM and 0 < born.start() - name.end <= NEAR:
            yield Kind.BIRTH_DATE, _around(sentence, called, born)
            return


def names_pupil(line: str) -> bool:
    """Return whether `line` names somebody of whom it says that they are a pupil, whatever else it tells of them."""
    return any(_role(sentence, name) == "pupil" for sentence in SENTENCE.split(line) for name in names_in(sentence))


def _in_sentence(sentence: str, names: list[Name]) -> Found:
    identity = IDENTITY.search(sentence) or CITIZEN.search(sentence)
    if identity:
        yield Kind.IDENTITY_NUMBER, _around(sentence, names, identity)
    births = [born for born in BORN.finditer(sentence) if _is_pupils_birth(sentence, _nearest(names, born), born)]
    births += filter(None, (LISTED_BIRTH.match(sentence, name.end) for name in names))
    if births:
        yield Kind.BIRTH_DATE, _around(sentence, names, births[0])
    listed = next(filter(None, (LISTED_SCORE.match(sentence, name.end) for name in names)), None)
    score = listed or SCORE.search(sentence)
    if listed or (score and any(_of_pupil(sentence, name) for name in names)):
        yield Kind.SCORE, _around(sentence, names, score)
    telephones = (each for each in TELEPHONE.finditer(sentence) if _role(sentence, _nearest(names, each)) == "pupil")
    if telephone := next(telephones, None):
        yield Kind.TELEPHONE, _around(sentence, names, telephone)


def _nearest(names: list[Name], value: re.Match) -> Name:
    return min(names, key=lambda name: abs(name.end - value.start()))


def _of_pupil(sentence: str, name: Name, is_young: bool = False) -> bool:
    role = _role(sentence, name)
    return role == "pupil" or (role is None and (is_young or bool(PUPIL.search(sentence))))


def _is_pupils_birth(sentence: str, name: Name, born: re.Match) -> bool:
    year = int(born["year"])
    if year < GROWN_UP_BEFORE:
        # Who talks to pupils is none: only the words beside the name say that a grown-up learns.
        return _role(sentence, name) == "pupil"
    return _of_pupil(sentence, name, year >= PUPILS_BORN_FROM)


def _role(sentence: str, name: Name) -> str | None:
    """Return "pupil" or "staff" by the words before the name or behind it, None where they do not say."""
    before = re.split("[,.;:]", sentence[max(name.start - NEAR, 0) : name.start])[-1]
    staff = [match.end() for match in STAFF_BEFORE.finditer(before)]
    pupil = [match.end() for match in PUPIL_BEFORE.finditer(before)]
    after = sentence[name.end : name.end + NEAR]
    if PUPIL_AFTER.match(after):
        return "pupil"
    if staff or pupil:
        return "pupil" if max(pupil, default=-1) > max(staff, default=-1) else "staff"
    return "staff" if STAFF_AFTER.match(after) else None


def _around(sentence: str, names: list[Name], value: re.Match) -> str:
    """Return the stretch from the nearest name to the value, or the other way round."""
    name = _nearest(names, value)
    return sentence[min(name.start, value.start()) : max(name.end, value.end())]


class Form:
    """A form whose lines say "Họ và tên: …", "Ngày sinh: …": a name holds for the lines below it."""

    def __init__(self):
        self._name = ""
        self._left = 0
        self._of_pupil = False

    def read(self, line: str) -> Found:
        """Yield what `line` tells of the person whose form it belongs to."""
        if "\t" in line.strip():
            return
        label = NAME_LABEL.search(line)
        names = english.names_of_line(label["name"]) if label else []
        if label:
            self._name, self._left, self._of_pupil = (names[0].text if names else ""), LINES_OF_FORM, False
        elif names_in(line):
            # Somebody else is spoken of.
            self._left = 0
        elif self._left:
            self._left -= 1
        if not (self._name and self._left):
            return
        self._of_pupil = self._of_pupil or bool(PUPIL.search(line) or english.PUPIL.search(line))
        yield from self._values(line)

    def _values(self, line: str) -> Found:
        identity = IDENTITY.search(line) or english.IDENTITY.search(line)
        if identity:
            yield Kind.IDENTITY_NUMBER, f"{self._name}: {identity[0]}"
        born = BORN.search(line) or english.BORN.search(line)
        self._of_pupil = self._of_pupil or bool(born and int(born["year"]) >= PUPILS_BORN_FROM)
        if born and self._of_pupil:
            yield Kind.BIRTH_DATE, f"{self._name}: {born[0]}"
        score = (SCORE.search(line) or english.SCORE.search(line)) if self._of_pupil else None
        if score:
            yield Kind.SCORE, f"{self._name}: {score[0]}"
