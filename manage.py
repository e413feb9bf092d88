#!/usr/bin/env python
"""Django's command line, with Colloque's settings."""

import os
import sys

# They read files and print: no site, secret or database is needed for that.
NEEDS_NO_SITE = {"read_programme", "measure_reading"}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if NEEDS_NO_SITE.intersection(sys.argv[1:2]):
        os.environ.setdefault("DEBUG", "true")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as refusal:
        sys.exit(f"Colloque does not start: {refusal}")
