import datetime
from zoneinfo import ZoneInfo

import pytest

from cms.text.dates import WEEKDAYS, format_date, format_datetime
from cms.text.numbers import dotted


def test_date_shows_weekday_and_padded_day_and_month():
    assert format_date(datetime.date(2019, 11, 20)) == "Thứ Tư, 20/11/2019"
    assert format_date(datetime.date(2026, 3, 1)) == "Chủ Nhật, 01/03/2026"


def test_every_weekday_from_monday_has_its_name():
    monday = datetime.date(2026, 11, 16)
    week = [format_date(monday + datetime.timedelta(days=day)).split(",")[0] for day in range(7)]
    assert tuple(week) == WEEKDAYS
    assert week[0] == "Thứ Hai"
    assert week[6] == "Chủ Nhật"


def test_aware_datetime_is_shown_in_the_time_of_viet_nam():
    late_evening_utc = datetime.datetime(2019, 11, 19, 18, 43, tzinfo=datetime.UTC)
    assert format_datetime(late_evening_utc) == "Thứ Tư, 20/11/2019 01:43"
    assert format_date(late_evening_utc) == "Thứ Tư, 20/11/2019"


def test_datetime_already_in_vietnamese_time_is_unchanged():
    moment = datetime.datetime(2020, 10, 9, 8, 5, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    assert format_datetime(moment) == "Thứ Sáu, 09/10/2020 08:05"


def test_naive_datetime_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        format_datetime(datetime.datetime(2020, 10, 9, 8, 5))
    with pytest.raises(ValueError, match="time zone"):
        format_date(datetime.datetime(2020, 10, 9, 8, 5))


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0"), (999, "999"), (1000, "1.000"), (1234567, "1.234.567"), (-4500, "-4.500")]
)
def test_thousands_are_separated_by_dots(number, text):
    assert dotted(number) == text
