/**
 * Scripts of RHEL 5 and 6 that their distribution replaced in another way than by a daemon's unit of the same name:
 * script, programs that it runs or, with a slash, a file that its text names; the units of the target or `-`; how; and
 * where: `7`, `8` and later, or all.
 *
 * Sources: the matrix of preupgrade-assistant-data (RHEL6_7) with its lists of obsoleted and removed packages;
 * initscripts, rhel6-branch and rhel7-branch. Beyond them: Migration Planning Guide of RHEL 7, 2.8 (cman, rgmanager,
 * ricci, keepalived); what a package says that it obsoletes (anacron: cronie.spec; dhcdbd: NetworkManager.spec; klogd and
 * syslog: rsyslog.spec; portmap: rpcbind.spec); units in the file lists of quota, rdma-core (srpd), ipvsadm and yum
 * (yum-cron) for RHEL 7. A script that no source names is not here, since a wrong line leaves a service without a unit.
 *
 * `same`: a unit of this name. `renamed`: the same program by another unit. `replaced`: another program does it.
 * `dropped`: nothing does it, since nothing needs it.
 */
export const RHEL_CHANGED = `
NetworkManagerDispatcher NetworkManagerDispatcher NetworkManager-dispatcher.service renamed *
abrt-ccpp abrt-install-ccpp-hook abrt-ccpp.service same 7
abrt-oops abrt-dump-oops abrt-oops.service same *
abrt-vmcore abrt-harvest-vmcore abrt-vmcore.service same *
amtu amtu - dropped *
anacron anacron crond.service replaced *
arptables_jf arptables,arptables-restore arptables.service renamed *
arpwatch arpwatch arpwatch.service same *
bgpd bgpd bgpd.service same 7
blk-availability blkdeactivate,/sbin/blkdeactivate,blkdeactivate.sh blk-availability.service same *
bmc-watchdog bmc-watchdog bmc-watchdog.service same *
cachefilesd cachefilesd cachefilesd.service same *
cgconfig cgconfigparser cgconfig.service same 7
cgred cgrulesengd cgred.service same 7
cloud-config cloud-init cloud-config.service same *
cloud-final cloud-init cloud-final.service same *
cloud-init cloud-init cloud-init.service same *
cloud-init-local cloud-init cloud-init-local.service same *
cman cman_tool,fenced,dlm_controld corosync.service,pacemaker.service replaced *
cpuspeed cpuspeed,/etc/sysconfig/cpuspeed cpupower.service,tuned.service replaced *
cyrus-imapd cyrus-master cyrus-imapd.service same *
dhcdbd dhcdbd NetworkManager.service replaced *
dhcrelay6 dhcrelay dhcrelay.service replaced 7
dirsrv ns-slapd,start-dirsrv dirsrv.target renamed *
ebtables ebtables,ebtables-restore,/sbin/ebtables ebtables.service same *
fence_virtd fence_virtd fence_virtd.service same *
firstboot firstboot,/usr/sbin/firstboot initial-setup.service replaced *
haldaemon hald systemd-udevd.service replaced *
hypervfcopyd hypervfcopyd,hv_fcopy_daemon hypervfcopyd.service same *
hypervkvpd hypervkvpd,hv_kvp_daemon hypervkvpd.service same *
hypervvssd hypervvssd,hv_vss_daemon hypervvssd.service same *
ip6tables ip6tables,ip6tables-restore,/etc/sysconfig/ip6tables-config firewalld.service,ip6tables.service replaced *
ipmi /etc/sysconfig/ipmi,ipmi_si ipmi.service same *
iptables iptables,iptables-restore,/etc/sysconfig/iptables-config firewalld.service,iptables.service replaced *
ipvsadm ipvsadm,ipvsadm-restore,/etc/sysconfig/ipvsadm ipvsadm.service same *
iscsi iscsiadm iscsi.service same *
iscsid iscsid,/sbin/iscsid iscsid.service same *
kdump kexec,/sbin/kexec kdump.service same *
keepalived keepalived keepalived.service same *
klogd klogd rsyslog.service replaced *
kprop kpropd kprop.service same *
ksm ksmctl,/sys/kernel/mm/ksm/run ksm.service same *
ksmtuned ksmtuned ksmtuned.service same *
libvirt-guests virsh,/etc/sysconfig/libvirt-guests libvirt-guests.service same *
lm_sensors sensors,sensord lm_sensors.service same *
lvm2-lvmetad lvmetad lvm2-monitor.service replaced 8
lvm2-monitor vgchange lvm2-monitor.service same *
mcelogd mcelog mcelog.service renamed *
mcstrans mcstransd mcstransd.service renamed *
mdmonitor mdadm mdmonitor.service same *
messagebus dbus-daemon dbus.service renamed *
microcode_ctl microcode_ctl microcode.service replaced *
mysqld mysqld_safe mariadb.service renamed *
netconsole modprobe,/etc/sysconfig/netconsole netconsole.service same *
netfs mount,/sbin/mount,/etc/fstab remote-fs.target replaced *
netlabel netlabelctl netlabel.service same *
network /etc/sysconfig/network-scripts NetworkManager.service replaced 8
network /etc/sysconfig/network-scripts network.service same 7
nfs rpc.nfsd,exportfs nfs-server.service renamed *
nfslock rpc.statd,rpc.lockd rpc-statd.service renamed *
ntpd ntpd chronyd.service replaced 8
ntpdate ntpdate chronyd.service replaced 8
ntpdate ntpdate ntpdate.service same 7
ospf6d ospf6d ospf6d.service same 7
ospfd ospfd ospfd.service same 7
pcp pmcd,pmlogger pmcd.service,pmlogger.service replaced *
phc2sys phc2sys phc2sys.service same *
portmap portmap rpcbind.service renamed *
postgresql /usr/bin/postmaster,/usr/bin/postgres,/usr/bin/pg_ctl postgresql.service same *
qemu-ga qemu-ga qemu-guest-agent.service renamed *
quota_nld quota_nld quota_nld.service same *
random /var/lib/random-seed systemd-random-seed.service replaced *
rdma /etc/rdma rdma.service same *
readahead_early readahead - dropped *
readahead_later readahead - dropped *
rgmanager rgmanager pacemaker.service replaced *
ricci ricci pcsd.service replaced *
ripd ripd ripd.service same 7
ripngd ripngd ripngd.service same 7
rpcgssd rpc.gssd,/usr/sbin/rpc.gssd rpc-gssd.service renamed *
rpcidmapd rpc.idmapd nfs-idmapd.service renamed *
saslauthd /usr/sbin/saslauthd saslauthd.service same *
sm-client sendmail sm-client.service same *
srpd srp_daemon srp_daemon.service renamed *
syslog syslogd rsyslog.service renamed *
sysstat sadc,sa1,/usr/lib64/sa/sa1,/usr/lib/sa/sa1 sysstat.service same *
tgtd tgtd target.service replaced *
tomcat6 tomcat6,/usr/share/tomcat6,/usr/sbin/tomcat6 tomcat.service renamed *
udev-post udevadm,/sbin/udevadm systemd-udevd.service replaced *
vncserver vncserver vncserver@.service renamed *
wdaemon wdaemon - dropped *
yum-cron yum-cron,/var/lock/subsys/yum-cron yum-cron.service same 7
zebra zebra zebra.service same 7
`;

/**
 * The same for scripts of Debian 6 to 8, and what Debian 12 has for them. Sources: the units that systemd of Debian 8
 * masks (bootlogs, cryptdisks, fuse, hostname, hwclock, motd, rmnologin, urandom, x11-common); the file lists of the
 * packages of Debian 12, their units, masks (alsa-utils, nfs-common, sudo), rules of udev (hdparm) and tmpfiles.d (sudo);
 * /etc/mtab is a link of systemd's tmpfiles.d.
 */
export const DEBIAN_CHANGED = `
alsa-utils alsactl,amixer alsa-restore.service replaced *
binfmt-support update-binfmts binfmt-support.service same *
bootlogs dmesg,/bin/dmesg systemd-journald.service replaced *
console-setup setupcon,/bin/setupcon console-setup.service same *
cryptdisks /lib/cryptsetup/cryptdisks.functions cryptsetup.target replaced *
cryptdisks-early /lib/cryptsetup/cryptdisks.functions cryptsetup.target replaced *
dbus dbus-daemon dbus.service same *
fuse /sys/fs/fuse/connections sys-fs-fuse-connections.mount replaced *
gdm3 gdm3 gdm.service renamed *
hdparm hdparm,/sbin/hdparm systemd-udevd.service replaced *
hostname hostname,/etc/hostname - dropped *
hwclock hwclock,/sbin/hwclock - dropped *
keyboard-setup setupcon,/bin/setupcon keyboard-setup.service same *
kmod modprobe,/etc/modules systemd-modules-load.service replaced *
lvm2 vgchange,/sbin/lvm lvm2-monitor.service replaced *
minissdpd minissdpd minissdpd.service same *
module-init-tools modprobe,/etc/modules systemd-modules-load.service replaced *
motd /etc/motd - dropped *
motd /run/motd - dropped *
mtab /etc/mtab - dropped *
network-manager NetworkManager NetworkManager.service renamed *
networking ifup,/sbin/ifup networking.service same *
nfs-common rpc.statd,/sbin/rpc.statd rpc-statd.service,nfs-idmapd.service renamed *
nfs-kernel-server rpc.nfsd,/usr/sbin/rpc.nfsd nfs-server.service renamed *
openbsd-inetd inetd inetd.service renamed *
procps sysctl,/sbin/sysctl systemd-sysctl.service replaced *
rmnologin /run/nologin systemd-user-sessions.service replaced *
rmnologin /var/lib/initscripts/nologin systemd-user-sessions.service replaced *
rsyslog rsyslogd rsyslog.service same *
samba smbd,/usr/sbin/smbd smbd.service,nmbd.service renamed *
smartmontools smartd smartmontools.service same *
spamassassin spamd spamd.service renamed *
sudo /var/lib/sudo systemd-tmpfiles-setup.service replaced *
sudo /run/sudo systemd-tmpfiles-setup.service replaced *
udev udevd,/sbin/udevd,/lib/udev/udevd,/lib/systemd/systemd-udevd systemd-udevd.service renamed *
udev-mtab /dev/.udev - dropped *
udev-mtab /run/udev - dropped *
unattended-upgrades /usr/share/unattended-upgrades unattended-upgrades.service same *
urandom /dev/urandom systemd-random-seed.service replaced *
x11-common /tmp/.X11-unix systemd-tmpfiles-setup.service replaced *
`;

/**
 * The same for SUSE 10 and 11 (aaa_base), and what SLES 15 has for them. Sources: the units that systemd of SLES 12 masks
 * for the scripts of its boot (device-mapper, earlysyslog, kbd, ldconfig, loadmodules, localnet, proc, swap), the unit
 * names in lists of enabled services of SLES 12 and 15, and AutoYaST Guide of SLES 15, appendix D (firewalld, chrony).
 */
export const SUSE_CHANGED = `
SuSEfirewall2_init SuSEfirewall2 firewalld.service replaced *
SuSEfirewall2_setup SuSEfirewall2 firewalld.service replaced *
acpid acpid acpid.service same *
alsasound alsactl,/usr/sbin/alsactl alsa-restore.service replaced *
apache2 httpd2,httpd2-prefork,httpd2-worker,/usr/sbin/httpd2-prefork apache2.service same *
atd atd,/usr/sbin/atd atd.service same *
auditd auditd,/sbin/auditd auditd.service same *
autofs automount,/usr/sbin/automount autofs.service same *
avahi-daemon avahi-daemon,/usr/sbin/avahi-daemon avahi-daemon.service same *
boot.apparmor apparmor_parser,/sbin/apparmor_parser,/lib/apparmor apparmor.service renamed *
boot.cgroup /sys/fs/cgroup - dropped *
boot.cleanup /var/run/utmp,/etc/sysconfig/cron systemd-tmpfiles-setup.service replaced *
boot.clock hwclock,/sbin/hwclock,/etc/adjtime - dropped *
boot.crypto cryptsetup,/lib/cryptsetup/boot.crypto.functions,/etc/crypttab,/etc/cryptotab cryptsetup.target replaced *
boot.crypto-early cryptsetup,/lib/cryptsetup/boot.crypto.functions,/etc/crypttab,/etc/cryptotab cryptsetup.target replaced *
boot.device-mapper dmsetup,modprobe,/sbin/dmsetup,/dev/mapper systemd-udevd.service replaced *
boot.dmraid dmraid,/sbin/dmraid dmraid-activation.service replaced *
boot.klog dmesg,/var/log/boot.msg systemd-journald.service replaced *
boot.ldconfig ldconfig,/sbin/ldconfig,/etc/ld.so.conf ldconfig.service replaced *
boot.loadmodules /etc/sysconfig/kernel systemd-modules-load.service replaced *
boot.localfs mount,/etc/fstab local-fs.target replaced *
boot.localnet hostname,/etc/HOSTNAME - dropped *
boot.lvm vgchange,/sbin/vgchange,/etc/lvm lvm2-monitor.service replaced *
boot.md mdadm,/sbin/mdadm mdmonitor.service replaced *
boot.multipath multipath,/sbin/multipath multipathd.service replaced *
boot.proc /etc/sysconfig/sysctl systemd-sysctl.service replaced *
boot.rootfsck fsck,/sbin/fsck,/etc/fstab systemd-fsck-root.service replaced *
boot.swap swapon,/sbin/swapon swap.target replaced *
boot.sysctl sysctl,/sbin/sysctl systemd-sysctl.service replaced *
boot.udev udevd,/sbin/udevd systemd-udevd.service replaced *
boot.udev_retry udevadm,/sbin/udevadm systemd-udev-trigger.service replaced *
cron cron,/usr/sbin/cron cron.service same *
cups cupsd,/usr/sbin/cupsd cups.service same *
dbus dbus-daemon,/bin/dbus-daemon dbus.service same *
earlysyslog /etc/sysconfig/syslog,rsyslogd,syslogd,syslog-ng,/sbin/rsyslogd,/sbin/syslogd rsyslog.service renamed *
gpm gpm,/usr/sbin/gpm gpm.service same *
haveged haveged,/usr/sbin/haveged haveged.service same *
irq_balancer irqbalance irqbalance.service renamed *
kbd /etc/sysconfig/keyboard systemd-vconsole-setup.service replaced *
mcelog mcelog,/usr/sbin/mcelog mcelog.service same *
mdadmd mdadm,/sbin/mdadm mdmonitor.service renamed *
multipathd multipathd,/sbin/multipathd multipathd.service same *
mysql mysqld_safe,/usr/bin/mysqld_safe mariadb.service renamed *
named named,/usr/sbin/named named.service same *
network /etc/sysconfig/network wicked.service replaced *
network-remotefs /etc/sysconfig/network,/etc/fstab remote-fs.target replaced *
nfs mount,/etc/fstab remote-fs.target replaced *
nfsserver rpc.nfsd,/usr/sbin/rpc.nfsd nfs-server.service renamed *
nmb nmbd,/usr/sbin/nmbd nmb.service same *
nscd nscd,/usr/sbin/nscd nscd.service same *
ntp ntpd,/usr/sbin/ntpd chronyd.service replaced *
pcscd pcscd,/usr/sbin/pcscd pcscd.service same *
postfix postfix,master,/usr/sbin/postfix postfix.service same *
purge-kernels purge-kernels,/sbin/purge-kernels purge-kernels.service same *
random /dev/urandom systemd-random-seed.service replaced *
rpcbind rpcbind,/sbin/rpcbind rpcbind.service same *
smb smbd,/usr/sbin/smbd smb.service same *
sshd sshd,/usr/sbin/sshd sshd.service same *
syslog /etc/sysconfig/syslog,rsyslogd,syslogd,syslog-ng,/sbin/rsyslogd,/sbin/syslogd rsyslog.service renamed *
winbind winbindd,/usr/sbin/winbindd winbind.service same *
xdm xdm,/etc/X11/xdm display-manager.service renamed *
ypbind ypbind,/usr/sbin/ypbind ypbind.service same *
`;
