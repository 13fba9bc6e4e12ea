"""Makes and decides batches of the old portal's articles, for the tests of moving in."""

import io
from pathlib import Path

from django.core.management import call_command
from django.utils import translation
from PIL import Image
from wagtail.models import Page

from cms.editorial.models import Contribution, PublicationRecord
from newsroom import migration
from newsroom.models import (
    ImportedArticle,
    MigrationBatch,
    MigrationItem,
    NewsPage,
    SampleOpening,
)
from tests import factories

ARTICLE = """► Lịch nghỉ Tết của học sinh toàn tỉnh

https://cu.example/tin/chi-tiet/{number}

{title}

{date} đã xem

Sáng nay, hội thi số {number} khai mạc tại Trường THCS Suối Mây với 86 thầy cô dự thi.

Hội thi số {number} kéo dài ba ngày và tổng kết vào thứ Sáu.
{more}"""
State = MigrationBatch.State
ItemState = MigrationItem.State
PUPIL = "\nEm Lò Văn Bình, sinh ngày 12/3/2010, học sinh lớp 5A, đạt giải Nhất.\n"


def write(folder: Path, number: int, title: str = "", date: str = "09.10.2020 14:29730", more: str = "") -> Path:
    path = folder / f"{number:05}.txt"
    title = title or f"Khai mạc hội thi số {number}"
    path.write_text(ARTICLE.format(number=number, title=title, date=date, more=more), encoding="utf-8")
    return path


def write_many(folder: Path, count: int, first: int = 1) -> None:
    for number in range(first, first + count):
        write(folder, number)


def run(*paths, **options) -> str:
    """Run the import; return what it prints, in English."""
    out = io.StringIO()
    with translation.override("en"):
        call_command("import_articles", *map(str, paths), stdout=out, migrated=True, **options)
    return out.getvalue()


def laid(folder: Path, place: dict, count: int = 3) -> MigrationBatch:
    """Return the batch of `count` new articles without warnings."""
    write_many(folder, count)
    run(folder, **place)
    return MigrationBatch.objects.get(state=State.WAITING)


def opened(batch: MigrationBatch, user) -> MigrationBatch:
    for item in batch.items.sample():
        migration.open_sampled(item, user)
    return batch


def approved(batch: MigrationBatch, user, reason: str = "Đã xem mẫu.") -> MigrationBatch:
    return migration.decide(opened(batch, user), user, batch.items.publishable().digest(), reason)


def moved(folder: Path, place: dict, user, count: int = 3) -> MigrationBatch:
    """Return a batch that `user` approved and that was published."""
    batch = approved(laid(folder, place, count), user)
    migration.publish(batch)
    return factories.fresh(batch)


def article(number: int) -> NewsPage:
    return NewsPage.objects.get(title=f"Khai mạc hội thi số {number}")


def states(batch: MigrationBatch) -> list[str]:
    return list(batch.items.values_list("state", flat=True))


def interrupted_at(monkeypatch, owner, name: str, number: int, error=KeyboardInterrupt) -> None:
    """Let the `number`-th call of a function fail, once."""
    calls, original = [], getattr(owner, name)

    def failing(*args, **kwargs):
        calls.append(name)
        if len(calls) == number:
            raise error("hết điện")
        return original(*args, **kwargs)

    monkeypatch.setattr(owner, name, failing)


def everything() -> dict:
    """Return what would show that something was done twice."""
    models = (Page, ImportedArticle, MigrationBatch, MigrationItem, PublicationRecord, Contribution, SampleOpening)
    return {model.__name__: list(model.objects.order_by("pk").values_list("pk", flat=True)) for model in models}


def save_picture(folder: Path) -> Path:
    folder.mkdir()
    Image.new("RGB", (80, 50), "teal").save(folder / "mot.jpeg", "JPEG")
    return folder
