from django.urls import path

from programme import views

app_name = "programme"

urlpatterns = [
    path("<str:slug>/programme/", views.programme, name="programme"),
    path("<str:slug>/programme/personnes/<uuid:uid>/", views.person, name="person"),
    path("<str:slug>/programme/documents/<int:key>/", views.resource, name="resource"),
    path("<str:slug>/programme.pdf", views.programme_file, name="file"),
    path("<str:slug>/programme.ics", views.calendar, name="calendar"),
    path("<str:slug>/programme.json", views.data, name="data"),
    path(
        "<str:slug>/programme/<uuid:row>.ics", views.row_calendar, name="row_calendar"
    ),
    path("<str:slug>/programme/schedule.xml", views.schedule_xml, name="schedule_xml"),
    path(
        "<str:slug>/programme/schedule.json", views.schedule_json, name="schedule_json"
    ),
    path("<str:slug>/integration/", views.embed, name="embed"),
]
