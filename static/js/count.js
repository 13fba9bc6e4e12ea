/**
 * Tells the server once per session that the article on this page is being read.
 * Sent when the page is really in front of someone: not while prerendered or in a background tab.
 */
export function countReading() {
  const address = document.querySelector("[data-count-url]")?.dataset.countUrl;
  if (address) whenSeen(() => sendOnce(address, address));
}

/** Tells the server once per session that these words were searched for, and whether anything was found. */
export function countSearch() {
  const results = document.querySelector("[data-count-search]");
  if (!results) return;
  const { countSearch: address, query: q, found } = results.dataset;
  const search = new URLSearchParams({ q, found, language: document.documentElement.lang });
  whenSeen(() => sendOnce(`${address}?${search}`, address, search));
}

function whenSeen(send) {
  if (!navigator.sendBeacon) return;
  if (document.visibilityState === "visible" && !document.prerendering) {
    send();
  } else {
    document.addEventListener("visibilitychange", send, { once: true });
  }
}

function sendOnce(name, address, data) {
  const key = `counted:${name}`;
  try {
    if (sessionStorage.getItem(key)) return;
    sessionStorage.setItem(key, "1");
  } catch {
    // Storage may be switched off: the server leaves repeated readings out as well.
  }
  navigator.sendBeacon(address, data);
}
