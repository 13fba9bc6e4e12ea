"""What the database itself refuses: changed records, and on PostgreSQL public rows written past the gate.

They guard against accident (a forgotten `update()`, a script, a console), not against malice: who owns the database can
remove them. Installed after every migration, from the models as they are, so that a new page type is guarded too.
"""

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from wagtail.models import Page

from cms.editorial.gate import POSTGRESQL_SETTING
from cms.editorial.last_line import chosen_fields, guarded_fields, parental_key
from cms.editorial.models.records import AppendOnlyModel, PublicationRecord

SQLITE_RECORDS = """
CREATE TRIGGER IF NOT EXISTS {table}_{event} BEFORE {event} ON {table}
BEGIN SELECT RAISE(ABORT, 'records are append-only'); END
"""

POSTGRESQL_RECORDS_FUNCTION = """
CREATE OR REPLACE FUNCTION portal_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'records are append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$
"""

POSTGRESQL_RECORDS = """
CREATE OR REPLACE TRIGGER portal_append_only BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION portal_append_only()
"""

# Arguments: the column with the page's id; the columns that may change on a public page, joined by commas.
POSTGRESQL_PAGES_FUNCTION = """
CREATE OR REPLACE FUNCTION portal_guard_page() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_page bigint := (to_jsonb(NEW) ->> TG_ARGV[0])::bigint;
  v_bookkeeping text[] := string_to_array(TG_ARGV[1], ',');
  v_record text := NULLIF(current_setting('{setting}', true), '');
  v_live boolean;
BEGIN
  IF TG_TABLE_NAME = '{pages}' THEN
    v_live := (to_jsonb(NEW) ->> 'live')::boolean;
  ELSE
    SELECT live INTO v_live FROM {pages} WHERE id = v_page;
  END IF;
  IF NOT COALESCE(v_live, false) THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - v_bookkeeping = to_jsonb(OLD) - v_bookkeeping THEN
    RETURN NEW;
  END IF;
  IF v_record IS NOT NULL AND EXISTS (
    SELECT 1 FROM {records} WHERE id = v_record::bigint AND page_pk = v_page
  ) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'page % is public and changes through a publication record alone', v_page
    USING ERRCODE = 'integrity_constraint_violation';
END $$
"""

POSTGRESQL_PAGES = """
CREATE OR REPLACE TRIGGER portal_guard_page BEFORE INSERT OR UPDATE ON {table}
FOR EACH ROW EXECUTE FUNCTION portal_guard_page('{key}', '{bookkeeping}')
"""


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers of this database, or make them anew where the models have changed."""
    statements = {"postgresql": _postgresql, "sqlite": _sqlite}[connection.vendor]()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def append_only_models() -> list[type[AppendOnlyModel]]:
    return [model for model in apps.get_models() if issubclass(model, AppendOnlyModel)]


def guarded_tables() -> dict[str, tuple[str, list[str]]]:
    """Return {table: (column with the page's id, columns that may change on a public page)}."""
    tables = {}
    for model in apps.get_models():
        if issubclass(model, Page):
            free = {field.column for field in model._meta.local_concrete_fields} - {
                field.column for field in guarded_fields(model)
            }
            tables[model._meta.db_table] = (model._meta.pk.column, sorted(free))
            for chosen in chosen_fields(model):
                tables[chosen.m2m_db_table()] = (chosen.m2m_column_name(), [])
        elif key := parental_key(model):
            tables[model._meta.db_table] = (key.column, [])
    return tables


def _sqlite() -> list[str]:
    tables = [model._meta.db_table for model in append_only_models()]
    return [SQLITE_RECORDS.format(table=table, event=event) for table in tables for event in ("UPDATE", "DELETE")]


def _postgresql() -> list[str]:
    names = {
        "setting": POSTGRESQL_SETTING,
        "pages": Page._meta.db_table,
        "records": PublicationRecord._meta.db_table,
    }
    return [
        POSTGRESQL_RECORDS_FUNCTION,
        *(POSTGRESQL_RECORDS.format(table=model._meta.db_table) for model in append_only_models()),
        POSTGRESQL_PAGES_FUNCTION.format(**names),
        *(
            POSTGRESQL_PAGES.format(table=table, key=key, bookkeeping=",".join(bookkeeping))
            for table, (key, bookkeeping) in guarded_tables().items()
        ),
    ]
