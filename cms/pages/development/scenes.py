"""The states in which each component is shown. A component without scenes here must stand inside of another one."""

from types import SimpleNamespace

from django.utils import timezone

from cms.pages.breadcrumb import Crumb
from cms.pages.development import samples as an
from cms.pages.meta.head import Head

# Scenes of one component: name of the state, and the component's inputs.
Scenes = dict[str, dict]


def scenes() -> dict[str, Scenes]:
    """Return the scenes of each component by the name of its template, without folder and ending."""
    return _frame() | _lists() | _articles() | _announcements_and_events()


def _frame() -> dict[str, Scenes]:
    agency, empty = an.agency(), an.agency(parent="", responsible="", place="", hours="", phone="", hotline="", fax="")
    measured = SimpleNamespace(measuring_script=f"{an.ADDRESS}/measure.js")
    urls = {"home_url": "#", "search_url": "#"}
    language = [SimpleNamespace(code=code, label=label, url="#", is_current=code == "vi") for code, label in LANGUAGES]
    steps = [Crumb("Trang chủ", "#"), Crumb("Tin hoạt động", "#"), Crumb(an.LONG, "", True)]
    picture = an.picture()
    return {
        "masthead": {
            "without emblem": {"agency": agency, "home_url": "#"},
            "emblem": {"agency": an.agency(emblem=picture), "home_url": "#"},
            "name alone": {"agency": empty, "home_url": "#"},
        },
        "tools": {"two languages": {"languages": language, "search_url": "#"}, "one": {"search_url": "#"}},
        "main_menu": {"with a branch": {"menu": an.menu()}, "empty": {"menu": []}},
        "breadcrumb": {"long title": {"items": steps}, "front page": {"items": steps[:1]}},
        "footer": {
            "complete": {"agency": agency, "menu": an.menu(), **urls},
            "hardly filled in": {"agency": empty, "menu": [], **urls},
        },
        "state_label": {"label": {"agency": SimpleNamespace(label_image=picture, label_name="Nhãn", label_url="#")}},
        "measuring": {"set": {"agency": measured}, "not set": {"agency": None}},
        "meta": {"of a view": {"head": Head(an.SHORT, an.SHORT, "vi", agency.name, an.SUMMARY)}},
        "way_back": {"page not found": {"menu": an.menu(), "field_id": "way-back", **urls}},
        "search_form": {
            "empty": {"search_url": "#", "field_id": "search-empty"},
            "with words": {"search_url": "#", "field_id": "search-words", "query": an.CAPITALS},
            "in the header": {"search_url": "#", "field_id": "search-compact", "compact": True},
        },
        **_search(),
        "icon": {name: {"name": name} for name in ICONS},
        "shortcut_keys": {"only": {}},
        "display_tools": {"only": {}},
    }


def _lists() -> dict[str, Scenes]:
    picture = an.picture()
    teasers = {
        "picture": {"item": an.article(cover=picture)},
        "no picture": {"item": an.article()},
        "long, in capitals": {"item": an.article(an.CAPITALS, an.SUMMARY * 3, picture)},
        "no summary": {"item": an.article(an.LONG, "")},
    }
    return {
        "page_header": {"title": {"title": an.SHORT}, "introduction": {"title": an.LONG, "intro": an.SUMMARY}},
        "teaser": {name: {"heading": "h3", **inputs} for name, inputs in teasers.items()},
        "cards": {"second of nine": {"items": an.pages(2), "heading": "h3"}},
        "headline_list": {
            "plain": {"items": [an.link(), an.link(an.LONG)]},
            "numbered": {"items": [an.link(an.CAPITALS), an.link()], "numbered": True},
        },
        "pagination": {f"page {number} of 9": {"items": an.pages(number), "query_string": ""} for number in (1, 5, 9)}
        | {"single page": {"items": an.pages(1, 1), "query_string": ""}},
        "empty": {
            "text": {"text": "Chuyên mục này chưa có tin."},
            "hint": {"text": "Không tìm thấy kết quả.", "hint": "Hãy thử từ khác hoặc xem các chuyên mục."},
            "link": {"text": "Tháng này chưa có tin.", "url": "#", "label": "Xem các tháng khác"},
        },
        "list_links": {"with feed": {"feed_url": "/"}, "without": {"feed_url": ""}},
        "topic": {
            "running": {"item": SimpleNamespace(title=an.SHORT, url="#", intro=an.SUMMARY, is_ended=False)},
            "ended": {"item": SimpleNamespace(title=an.LONG, url="#", intro="", is_ended=True)},
        },
        "article_topics": {"two": {"topics": [an.link(), an.link(an.LONG)]}, "none": {"topics": []}},
    }


def _search() -> dict[str, Scenes]:
    options = [
        an.option(label, count, is_chosen=place == 1)
        for place, (label, count) in enumerate([(an.SHORT, "1.000+"), (an.LONG, "312"), ("Thông báo", "7")])
    ]
    chosen = [SimpleNamespace(label="Năm học 2024–2025", url="#"), SimpleNamespace(label=an.LONG, url="#")]
    return {
        "search_result": {
            "complete": {"result": an.result()},
            "in an attachment": {"result": an.result(in_files=True, section_label="", listed_at=None)},
            "long, in capitals": {"result": an.result(title=an.CAPITALS, snippet="")},
        },
        "facet": {
            "with more": {"facet": SimpleNamespace(title="Chuyên mục", options=options, more=options[::2])},
            "short": {"facet": SimpleNamespace(title="Loại", options=options[::2], more=[])},
        },
        "chosen_filters": {
            "one": {"chosen": chosen[:1], "all_url": ""},
            "two": {"chosen": chosen, "all_url": "#"},
            "none": {"chosen": [], "all_url": ""},
        },
        "date_filter": {
            "empty": {"action": "#", "arguments": [("q", "thi")]},
            "chosen": {"action": "#", "arguments": [], "since": an.moment(-90).date(), "until": an.moment(0).date()},
        },
    }


def _articles() -> dict[str, Scenes]:
    picture, note = an.picture(), SimpleNamespace(note=an.SUMMARY, noted_on=timezone.localdate())
    page = SimpleNamespace(title=an.SHORT, full_url=f"{an.ADDRESS}/tin/", permalink="/p/0/")
    figure = {"image": picture, "alt_text": "Học sinh", "caption": an.SUMMARY, "credit": "Lò Thị Mai"}
    body = {"body": "", "shows_pictures": False, "summary": an.SUMMARY, "cover": picture, "cover_caption": an.SHORT}
    files = [SimpleNamespace(title=an.SHORT, document=an.document())]
    full = SimpleNamespace(corrections=an.every(note), files=files, **body)
    news = {"newer": [an.link()], "older": [an.link(an.LONG)], "related": [an.link(an.CAPITALS)]}
    return {
        "article_title": {
            "short": {"title": an.SHORT},
            "long": {"title": an.LONG},
            "in capitals": {"title": an.CAPITALS},
        },
        "article_meta": {
            "complete": {"listed_at": an.moment(-2), "views": 12_345, "poster": "Phòng Giáo dục Trung học"},
            "no poster": {"listed_at": an.moment(-2), "views": 0, "poster": ""},
        },
        "lead": {"summary": {"summary": an.SUMMARY}, "none": {"summary": ""}},
        "page_body": {"complete": {"page": full}},
        "page_text": {"complete": {"page": full}},
        "page_tools": {"only": {"page": page}},
        "print_address": {"on paper": {"page": page}},
        "share": {"only": {"title": an.SHORT, "address": page.full_url}},
        "corrections": {"two": {"corrections": [note, note]}, "none": {"corrections": []}},
        "figure": {
            "complete": figure,
            "awaited": figure | {"image": None, "awaited": "/old.jpg"},
            "caption alone": {"caption": an.SUMMARY},
            "nothing": {},
        },
        "full_view": {"picture": {"image": picture, "use": "text", "alt_text": ""}} if picture else {},
        "viewer": {"closed": {}},
        "caption": {"both": {"caption": an.SUMMARY, "credit": "Lò Thị Mai"}, "credit": {"credit": "Lò Thị Mai"}},
        "attachments": {"one": {"attachments": files}, "none": {"attachments": []}},
        "document": {
            "short": {"document": an.document(), "title": an.SHORT},
            "long": {"document": an.document(extension="xlsx", size=12_000_000), "title": an.LONG},
        },
        "signature": {
            "complete": {
                "author_name": "Lò Thị Mai",
                "author_unit": "Trường THCS Suối Mây",
                "source_name": "Báo Vân Khê",
            },
            "source address alone": {"source_url": an.ADDRESS},
        },
        "other_news": {"all three": news, "nothing": {}},
        "unconfirmed": {"awaits": {"entry": SimpleNamespace(awaits_confirmation=True)}},
    }


def _announcements_and_events() -> dict[str, Scenes]:
    lines = [an.announcement("important", an.LONG), an.announcement()]
    times = {
        "hours": an.event(),
        "all day": an.event(all_day=True),
        "days": an.event(an.LONG, hours=60),
        "going on": an.event(starts=-0.01),
        "over, no place": an.event(an.CAPITALS, starts=-9, place="", organiser=""),
    }
    return {
        "severity": {name: {"severity": name, "label": label} for name, label in an.SEVERITIES.items()},
        "announcement": {
            "current": {"item": an.announcement(), "heading": "h3"},
            "important, long": {"item": an.announcement("important", an.LONG), "heading": "h3"},
            "urgent": {"item": an.announcement("urgent", an.CAPITALS), "heading": "h3"},
            "ended": {"item": an.announcement(starts=-9, ends=-2), "heading": "h3"},
            "to come": {"item": an.announcement(starts=2), "heading": "h3"},
        },
        "ticker": {
            "two lines": {"announcements": lines, "index_url": "#"},
            "one line": {"announcements": lines[1:]},
            "none": {"announcements": []},
        },
        "urgent": {
            "two": {"announcements": [an.announcement("urgent", an.CAPITALS), an.announcement("urgent")]},
            "none": {"announcements": []},
        },
        "shown_period": {"until": {"shown_until": an.moment(3)}},
        "event": {name: {"event": event, "heading": "h3"} for name, event in times.items()},
        "event_list": {"going on": {"events": [times["going on"], times["days"]], "ongoing": True}},
        "event_facts": {name: {"event": event} for name, event in times.items()},
    }


LANGUAGES = (("vi", "Tiếng Việt"), ("en", "English"))
ICONS = (
    *("announcement", "calendar", "check", "chevron", "close", "contrast", "copy", "document", "image", "important"),
    *("info", "listen", "mail", "menu", "pause", "people", "phone", "place", "play", "print", "school", "score"),
    *("search", "service", "share", "stop", "urgent"),
)
