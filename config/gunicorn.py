"""How gunicorn runs the site: `gunicorn --config python:config.gunicorn config.wsgi`.

A proxy that buffers slow clients stands in front (docs/running.md).
"""

import multiprocessing
import os

from config import logs

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", 2 * multiprocessing.cpu_count()))
worker_class = "sync"
# The code is read once, before the workers are made: a start takes a third of the time.
preload_app = True

# Longer than a statement may wait in PostgreSQL (config/environment.py).
timeout = 90
graceful_timeout = 30
max_requests = 5000
max_requests_jitter = 500

# X_Real_Ip and X-Real-Ip would be one header to the site: refuse such requests.
header_map = "refuse"
limit_request_line = 4094

# Two sites on one machine would share the socket of `gunicornc`; nobody needs it.
control_socket_disable = True

# No access log here: the proxy keeps one, without personal links.
accesslog = None
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"private": {"()": logs.HidePrivateLinks}},
    "formatters": {
        "line": {
            "()": logs.OneLineFormatter,
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["private"],
            "formatter": "line",
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "gunicorn.error": {"handlers": [], "level": "INFO", "propagate": True},
        "gunicorn.access": {"handlers": [], "level": "INFO", "propagate": False},
    },
}
