"""What readers type finds what they mean: a table of queries against a corpus of texts, on each database.

The score is printed; every line of the table must be as it says.
"""

import unicodedata

import pytest
from django.db import connection

from search.index import get_index
from search.queries import parse
from tests.search import corpus

pytestmark = pytest.mark.django_db


def found(keys: dict[int, str], line: dict) -> list[str]:
    """Return the keys of what the query of `line` finds; pages that are not of the corpus stand as their titles."""
    typed = unicodedata.normalize(line.get("form", "NFC"), line["q"])
    hits = get_index().find(parse(typed), line.get("language", "vi")).hits
    return [keys.get(hit.page_id, hit.title) for hit in hits]


def misses(line: dict, got: list[str]) -> list[str]:
    """Return what is not as the line says."""
    wrong = []
    if "first" in line and got[:1] != [line["first"]]:
        wrong.append(f"first must be {line['first']}")
    if "order" in line and got[: len(line["order"])] != line["order"]:
        wrong.append(f"must begin with {line['order']}")
    wrong += [f"{key} must be among three" for key in line.get("top", []) if key not in got[:3]]
    wrong += [f"{key} must not be found" for key in line.get("never", []) if key in got]
    if line.get("nothing") and got:
        wrong.append("nothing must be found")
    return wrong


def test_the_table_is_as_large_as_it_says_something():
    texts, queries = corpus.texts(), corpus.queries()
    assert len({text["key"] for text in texts}) == len(texts) >= 60
    assert len({(line["q"], line.get("form"), line.get("language")) for line in queries}) == len(queries) >= 120
    known = {text["key"] for text in texts}
    for line in queries:
        named = {line.get("first"), *line.get("order", []), *line.get("top", []), *line.get("never", [])} - {None}
        assert named <= known, line
        assert line.keys() <= {"q", "form", "language", "first", "order", "top", "never", "nothing"}, line
        assert line.keys() & {"first", "order", "top", "never", "nothing"}, line


def test_what_is_typed_finds_what_is_meant(keys, capsys):
    queries, wrong = corpus.queries(), []
    for line in queries:
        got = found(keys, line)
        if missed := misses(line, got):
            wrong.append(f"{line['q']!r} ({line.get('language', 'vi')}): {'; '.join(missed)}; found {got[:5]}")
    with capsys.disabled():
        print(f"\n{connection.vendor}: {len(queries) - len(wrong)} of {len(queries)} queries")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("vi", "tuyeenr sinh", "tuyen sinh"),
        ("vi", "tuye63n sinh", "tuyen sinh"),
        ("vi", "ddaij hooij coong ddoanf", "dai hoi cong doan"),
        ("vi", "tuyển sing mầm non", "tuyển sinh mầm non"),
        ("vi", "khai gaing", "khai giang"),
        ("vi", "boiduong", "boi duong"),
        ("vi", "hoà nhạcc", "hoà nhạc"),
        ("vi", "robotisc", "robotics"),
        ("vi", '"hoc tap suot dof"', '"hoc tap suot doi"'),
        ("vi", "kế hoạhc 114/KH-UBND", "kế hoạch 114/KH-UBND"),
        ("en", "scholarshps", "scholarships"),
        ("en", "flood", "floods"),
        ("vi", "xyzzyq", None),
        ("vi", "999/KH-UBND", None),
        ("vi", "!!!", None),
        ("vi", "q" * 5000, None),
    ],
)
def test_query_that_finds_nothing_is_offered_in_a_near_spelling(keys, language, typed, meant):
    query = parse(typed)
    assert get_index().find(query, language).total == 0
    assert get_index().near(query, language) == meant
