"""Addresses of the listed video providers, parsed without asking them."""

import pytest

from cms.pages.video import parse_video

YOUTUBE = "https://www.youtube-nocookie.com/embed/dQw4w9WgXc_"
VIMEO = "https://player.vimeo.com/video/76979871?dnt=1"

ACCEPTED = {
    "https://www.youtube.com/watch?v=dQw4w9WgXc_": YOUTUBE,
    "http://youtube.com/watch?v=dQw4w9WgXc_": YOUTUBE,
    "https://m.youtube.com/watch?list=PL1&v=dQw4w9WgXc_&t=90": YOUTUBE,
    "  https://WWW.YouTube.com/watch?v=dQw4w9WgXc_  ": YOUTUBE,
    "https://youtu.be/dQw4w9WgXc_?si=abc": YOUTUBE,
    "https://www.youtube.com/embed/dQw4w9WgXc_": YOUTUBE,
    "https://www.youtube.com/shorts/dQw4w9WgXc_/": YOUTUBE,
    "https://www.youtube.com/live/dQw4w9WgXc_": YOUTUBE,
    "https://www.youtube-nocookie.com/embed/dQw4w9WgXc_": YOUTUBE,
    "https://vimeo.com/76979871": VIMEO,
    "https://vimeo.com/76979871/": VIMEO,
    "https://player.vimeo.com/video/76979871": VIMEO,
}

REFUSED = [
    "",
    "dQw4w9WgXc_",
    "youtube.com/watch?v=dQw4w9WgXc_",
    "https://www.youtube.com/",
    "https://www.youtube.com/watch",
    "https://www.youtube.com/watch?v=short",
    "https://www.youtube.com/watch?v=dQw4w9WgXc_dQw4w9WgXc_",
    "https://www.youtube.com/playlist?list=PL1",
    "https://www.youtube.com/watch?v=<script>al",
    "https://www.youtube.com/watch?v=điệnbiênphủ",
    "https://youtu.be/dQw4w9WgXc_/../x",
    "https://youtube.com.example/watch?v=dQw4w9WgXc_",
    "https://notyoutube.com/watch?v=dQw4w9WgXc_",
    "https://example.org/?u=https://www.youtube.com/watch?v=dQw4w9WgXc_",
    "https://www.youtube.com@example.org/watch?v=dQw4w9WgXc_",
    "ftp://www.youtube.com/watch?v=dQw4w9WgXc_",
    "javascript:alert(1)//youtube.com/watch?v=dQw4w9WgXc_",
    "//www.youtube.com/watch?v=dQw4w9WgXc_",
    "https://vimeo.com/channels/staffpicks/76979871",
    "https://vimeo.com/abc",
    "https://vimeo.com/٧٦٩٧٩٨٧١",
    "https://www.facebook.com/watch/?v=123456789",
    "https://[",
    "https://[youtube.com/watch?v=dQw4w9WgXc_",
    "https://www.youtube.com/watch?v=dQw4w9WgXc\0",
]


@pytest.mark.parametrize(("address", "embed_url"), ACCEPTED.items())
def test_address_of_a_listed_provider_is_understood(address, embed_url):
    video = parse_video(address)
    assert video.embed_url == embed_url
    assert video.provider == ("youtube" if embed_url is YOUTUBE else "vimeo")


@pytest.mark.parametrize("address", REFUSED)
def test_any_other_address_is_refused(address):
    assert parse_video(address) is None


def test_plain_link_leads_to_the_provider():
    assert parse_video("https://youtu.be/dQw4w9WgXc_").watch_url == "https://www.youtube.com/watch?v=dQw4w9WgXc_"
    assert parse_video("https://vimeo.com/76979871").watch_url == "https://vimeo.com/76979871"
