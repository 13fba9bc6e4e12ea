"""The letters of two Vietnamese encodings from before Unicode, as they show when read as Latin-1 or windows-1252.

TCVN3 is what the fonts named .Vn… hold: the small letters of TCVN 5712:1993 and seven capitals; accented capitals
are the small letters in a font of capitals (.VnTimeH). VNI is VNI Windows: the accent is a letter of its own behind
the vowel, which may be small behind a capital.
"""

import itertools


def _pairs(letters: str, codes: str) -> dict[str, str]:
    return dict(zip(codes.split(), letters.split(), strict=True))


TCVN3 = _pairs(
    "à ả ã á ạ ă ằ ẳ ẵ ắ ặ â ầ ẩ ẫ ấ ậ đ è ẻ ẽ é ẹ ê ề ể ễ ế ệ ì ỉ ĩ í ị",
    "µ ¶ · ¸ ¹ ¨ » ¼ ½ ¾ Æ © Ç È É Ê Ë ® Ì Î Ï Ð Ñ ª Ò Ó Ô Õ Ö × Ø Ü Ý Þ",
) | _pairs(
    "ò ỏ õ ó ọ ô ồ ổ ỗ ố ộ ơ ờ ở ỡ ớ ợ ù ủ ũ ú ụ ư ừ ử ữ ứ ự ỳ ỷ ỹ ý ỵ Ă Â Ê Ô Ơ Ư Đ",
    "ß á â ã ä « å æ ç è é ¬ ê ë ì í î ï ñ ò ó ô \u00ad õ ö ÷ ø ù ú û ü ý þ ¡ ¢ £ ¤ ¥ ¦ §",
)

_VNI_SMALL = _pairs(
    "á à ả ã ạ â ấ ầ ẩ ẫ ậ ă ắ ằ ẳ ẵ ặ é è ẻ ẽ ẹ ê ế ề ể ễ ệ",
    "aù aø aû aõ aï aâ aá aà aå aã aä aê aé aè aú aü aë eù eø eû eõ eï eâ eá eà eå eã eä",
) | _pairs(
    "í ì ỉ ĩ ị ó ò ỏ õ ọ ô ố ồ ổ ỗ ộ ơ ớ ờ ở ỡ ợ ú ù ủ ũ ụ ư ứ ừ ử ữ ự ý ỳ ỷ ỹ ỵ đ",
    "í ì æ ó ò où oø oû oõ oï oâ oá oà oå oã oä ô ôù ôø ôû ôõ ôï uù uø uû uõ uï ö öù öø öû öõ öï yù yø yû yõ î ñ",
)
VNI = {
    cased: letter.upper() if cased[0].isupper() else letter
    for code, letter in _VNI_SMALL.items()
    for cased in ("".join(letters) for letters in itertools.product(*((sign, sign.upper()) for sign in code)))
}
