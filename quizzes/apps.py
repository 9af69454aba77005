from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from modules.registry import activity_register, more_register, reveal_register


class QuizzesConfig(AppConfig):
    name = "quizzes"
    verbose_name = _("Exercises")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from quizzes import checks  # noqa: F401
        from quizzes.addresses import exercise_more, exercise_url
        from quizzes.custom_lists.policies import CustomListPolicy
        from quizzes.due import undecided_entries_forget
        from quizzes.exercises import ExerciseKind
        from quizzes.models import CustomList
        from toolkit.due import register

        register_permission_policy(CustomList, CustomListPolicy(CustomList))

        for kind in ExerciseKind:
            activity_register(kind, exercise_url)
        more_register(exercise_more)
        reveal_register(exercise_url)
        register("forget undecided entries", undecided_entries_forget)
