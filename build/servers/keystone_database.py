"""Makes Keystone's database, keys and administrator in the current folder; started by keystone.sh.

usage: keystone_database.py AUTH_URL ADMIN_PASSWORD

These are four runs of keystone-manage. Each would spend most of its time on the same imports, so each is a
fork of this process instead, which has done them already.
"""
import os
import sqlite3
import sys

from keystone.cmd import cli


def manage(*arguments):
    """Does what keystone-manage does with these arguments."""
    pid = os.fork()
    if pid == 0:
        cli.main(['keystone-manage', '--config-file', 'keystone.conf', '--config-dir', 'keystone.conf.d', *arguments])
        sys.exit()
    _, status = os.waitpid(pid, 0)
    if status != 0:
        sys.exit(f'keystone-manage {arguments[0]} failed')


def main(auth_url, admin_password):
    # Root is asked whose the keys shall be.
    owner = ('--keystone-user', 'root', '--keystone-group', 'root') if os.geteuid() == 0 else ()
    manage('db_sync')
    manage('fernet_setup', *owner)
    manage('credential_setup', *owner)
    manage('bootstrap',
           '--bootstrap-password', admin_password,
           '--bootstrap-region-id', 'RegionOne',
           '--bootstrap-public-url', auth_url,
           '--bootstrap-internal-url', auth_url,
           '--bootstrap-admin-url', auth_url)
    # One who writes keeps no reader waiting. The database remembers it.
    with sqlite3.connect('keystone.db') as database:
        database.execute('PRAGMA journal_mode=WAL')


main(*sys.argv[1:])
