/** Closes an open branch of the main menu on Escape or on a click elsewhere, as readers expect of a drop-down. */
export function closeMenusFromOutside() {
  const menu = document.querySelector("[data-menu]");
  if (!menu) return;
  const wide = matchMedia("(min-width: 60rem)"); // as in components/main_menu.css: only there branches hang over the page
  const openBranches = () => (wide.matches ? menu.querySelectorAll("li > details[open]") : []);

  document.addEventListener("click", (event) => {
    for (const branch of openBranches()) {
      if (!branch.contains(event.target)) branch.open = false;
    }
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const branch of openBranches()) {
      branch.open = false;
      if (branch.contains(document.activeElement)) branch.querySelector("summary").focus();
    }
  });
}
