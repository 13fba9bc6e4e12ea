"""Names of things in the history of the site, folded by the database: they are too many to be looked through here."""

from django.db.backends.signals import connection_created
from django.db.models import Func, QuerySet, TextField
from django.db.models.lookups import Contains

from cms.text.folding import fold
from cms.text.sorting import LETTER_MARKS
from cms.text.words import TONES

MARKS = TONES + "".join(sorted(LETTER_MARKS))


class Folded(Func):
    """A text in which the words of `fold` stand as they are; PostgreSQL keeps the signs between them."""

    function = "folded"
    output_field = TextField()

    def as_postgresql(self, compiler, connection, **context):
        # Lower case last: of other letters than A-Z it depends on the locale of the database.
        folding = f"lower(translate(normalize(%(expressions)s, NFD), 'đĐ{MARKS}', 'dd'))"
        return self.as_sql(compiler, connection, template=folding, **context)


def connect() -> None:
    """Have SQLite know the function; called once from AppConfig.ready()."""
    connection_created.connect(_know_function, dispatch_uid="admin_search.folded")


def of_label(entries: QuerySet, name: str, typed: str) -> QuerySet:
    """Return those of these entries whose field `name` holds every word typed, whatever its accents."""
    words = fold(typed).split()
    return entries.filter(*(Contains(Folded(name), word) for word in words)) if words else entries.none()


def _know_function(connection, **kwargs):
    if connection.vendor == "sqlite":
        connection.connection.create_function("folded", 1, fold, deterministic=True)
