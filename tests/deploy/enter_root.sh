#!/usr/bin/env bash
# enter_root.sh ROOT SOURCE COMMAND...: run a command in a Debian root that sees SOURCE at /mnt/src. Mounts go with the
# namespace that this runs in; `alone` before ROOT gives it a network of its own, where any port is free.
set -euo pipefail
if [ "$1" = alone ]; then
    shift
    ip link set lo up
    echo 0 >/proc/sys/net/ipv4/ip_unprivileged_port_start
fi
root=$1 source=$2
shift 2
mount --make-rprivate /
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -t tmpfs tmpfs "$root/run"
mount -t tmpfs tmpfs "$root/tmp"
mkdir -p "$root/mnt/src"
mount --bind "$source" "$root/mnt/src"
# systemctl then only does what it can do without a running systemd, and says what it leaves out.
exec chroot "$root" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
    SYSTEMD_OFFLINE=1 PIP_CERT=/mnt/src/authorities.crt SSL_CERT_FILE=/mnt/src/authorities.crt "$@"
