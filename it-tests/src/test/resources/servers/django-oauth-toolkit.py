# Podero's server in small: JSON token requests, and an API that wants a token.
# Prints the port it listens on. Its one client is in CLIENT_ID and CLIENT_SECRET.
import os
import sys

import django
from django.conf import settings

settings.configure(
    SECRET_KEY=os.urandom(32).hex(),
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["localhost"],
    USE_TZ=True,
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": os.path.join(sys.argv[1], "db.sqlite3"),
            "OPTIONS": {"timeout": 20},
        }
    },
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "oauth2_provider"],
    OAUTH2_PROVIDER={
        "OAUTH2_BACKEND_CLASS": "oauth2_provider.oauth2_backends.JSONOAuthLibCore",
        "ACCESS_TOKEN_EXPIRE_SECONDS": 36000,
        "SCOPES": {"read": "Read", "write": "Write"},
    },
)
django.setup()

from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.http import JsonResponse
from django.urls import include, path
from oauth2_provider.models import get_application_model
from oauth2_provider.views.generic import ProtectedResourceView


class Users(ProtectedResourceView):
    def get(self, request, org):
        return JsonResponse({"org": org, "users": []})


urlpatterns = [
    path("oauth2/", include("oauth2_provider.urls", namespace="oauth2_provider")),
    path("api/partners/v2.0/org/<org>/users", Users.as_view()),
]

call_command("migrate", verbosity=0)
get_application_model().objects.create(
    client_id=os.environ["CLIENT_ID"],
    client_secret=os.environ["CLIENT_SECRET"],
    client_type="confidential",
    authorization_grant_type="client-credentials",
    name="a partner",
)
server = ThreadedWSGIServer(("127.0.0.1", 0), WSGIRequestHandler)
server.daemon_threads = True
server.set_app(get_wsgi_application())
print("Listening on port", server.server_port, flush=True)
server.serve_forever()
