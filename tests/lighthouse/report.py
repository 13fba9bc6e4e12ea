"""What stands in Lighthouse's reports: scores, and why one is not 100."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import median

CATEGORIES = {
    "performance": "Performance",
    "accessibility": "Accessibility",
    "best-practices": "Best practices",
    "seo": "SEO",
}
PERFECT = 100


@dataclass(frozen=True)
class Report:
    """One run."""

    content: dict

    @classmethod
    def read(cls, path: Path) -> "Report":
        return cls(json.loads(path.read_text()))

    def score(self, category: str) -> float:
        """From 0 to 100; 0 where the run could not tell."""
        return round((self.content["categories"][category]["score"] or 0) * PERFECT)

    def failed(self, category: str) -> dict[str, str]:
        """Return what the audits say that cost the category points, by their ids."""
        found = {}
        for reference in self.content["categories"][category]["auditRefs"]:
            audit = self.content["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                found[reference["id"]] = " ".join(filter(None, [audit["title"], audit.get("displayValue")]))
        return found


@dataclass(frozen=True)
class Verdict:
    """All runs on one page."""

    kind: str
    reports: list[Report]

    @cached_property
    def medians(self) -> dict[str, float]:
        return {category: median(report.score(category) for report in self.reports) for category in CATEGORIES}

    def median(self, category: str) -> float:
        return self.medians[category]

    @property
    def is_perfect(self) -> bool:
        return all(score >= PERFECT for score in self.medians.values())

    def line(self) -> str:
        return f"{self.kind}: " + " / ".join(f"{score:.0f}" for score in self.medians.values()) + " " * 20

    def reasons(self) -> list[str]:
        """Return why categories miss 100: audits that failed in any run, each once."""
        return [
            f"{CATEGORIES[category]} {score:.0f}: {audit}: {words}"
            for category, score in self.medians.items()
            if score < PERFECT
            for audit, words in self._failed(category).items()
        ]

    def _failed(self, category: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for report in self.reports:
            found |= report.failed(category)
        return found
