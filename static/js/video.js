/** Puts a provider's player in the place of the poster, only when a reader asks for it. */
export function playVideosInPlace() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-embed-url]");
    const opensElsewhere = event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || opensElsewhere) return;

    event.preventDefault();
    const player = playerFor(link);
    link.replaceWith(player);
    player.focus();
  });
}

function playerFor(link) {
  const frame = document.createElement("iframe");
  const address = new URL(link.dataset.embedUrl, document.baseURI);
  address.searchParams.set("autoplay", "1");
  frame.className = "video__player";
  frame.title = link.dataset.title;
  frame.allow = "autoplay; fullscreen; picture-in-picture; encrypted-media";
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.src = address.href;
  return frame;
}
