"""See that the PostgreSQL of DATABASE_URL answers and lets us make test databases."""

import os
import sys
from urllib.parse import urlsplit

import psycopg

url = os.environ["DATABASE_URL"]
parts = urlsplit(url)
place = f"{parts.hostname or 'localhost'}:{parts.port or 5432}"
if not parts.scheme.startswith("postgres"):
    sys.exit("make test-services needs DATABASE_URL to begin with postgresql://")
try:
    with psycopg.connect(url, connect_timeout=5) as connection:
        row = connection.execute(
            "select rolcreatedb or rolsuper from pg_roles where rolname = current_user"
        ).fetchone()
except psycopg.OperationalError as error:
    sys.exit(
        f"No PostgreSQL answers at {place}: {error}\n"
        "Start one, or set DATABASE_URL to postgresql://user:password@host:5432/database."
    )
if not row or not row[0]:
    sys.exit(f"The user at {place} may not make databases: ALTER ROLE … CREATEDB.")
