"""Every address of the site: French without a prefix, English under /en/.

The pages of events come last, since their first word is the organiser’s.
"""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import include, path

from config import views
from events import views as pages
from registrations import accounts

# Names that Django’s views redirect to, and that its sign-in page looks for.
password = [
    path(
        "",
        auth.PasswordResetView.as_view(form_class=accounts.PasswordResetForm),
        name="admin_password_reset",
    ),
    path("envoye/", auth.PasswordResetDoneView.as_view(), name="password_reset_done"),
    path(
        "reset/<uidb64>/<token>/",
        auth.PasswordResetConfirmView.as_view(form_class=accounts.NewPasswordForm),
        name="password_reset_confirm",
    ),
    path(
        "choisi/",
        auth.PasswordResetCompleteView.as_view(),
        name="password_reset_complete",
    ),
]

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", pages.robots, name="robots"),
    path("sitemap.xml", pages.sitemap, name="sitemap"),
    *i18n_patterns(
        path("organisation/mot-de-passe/", include(password)),
        path("organisation/", admin.site.urls),
        path("", include("registrations.urls")),
        path("", include("programme.urls")),
        path("", include("events.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "config.views.bad_request"
handler403 = "config.views.permission_denied"
handler404 = "config.views.page_not_found"
handler500 = "config.views.server_error"
