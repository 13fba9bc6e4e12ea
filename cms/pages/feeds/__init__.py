"""RSS 2.0 and Atom 1.0: of everything, of each section, and of what the packages above register (departments, topics).

Addresses are those of the list with `rss.xml`, `atom.xml`, `rss-full.xml` or `atom-full.xml` behind it; the last two
carry the whole text.
"""
