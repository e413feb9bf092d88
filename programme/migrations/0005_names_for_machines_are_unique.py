import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programme", "0004_publish_what_readers_saw")]

    operations = [
        migrations.AlterField(
            model_name=model,
            name="uid",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        )
        for model in ("contribution", "person")
    ]
