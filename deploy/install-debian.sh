#!/usr/bin/env bash
# Puts hustings online on a Debian 12 machine. Run it as root; run it again to bring in a new version or another
# address: what is there already stays.
#
#   ./install-debian.sh --domain hustings.example.org       a domain that points here; public certificates
#   ./install-debian.sh --office 192.168.1.10               no domain; an authority of your own, for your own phones
#
#   --wheel FILE     the wheel to install (default: the newest in ../dist)
#   --by "NAME"      who runs this server and answers for its data, shown on each page
#   --no-start       lay everything out and start nothing
set -euo pipefail
umask 022

here=$(cd "$(dirname "$0")" && pwd)
domain='' office='' wheel='' by='' start=yes
say() { printf '\n== %s\n' "$*"; }
stop() { printf 'install-debian.sh: %s\n' "$*" >&2; exit 2; }

while [ $# -gt 0 ]; do
    case $1 in
        --domain) domain=${2:?--domain needs a name}; shift 2 ;;
        --office) office=${2:?--office needs an address}; shift 2 ;;
        --wheel) wheel=${2:?--wheel needs a file}; shift 2 ;;
        --by) by=${2:?--by needs a name}; shift 2 ;;
        --no-start) start=no; shift ;;
        -h | --help) sed -n '2,12s/^# \{0,1\}//p' "$0"; exit 0 ;;
        *) stop "$1 is not known; --help says what is" ;;
    esac
done

[ "$(id -u)" = 0 ] || stop "run it as root: sudo $0 ..."
[ -z "$domain" ] || [ -z "$office" ] || stop "give --domain or --office, not both"
site=${domain:-$office}
[ -n "$site" ] || stop "give --domain NAME or --office ADDRESS; --help explains"
# The name goes into files that others read: nothing but a name or an address may be in it.
[[ $site =~ ^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$ ]] || stop "$site is no name or address; leave https:// away"
[[ $by =~ ^[^\"\\\$\`]*$ ]] || stop "--by: leave quotation marks, \\, \$ and \` out"
. /etc/os-release
[ "${ID:-}" = debian ] && [ "${VERSION_ID:-0}" -ge 12 ] || stop "this needs Debian 12 or later; here is ${PRETTY_NAME:-something else}"
if [ -z "$wheel" ]; then
    wheel=$(ls -t "$here"/../dist/hustings-*.whl 2>/dev/null | head -n 1 || true)
fi
[ -f "$wheel" ] || stop "no wheel: say --wheel FILE, or make one with: make wheel"
wheel=$(readlink -f "$wheel")
for lock in uv run; do
    [ -f "$here/../requirements/$lock.txt" ] || stop "requirements/$lock.txt is missing: keep deploy/ beside requirements/, as they came"
done

say "Debian's packages: Caddy, Python"
export DEBIAN_FRONTEND=noninteractive
packages=(caddy ca-certificates python3 python3-venv systemd util-linux)
installed=$(dpkg-query -W -f='${Status}\n' "${packages[@]}" 2>/dev/null | grep -c '^install ok installed$' || true)
if [ "$installed" != ${#packages[@]} ]; then
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
fi

say "A user of its own: hustings"
id hustings >/dev/null 2>&1 || useradd --system --user-group --home-dir /var/lib/hustings --shell /usr/sbin/nologin hustings
install -d -m 0700 -o hustings -g hustings /var/lib/hustings /var/lib/hustings/tmp
install -d -m 0755 /opt/hustings /opt/hustings/versions
install -d -m 0750 -o root -g hustings /etc/hustings

say "The program, each file checked against the lock"
mark=$(cat "$wheel" "$here/../requirements/run.txt" | sha256sum | cut -c1-16)
place=/opt/hustings/versions/$mark
if [ ! -e "$place/complete" ]; then
    rm -rf "$place" /opt/hustings/uv
    python3 -m venv /opt/hustings/uv
    /opt/hustings/uv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$here/../requirements/uv.txt"
    uv=/opt/hustings/uv/bin/uv
    export UV_PYTHON_DOWNLOADS=never UV_NO_PROGRESS=1 UV_NO_CACHE=1
    $uv venv --quiet --python "$(command -v python3)" "$place"
    $uv pip sync --quiet --python "$place/bin/python" --require-hashes "$here/../requirements/run.txt"
    $uv pip install --quiet --python "$place/bin/python" --no-deps "$wheel"
    touch "$place/complete"
fi
ln -sfn "$place" /opt/hustings/current.new && mv -T /opt/hustings/current.new /opt/hustings/current

say "Settings: /etc/hustings/hustings.env"
settings=/etc/hustings/hustings.env
[ -e "$settings" ] || cat >"$settings" <<'EOF'
# What may stand here: docs/guide/settings.md. After a change: systemctl restart hustings-database
HUSTINGS_HOME=/var/lib/hustings
TMPDIR=/var/lib/hustings/tmp
EOF
# The machine answers to its own address too, so that `hustings check` can ask it.
put() {
    local line="$1=\"$2\""
    grep -q "^$1=" "$settings" || { echo "$line" >>"$settings"; return; }
    sed -i "s|^$1=.*|$(sed 's/[&|\\]/\\&/g' <<<"$line")|" "$settings"
}
put HUSTINGS_HOSTS "$site,localhost,127.0.0.1"
put HUSTINGS_ORIGINS "https://$site"
[ -z "$by" ] || put HUSTINGS_HOSTED_BY "$by"
chown root:hustings "$settings" && chmod 0640 "$settings"

cat >/usr/local/bin/hustings <<'EOF'
#!/bin/sh
# The hustings command with the server's own settings, as its own user. Written by install-debian.sh.
set -eu
if [ "$(id -un)" != hustings ]; then
    [ "$(id -u)" = 0 ] || { echo "Say: sudo hustings $*" >&2; exit 1; }
    exec setpriv --reuid hustings --regid hustings --clear-groups --reset-env -- "$0" "$@"
fi
set -a
. /etc/hustings/hustings.env
[ ! -r /etc/hustings/owner.env ] || . /etc/hustings/owner.env
exec /opt/hustings/current/bin/hustings "$@"
EOF
chmod 0755 /usr/local/bin/hustings

say "Units, and Caddy in front"
for unit in database web worker; do
    install -m 0644 "$here/hustings-$unit.service" /etc/systemd/system/
done
if [ -f /etc/caddy/Caddyfile ] && ! grep -q HUSTINGS_SITE /etc/caddy/Caddyfile && [ ! -e /etc/caddy/Caddyfile.before-hustings ]; then
    cp -p /etc/caddy/Caddyfile /etc/caddy/Caddyfile.before-hustings
fi
install -m 0644 "$here/hustings.caddy" /etc/caddy/hustings.caddy
if [ -n "$domain" ]; then
    install -m 0644 "$here/Caddyfile" /etc/caddy/Caddyfile
    echo "HUSTINGS_SITE=$domain" >/etc/hustings/caddy.env
else
    install -m 0644 "$here/Caddyfile.office" /etc/caddy/Caddyfile
    echo "HUSTINGS_SITE=https://$office" >/etc/hustings/caddy.env
fi
install -d /etc/systemd/system/caddy.service.d
cat >/etc/systemd/system/caddy.service.d/hustings.conf <<'EOF'
[Service]
EnvironmentFile=/etc/hustings/caddy.env
EOF
(set -a && . /etc/hustings/caddy.env && caddy validate --adapter caddyfile --config /etc/caddy/Caddyfile >/dev/null 2>&1) ||
    stop "Caddy does not accept /etc/caddy/Caddyfile; see: caddy validate --adapter caddyfile --config /etc/caddy/Caddyfile"

systemctl daemon-reload
systemctl enable --quiet hustings-database hustings-web hustings-worker caddy
if [ "$start" = yes ]; then
    say "Starting"
    systemctl restart hustings-database hustings-web hustings-worker
    systemctl restart caddy
fi
if [ -n "$office" ]; then
    # This machine trusts its own authority, so that its check does.
    root=/var/lib/caddy/.local/share/caddy/pki/authorities/local/root.crt
    for _ in $(seq 20); do [ -e $root ] || [ "$start" = no ] || sleep 1; done
    [ ! -e $root ] || { install -m 0644 $root /usr/local/share/ca-certificates/hustings-office.crt && update-ca-certificates >/dev/null 2>&1; }
fi

say "Done: https://$site"
cat <<'EOF'
Next, in this order:
  sudo hustings backup-key                 a passphrase for copies; write it down, keep it elsewhere
  sudo hustings campaign create --help     your campaign, and the agent's link
  sudo hustings check --deploy             says what is still wrong
EOF
