"""What is kept: accounts, items, findings, runs, mails; one database, SQLite or PostgreSQL."""
