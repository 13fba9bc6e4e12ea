"""HTML as Word puts it on the clipboard.

Seen in copies of Word 2016 to 365: marks of its own between the tags, numbers of lists as text beside the style sheet
that says which are bullets, attributes without quotes, lines broken anywhere.
"""

from collections.abc import Iterable
from html import escape

from tests.pages.pasting.article import ARTICLE, Heading, Listing, Paragraph, Picture, Table, Words, wrapped

WORD_HEAD = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"
xmlns="http://www.w3.org/TR/REC-html40">

<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=ProgId content=Word.Document>
<meta name=Generator content="Microsoft Word 15">
<link rel=File-List
href="file:///C:/Users/LAN/AppData/Local/Temp/msohtmlclip1/01/clip_filelist.xml">
<!--[if gte mso 9]><xml>
 <w:WordDocument><w:View>Normal</w:View><w:TrackMoves/></w:WordDocument>
</xml><![endif]-->
<style>
<!--
 /* Font Definitions */
 @font-face
	{font-family:Wingdings;
	mso-font-charset:2;}
 /* Style Definitions */
 p.MsoNormal, li.MsoNormal, div.MsoNormal
	{mso-style-unhide:no;
	mso-style-parent:"";
	margin:0in;
	font-size:14.0pt;
	font-family:"%(font)s",serif;}
h1
	{mso-style-priority:9;
	mso-outline-level:1;
	font-size:16.0pt;
	font-family:"%(font)s",serif;}
p.DeMuc, li.DeMuc, div.DeMuc
	{mso-style-name:"De muc";
	mso-outline-level:2;
	font-family:"%(font)s",serif;}
p.MsoListParagraphCxSpMiddle, li.MsoListParagraphCxSpMiddle
	{margin-left:.5in;
	font-family:"%(font)s",serif;}
@page WordSection1
	{size:595.3pt 841.9pt;}
 /* List Definitions */
 @list l0
	{mso-list-id:478764185;}
@list l0:level1
	{mso-level-number-format:bullet;
	mso-level-text:\uf0b7;
	font-family:Symbol;}
@list l0:level2
	{mso-level-number-format:bullet;
	mso-level-text:o;
	font-family:"Courier New";}
@list l1:level1
	{mso-level-text:"%%1\\.";}
-->
</style>
<!--[if gte mso 10]>
<style>
 table.MsoNormalTable {font-family:"Times New Roman",serif;}
</style>
<![endif]-->
</head>

<body lang=EN-US style='tab-interval:.5in'>
<!--StartFragment-->
"""
WORD_FOOT = "<!--EndFragment-->\n</body>\n\n</html>"
BULLETS = {1: "·", 2: "o", 3: "§"}


def word(pieces: Iterable = ARTICLE, font: str = "Times New Roman") -> str:
    """Return what Word copies, set in `font`."""
    body = "\n\n".join(_word(piece) for piece in pieces)
    return f"{WORD_HEAD % {'font': font}}\n{body}\n\n{WORD_FOOT}"


def _word(piece) -> str:
    match piece:
        case Heading(level=1, text=text):
            return f"<h1><span style='font-size:16.0pt;color:#C00000'>{wrapped(text)}<o:p></o:p></span></h1>"
        case Heading(text=text):
            return f"<p class=DeMuc><b><span lang=VI>{wrapped(text)}<o:p></o:p></span></b></p>"
        case Paragraph(words=words):
            inner = "".join(_word_words(part) for part in words)
            return (
                f"<p class=MsoNormal style='text-align:justify;mso-line-height-rule:\nexactly'>{inner}<o:p></o:p></p>"
            )
        case Listing():
            return "\n\n".join(_word_items(piece))
        case Table(rows=rows):
            return _word_table(rows)
        case Picture(alt=alt):
            return (
                "<p class=MsoNormal><span style='mso-no-proof:yes'><!--[if gte vml 1]><v:shape id=\"Anh\"\n"
                ' o:spid="_x0000_i1025" style=\'width:468pt\'><v:imagedata\n src="file:///C:/Temp/clip_image001.jpg"/>'
                "</v:shape><![endif]--><![if !vml]><img width=624 height=416\n"
                f'src="file:///C:/Temp/clip_image002.jpg" alt="{escape(alt)}" v:shapes="Anh"><![endif]></span>'
                "<o:p></o:p></p>"
            )


def _word_words(words: Words) -> str:
    html = f"<span lang=VI style='font-size:14.0pt'>{wrapped(words.text)}</span>"
    html = f"<i style='mso-bidi-font-style:normal'>{html}</i>" if words.is_italic else html
    html = f"<b>{html}</b>" if words.is_bold else html
    return f"<a\nhref=\"{words.href}\"><span style='color:blue'>{html}</span></a>" if words.href else html


def _word_items(listing: Listing) -> list[str]:
    paragraphs, counts = [], {}
    for number, (level, text) in enumerate(listing.items):
        counts = {deep: count for deep, count in counts.items() if deep <= level}
        counts[level] = counts.get(level, 0) + 1
        own = listing.markers[number] if listing.markers else None
        marker = own or (f"{counts[level]}." if listing.is_numbered else BULLETS[level])
        family = "font-family:Symbol;" if marker == "·" else 'font-family:"Courier New";' if marker == "o" else ""
        paragraphs.append(
            f"<p class=MsoListParagraphCxSpMiddle style='text-indent:-.25in;mso-list:l{int(listing.is_numbered)}\n"
            f"level{level} lfo{1 + listing.is_numbered}'><![if !supportLists]><span\nstyle='{family}mso-fareast-font-"
            f"family:Symbol'><span style='mso-list:Ignore'>{marker}<span\nstyle='font:7.0pt \"Times New Roman\"'>"
            f"&nbsp;&nbsp;&nbsp;\n</span></span></span><![endif]><span lang=VI>{wrapped(text)}<o:p></o:p></span></p>"
        )
    return paragraphs


def _word_table(rows) -> str:
    lines = []
    for number, row in enumerate(rows):
        cells = "\n".join(
            "  <td width=208 valign=top style='width:155.8pt;border:solid windowtext 1.0pt;\n  padding:0in 5.4pt'>\n"
            f"  <p class=MsoNormal>{'<b>' if number == 0 else ''}<span lang=VI>{escape(cell)}<o:p></o:p></span>"
            f"{'</b>' if number == 0 else ''}</p>\n  </td>\n <span style='mso-bookmark:bang'></span>"
            for cell in row
        )
        lines.append(f" <tr style='mso-yfti-irow:{number}'>\n{cells}\n </tr>")
    return (
        "<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0\n style='border-collapse:collapse'>\n"
        + "\n".join(lines)
        + "\n</table>"
    )
