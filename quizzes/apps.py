from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from modules.registry import activity_register, reveal_register


class QuizzesConfig(AppConfig):
    name = "quizzes"
    verbose_name = _("Exercises")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from quizzes import checks  # noqa: F401
        from quizzes.addresses import exercise_url
        from quizzes.exercises import ExerciseKind

        for kind in ExerciseKind:
            activity_register(kind, exercise_url)
        reveal_register(exercise_url)
