import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cvi_survey.storage import CreateModelWithoutOrder


class Migration(migrations.Migration):

    dependencies = [
        ('cvi_survey', '0001_rounds'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='round',
            name='round_open_or_released',
        ),
        migrations.AddField(
            model_name='round',
            name='closes_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='closes by itself'),
        ),
        migrations.AddField(
            model_name='round',
            name='codes_made',
            field=models.PositiveIntegerField(default=0, verbose_name='codes made'),
        ),
        migrations.AddField(
            model_name='round',
            name='codes_used',
            field=models.PositiveIntegerField(null=True, verbose_name='codes used'),
        ),
        migrations.AddField(
            model_name='round',
            name='distribution_from',
            field=models.PositiveSmallIntegerField(default=8, verbose_name='answers needed for a distribution'),
        ),
        migrations.AddField(
            model_name='round',
            name='drafted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='drafted by'),
        ),
        migrations.AddField(
            model_name='round',
            name='entry',
            field=models.CharField(choices=[('link', 'One link for everybody'), ('codes', 'Single-use codes'), ('kiosk', 'One tablet for the room'), ('paper', 'On paper only')], default='link', max_length=8, verbose_name='way in'),
        ),
        migrations.AddField(
            model_name='round',
            name='expected',
            field=models.JSONField(blank=True, null=True, verbose_name='expected numbers'),
        ),
        migrations.AddField(
            model_name='round',
            name='follows',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='followed_by', to='cvi_survey.round', verbose_name='follows'),
        ),
        migrations.AddField(
            model_name='round',
            name='has_enough',
            field=models.BooleanField(default=False, verbose_name='enough answers'),
        ),
        migrations.AddField(
            model_name='round',
            name='in_room',
            field=models.BooleanField(default=False, verbose_name='held in a session'),
        ),
        migrations.AddField(
            model_name='round',
            name='instrument_id',
            field=models.CharField(blank=True, default='', max_length=80, verbose_name='instrument'),
        ),
        migrations.AddField(
            model_name='round',
            name='key_name',
            field=models.CharField(blank=True, default='', max_length=32),
        ),
        migrations.AddField(
            model_name='round',
            name='languages',
            field=models.JSONField(default=list, verbose_name='languages'),
        ),
        migrations.AddField(
            model_name='round',
            name='mean_from',
            field=models.PositiveSmallIntegerField(default=5, verbose_name='answers needed for a band or a mean'),
        ),
        migrations.AddField(
            model_name='round',
            name='opens_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='opens by itself'),
        ),
        migrations.AddField(
            model_name='round',
            name='shuffle_each',
            field=models.PositiveIntegerField(default=8),
        ),
        migrations.AddField(
            model_name='round',
            name='state',
            field=models.CharField(choices=[('draft', 'Draft'), ('open', 'Open'), ('closed', 'Closed')], default='draft', max_length=8, verbose_name='state'),
        ),
        migrations.AddField(
            model_name='round',
            name='systems_copy',
            field=models.JSONField(default=list, verbose_name='systems'),
        ),
        migrations.AddField(
            model_name='round',
            name='takes_paper',
            field=models.BooleanField(default=False, verbose_name='takes answers on paper too'),
        ),
        migrations.AlterField(
            model_name='round',
            name='opened_at',
            field=models.DateTimeField(null=True, verbose_name='opened'),
        ),
        CreateModelWithoutOrder(
            name='SealedBallot',
            fields=[
                ('key', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('sealed', models.BinaryField()),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ballots', to='cvi_survey.round')),
            ],
            options={
                'verbose_name': 'ballot',
                'verbose_name_plural': 'ballots',
            },
        ),
        CreateModelWithoutOrder(
            name='UnusedCode',
            fields=[
                ('code_hash', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='unused_codes', to='cvi_survey.round')),
            ],
            options={
                'verbose_name': 'unused code',
                'verbose_name_plural': 'unused codes',
            },
        ),
        migrations.AlterModelOptions(
            name='round',
            options={'ordering': [models.OrderBy(models.F('opened_at'), descending=True, nulls_first=True), '-pk'], 'verbose_name': 'survey round', 'verbose_name_plural': 'survey rounds'},
        ),
    ]
