"""Reads saved text of old portal pages into drafts.

`decoding` makes text of bytes, `old_portal` an article of text (both pure), `loading` drafts of articles;
`report` says what happened. The command `import_articles` puts them together.
"""
