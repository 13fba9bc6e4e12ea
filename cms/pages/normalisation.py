"""Every stored text is NFC, whichever way it came in: forms, autosave, blocks, imports, file names."""

from django.db import models
from wagtail.fields import StreamField

from cms.text.nfc import nfc


def normalise(instance: models.Model) -> None:
    """Bring the text of every field of `instance`, about to be saved, into Unicode's composed form."""
    for field in instance._meta.concrete_fields:
        value = instance.__dict__.get(field.attname)
        if isinstance(field, models.FileField):
            _normalise_file_name(instance, field)
        elif isinstance(value, str):
            setattr(instance, field.attname, nfc(value))
        elif isinstance(field, models.JSONField):
            setattr(instance, field.attname, _nfc_json(value))
        elif isinstance(field, StreamField) and value is not None:
            _normalise_stream(instance, field, value)


def _normalise_file_name(instance, field: models.FileField) -> None:
    """Compose the name of a file that is about to be written; one that is stored keeps its name."""
    if field.attname not in instance.__dict__:
        return
    file = getattr(instance, field.attname)
    if file and not file._committed:
        file.name = nfc(file.name)


def _normalise_stream(instance, field: StreamField, value) -> None:
    raw = value.get_prep_value()
    composed = _nfc_json(raw)
    if composed != raw:
        setattr(instance, field.attname, field.stream_block.to_python(composed))


def _nfc_json(value):
    if isinstance(value, str):
        return nfc(value)
    if isinstance(value, list):
        return [_nfc_json(item) for item in value]
    if isinstance(value, dict):
        return {key: _nfc_json(item) for key, item in value.items()}
    return value
