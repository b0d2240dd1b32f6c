/**
 * Daemons by their behaviour, from the units and manual pages of Debian 12: name, the flag that keeps the program in
 * the foreground (`-`: none is known), then `notify` (tells systemd that it is ready), `socket` (takes sockets from
 * systemd) or `respawns` (starts its program again by itself). `_` stands for a blank.
 */
export const PROGRAMS = `
acpid -f socket
anacron -d
apache2 -DFOREGROUND notify
asterisk -f notify
atd -f
automount -f
avahi-daemon - socket
bird -f
certmonger -n
chronyd -n
clamd --foreground=true
collectd -f notify
corosync -f notify
cron -f
crond -n
cupsd -f notify socket
dhcpd -f
dhcrelay -d
dnsmasq -k
docker - notify socket
dockerd - notify socket
dovecot -F notify socket
dropbear -F
fail2ban-server -xf_start
freeradius -f notify
glusterd -N
haproxy -Ws notify
haveged -F
httpd -DFOREGROUND notify
inspircd --nofork
iodined -f
irqbalance --foreground
iscsid -f notify socket
kadmind -nofork
keepalived -n notify
krb5kdc -n
libvirtd - notify socket
lighttpd -D
lircd -n notify socket
lldpd -d notify
mariadbd - notify
mosquitto - notify
monit -I
mpd --no-daemon notify socket
multipathd -d notify socket
munged -F
munin-node --foreground notify
mysqld - notify
mysqld_safe - respawns
named -f notify
ngircd -n
nginx -g_'daemon_off;'
nmbd -F notify
nscd -F
nsd -d notify
nslcd -n
ntpd -n
ocserv -f socket
opendkim -f
opendmarc -f
openvpn - notify
pcscd -f socket
pdns_recursor --daemon=no notify
pdns_server --daemon=no notify
pgbouncer - notify socket
php-fpm --nodaemonize notify
postgres - notify
privoxy --no-daemon
proftpd -n
radiusd -f notify
radvd -n
rasdaemon -f
redis-server --daemonize_no notify
rngd -f
rpc.mountd -F
rpc.statd -F
rpcbind -f notify socket
rspamd -f
rsyslogd -n notify
safe_asterisk - respawns
samba --foreground notify
slapd -d_0 notify
slurmctld -D notify
slurmd -D notify
smartd -n notify
smbd -F notify
snmpd -f notify
snmptrapd -f notify
squid --foreground notify
sshd -D notify socket
sssd -i notify
supervisord -n
syslog-ng -F notify
tgtd -f notify
tinyproxy -d
tor - notify
transmission-daemon -f notify
unbound -d notify
uuidd -F socket
uwsgi - notify socket
varnishd -F
watchdog -F
winbindd -F notify
xinetd -dontfork
zabbix_agentd -f
zabbix_server -f
`;
