#!/bin/bash
# Installs, with apt, the Debian packages the integration tests need: Zaqar, Redis, Keystone and what serves them; PyYAML and openstacksdk
# to compare with. Does nothing when all of them are there. No server is started: build/servers/zaqar.sh and keystone.sh run private
# ones. Packages may be named instead: build/install-servers.sh python3-yaml
set -euo pipefail

# python3-redis, the Redis server and gunicorn are not dependencies of Debian's Zaqar. Of Keystone, the library is enough: the
# package keystone would add a service and its configuration.
PACKAGES=(
    curl redis-server python3-gunicorn python3-keystone python3-keystoneclient python3-openstacksdk python3-redis python3-yaml
    python3-zaqar zaqar-server
)
(($# == 0)) || PACKAGES=("$@")
readonly PACKAGES
readonly POLICY=/usr/sbin/policy-rc.d
# Tells our own policy file, also one left behind by a killed run, from the administrator's.
readonly POLICY_MARK='# written by EventSinks build/install-servers.sh'

fail() {
    echo "install-servers: $*" >&2
    exit 1
}

missing_packages() {
    local package
    for package in "${PACKAGES[@]}"; do
        if [[ $(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null) != installed ]]; then
            echo "$package"
        fi
    done
}

as_root() {
    if ((EUID == 0)); then
        env DEBIAN_FRONTEND=noninteractive "$@"
    else
        sudo --non-interactive env DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

# Without a policy, apt would start Redis on its standard port.
forbid_starting_services() {
    if [[ -e $POLICY ]] && ! grep --quiet --fixed-strings "$POLICY_MARK" "$POLICY"; then
        return
    fi
    trap allow_starting_services EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    printf '#!/bin/sh\n%s\nexit 101\n' "$POLICY_MARK" | as_root tee "$POLICY" >/dev/null
    as_root chmod 755 "$POLICY"
}

allow_starting_services() {
    as_root rm --force "$POLICY"
}

apt_get() {
    as_root apt-get --quiet --option DPkg::Lock::Timeout=300 "$@" >>"$log" 2>&1
}

mapfile -t missing < <(missing_packages)
if ((${#missing[@]} == 0)); then
    exit 0
fi
command -v apt-get >/dev/null || fail "these packages are missing, and there is no apt-get to install them: ${missing[*]}"
if ((EUID != 0)); then
    command -v sudo >/dev/null || fail "as root, run: apt-get install --no-install-recommends ${missing[*]}"
    sudo --non-interactive true 2>/dev/null || sudo --validate || fail "sudo is refused; as root, run: apt-get install --no-install-recommends ${missing[*]}"
fi

echo "installing ${missing[*]}"
log=$(mktemp)
forbid_starting_services
apt_get update || { tail --lines=20 "$log" >&2; fail "apt-get update failed (whole output: $log)"; }
apt_get install --yes --no-install-recommends "${missing[@]}" || { tail --lines=40 "$log" >&2; fail "apt-get install failed (whole output: $log)"; }
rm --force "$log"
