"""The book: schema, migrations, named operations, backup. The only room that knows SQL."""
