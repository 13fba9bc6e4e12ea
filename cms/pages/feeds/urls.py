"""Behind the address of any list. A dot stands in no slug, so no page can have such an address."""

from django.urls import re_path

from cms.pages.feeds.views import feed

urlpatterns = [re_path(r"^(?P<place>(?:[\w-]+/)*)(?P<kind>rss|atom)(?P<full>-full)?\.xml$", feed, name="feed")]
