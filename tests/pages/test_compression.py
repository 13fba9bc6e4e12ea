"""Answers are compressed on their way out, and public pages vary by nothing else."""

import gzip

import brotli
import pytest
from django.http import FileResponse, HttpResponse
from django.test import RequestFactory

from cms.pages.compression import CompressionMiddleware

TEXT = "<p>Sở Giáo dục và Đào tạo tỉnh Vân Khê</p>" * 100


def answer(path="/", accept="gzip, deflate, br, zstd", response=None):
    response = response or HttpResponse(TEXT)
    request = RequestFactory().get(path, headers={"Accept-Encoding": accept})
    return CompressionMiddleware(lambda request: response)(request)


def test_brotli_where_the_browser_accepts_it():
    response = answer()
    assert response["Content-Encoding"] == "br"
    assert brotli.decompress(response.content).decode() == TEXT
    assert int(response["Content-Length"]) == len(response.content)
    assert response["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("accept", ["gzip", "gzip, br;q=0", "gzip, br; q=0.0, deflate"])
def test_gzip_where_it_does_not(accept):
    response = answer(accept=accept)
    assert gzip.decompress(response.content).decode() == TEXT
    assert response["Vary"] == "Accept-Encoding"


def test_nothing_where_the_browser_accepts_nothing():
    response = answer(accept="")
    assert response.content.decode() == TEXT
    assert response["Vary"] == "Accept-Encoding"


def test_the_admin_gets_gzip_with_random_padding():
    responses = [answer("/admin/pages/") for _ in range(20)]
    assert {response["Content-Encoding"] for response in responses} == {"gzip"}
    assert len({len(response.content) for response in responses}) > 1


@pytest.mark.parametrize("kind", ["image/webp", "application/pdf", ""])
def test_pictures_and_documents_stay_as_they_are(kind):
    response = answer(response=HttpResponse(b"x" * 1000, content_type=kind))
    assert "Content-Encoding" not in response
    assert "Vary" not in response


@pytest.mark.django_db
def test_files_that_are_streamed_keep_their_length(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    response = answer(response=FileResponse(path.open("rb")))
    assert "Content-Encoding" not in response
    assert int(response["Content-Length"]) == len(TEXT.encode())
    response.close()


def test_what_names_the_content_says_that_the_bytes_are_others():
    assert answer(response=HttpResponse(TEXT, headers={"ETag": '"abc"'}))["ETag"] == 'W/"abc"'


@pytest.mark.django_db
def test_a_page_of_the_site_goes_through_it(client):
    response = client.get("/tim-kiem/", headers={"accept-encoding": "br"})
    assert response["Content-Encoding"] == "br"
    assert response["Vary"] == "Accept-Encoding"
