"""The version of the schema that this release reads and writes.

The migrations are the truth; these constants spare a query the import of Alembic, and a test holds
them to the migrations.
"""

HEAD = "0006"
KNOWN = ("0001", "0002", "0003", "0004", "0005", "0006")
"""Every revision this release knows, oldest first."""
