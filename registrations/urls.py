from django.urls import path

from registrations.views import (
    find,
    own_changes,
    own_data,
    papers,
    personal,
    recorded,
    sign_up,
    team,
)

app_name = "registrations"

urlpatterns = [
    path(
        "organisation/invitation/<str:uidb64>/<str:token>/",
        team.Join.as_view(),
        name="join",
    ),
    path("organisation/resume/<str:token>/", team.stop_digest, name="stop_digest"),
    path("retrouver/", find.find, name="find_any"),
    path("i/<str:token>/", personal.enter, name="enter"),
    path(
        "i/<str:token>/annuler/",
        personal.enter,
        {"page": "cancel"},
        name="enter_cancel",
    ),
    path(
        "i/<str:token>/attestation/",
        personal.enter,
        {"page": "certificate"},
        name="enter_certificate",
    ),
    path("mon-inscription/<str:reference>/", personal.personal, name="personal"),
    path("i/<path:token>", personal.enter_cut, name="enter_cut"),
    path("mon-inscription/<str:reference>/annuler/", personal.cancel, name="cancel"),
    path("mon-inscription/<str:reference>/modifier/", own_changes.edit, name="edit"),
    path(
        "mon-inscription/<str:reference>/reinscrire/",
        own_changes.register_again,
        name="register_again",
    ),
    path("accueil/c/<str:reference>/", personal.desk_code, name="desk_code"),
    path(
        "mon-inscription/<str:reference>/convocation.pdf",
        papers.convocation,
        name="convocation",
    ),
    path(
        "mon-inscription/<str:reference>/attestation/",
        papers.certificate,
        name="certificate",
    ),
    path(
        "mon-inscription/<str:reference>/attestation.pdf",
        papers.certificate_file,
        name="certificate_file",
    ),
    path("verifier/", papers.verify, name="verify_any"),
    path("verifier/<str:number>/", papers.verify, name="verify"),
    path("mon-inscription/<str:reference>/fermer/", personal.close, name="close"),
    path(
        "mon-inscription/<str:reference>/mes-donnees.json",
        own_data.own_data,
        name="own_data",
    ),
    path("mon-inscription/<str:reference>/effacer/", own_data.erase, name="erase"),
    path("<str:slug>/inscription/", sign_up.register, name="register"),
    path("<str:slug>/inscription/enregistree/", recorded.recorded, name="recorded"),
    path("<str:slug>/retrouver/", find.find, name="find"),
]
