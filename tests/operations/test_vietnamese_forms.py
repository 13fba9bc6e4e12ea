"""Dates, numbers, sizes and spans of time as Vietnamese readers write them, wherever Django or Wagtail write them."""

import datetime
import json

import pytest
from django import forms
from django.contrib.humanize.templatetags.humanize import intcomma, naturaltime
from django.template import Context, Template
from django.template.defaultfilters import date, filesizeformat, floatformat
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import override
from wagtail.admin.localization import get_js_translation_strings
from wagtail.admin.templatetags.wagtailadmin_tags import timesince_simple
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

pytestmark = pytest.mark.no_database

MOMENT = datetime.datetime(2026, 11, 20, 13, 43, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def vietnamese():
    with override("vi"):
        yield


@pytest.mark.parametrize(
    ("name", "expected"),
    {
        "DATE_FORMAT": "20/11/2026",
        "SHORT_DATE_FORMAT": "20/11/2026",
        "DATETIME_FORMAT": "20/11/2026 20:43",
        "SHORT_DATETIME_FORMAT": "20/11/2026 20:43",
        "TIME_FORMAT": "20:43",
        "YEAR_MONTH_FORMAT": "tháng 11/2026",
        "MONTH_DAY_FORMAT": "20/11",
    }.items(),
)
def test_moment_is_written_with_the_day_first_and_the_hour_of_viet_nam(name, expected):
    assert date(timezone.localtime(MOMENT), name) == expected


@pytest.mark.parametrize(("number", "expected"), [(999, "999"), (1234567, "1.234.567"), (-12345, "-12.345")])
def test_thousands_are_grouped_by_dots(number, expected):
    assert intcomma(number) == expected


def test_fractions_have_a_comma():
    assert floatformat(1234567.891, "2g") == "1.234.567,89"
    assert filesizeformat(1_572_864) == "1,5\xa0MB"


def test_numbers_of_records_and_years_stay_as_they_are():
    """They stand in addresses and in attributes, where a dot would break them."""
    assert Template("{{ number }}").render(Context({"number": 2026})) == "2026"
    assert Template("{{ number }}").render(Context({"number": 12345})) == "12345"


@pytest.mark.parametrize(
    ("ago", "said", "natural", "short"),
    [
        (datetime.timedelta(minutes=5), "5 phút", "5 phút trước", "5 phút trước"),
        (datetime.timedelta(hours=3, minutes=10), "3 giờ, 10 phút", "3 giờ trước", "3 giờ trước"),
        (datetime.timedelta(days=15), "2 tuần, 1 ngày", "2 tuần, 1 ngày trước", "2 tuần trước"),
    ],
)
def test_spans_of_time_are_vietnamese(ago, said, natural, short):
    now = timezone.now()
    assert timesince(now - ago, now).replace("\xa0", " ") == said
    assert naturaltime(now - ago).replace("\xa0", " ") == natural
    assert timesince_simple(now - ago).replace("\xa0", " ") == short


def test_months_and_weekdays_of_date_pickers_are_vietnamese():
    strings = get_js_translation_strings()
    assert strings["MONTHS"][:2] == ["Tháng 1", "Tháng 2"]
    assert strings["WEEKDAYS"][0] == "Chủ Nhật"
    assert strings["WEEKDAYS"][1] == "Thứ Hai"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_forms_read_what_their_pickers_write_day_first_in_both_languages(language):
    with override(language):
        day, moment = AdminDateInput(), AdminDateTimeInput()
        assert day.format_value(datetime.date(2026, 3, 2)) == "02/03/2026"
        assert moment.format_value(datetime.datetime(2026, 3, 2, 8, 5)) == "02/03/2026 08:05"
        assert forms.DateField().clean("02/03/2026") == datetime.date(2026, 3, 2)
        read = forms.DateTimeField().clean("02/03/2026 08:05")
        assert timezone.localtime(read).strftime("%Y-%m-%d %H:%M") == "2026-03-02 08:05"
        assert json.loads(day.get_context("d", None, {})["widget"]["config_json"]) == {
            "dayOfWeekStart": 1,
            "format": "d/m/Y",
        }


@pytest.mark.parametrize("written", ["20/11/2026", "20-11-2026", "20.11.2026", "20/11/26", "2026-11-20"])
def test_date_is_read_as_people_and_as_machines_write_it(written):
    assert forms.DateField().clean(written) == datetime.date(2026, 11, 20)


@pytest.mark.parametrize("written", ["11/20/2026", "31/02/2026", "hôm qua", "20/11"])
def test_what_is_no_date_is_refused_in_vietnamese(written):
    with pytest.raises(forms.ValidationError, match="ngày"):
        forms.DateField().clean(written)


@pytest.mark.parametrize(("written", "hour"), [("8:05", 8), ("08:05:00", 8), ("8h05", 8), ("20 giờ 05", 20)])
def test_hour_is_read_as_people_write_it(written, hour):
    assert forms.TimeField().clean(written).replace(second=0) == datetime.time(hour, 5)
