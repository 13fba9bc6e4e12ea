"""Two roots for one set of names."""

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tests.media.places import place


@pytest.fixture
def name() -> str:
    return default_storage.save("documents/a/kế hoạch.pdf", ContentFile(b"mot"))


def test_every_file_is_written_to_the_private_root(name):
    assert place(name) == "private"
    assert not default_storage.is_shown(name)


def test_file_keeps_its_name_and_is_read_wherever_it_lies(name):
    for move in (default_storage.show, default_storage.show, default_storage.hide, default_storage.hide):
        move(name)
        with default_storage.open(name) as file:
            assert file.read() == b"mot"
        assert default_storage.exists(name)
        assert default_storage.size(name) == 3
        assert place(name) == ("public" if default_storage.is_shown(name) else "private")


def test_name_that_is_taken_in_either_root_is_not_given_again(name):
    default_storage.show(name)
    assert default_storage.save(name, ContentFile(b"hai")) != name


def test_deleted_file_is_gone_from_both_roots(name):
    default_storage.show(name)
    default_storage.save("documents/b.pdf", ContentFile(b"hai"))
    default_storage.delete(name)
    default_storage.delete(name)
    assert place(name) == ""


def test_original_is_never_shown():
    name = default_storage.save("original_images/anh.png", ContentFile(b"anh"))
    with pytest.raises(ValueError, match="public"):
        default_storage.show(name)
    assert place(name) == "private"


def test_missing_file_is_no_error():
    default_storage.show("documents/khong-co.pdf")
    default_storage.hide("documents/khong-co.pdf")
    assert not default_storage.exists("documents/khong-co.pdf")


@pytest.mark.parametrize("name", ["documents/../../a.pdf", "/etc/passwd", "images/../../../a"])
def test_name_that_leads_out_of_the_roots_is_refused(name):
    for action in (default_storage.open, default_storage.show, default_storage.delete):
        with pytest.raises((SuspiciousFileOperation, ValueError)):
            action(name)
