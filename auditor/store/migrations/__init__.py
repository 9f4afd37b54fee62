"""The way from each shape of the tables to the next."""
