from django.urls import path

from events import image_views, views

app_name = "events"

urlpatterns = [
    path("", views.event_list, name="list"),
    path("agenda.ics", views.all_calendar, name="all_calendar"),
    path("agenda.json", views.all_data, name="all_data"),
    path("flux/", views.feed, name="feed"),
    path("accessibilite/", views.accessibility, name="accessibility"),
    path("mentions-legales/", views.legal, name="legal"),
    path("<str:slug>/", views.event, name="event"),
    path("<str:slug>/agenda.ics", views.calendar, name="calendar"),
    path("<str:slug>/ouverture.ics", views.opening_calendar, name="opening_calendar"),
    path("<str:slug>/documents/<int:pk>/", views.document, name="document"),
    path("<str:slug>/logos/<int:partner>.png", image_views.logo, name="logo"),
    path("<str:slug>/image.png", image_views.share_image, name="share_image"),
    path("<str:slug>/donnees-personnelles/", views.personal_data, name="personal_data"),
]
