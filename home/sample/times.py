"""Dates of the sample content: fixed ones, and those that count from the day the site is built."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

PLACEHOLDER = re.compile(r"\{([+-]\d+)\}")


@dataclass(frozen=True)
class Calendar:
    """Resolves what the content says about time. `now` is the aware moment of the build."""

    now: datetime

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    def moment(self, value: datetime | dict) -> datetime:
        """Return an aware time for a local one, or for {"days": from today, "time": of that day}."""
        if isinstance(value, dict):
            value = datetime.combine(self.today + timedelta(days=value["days"]), value.get("time", time()))
        return timezone.make_aware(value)

    def moment_past(self, value: datetime | dict) -> datetime:
        """Return the same, but never later than the build: nothing is shown as posted tomorrow."""
        return min(self.moment(value), self.now)

    def words(self, text: str) -> str:
        """Write the date instead of {+3} and {-2}, which count days from today: "24/11/2026"."""
        return PLACEHOLDER.sub(lambda found: f"{self.today + timedelta(days=int(found[1])):%d/%m/%Y}", text)
