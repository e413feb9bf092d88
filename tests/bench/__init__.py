"""`./dev bench`: how fast, beside a bare Django app on the same server and database."""
