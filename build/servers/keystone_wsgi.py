"""Keystone as a WSGI application, for gunicorn; started by keystone.sh in the folder with the configuration."""
import sys

# Without these, Keystone would read gunicorn's options and the files in /etc.
sys.argv = ['keystone', '--config-file', 'keystone.conf', '--config-dir', 'keystone.conf.d']

from keystone.server.wsgi import initialize_public_application  # noqa: E402

application = initialize_public_application()
