"""The search index: a generated tsvector on PostgreSQL, an FTS5 table of stems on SQLite."""

from django.db import migrations

POSTGRESQL = """
ALTER TABLE cases_searchentry ADD COLUMN words tsvector
    GENERATED ALWAYS AS (to_tsvector('russian', body)) STORED;
CREATE INDEX cases_words ON cases_searchentry USING gin (words) WITH (fastupdate = on);
"""
SQLITE = "CREATE VIRTUAL TABLE cases_words USING fts5(words, content='', contentless_delete=1)"
OLD_SQLITE = "CREATE VIRTUAL TABLE cases_words USING fts5(words, detail='full')"


def build(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
    else:
        # contentless_delete needs SQLite 3.43; before it the words are kept twice.
        import sqlite3

        schema_editor.execute(SQLITE if sqlite3.sqlite_version_info >= (3, 43) else OLD_SQLITE)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE cases_searchentry DROP COLUMN words")
    else:
        schema_editor.execute("DROP TABLE cases_words")


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_tables")]
    operations = [migrations.RunPython(build, drop)]
