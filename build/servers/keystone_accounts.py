"""Makes the accounts that tests sign in with, and the catalog; started by keystone.sh.

usage: keystone_accounts.py AUTH_URL MESSAGING_URL ADMIN_PASSWORD FILE

All of it through one client in one process. FILE, which says what was made, is there when everything is.
"""
import json
import os
import sys

from keystoneauth1 import session
from keystoneauth1.identity import v3
from keystoneclient.v3 import client

DOMAIN = 'default'
# Of each user: the role in each of its projects.
USERS = {
    'zaqar': {'service': 'service'},
    'engine': {'service': 'service'},
    'alice': {'alpha': 'member'},
    'bob': {'beta': 'member'},
    'carol': {'alpha': 'member', 'beta': 'member'},
}
# Who trusts the engine to act for them, and in which project.
TRUSTORS = {'alice': 'alpha', 'bob': 'beta'}
# Of each region: the interfaces of its messaging endpoints.
REGIONS = {
    'RegionOne': ('public', 'internal', 'admin'),
    'RegionTwo': ('public',),
}


def password_of(name):
    return f'{name}-password'


def sign_in(auth_url, name, password, **project):
    auth = v3.Password(auth_url=auth_url, username=name, password=password,
                       user_domain_id=DOMAIN, project_domain_id=DOMAIN, **project)
    return client.Client(session=session.Session(auth=auth), endpoint_override=auth_url)


def make_projects_and_users(admin):
    projects = {name: admin.projects.create(name, DOMAIN) for name in ('service', 'alpha', 'beta')}
    roles = {role.name: role for role in admin.roles.list()}
    roles['service'] = admin.roles.create('service')
    users = {}
    for name, grants in USERS.items():
        users[name] = admin.users.create(name, domain=DOMAIN, password=password_of(name))
        for project, role in grants.items():
            admin.roles.grant(roles[role], user=users[name], project=projects[project])
    return projects, users


def make_catalog(admin, messaging_url):
    messaging = admin.services.create('zaqar', 'messaging')
    known = {region.id for region in admin.regions.list()}
    for region, interfaces in REGIONS.items():
        if region not in known:
            admin.regions.create(region)
        for interface in interfaces:
            admin.endpoints.create(messaging, messaging_url, interface=interface, region=region)


def main(auth_url, messaging_url, admin_password, path):
    admin = sign_in(auth_url, 'admin', admin_password, project_name='admin')
    projects, users = make_projects_and_users(admin)
    make_catalog(admin, messaging_url)

    own = {name: sign_in(auth_url, name, password_of(name), project_id=projects[project].id)
           for name, project in TRUSTORS.items()}
    credential = own['alice'].application_credentials.create('for-tests', user=users['alice'].id)
    trusts = {name: own[name].trusts.create(users['engine'].id, users[name].id, project=projects[project].id,
                                            role_names=['member'], impersonation=True)
              for name, project in TRUSTORS.items()}

    passwords = {'admin': admin_password, **{name: password_of(name) for name in users}}
    ids = {'admin': admin.session.get_user_id(), **{name: user.id for name, user in users.items()}}
    accounts = {
        'auth_url': auth_url,
        'messaging_url': messaging_url,
        'users': {name: {'id': ids[name], 'name': name, 'password': passwords[name],
                         'domain_id': DOMAIN, 'domain_name': 'Default'} for name in ids},
        'project_ids': {'admin': admin.session.get_project_id(), **{name: project.id for name, project in projects.items()}},
        'application_credential': {'id': credential.id, 'name': credential.name, 'secret': credential.secret},
        'trust_ids': {name: trust.id for name, trust in trusts.items()},
    }
    with open(f'{path}.new', 'w', encoding='utf-8') as file:
        json.dump(accounts, file, indent=2)
        file.write('\n')
    os.replace(f'{path}.new', path)


main(*sys.argv[1:])
