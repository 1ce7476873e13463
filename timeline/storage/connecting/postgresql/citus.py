"""PostgreSQL's extension that spreads events over several servers, as far as all must know of it."""

HAS_CITUS = "SELECT count(*) FROM pg_extension WHERE extname = 'citus'"
"""Whether a database has it: 1 or 0."""
