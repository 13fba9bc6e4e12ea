import unicodedata

import pytest

from cms.text.folding import fold
from cms.text.nfc import nfc

DECOMPOSED = unicodedata.normalize("NFD", "Đường Nguyễn Huệ, phố cổ")


def test_nfc_joins_letters_and_their_marks():
    assert nfc(DECOMPOSED) == "Đường Nguyễn Huệ, phố cổ"
    assert len(nfc(DECOMPOSED)) < len(DECOMPOSED)


def test_nfc_leaves_old_and_new_tone_placement_as_the_editor_wrote_them():
    assert nfc("hoà, hòa") == "hoà, hòa"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Quyết định 155/QĐ-SGDĐT", "quyet dinh 155 qd sgddt"),
        ("GDTX - GDCN", "gdtx gdcn"),
        ("Ở đâu? Đây, Ỷ, ưỡn ẹo", "o dau day y uon eo"),
        ("hoà nhạc và hòa nhạc", "hoa nhac va hoa nhac"),
        ("Năm học 2025–2026", "nam hoc 2025 2026"),
        (DECOMPOSED, "duong nguyen hue pho co"),
        ("  \u00a0 – … ", ""),
        ("", ""),
    ],
)
def test_fold_leaves_bare_words(text, folded):
    assert fold(text) == folded
