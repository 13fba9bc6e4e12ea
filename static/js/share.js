/** Copies a page's address, hands it to the device's own way of sharing where there is one, and prints the page. */
export function offerSharing() {
  for (const box of document.querySelectorAll("[data-share]")) offerSharingFrom(box);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) print();
    for (const box of document.querySelectorAll("[data-share][open]")) {
      if (!box.contains(event.target)) box.open = false;
    }
  });
}

function offerSharingFrom(box) {
  const field = box.querySelector("[data-share-address]");
  const status = box.querySelector("[data-share-status]");
  const nativeWay = box.querySelector("[data-share-native]");
  const page = { title: box.dataset.share, url: field.value };

  nativeWay.hidden = !navigator.share || navigator.canShare?.(page) === false;
  nativeWay.addEventListener("click", async () => {
    try {
      await navigator.share(page);
      box.open = false;
    } catch {
      // The reader thought better of it.
    }
  });
  box.querySelector("[data-share-copy]").addEventListener("click", async () => {
    const done = (await copyText(page.url)) || copySelected(field);
    status.textContent = done ? status.dataset.done : status.dataset.failed;
  });
  box.addEventListener("toggle", () => {
    status.textContent = "";
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    box.open = false;
    box.querySelector("summary").focus();
  });
}

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** The way of browsers without a clipboard (a portal without HTTPS, say). The text stays selected where it fails. */
function copySelected(field) {
  field.select();
  return document.execCommand("copy");
}
