// The pages picked for a search: added, moved and deleted as in Wagtail's own lists of forms.
{
  const { prefix, emptyPrefix } = document.currentScript.dataset;
  document.addEventListener("DOMContentLoaded", () => {
    new window.InlinePanel({
      formsetPrefix: `id_${prefix}`,
      emptyChildFormPrefix: emptyPrefix,
      canOrder: true,
    });
  });
}
