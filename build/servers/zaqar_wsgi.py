"""Zaqar as a WSGI application, for gunicorn; started by zaqar.sh.

Two things stand between Debian's python3-zaqar and a working private server:
it lacks the Lua scripts of its Redis driver, which are read from lua/ instead,
and its application looks for a configuration only on the command line, at home and in /etc.
"""
import os
import pathlib
import sys

from zaqar.storage.redis import scripting

_LUA = pathlib.Path(__file__).resolve().parent / 'lua'


def _read_script(name):
    return (_LUA / f'{name}.lua').read_text(encoding='utf-8')


scripting._read_script = _read_script
# Without a folder of its own, Zaqar would read those at home and in /etc beside the file.
sys.argv = ['zaqar', '--config-file', os.environ['ZAQAR_CONFIG_FILE'], '--config-dir', os.environ['ZAQAR_CONFIG_DIR']]

# Reads sys.argv while it is imported.
from zaqar.transport.wsgi.app import application  # noqa: E402,F401
