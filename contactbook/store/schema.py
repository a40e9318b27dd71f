"""The tables of a book, as migrations, and the check of what a file holds."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from contactbook.domain.errors import NewerBook
from contactbook.i18n import _
from contactbook.store.connection import APPLICATION_ID, not_a_book, transaction

SET = "contactbook"
_STATEMENTS: dict[str, tuple[str, ...]] = {
    "m001_contacts": (
        """
        CREATE TABLE agencies (
            id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, short_name TEXT,
            other_names TEXT NOT NULL DEFAULT '[]', website TEXT, searched TEXT NOT NULL)
        """,
        """
        CREATE TABLE cities (
            id INTEGER PRIMARY KEY, key TEXT NOT NULL, name TEXT NOT NULL, country TEXT, time_zone TEXT,
            searched TEXT NOT NULL, UNIQUE (key, country))
        """,
        "CREATE TABLE photos (digest TEXT PRIMARY KEY, photo BLOB NOT NULL)",
        "CREATE TABLE imported_cards (digest TEXT PRIMARY KEY, card BLOB NOT NULL)",
        """
        CREATE TABLE contacts (
            id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, name TEXT, given TEXT, family TEXT,
            honorific TEXT, suffix TEXT, said TEXT, pronouns TEXT, role TEXT,
            agency INTEGER REFERENCES agencies, city INTEGER REFERENCES cities, country TEXT,
            address TEXT, hours TEXT, notes TEXT,
            photo TEXT REFERENCES photos, card TEXT REFERENCES imported_cards,
            verified_on TEXT, verified_by TEXT, away_from TEXT, away_until TEXT, cover TEXT,
            created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT,
            trashed INTEGER NOT NULL, attention TEXT,
            name_key TEXT NOT NULL, sort_key TEXT NOT NULL, city_key TEXT NOT NULL, agency_key TEXT NOT NULL)
        """,
        # Rows in display order come from these alone, without touching the table.
        "CREATE INDEX contacts_by_city ON contacts (trashed, city_key, agency_key, sort_key, city, agency)",
        "CREATE INDEX contacts_by_agency ON contacts (trashed, agency_key, city_key, sort_key, city, agency)",
        "CREATE INDEX contacts_by_name ON contacts (name_key)",
        "CREATE INDEX contacts_of_agency ON contacts (agency)",
        "CREATE INDEX contacts_of_city ON contacts (city)",
        "CREATE INDEX contacts_attention ON contacts (id) WHERE attention IS NOT NULL",
        "CREATE INDEX contacts_verified ON contacts (trashed, verified_on)",
        "CREATE INDEX contacts_away ON contacts (away_until) WHERE away_from IS NOT NULL OR away_until IS NOT NULL",
        """
        CREATE TABLE contact_translations (
            contact INTEGER NOT NULL REFERENCES contacts ON DELETE CASCADE, position INTEGER NOT NULL,
            language TEXT NOT NULL, name TEXT, role TEXT, PRIMARY KEY (contact, position)) WITHOUT ROWID
        """,
        """
        CREATE TABLE phones (
            id INTEGER PRIMARY KEY, contact INTEGER NOT NULL REFERENCES contacts ON DELETE CASCADE,
            position INTEGER NOT NULL, number TEXT NOT NULL, extension TEXT, typed TEXT NOT NULL, kind TEXT, label TEXT,
            public INTEGER NOT NULL, verdict TEXT NOT NULL, verified_on TEXT, verified_by TEXT,
            shown TEXT NOT NULL, digits TEXT NOT NULL)
        """,
        "CREATE INDEX phones_of_contact ON phones (contact, position)",
        "CREATE INDEX phones_by_number ON phones (number)",
        """
        CREATE TABLE emails (
            id INTEGER PRIMARY KEY, contact INTEGER NOT NULL REFERENCES contacts ON DELETE CASCADE,
            position INTEGER NOT NULL, address TEXT NOT NULL, typed TEXT NOT NULL, label TEXT,
            public INTEGER NOT NULL, verdict TEXT NOT NULL, verified_on TEXT, verified_by TEXT)
        """,
        "CREATE INDEX emails_of_contact ON emails (contact, position)",
        "CREATE INDEX emails_by_address ON emails (address COLLATE NOCASE)",
        """
        CREATE TABLE links (
            contact INTEGER NOT NULL REFERENCES contacts ON DELETE CASCADE, position INTEGER NOT NULL,
            kind TEXT NOT NULL, value TEXT NOT NULL, public INTEGER NOT NULL,
            PRIMARY KEY (contact, position)) WITHOUT ROWID
        """,
        """
        CREATE TABLE contact_languages (
            contact INTEGER NOT NULL REFERENCES contacts ON DELETE CASCADE, position INTEGER NOT NULL,
            language TEXT NOT NULL, PRIMARY KEY (contact, position)) WITHOUT ROWID
        """,
        "CREATE INDEX contacts_of_language ON contact_languages (language)",
        """
        CREATE TABLE contact_topics (
            contact INTEGER NOT NULL REFERENCES contacts ON DELETE CASCADE, position INTEGER NOT NULL,
            topic TEXT NOT NULL, PRIMARY KEY (contact, position)) WITHOUT ROWID
        """,
        "CREATE INDEX contacts_of_topic ON contact_topics (topic)",
        "CREATE TABLE lists (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
        """
        CREATE TABLE list_members (
            list INTEGER NOT NULL REFERENCES lists ON DELETE CASCADE,
            contact INTEGER NOT NULL REFERENCES contacts ON DELETE CASCADE,
            PRIMARY KEY (list, contact)) WITHOUT ROWID
        """,
        "CREATE INDEX lists_of_contact ON list_members (contact)",
    ),
    "m002_journal": (
        """
        CREATE TABLE steps (
            id INTEGER PRIMARY KEY, at TEXT NOT NULL, name TEXT NOT NULL, means TEXT NOT NULL,
            undoes INTEGER REFERENCES steps, redoes INTEGER REFERENCES steps, undone INTEGER NOT NULL DEFAULT 0)
        """,
        """
        CREATE TABLE changes (
            step INTEGER NOT NULL REFERENCES steps, entity TEXT NOT NULL, uid TEXT NOT NULL, before TEXT,
            PRIMARY KEY (step, entity, uid)) WITHOUT ROWID
        """,
        "CREATE INDEX changes_of_uid ON changes (uid, step)",
    ),
    "m003_search": (
        # Folded in Python (domain.folding), so the tokenizer has only blanks to find.
        """
        CREATE VIRTUAL TABLE search USING fts5(
            name, role, topics, languages, emails, links, notes, other,
            tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3')
        """,
        """
        CREATE VIRTUAL TABLE search_digits USING fts5(
            digits, content = 'phones', content_rowid = 'id', tokenize = 'trigram')
        """,
        """
        CREATE TRIGGER phones_added AFTER INSERT ON phones BEGIN
            INSERT INTO search_digits (rowid, digits) VALUES (new.id, new.digits);
        END
        """,
        """
        CREATE TRIGGER phones_removed AFTER DELETE ON phones BEGIN
            INSERT INTO search_digits (search_digits, rowid, digits) VALUES ('delete', old.id, old.digits);
        END
        """,
    ),
    "m004_blocks": (
        """
        CREATE TABLE presets (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, layout TEXT NOT NULL, query TEXT NOT NULL DEFAULT '',
            contacts TEXT NOT NULL DEFAULT '[]')
        """,
        # A block stays as it went out, so its contacts are uids in JSON: they may go, it does not change.
        """
        CREATE TABLE blocks (
            id INTEGER PRIMARY KEY, at TEXT NOT NULL, language TEXT NOT NULL, format TEXT NOT NULL, text TEXT NOT NULL,
            layout TEXT NOT NULL, contacts TEXT NOT NULL)
        """,
        """
        CREATE TABLE block_details (
            block INTEGER NOT NULL REFERENCES blocks ON DELETE CASCADE, position INTEGER NOT NULL,
            contact TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL, extension TEXT,
            shown TEXT NOT NULL, searched TEXT NOT NULL, PRIMARY KEY (block, position)) WITHOUT ROWID
        """,
        "CREATE INDEX block_details_of_contact ON block_details (contact)",
    ),
    # A city with an agency is a section of the list. Counts are kept with it, and contacts refer to it instead of
    # repeating the names that they are sorted by.
    "m005_sections": (
        """
        CREATE TABLE sections (
            id INTEGER PRIMARY KEY, city INTEGER REFERENCES cities, agency INTEGER REFERENCES agencies,
            city_key TEXT NOT NULL, agency_key TEXT NOT NULL, live INTEGER NOT NULL DEFAULT 0,
            UNIQUE (city_key, agency_key))
        """,
        "CREATE INDEX sections_by_agency ON sections (agency_key, city_key)",
        "CREATE INDEX sections_of ON sections (city, agency)",
        """
        INSERT INTO sections (city, agency, city_key, agency_key, live)
        SELECT city, agency, city_key, agency_key, sum(NOT trashed) FROM contacts GROUP BY city_key, agency_key
        """,
        "ALTER TABLE contacts ADD COLUMN section INTEGER REFERENCES sections",
        """
        UPDATE contacts SET section = (
            SELECT s.id FROM sections AS s WHERE s.city_key = contacts.city_key AND s.agency_key = contacts.agency_key)
        """,
        "DROP INDEX contacts_by_city",
        "DROP INDEX contacts_by_agency",
        "DROP INDEX contacts_of_city",
        "DROP INDEX contacts_of_agency",
        "DROP INDEX contacts_of_language",
        "ALTER TABLE contacts DROP COLUMN city_key",
        "ALTER TABLE contacts DROP COLUMN agency_key",
        "CREATE INDEX contacts_by_section ON contacts (section, trashed, sort_key)",
        """
        CREATE TRIGGER contacts_added AFTER INSERT ON contacts BEGIN
            UPDATE sections SET live = live + NOT new.trashed WHERE id = new.section;
        END
        """,
        """
        CREATE TRIGGER contacts_removed AFTER DELETE ON contacts BEGIN
            UPDATE sections SET live = live - NOT old.trashed WHERE id = old.section;
        END
        """,
        """
        CREATE TRIGGER contacts_moved AFTER UPDATE OF section, trashed ON contacts
        WHEN old.section IS NOT new.section OR old.trashed IS NOT new.trashed BEGIN
            UPDATE sections SET live = live - NOT old.trashed WHERE id = old.section;
            UPDATE sections SET live = live + NOT new.trashed WHERE id = new.section;
        END
        """,
    ),
    # Without indexes of beginnings: they made a book a tenth larger and writing slower, and no search faster that a
    # person could tell. Sizes of rows serve a ranking that nobody asks for.
    "m006_search_slim": (
        """
        CREATE VIRTUAL TABLE search_slim USING fts5(
            name, role, topics, languages, emails, links, notes, other,
            tokenize = 'unicode61 remove_diacritics 0', columnsize = 0)
        """,
        """
        INSERT INTO search_slim (rowid, name, role, topics, languages, emails, links, notes, other)
        SELECT rowid, name, role, topics, languages, emails, links, notes, other FROM search
        """,
        "DROP TABLE search",
        "ALTER TABLE search_slim RENAME TO search",
        "DROP TABLE search_digits",
        """
        CREATE VIRTUAL TABLE search_digits USING fts5(
            digits, content = 'phones', content_rowid = 'id', tokenize = 'trigram', columnsize = 0)
        """,
        "INSERT INTO search_digits (search_digits) VALUES ('rebuild')",
    ),
    # A doubtful number or address that somebody left as it is needs no attention any more.
    "m007_left_alone": (
        "ALTER TABLE phones ADD COLUMN left_alone INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE emails ADD COLUMN left_alone INTEGER NOT NULL DEFAULT 0",
    ),
    "m008_duplicates": (
        # Pairs of which somebody said that they are two: the uids in their order, so that a pair stands once.
        "CREATE TABLE apart (one TEXT NOT NULL, other TEXT NOT NULL, PRIMARY KEY (one, other)) WITHOUT ROWID",
        # A contact that went into another: what was kept of it (blocks, presets) leads there while it is gone.
        "CREATE TABLE merges (gone TEXT PRIMARY KEY, stays TEXT NOT NULL) WITHOUT ROWID",
    ),
    # Digits are written with the phones, many in one statement: a trigger flushed its index for every single number.
    "m009_digits_without_triggers": ("DROP TRIGGER phones_added", "DROP TRIGGER phones_removed"),
}


def applied(db: sqlite3.Connection) -> list[str]:
    """List the migrations that a file has, oldest first; none for a file without tables."""
    # Read in plain SQL: sqlite-utils takes longer to import than a search takes.
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone():
        return []
    rows = db.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id", (SET,))
    return [name for (name,) in rows]


def words_in(db: sqlite3.Connection) -> dict[str, str]:
    """Give the SQL of each table of a file, as far as it can be read."""
    return dict(db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))


def words(names: Sequence[str]) -> dict[str, str]:
    """Give the SQL of each table as it is in a sound file that has so many migrations, or all for none."""
    lacks = next((name for name in _STATEMENTS if names and name not in names), None)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as sound:
        migrate(sound, stop_before=lacks)
        return words_in(sound)


def pending(db: sqlite3.Connection, path: Path) -> list[str]:
    """List the migrations that a file lacks; raise where it is no book, or one of a newer version."""
    names = applied(db)
    tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables and not names:
        raise not_a_book(path)
    unknown = [name for name in names if name not in _STATEMENTS]
    if unknown:
        raise NewerBook(
            _("{path} was made by a newer version of Contactbook. It was left as it is; update the program.").format(
                path=path
            )
        )
    return [name for name in _STATEMENTS if name not in names]


def migrate(db: sqlite3.Connection, *, stop_before: str | None = None) -> None:
    """Bring a file to this version, whole or not at all."""
    import sqlite_utils
    from sqlite_utils.migrations import Migrations

    migrations = Migrations(SET)
    for name, statements in _STATEMENTS.items():

        def run(book: "sqlite_utils.Database", statements: tuple[str, ...] = statements) -> None:
            for statement in statements:
                book.execute(statement)

        migrations(name=name)(run)
    with transaction(db):
        # Other people's plugins have no business on this connection.
        migrations.apply(sqlite_utils.Database(db, execute_plugins=False), stop_before=stop_before)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
