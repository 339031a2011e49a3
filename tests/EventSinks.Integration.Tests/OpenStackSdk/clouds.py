#!/usr/bin/python3
"""Says what openstacksdk makes of clouds.yaml and the OS_* variables.

Reads a JSON object a line from the standard input, and writes one for each:
  "root"       the folder that stands for a machine: here/ is the current folder, home/ the user's home, etc/ its /etc
  "variables"  the environment
  "cloud"      the cloud that is asked for, or null
  "region"     the region that is asked for, or null
What it writes has what was read, by the names of clouds.yaml, as far as it is there; or "error", in the words of openstacksdk.
"""

import importlib
import json
import os
import sys
import warnings

from keystoneauth1.access import service_catalog
from openstack.config import loader


def files_of(root, files):
    """Moves what is searched in /etc, which openstacksdk does not let anybody move."""
    return [os.path.join(root, file[1:]) if file.startswith('/etc/') else file for file in files]


def flat(cloud):
    """Gives what counts of a cloud."""
    auth = cloud.config['auth']
    read = {key: value for key, value in auth.items() if key != 'endpoint'}
    plugin = cloud.get_auth()
    for key in ('user_domain_id', 'user_domain_name', 'project_domain_id', 'project_domain_name'):
        if read.pop('default_' + key.split('_', 1)[1], None) or hasattr(plugin, key):
            # The plug-in knows the default domain.
            read[key] = getattr(plugin, key)
    for key in ('default_domain_id', 'default_domain_name'):
        read.pop(key, None)
    verify, cert = cloud.get_requests_verify_args()
    read['auth_type'] = cloud.config['auth_type']
    read['region_name'] = cloud.get_region_name('message')
    read['interface'] = service_catalog.ServiceCatalogV3.normalize_interface(cloud.get_interface('message'))
    read['endpoint'] = cloud.get_endpoint('message') or auth.get('endpoint')
    read['verify'] = bool(verify)
    read['cacert'] = verify if isinstance(verify, str) else None
    read['cert'], read['key'] = cert if isinstance(cert, tuple) else (cert, None)
    return {key: str(value) for key, value in read.items() if value not in (None, '')}


def read(case):
    """Reads one cloud, with all that openstacksdk finds out when it is imported found out anew."""
    os.environ.clear()
    os.environ.update(case['variables'], HOME=os.path.join(case['root'], 'home'))
    os.chdir(os.path.join(case['root'], 'here'))
    module = importlib.reload(loader)
    config = module.OpenStackConfig(
        config_files=files_of(case['root'], module.CONFIG_FILES),
        secure_files=files_of(case['root'], module.SECURE_FILES),
        vendor_files=files_of(case['root'], module.VENDOR_FILES))
    return flat(config.get_one(cloud=case['cloud'], region_name=case['region']))


def main():
    warnings.simplefilter('ignore')
    for line in sys.stdin:
        try:
            answer = read(json.loads(line))
        except Exception as error:  # whatever it is, openstacksdk does not read the case
            answer = {'error': str(error)}
        print(json.dumps(answer), flush=True)


main()
