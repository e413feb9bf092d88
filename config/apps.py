"""The admin of Colloque: one site, called « Organisation »."""

from django.contrib.admin.apps import AdminConfig


class ColloqueAdminConfig(AdminConfig):
    default_site = "config.admin.OrganisationSite"
