"""The words inside documents, so that what is in a file is warned of as well as what is on the page.

`child` reads one file in a process of its own, which knows nothing of Django, of the settings or of the database;
`reading` starts that process; `keeping` does so for every document and stores what was found.
"""
