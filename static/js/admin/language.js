// Upstream writes the dates of comments with Intl.DateTimeFormat([], { dateStyle, timeStyle }): in the language of the
// browser, which is often English. This writes them as the rest of the admin does, 20/11/2026, 13:43: digits alone, day
// first. A classic script, because it runs before Wagtail's. It can go when upstream passes the page's language.
Intl.DateTimeFormat = new Proxy(Intl.DateTimeFormat, {
  construct(Format, [languages, options]) {
    if (languages?.length || !options?.dateStyle) return new Format(languages, options);
    const { dateStyle, timeStyle, ...others } = options;
    const time = timeStyle ? { hour: "2-digit", minute: "2-digit" } : {};
    return new Format("en-GB", { day: "2-digit", month: "2-digit", year: "numeric", ...time, ...others });
  },
});
