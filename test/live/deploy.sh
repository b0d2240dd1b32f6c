#!/bin/bash
# deploy.sh: in the container, apply.sh and rollback.sh on services that run. Each line of the result is a fact.
set -u
on='cron ssh'
failed=0

# is NAME WANTED COMMAND...: does the command print what is wanted?
is() {
  local name=$1 wanted=$2 got
  shift 2
  got=$("$@" 2>&1)
  if [ "$got" = "$wanted" ]; then
    echo "ok: $name"
  else
    printf 'FAILED: %s\n  wanted: %s\n  got:    %s\n' "$name" "$wanted" "$got" | head -n 20
    failed=$((failed + 1))
  fi
}

# Every file and link of the host with a hash, but for logs, and for what systemd itself writes down.
listing() {
  {
    find /etc /usr /opt /var -xdev ! -path '/var/lib/systemd/*' ! -path '/var/log/*' -printf '%p %y %m %u:%g %l\n'
    find /etc /usr /opt /var -xdev ! -path '/var/lib/systemd/*' ! -path '/var/log/*' -type f -exec sha256sum {} +
  } | sort
}

states() { for name in cron ssh rsync atd; do echo "$name $(systemctl is-active $name)"; done; }
from() { for name in $on; do systemctl show -p FragmentPath --value "$name"; done; }

bash /given/prepare.sh /
mkdir -p /run/sshd
systemctl daemon-reload
for name in $on; do systemctl start "$name"; done
cp -a /given/out /root/out
cd /root/out || exit 1
listing > /root/before
states > /root/states-before
generated='/run/systemd/generator.late/cron.service
/run/systemd/generator.late/ssh.service'
is 'before: the wrappers of the generator run' "$generated" from

./apply.sh --dry-run > /dev/null || failed=$((failed + 1))
is 'a dry run changes nothing' '' diff /root/before <(listing)

./apply.sh --start || failed=$((failed + 1))
units='/etc/systemd/system/cron.service
/etc/systemd/system/ssh.service'
is 'after: the new units' "$units" from
for name in $on; do
  is "$name is on" enabled systemctl is-enabled "$name.service"
  is "$name runs" active systemctl is-active "$name.service"
  # Not MainPID: of a program that forks and has no pid file, systemd must not guess it.
  read -r first < "/sys/fs/cgroup$(systemctl show -p ControlGroup --value "$name.service")/cgroup.procs"
  is "systemd watches the process of $name" "/usr/sbin/${name/ssh/sshd}" readlink "/proc/$first/exe"
done
is 'atd stays off' disabled systemctl is-enabled atd.service
is 'atd does not run' inactive systemctl is-active atd.service
is 'one cron' 1 pgrep -c -x cron
is 'no links of the old scripts' '' find /etc/rc0.d /etc/rc1.d /etc/rc2.d /etc/rc3.d /etc/rc4.d /etc/rc5.d /etc/rc6.d \
  -name '[SK]??cron' -o -name '[SK]??ssh' -o -name '[SK]??atd' -o -name '[SK]??rsync'
is 'preset agrees' '' systemctl preset --root=/ cron.service ssh.service atd.service
is 'a second run' 'Nothing to do.' ./apply.sh --start

/var/lib/sysv2systemd/rollback.sh || failed=$((failed + 1))
is 'rolled back: every byte and link' '' diff /root/before <(listing)
is 'rolled back: what ran runs' '' diff /root/states-before <(states)
is 'rolled back: the wrappers again' "$generated" from

# A failure of each call of systemctl that changes anything.
mkdir /root/faults
cat > /root/faults/systemctl <<'END'
#!/bin/sh
case $1 in start | stop | daemon-reload) ;; *) exec /bin/systemctl "$@" ;; esac
read -r count < /root/faults/count
count=$((count + 1))
echo "$count" > /root/faults/count
[ "$count" != "$AT" ] || exit 1
exec /bin/systemctl "$@"
END
chmod +x /root/faults/systemctl
export AT=0
try() { echo 0 > /root/faults/count; PATH=/root/faults:$PATH ./apply.sh --start > /root/log 2>&1; }
try
calls=$(cat /root/faults/count)
/var/lib/sysv2systemd/rollback.sh > /dev/null
for ((AT = 1; AT <= calls; AT++)); do
  try
  is "failure $AT of $calls: taken back" '1 apply.sh: everything is as it was' echo "$? $(tail -n 1 /root/log)"
  is "failure $AT of $calls: every byte and link" '' diff /root/before <(listing)
  is "failure $AT of $calls: what ran runs" '' diff /root/states-before <(states)
done

# A boot brought the new units up: their rollback hands what runs to the old scripts.
./apply.sh > /dev/null || failed=$((failed + 1))
for name in $on; do systemctl restart "$name"; done
is 'without --start: the new units, from the next start on' "$units" from
/var/lib/sysv2systemd/rollback.sh > /dev/null || failed=$((failed + 1))
is 'rolled back later: every byte and link' '' diff /root/before <(listing)
is 'rolled back later: what ran runs' '' diff /root/states-before <(states)
is 'rolled back later: the wrappers again' "$generated" from

# The role does the same.
cd ansible || exit 1
printf '[migrated]\nlocalhost ansible_connection=local ansible_python_interpreter=/usr/bin/python3\n' > /root/inventory
play() { ANSIBLE_LOCALHOST_WARNING=no ansible-playbook -i /root/inventory "$@" > /root/log 2>&1; }
changes() { play "$@"; echo "$? $(sed -n 's/^localhost .*\(changed=[0-9]*\).*/\1/p' /root/log)"; }
is 'role: --check sees a change' '0 changed=1' changes site.yml --check
is 'role: --check changes nothing' '' diff /root/before <(listing | grep -v ' /root')
is 'role: the first run' '0 changed=1' changes site.yml -e sysv2systemd_start=true
is 'role: the new units' "$units" from
is 'role: the second run changes nothing' '0 changed=0' changes site.yml -e sysv2systemd_start=true
is 'role: nor does --check see more to do' '0 changed=0' changes site.yml --check
is 'role: verify' '0 changed=0' changes site.yml --tags verify
is 'role: rollback' '0 changed=1' changes rollback.yml
is 'role: rolled back, every byte and link' '' diff /root/before <(listing)
is 'role: rolled back, what ran runs' '' diff /root/states-before <(states)
is 'role: nothing is left to take back' '0 changed=0' changes rollback.yml
cd ..

# All units in one transaction: systemd itself would break a circle by leaving one of them out.
./apply.sh > /dev/null || failed=$((failed + 1))
printf '[Unit]\nWants=cron.service ssh.service rsync.service atd.service\n' > /run/systemd/system/all.target
systemctl daemon-reload
systemctl start all.target
is 'no circle in a transaction of all' 0 sh -c 'journalctl -b --no-pager | grep -c "ordering cycle"'
is 'systemd-analyze has nothing to say' '' systemd-analyze verify --man=no /etc/systemd/system/{cron,ssh,rsync,atd}.service

echo "$failed failed"
[ "$failed" = 0 ]
