"""What the head of a page says to machines: search engines, networks, feed readers, state catalogues.

A view without a page puts `"meta": Meta(...)` into its context; pages need nothing. `{% page_meta %}` in base.html
prints the rest (cms.pages.meta.head). What a page type knows of itself it registers (cms.pages.meta.facts); who
publishes the portal comes from above (cms.pages.meta.publisher).
"""

from cms.pages.meta.words import FeedLink, Meta

__all__ = ["FeedLink", "Meta"]
