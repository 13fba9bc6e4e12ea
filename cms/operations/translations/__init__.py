"""The words of every screen: what can be shown, and whether the catalogues have it in Vietnamese.

`extraction` reads messages from sources, `sources` knows which sources belong to which app, `coverage` asks the
catalogues as Django merges them, `checks` reads our own .po files, `updating` keeps the site's in step with the code.
The command is `manage.py translations`.
"""
