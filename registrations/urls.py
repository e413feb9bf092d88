from django.urls import path

from registrations import views

app_name = "registrations"

urlpatterns = [
    path("retrouver/", views.find, name="find_any"),
    path("i/<str:token>/", views.enter, name="enter"),
    path(
        "i/<str:token>/annuler/",
        views.enter,
        {"page": "cancel"},
        name="enter_cancel",
    ),
    path("mon-inscription/<str:reference>/", views.personal, name="personal"),
    path("mon-inscription/<str:reference>/annuler/", views.cancel, name="cancel"),
    path("mon-inscription/<str:reference>/fermer/", views.close, name="close"),
    path("<str:slug>/inscription/", views.register, name="register"),
    path("<str:slug>/inscription/enregistree/", views.recorded, name="recorded"),
    path("<str:slug>/retrouver/", views.find, name="find"),
]
