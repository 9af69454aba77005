"""Reports of sessions. "reports" comes before the sessions' own pages: keys are longer."""

from django.urls import path

from facilitator.reports import views

urlpatterns = [
    path("sessions/reports/", views.session_reports, name="session_reports"),
    path("sessions/<session:key>/report/", views.session_report, name="session_report"),
    path("sessions/<session:key>/report.pdf", views.session_report_pdf, name="session_report_pdf"),
    path("sessions/<session:key>/report.csv", views.session_report_csv, name="session_report_csv"),
    path(
        "sessions/<session:key>/report/notes/",
        views.session_report_note,
        name="session_report_note",
    ),
    path(
        "sessions/<session:key>/report/delete-contributions/",
        views.session_raw_delete,
        name="session_raw_delete",
    ),
]
