"""What the previews of the front page's blocks show in the editor: invented, and the same for everybody."""

from datetime import UTC, datetime

_DAY = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


def _article(title: str, summary: str = "") -> dict:
    return {"title": title, "url": "#", "listed_at": _DAY, "summary": summary, "cover_image": None}


_NEWS = [
    _article("Hội thảo về tự học suốt đời ở xã vùng cao", "Gần hai trăm nhà giáo bàn cách giữ lớp học buổi tối."),
    _article("Khai mạc hội thi thiết bị dạy học tự làm"),
    _article("Công bố lịch thi chọn học sinh giỏi cấp tỉnh"),
]

EXAMPLES = {
    "lead": {"lead": _NEWS[0], "latest": _NEWS[1:]},
    "sections": {"sections": [{"section": {"title": "Tin hoạt động", "url": "#"}, "items": _NEWS}]},
    "announcements": {
        "items": [
            {
                "title": "Nghỉ học do rét đậm tại các xã vùng cao",
                "url": "#",
                "severity": "important",
                "get_severity_display": "Quan trọng",
                "shown_from": _DAY,
                "shown_until": datetime(2026, 11, 27, 1, 0, tzinfo=UTC),
                "is_current": True,
            }
        ]
    },
    "events": {
        "items": [
            {
                "title": "Ngày hội đọc sách",
                "url": "#",
                "starts_at": _DAY,
                "ends_at": datetime(2026, 11, 20, 4, 0, tzinfo=UTC),
                "all_day": False,
                "place": "Thư viện tỉnh",
            }
        ]
    },
    "most_read": {"items": _NEWS},
    "quick_links": {
        "title": "Liên kết nhanh",
        "links": [
            {"icon": "service", "label": "Dịch vụ công", "url": "#"},
            {"icon": "document", "label": "Văn bản", "url": "#"},
            {"icon": "calendar", "label": "Lịch công tác", "url": "#"},
            {"icon": "score", "label": "Tra cứu điểm thi", "url": "#"},
        ],
    },
    "banners": {
        "title": "Cơ quan khác",
        "banners": [
            {"name": "Cổng Dịch vụ công", "url": "#", "image": None},
            {"name": "Ủy ban nhân dân tỉnh", "url": "#", "image": None},
        ],
    },
    "photo_strip": {
        "title": "Hình ảnh",
        "pictures": [
            {"image": None, "caption": "Phần thi khởi động", "url": "#"},
            {"image": None, "caption": "Trao giải", "url": "#"},
        ],
    },
}
