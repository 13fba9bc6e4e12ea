"""axe-core in a page, and a few measures of our own that it does not take."""

from playwright.sync_api import Page

from tests.npm_packages import AXE

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """
async ([tags, colourOnly]) => {
  const isMeant = rule => !rule.tags.some(tag => ["experimental", "deprecated"].includes(tag));
  const rules = axe.getRules(tags).filter(rule => isMeant(rule) && (!colourOnly || rule.tags.includes("cat.color")));
  const names = rules.map(rule => rule.ruleId);
  const found = await axe.run(document, { runOnly: { type: "rule", values: names }, resultTypes: ["violations"] });
  return found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(" ")}`));
}
"""
# Pixels of CSS. WCAG 2.5.8 (AA) asks for 24, 2.5.5 (AAA) for 44; the portal keeps to the larger.
TARGET = 44
# Links inside a sentence are excepted (WCAG 2.5.5, "inline"), and so is what nobody sees until it has the focus.
SMALL_TARGETS = """
smallest => {
  const inText = element => {
    if (getComputedStyle(element).display !== "inline") return false;
    const around = element.closest("p, li, dd, td, th, figcaption, blockquote, address, span, div");
    return around !== null && around.textContent.trim().length > element.textContent.trim().length + 3;
  };
  const reaches = (element, box) => {
    const middle = [box.left + box.width / 2, box.top + box.height / 2];
    const half = smallest / 2 - 1;
    return [[0, -half], [0, half], [-half, 0], [half, 0]].every(([right, down]) => {
      const hit = document.elementFromPoint(middle[0] + right, middle[1] + down);
      return hit !== null && (element.contains(hit) || hit.closest("label")?.control === element);
    });
  };
  const small = [];
  const pressed = "a[href], button, summary, input:not([type=hidden]), select, textarea";
  for (const element of document.querySelectorAll(pressed)) {
    const first = element.getBoundingClientRect();
    if (!element.checkVisibility({ visibilityProperty: true }) || first.width < 4 || first.height < 4) continue;
    if (inText(element)) continue;
    if (first.width >= smallest - 0.5 && first.height >= smallest - 0.5) continue;
    element.scrollIntoView({ block: "center", behavior: "instant" });
    const box = element.getBoundingClientRect();
    if (!reaches(element, box)) {
      const words = element.textContent.trim().replace(/\\s+/g, " ").slice(0, 40);
      const names = [...element.classList].map(name => `.${name}`).join("");
      const parents = [...(element.parentElement?.classList ?? [])].map(name => `.${name}`).join("");
      const size = `${Math.round(box.width)} × ${Math.round(box.height)}`;
      small.push(`${size}: ${parents} > ${element.localName}${names} “${words}”`);
    }
  }
  return [...new Set(small)];
}
"""
TOO_WIDE = """
() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const name = element => [element.localName, ...element.classList].join(".");
  const wide = Array.from(document.body.querySelectorAll("*")).filter(element => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.right > width + 0.5;
  });
  return [`${document.documentElement.scrollWidth - width} px`, ...wide.slice(0, 5).map(name)];
}
"""
# One thing to be pressed over another: what is hit at the ends of a line of its words is something else.
OVERLAID = """
() => {
  const pressed = "a[href], button, summary, input:not([type=hidden]), select, textarea";
  const name = element => [element.localName, ...element.classList].join(".");
  const overlaid = [];
  for (const element of document.querySelectorAll(pressed)) {
    const box = element.getBoundingClientRect();
    if (!element.checkVisibility({ visibilityProperty: true }) || box.width < 4 || box.height < 4) continue;
    element.scrollIntoView({ block: "center", behavior: "instant" });
    for (const line of element.getClientRects()) {
      const ends = [line.left + 3, line.right - 3].map(x => document.elementFromPoint(x, line.top + line.height / 2));
      const others = ends.map(hit => hit?.closest(pressed)).filter(hit => hit && !hit.contains(element));
      const other = others[0];
      if (other) overlaid.push(`${name(other)} over ${name(element)} “${element.textContent.trim().slice(0, 30)}”`);
    }
  }
  return overlaid;
}
"""


def violations(page: Page, *, colour_only: bool = False) -> list[str]:
    """Return the rules (about colour alone, if asked) that the page breaks as it is shown now, with the elements."""
    if not page.evaluate("typeof axe === 'object'"):
        # Past the policy of the page, which would refuse it as a script of the page.
        page.evaluate(AXE.file("axe.min.js").read_text())
    return page.evaluate(RUN, [TAGS, colour_only])


def small_targets(page: Page) -> list[str]:
    """Return what is to be pressed and is smaller than TARGET, with its size."""
    return page.evaluate(SMALL_TARGETS, TARGET)


def too_wide(page: Page) -> list[str]:
    """Return the outermost parts of the page that reach beyond its window, where the window scrolls sideways."""
    return page.evaluate(TOO_WIDE)


def overlaid(page: Page) -> list[str]:
    """Return what is to be pressed and lies below something else that is."""
    return page.evaluate(OVERLAID)
