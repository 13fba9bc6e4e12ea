"""The pictures of the README and of the editors' guide, taken from the running sample site.

`python -m docs.screenshots` builds a site of its own, walks the way of an article, of an urgent announcement and of an
administrator in Chromium, takes the pictures on the way and removes the site. What people read on the screens is never
asked for: elements are found by name, id and icon, so that the pictures follow the translations.
"""
