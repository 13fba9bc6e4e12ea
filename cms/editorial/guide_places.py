"""Which part of the guide speaks of which of our screens, and of Wagtail's around pages and administration."""

from cms.guide.places import register as lead

PARTS = {
    "quan-tri#phòng": ("departments:*",),
    "quan-tri#bước-duyệt-của-từng-chuyên-mục": ("wagtailadmin_workflows:*",),
    "quan-tri#thanh-tra": ("inspection", "inspection_terms:*", "administrative_records"),
    "quan-tri#người-chuyển-công-tác-bàn-giao": ("hand_over",),
    "duyet-bai#đọc-gì-trên-màn-hình-duyệt": ("review", "review_*"),
    "duyet-bai#trả-lại": ("review_return",),
    "duyet-bai#đề-nghị-sửa": ("review_propose",),
    "duyet-bai#khẩn-cấp-bão-lũ-cảnh-báo-lừa-đảo": ("force_publication", "confirm_emergency"),
    "soan-tin#rút-lại": ("review_recall",),
    "soan-tin#10-bỏ-bản-nháp-thùng-rác": ("bin", "wagtailadmin_pages:delete"),
    "soan-tin#11-sửa-bài-của-đồng-nghiệp": ("wagtailadmin_explore*", "wagtailadmin_pages:search"),
    "soan-tin#3-bắt-đầu-một-tin": ("wagtailadmin_pages:add_subpage",),
    "dinh-chinh-va-go#đính-chính": ("correct_page",),
    "dinh-chinh-va-go#gỡ": ("wagtailadmin_pages:unpublish",),
    "dinh-chinh-va-go#lịch-sử-phiên-bản-công-khai-phiếu-duyệt": (
        "wagtailadmin_pages:history",
        "wagtailadmin_pages:revisions_compare",
        "full_log",
        "public_version",
        "approval_sheet",
    ),
    "dinh-chinh-va-go#xóa-dữ-liệu-cá-nhân": ("erasures", "erasure", "ask_erasure"),
}


def register() -> None:
    """Fill in the guide's register; called once from AppConfig.ready()."""
    for part, screens in PARTS.items():
        lead(part, *screens)
