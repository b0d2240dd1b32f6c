/** Jobs that the packages initscripts, upstart, plymouth and others of RHEL 6 bring, and what they run. */
const NAMES =
  /^(?:ck-log-system-(?:restart|start|stop)|control-alt-delete|init-system-dbus|kexec-disable|plymouth-shutdown|prefdm|quit-plymouth|rc|rcS|rcS-emergency|rcS-sulogin|readahead|readahead-collector|readahead-disable-services|serial|splash-manager|start-ttys|tty|power-status-changed|tty[1-6]|rc-sysinit|console|console-setup|container-detect|dmesg|failsafe|flush-early-job-log|hostname|hwclock|hwclock-save|module-init-tools|kmod|mountall.*|mounted-.*|mountkernfs|network-interface.*|networking|plymouth.*|procps|setvtrgb|shutdown|startpar-bridge|udev.*|upstart-.*|wait-for-state|cryptdisks.*|passwd|bootmisc\.sh|checkfs\.sh|checkroot.*|resolvconf)$/;

const RUNS =
  /rc\.sysinit|\/rc\.d\/rc\b|\/init\.d\/rc\b|telinit|mingetty|\bgetty\b|agetty|sulogin|plymouth|initctl|prefdm|readahead|ck-log-system|kexec|dbus|shutdown|mountall|udev|hostname|hwclock|dmesg|modprobe|sysctl|setvtrgb|setupcon|ifup|ifdown|\bmount\b|cryptdisks|upstart-|startpar|resolvconf|pwck|grpck|touch|kill -USR1 1\b/;

/** Is it a job of the old boot, which systemd does itself? By its name and by what it runs, never by the name alone. */
export function isBootJob(name: string, text: string): boolean {
  return NAMES.test(name) && RUNS.test(text.replace(/^\s*#.*$/gm, ''));
}
