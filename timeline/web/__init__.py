"""The server: the database as pages in a browser, read only."""
