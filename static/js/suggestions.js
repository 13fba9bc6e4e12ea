/**
 * Suggests titles below a search field while something is typed: a combobox with a list, as ARIA describes it.
 * The field stays an ordinary one: Enter without a choice searches, and without this script so does everything.
 */
const PAUSE = 180; // milliseconds without a key, before anything is asked
const SHORTEST = 2;

export function suggestWhileTyping() {
  if (navigator.connection?.saveData) return;
  for (const form of document.querySelectorAll("[data-suggestions]")) offerSuggestions(form);
}

function offerSuggestions(form) {
  const field = form.querySelector("[type=search]");
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let timer, request, options = [], chosen = -1;

  list.id = `${field.id}-suggestions`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.suggestionsLabel);
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");
  field.parentElement.append(list, status);

  function close() {
    clearTimeout(timer);
    request?.abort();
    show(false);
  }

  function show(isOpen) {
    choose(-1);
    list.hidden = !isOpen;
    field.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) status.textContent = "";
  }

  function choose(place) {
    options[chosen]?.setAttribute("aria-selected", "false");
    chosen = place;
    const option = options[chosen];
    if (!option) {
      field.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", option.id);
  }

  async function ask() {
    request?.abort();
    request = new AbortController();
    const typed = field.value.trim();
    if (typed.length < SHORTEST) {
      show(false);
      return;
    }
    try {
      const { signal } = request;
      const address = `${form.dataset.suggestions}?${new URLSearchParams({ q: typed })}`;
      const answer = await (await fetch(address, { signal })).json();
      if (document.activeElement === field) fill(answer);
    } catch {
      // Typed on, or the line is down: the search works without.
    }
  }

  function fill({ status: said, suggestions }) {
    options = suggestions.map(({ title, kind, url }, place) => {
      const option = document.createElement("li");
      const label = document.createElement("span");
      option.id = `${list.id}-${place}`;
      option.className = "suggestions__option";
      option.dataset.url = url;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      label.className = "suggestions__kind";
      label.textContent = kind;
      option.append(title, " ", label);
      return option;
    });
    list.replaceChildren(...options);
    show(options.length > 0);
    status.textContent = said;
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  field.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing) return;
    if (step && options.length) {
      event.preventDefault();
      if (list.hidden) show(true);
      const places = options.length + 1; // one of them is the field itself
      choose(((chosen + 1 + step + places) % places) - 1);
    } else if (event.key === "Enter" && options[chosen]) {
      event.preventDefault();
      location.assign(options[chosen].dataset.url);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault(); // what was typed stays
      close();
    }
  });
  // The field keeps the focus while an option is pressed.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.url);
  });
  field.addEventListener("blur", close);
  addEventListener("pageshow", close);
}
