/**
 * Tells the server once per session that the article on this page is being read.
 * Sent when the page is really in front of someone: not while prerendered or in a background tab.
 */
export function countReading() {
  const article = document.querySelector("[data-count-url]");
  const address = article?.dataset.countUrl;
  if (!address || !navigator.sendBeacon) return;

  if (document.visibilityState === "visible" && !document.prerendering) {
    sendOnce(address);
  } else {
    document.addEventListener("visibilitychange", () => sendOnce(address), { once: true });
  }
}

function sendOnce(address) {
  const key = `counted:${address}`;
  try {
    if (sessionStorage.getItem(key)) return;
    sessionStorage.setItem(key, "1");
  } catch {
    // Storage may be switched off: the server leaves repeated readings out as well.
  }
  navigator.sendBeacon(address);
}
