from django.db import migrations, models

from cvi_survey.fixed_rounds import RoundsFixedOnceOpen


class Migration(migrations.Migration):

    risk_accepted = (
        'The ballots in clear have been sealed by 0003, and asks_system lives on in systems_copy; '
        'no release of this software has been published that could still be running.'
    )

    dependencies = [
        ('cvi_survey', '0003_seal_open_rounds'),
    ]

    operations = [
        migrations.DeleteModel(
            name='Ballot',
        ),
        migrations.RemoveField(
            model_name='round',
            name='asks_system',
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('codes_used__isnull', True), ('key_name', ''), ('opened_at__isnull', True), ('release_copy__isnull', True), ('secret__gt', ''), ('state', 'draft')), models.Q(('closed_at__isnull', True), ('codes_used__isnull', True), ('expected__isnull', True), ('key_name__gt', ''), ('opened_at__isnull', False), ('release_copy__isnull', True), ('secret__gt', ''), ('state', 'open')), models.Q(('closed_at__isnull', False), ('expected__isnull', True), ('opened_at__isnull', False), ('release_copy__isnull', False), ('secret', ''), ('state', 'closed')), _connector='OR'), name='round_draft_open_or_closed'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('mean_from__gte', 5), ('distribution_from__gte', 8), ('distribution_from__gte', models.F('mean_from'))), name='round_thresholds_not_lowered'),
        ),
        RoundsFixedOnceOpen(),
    ]
