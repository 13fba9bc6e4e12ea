"""Invented pages of an old portal: any number, no two alike, some with what makes a person look twice."""

import random
from datetime import datetime, timedelta
from pathlib import Path

HOST = "https://cu.example"
BEGINNINGS = ("Khai mạc", "Tổng kết", "Tập huấn", "Phát động", "Sơ kết", "Kiểm tra", "Triển khai", "Giao lưu")
SUBJECTS = (
    "hội thi giáo viên dạy giỏi",
    "phong trào đọc sách",
    "chuyên đề đổi mới phương pháp dạy học",
    "ngày hội khoa học kỹ thuật",
    "cuộc thi viết thư",
    "lớp bồi dưỡng quản lý trường học",
    "chương trình sữa học đường",
    "công tác tuyển sinh đầu cấp",
)
PLACES = ("Suối Mây", "Nà Phiêng", "Khau Trang", "Rừng Thông", "Đồng Sơn", "Bản Lướt", "Phiêng Cằm", "Tà Xùa Hạ")
SENTENCES = (
    "Sáng nay, {subject} diễn ra tại Trường THCS {place} với {count} thầy cô và học sinh tham dự.",
    "Phát biểu tại buổi lễ, đại diện nhà trường cảm ơn phụ huynh xã {place} đã góp {count} ngày công.",
    "Ban tổ chức đã chọn {count} sản phẩm để trưng bày tại thư viện, nơi các em {place} đọc sách mỗi chiều.",
    "Các đơn vị trao đổi kinh nghiệm, thống nhất {count} việc cần làm trước khi vào học kỳ mới.",
    "Theo kế hoạch, đoàn sẽ trở lại {place} sau {count} ngày để xem kết quả và hỗ trợ giáo viên trẻ.",
    "Nhiều em lần đầu được thực hành với {count} bộ dụng cụ do các trường bạn gửi tặng.",
)
# One article in so many is written in capitals, which an approver looks at singly.
CAPITALS_EVERY = 40


def write_pages(folder: Path, count: int, seed: int = 1) -> None:
    """Write `count` pages; the newest is of yesterday, each older than the one before by some hours."""
    chosen = random.Random(seed)
    moment = datetime.now() - timedelta(days=1)
    for number in range(1, count + 1):
        moment -= timedelta(hours=chosen.randint(1, 12))
        (folder / f"{number:05}.txt").write_text(_page(number, moment, chosen), encoding="utf-8")


def address(number: int) -> str:
    """Return the old address of a page."""
    return f"{HOST}/tin/chi-tiet/{number}"


def _page(number: int, moment: datetime, chosen: random.Random) -> str:
    subject, place = chosen.choice(SUBJECTS), chosen.choice(PLACES)
    title = f"{chosen.choice(BEGINNINGS)} {subject} tại {place} lần thứ {number}"
    paragraphs = [
        chosen.choice(SENTENCES).format(subject=subject, place=place, count=chosen.randint(2, 900))
        for _ in range(chosen.randint(4, 14))
    ]
    body = "\n\n".join(
        f"              {' '.join(paragraphs[start : start + 2])}" for start in range(0, len(paragraphs), 2)
    )
    title = title.upper() if number % CAPITALS_EVERY == 0 else title
    views = chosen.randint(20, 3000)
    head = f"► Lịch công tác tuần của {place}\n\n{address(number)}\n\n{title}\n\n"
    return f"{head}{moment:%d.%m.%Y %H:%M}{views} đã xem\n\n{body}\n\nTin tức khác\n\nMột bài khác của {place}\n"
