from django.urls import path

from registrations.views import find, personal, sign_up

app_name = "registrations"

urlpatterns = [
    path("retrouver/", find.find, name="find_any"),
    path("i/<str:token>/", personal.enter, name="enter"),
    path(
        "i/<str:token>/annuler/",
        personal.enter,
        {"page": "cancel"},
        name="enter_cancel",
    ),
    path("mon-inscription/<str:reference>/", personal.personal, name="personal"),
    path("mon-inscription/<str:reference>/annuler/", personal.cancel, name="cancel"),
    path("mon-inscription/<str:reference>/fermer/", personal.close, name="close"),
    path("<str:slug>/inscription/", sign_up.register, name="register"),
    path("<str:slug>/inscription/enregistree/", sign_up.recorded, name="recorded"),
    path("<str:slug>/retrouver/", find.find, name="find"),
]
