"""What citizens see that is no page: administrators alone change it, and each change is on record."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import PageViewRestriction, Site

from cms.editorial.models import AdministrativeRecord
from home.models import SiteSettings
from tests import factories


def newest() -> AdministrativeRecord:
    return AdministrativeRecord.objects.first()


def settings_address() -> str:
    return reverse("wagtailsettings:edit", args=["home", "sitesettings", Site.objects.get().pk])


def test_a_change_of_the_site_settings_is_recorded_with_its_author(client, administrator):
    client.force_login(administrator)
    form = client.get(settings_address()).context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | {"phone": "0215 3 999 999"}
    response = client.post(settings_address(), data)
    assert response.status_code == 302
    record = newest()
    # Wagtail makes the row when its form is first opened.
    assert (record.action, record.model, record.user) == ("change", "home.sitesettings", administrator)
    assert record.after["phone"] == "0215 3 999 999"


@pytest.mark.parametrize("who", ["drafter", "approver"])
def test_nobody_else_changes_them(client, request, who, home):
    client.force_login(request.getfixturevalue(who))
    client.post(settings_address(), {"phone": "0215 3 999 999"})
    assert not SiteSettings.objects.filter(phone="0215 3 999 999").exists()


def test_an_untouched_save_is_not_recorded(home):
    settings = SiteSettings.for_site(Site.objects.get())
    settings.save()
    count = AdministrativeRecord.objects.count()
    settings.save()
    assert AdministrativeRecord.objects.count() == count


def test_privacy_is_recorded_without_its_password(section):
    restriction = PageViewRestriction(page=section, restriction_type="password", password="bi-mat")
    restriction.save()
    assert newest().action == "add"
    restriction.delete()
    assert newest().action == "delete"
    assert not any("bi-mat" in str([record.before, record.after]) for record in AdministrativeRecord.objects.all())


def test_moving_a_public_page_is_recorded_and_moving_a_draft_is_not(section, announcements, drafter, approver, home):
    draft = factories.draft(section, drafter)
    public = factories.published(section, drafter, by=approver, page=factories.news("Khác"))
    other = section.get_siblings().exclude(pk=section.pk).first()
    count = AdministrativeRecord.objects.count()
    draft.move(other)
    assert AdministrativeRecord.objects.count() == count
    public.move(other)
    assert newest().action == "move"


def test_a_change_of_the_site_is_recorded(home):
    site = Site.objects.get()
    site.hostname = "khac.example"
    site.save()
    assert (newest().before, newest().after) == ({"hostname": "testserver"}, {"hostname": "khac.example"})


def test_records_stay(home):
    site = Site.objects.get()
    site.site_name = "Tên khác"
    site.save()
    with pytest.raises(PermissionDenied):
        newest().delete()
    with pytest.raises(PermissionDenied):
        AdministrativeRecord.objects.update(label="x")
