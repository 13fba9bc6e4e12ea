"""The sample site: a fictional province whose portal is built by `manage.py build_sample_site`."""
