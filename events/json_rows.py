"""Rows of another table that come along with a row, in one statement."""

from django.db.models import Func, TextField


class JsonRows(Func):
    """All rows of a subquery as the text of one JSON list of lists."""

    output_field = TextField()

    def as_postgresql(self, compiler, connection, **context):
        template = "JSON_AGG(JSON_BUILD_ARRAY(%(expressions)s))::text"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_sqlite(self, compiler, connection, **context):
        template = "JSON_GROUP_ARRAY(JSON_ARRAY(%(expressions)s))"
        return self.as_sql(compiler, connection, template=template, **context)
