/**
 * Units that a release ships for a program: script name, which is the unit's too, and base name of the program. RHEL:
 * the table of RHEL 6 scripts and RHEL 7 units (preupgrade-assistant-data); `*` marks those that RHEL 8 and later have
 * as well. Debian: the units of Debian 12.
 */
export const RHEL_UNITS = `
abrtd abrtd
acpid acpid *
atd atd *
auditd auditd *
autofs automount *
avahi-daemon avahi-daemon *
bluetooth bluetoothd *
certmonger certmonger *
chronyd chronyd *
conman conmand
crond crond *
cups cupsd *
dhcpd dhcpd
dhcpd6 dhcpd
dhcrelay dhcrelay
dirsrv-snmp ldap-agent
dnsmasq dnsmasq *
dovecot dovecot *
edac edac-ctl
fcoe fcoemon
gpm gpm
htcacheclean htcacheclean *
httpd httpd *
ibacm ibacm *
innd innd
ipmievd ipmievd
ipsec pluto
irqbalance irqbalance *
iscsid iscsid *
isnsd isnsd
kadmin kadmind *
krb5kdc krb5kdc *
libvirtd libvirtd *
lldpad lldpad *
lvm2-lvmetad lvmetad
mailman mailmanctl
memcached memcached *
mip6d mip6d
multipathd multipathd *
named named *
NetworkManager NetworkManager *
nmb nmbd *
nscd nscd
nslcd nslcd
ntpd ntpd
numad numad *
oddjobd oddjobd *
openhpid openhpid
opensm opensm *
openwsmand openwsmand
pcscd pcscd *
php-fpm php-fpm *
pkcsslotd pkcsslotd
pmcd pmcd
portreserve portreserve
postfix master *
postfix postfix *
postgresql postgres *
psacct accton *
ptp4l ptp4l *
radiusd radiusd *
radvd radvd *
rdisc rdisc
restorecond restorecond *
rhsmcertd rhsmcertd *
rngd rngd *
rpcbind rpcbind *
rstatd rpc.rstatd
rsyslog rsyslogd *
rusersd rpc.rusersd
rwhod rwhod
saslauthd saslauthd *
sblim-sfcb sfcbd
sendmail sendmail *
slapd slapd
smartd smartd *
smb smbd *
snmpd snmpd *
snmptrapd snmptrapd *
spamassassin spamd *
spice-vdagentd spice-vdagentd *
squid squid *
sshd sshd *
sssd sssd *
stap-server stap-server
svnserve svnserve *
tcsd tcsd
tog-pegasus cimserver
tuned tuned *
unbound unbound *
uuidd uuidd *
vsftpd vsftpd *
winbind winbindd *
wpa_supplicant wpa_supplicant *
xinetd xinetd
ypbind ypbind
yppasswdd rpc.yppasswdd
ypserv ypserv
ypxfrd rpc.ypxfrd
`;

export const DEBIAN_UNITS = `
ModemManager ModemManager
NetworkManager NetworkManager
accounts-daemon accounts-daemon
acpid acpid
amavis amavisd
anacron anacron
apache-htcacheclean htcacheclean
apache2 apache2
apache2 apachectl
apcupsd apcupsd
atd atd
auditd auditd
autofs automount
avahi-daemon avahi-daemon
bacula-director bacula-dir
bacula-fd bacula-fd
bacula-sd bacula-sd
beanstalkd beanstalkd
bird bird
bluetooth bluetoothd
certmonger certmonger
cf-execd cf-execd
cf-serverd cf-serverd
chrony chronyd
clamav-daemon clamd
clamav-freshclam freshclam
collectd collectd
colord colord
conntrackd conntrackd
containerd containerd
corosync corosync
coturn turnserver
courier-authdaemon authdaemond
courier-imap imapd
cron cron
cron crond
ctdb ctdbd
cups cupsd
cyrus-imapd cyrmaster
dbus dbus-daemon
ddclient ddclient
deluged deluged
dhcp-helper dhcp-helper
dlm dlm_controld
dnsdist dnsdist
dnsmasq dnsmasq
docker dockerd
dovecot dovecot
dropbear dropbear
ejabberd ejabberdctl
etcd etcd
fail2ban fail2ban-server
fancontrol fancontrol
fcgiwrap fcgiwrap
firewalld firewalld
freeradius freeradius
freeradius radiusd
frr watchfrr
ganglia-monitor gmond
gdm gdm
gearman-job-server gearmand
glusterd glusterd
gmetad gmetad
gpm gpm
gpsd gpsd
haproxy haproxy
haveged haveged
heartbeat heartbeat
hitch hitch
hostapd hostapd
i2pd i2pd
icinga2 icinga2
inetd inetd
influxdb influxd
inspircd inspircd
iodined iodined
ipmievd ipmievd
ipsec pluto
irqbalance irqbalance
iscsid iscsid
jetty9 jetty.sh
kamailio kamailio
kdump-tools kdump
kea-dhcp4-server kea-dhcp4
keepalived keepalived
knockd knockd
knot knotd
krb5-admin-server kadmind
krb5-kdc krb5kdc
ldirectord ldirectord
libvirtd libvirtd
lightdm lightdm
lighttpd lighttpd
lircd lircd
lldpad lldpad
lldpd lldpd
lxcfs lxcfs
mailman3 mailman
mariadb mariadbd
mcollective mcollectived
mcstrans mcstransd
memcached memcached
minidlna minidlnad
mosquitto mosquitto
mpd mpd
multipathd multipathd
munge munged
munin-node munin-node
nagios-nrpe-server nrpe
named named
nfs-blkmap blkmapd
nfs-idmapd rpc.idmapd
nfs-mountd rpc.mountd
nfs-server rpc.nfsd
nginx nginx
ngircd ngircd
nmbd nmbd
nscd nscd
nsd nsd
ntpsec ntpd
nullmailer nullmailer-send
numad numad
nut-monitor upsmon
nut-server upsd
ocserv ocserv
oddjobd oddjobd
oidentd oidentd
open-vm-tools vmtoolsd
opendkim opendkim
opendmarc opendmarc
openntpd openntpd
opensmtpd smtpd
ovs-vswitchd ovs-vswitchd
ovsdb-server ovsdb-server
pacemaker pacemakerd
pcscd pcscd
pdns pdns_server
pdns-recursor pdns_recursor
pgbouncer pgbouncer
pgpool2 pgpool
php8.2-fpm php-fpm
polkit polkitd
postgrey postgrey
pptpd pptpd
privoxy privoxy
proftpd proftpd
prometheus prometheus
prometheus-node-exporter prometheus-node-exporter
prosody prosody
psad psad
qemu-guest-agent qemu-ga
quotarpc rpc.rquotad
rabbitmq-server rabbitmq-server
radvd radvd
rasdaemon rasdaemon
redis-server redis-server
restorecond restorecond
rngd rngd
rpc-gssd rpc.gssd
rpc-statd rpc.statd
rpc-svcgssd rpc.svcgssd
rpcbind rpcbind
rspamd rspamd
rsyslog rsyslogd
rtkit-daemon rtkit-daemon
samba-ad-dc samba
sanlock sanlock
sbd sbd
ser2net ser2net
slim slim
slurmctld slurmctld
slurmd slurmd
smartmontools smartd
smbd smbd
snmpd snmpd
snmptrapd snmptrapd
spamd spamd
squid squid
ssh sshd
sssd sssd
supervisor supervisord
syslog-ng syslog-ng
tcsd tcsd
tgt tgtd
thermald thermald
tinyproxy tinyproxy
transmission-daemon transmission-daemon
tuned tuned
ulogd2 ulogd
unbound unbound
upower upowerd
uuidd uuidd
varnish varnishd
varnishncsa varnishncsa
virtlockd virtlockd
virtlogd virtlogd
vnstat vnstatd
vsftpd vsftpd
watchdog watchdog
wdmd wdmd
winbind winbindd
wpa_supplicant wpa_supplicant
xdm xdm
xrdp xrdp
yaws yaws
yppasswdd rpc.yppasswdd
ypserv ypserv
zabbix-agent zabbix_agentd
zabbix-server zabbix_server
`;
