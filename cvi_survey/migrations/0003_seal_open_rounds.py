"""Rounds get their state and systems; ballots of open rounds are sealed under a key."""

import secrets

from django.db import migrations

from cvi_survey.ballots import Paper
from cvi_survey.encryption import seal
from cvi_survey.keys import key_make, key_read


def complete(apps, schema_editor):
    """Fill in what rounds did not say before, and seal what open ones have in clear."""
    round_model = apps.get_model('cvi_survey', 'Round')
    ballot_model = apps.get_model('cvi_survey', 'Ballot')
    sealed_model = apps.get_model('cvi_survey', 'SealedBallot')
    for one in round_model.objects.all():
        copy = one.instrument_copy
        one.in_room = True
        one.drafted_by_id = one.opened_by_id
        one.instrument_id = copy['id']
        one.languages = [copy['language']]
        if one.asks_system:
            one.systems_copy = [
                {'id': system['id'], 'labels': {copy['language']: system['label']}, 'merges': [system['id']]}
                for system in copy['systems']
            ]
        if one.closed_at is not None:
            one.state = 'closed'
        else:
            one.state = 'open'
            one.key_name = key_make()
            key = key_read(one.key_name)
            items = tuple(item['id'] for item in copy['items'])
            paper = Paper(items, len(copy['scale']), tuple(system['id'] for system in one.systems_copy))
            for ballot in ballot_model.objects.filter(round_id=one.pk).order_by('key'):
                places = [ballot.answers['places'].get(item) for item in items]
                row = secrets.token_hex(16)
                sealed = seal(key, paper.document(ballot.answers['system'], places), place=row)
                sealed_model.objects.create(key=row, round_id=one.pk, sealed=sealed)
        one.save()


class Migration(migrations.Migration):

    dependencies = [
        ('cvi_survey', '0002_full_rounds'),
    ]

    operations = [
        migrations.RunPython(complete, migrations.RunPython.noop),
    ]
