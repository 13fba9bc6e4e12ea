"""Answers are compressed on their way out: Brotli or gzip, as the browser accepts them."""

import re

import brotli
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

# What compresses well. Pictures and documents do not, and private ones are streamed.
TYPES = {
    "application/atom+xml",
    "application/javascript",
    "application/json",
    "application/ld+json",
    "application/rss+xml",
    "application/xml",
    "image/svg+xml",
    "text/calendar",
    "text/css",
    "text/html",
    "text/javascript",
    "text/plain",
    "text/xml",
}
# Below it the headers weigh as much as what is saved.
SMALLEST = 200
# Of 11; for a page of 40 KB as slow as gzip's usual level, and a sixth smaller.
QUALITY = 5
ACCEPTS_BROTLI = re.compile(r"(?:^|[\s,])br\b(?!\s*;\s*q=0(?:\.0*)?(?:,|\s|$))")


class CompressionMiddleware(GZipMiddleware):
    """Compresses text. Public pages vary by Accept-Encoding alone.

    BREACH (breachattack.com) reads a secret out of the length of compressed answers that also repeat what the attacker
    sent. Public pages hold no secret: no form of theirs has a token, and they look the same to everybody. The admin's
    do: there Django's gzip with its random padding is kept, beside the token that is masked anew in each answer.
    """

    def process_response(self, request, response):
        kind = response.get("Content-Type", "").split(";")[0].strip()
        if response.streaming or kind not in TYPES or len(response.content) < SMALLEST:
            return response
        accepted = request.headers.get("Accept-Encoding", "")
        if request.path.startswith("/admin/") or not ACCEPTS_BROTLI.search(accepted):
            return super().process_response(request, response)
        patch_vary_headers(response, ("Accept-Encoding",))
        if not response.has_header("Content-Encoding"):
            self._compress(response)
        return response

    @staticmethod
    def _compress(response) -> None:
        """Put the compressed bytes in the place of the response's own, where they are fewer."""
        packed = brotli.compress(response.content, mode=brotli.MODE_TEXT, quality=QUALITY)
        if len(packed) >= len(response.content):
            return
        response.content = packed
        response["Content-Encoding"] = "br"
        response["Content-Length"] = str(len(packed))
        if (tag := response.get("ETag")) and tag.startswith('"'):
            # The same page in other bytes (RFC 9110, 8.8.1).
            response["ETag"] = f"W/{tag}"
