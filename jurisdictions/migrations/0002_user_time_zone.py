import jurisdictions.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("jurisdictions", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="time_zone",
            field=models.CharField(
                blank=True,
                default="",
                editable=False,
                max_length=64,
                validators=[jurisdictions.validators.validate_time_zone],
                verbose_name="time zone",
            ),
        ),
    ]
