/** Where each directive that the mapping uses comes from, in the words of the old world. Section, name, origin. */
const SOURCES = `
Unit Description|Short-Description of the LSB header, else the description of the chkconfig header
Unit After|Required-Start, Should-Start and X-Start-After; facilities by their targets; a start priority above that of the network
Unit Before|X-Start-Before and X-Stop-After; scripts of run level S and of shutdown
Unit Wants|$network (network-online.target), which must be pulled in to be waited for
Unit Requires|the parts of a script that starts several daemons
Unit PartOf|the parts of a script that starts several daemons
Unit Conflicts|scripts that run at shutdown or in run level 1 only
Unit DefaultDependencies|scripts of run level S, which run before the point that default dependencies wait for
Unit ConditionPathExists|[ -e FILE ] || exit 0
Unit ConditionPathIsDirectory|[ -d FOLDER ] || exit 0
Unit ConditionFileIsExecutable|[ -x PROGRAM ] || exit 0
Unit ConditionFileNotEmpty|[ -s FILE ] || exit 0
Unit ConditionDirectoryNotEmpty|a test on what a folder holds, with exit 0
Unit ConditionPathIsReadWrite|[ -w FILE ] || exit 0
Unit ConditionPathIsSymbolicLink|[ -L FILE ] || exit 0
Unit AssertPathExists|[ -e FILE ] || exit 6
Unit AssertPathIsDirectory|[ -d FOLDER ] || exit 6
Unit AssertFileIsExecutable|[ -x PROGRAM ] || exit 5
Unit AssertFileNotEmpty|[ -s FILE ] || exit 6
Unit StartLimitIntervalSec|init scripts had no limit on starts
Service Type|how the program is started: in the background (simple), it forks (forking), nothing stays (oneshot), it reports (notify)
Service PIDFile|the pid file that the program writes by itself
Service RemainAfterExit|a start that leaves no process behind
Service User|daemon --user, start-stop-daemon --chuid, su, runuser, sudo -u, setuidgid
Service Group|start-stop-daemon --group and --chuid USER:GROUP, sg, newgrp
Service SupplementaryGroups|groups that the script gives beyond those of the user
Service PermissionsStartOnly|commands of root before a daemon with User=, for systemd before 231
Service WorkingDirectory|cd before the start, start-stop-daemon --chdir
Service RootDirectory|chroot, start-stop-daemon --chroot
Service RuntimeDirectory|mkdir /var/run/NAME of the service's own
Service RuntimeDirectoryMode|mkdir -m or chmod on that folder
Service Environment|export, env, assignments before the settings file is read
Service EnvironmentFile|. /etc/sysconfig/NAME, . /etc/default/NAME
Service ExecCondition|a switch in the settings file: [ "$ENABLED" = yes ] || exit 0
Service ExecStartPre|commands before the daemon is started
Service ExecStart|the program that the start action leaves running, with its arguments
Service ExecStartPost|commands after the daemon is started
Service ExecReload|the reload action; force-reload where it only sends a signal
Service ExecStop|commands of the stop action that ask the daemon to end
Service ExecStopPost|commands of the stop action after the daemon has ended
Service Restart|a loop in the script that starts the program again; --restart
Service RestartSec|sleep in that loop
Service KillMode|stop by pid file (process), by name or to the group (control-group), TERM to one and KILL to all (mixed)
Service KillSignal|the first signal that stop sends, if it is not TERM
Service SendSIGKILL|a stop action that never kills by force
Service TimeoutStartSec|init scripts had no limit on the time of a start; a wait for a pid file has the one of the old wrapper units
Service TimeoutStopSec|killproc -d, --retry, the wait before kill -9
Service SuccessExitStatus|the signal of kill -9, by which a stopped program dies; 143, with which the Java VM ends after SIGTERM
Service UMask|umask, start-stop-daemon --umask
Service Nice|nice, start-stop-daemon --nicelevel, daemon +N
Service IOSchedulingClass|ionice -c, start-stop-daemon --iosched
Service IOSchedulingPriority|ionice -n
Service CPUSchedulingPolicy|chrt, start-stop-daemon --procsched
Service CPUSchedulingPriority|chrt
Service CPUAffinity|taskset
Service OOMScoreAdjust|a write to /proc/self/oom_score_adj or oom_adj
Service LimitNOFILE|ulimit -n
Service LimitNPROC|ulimit -u
Service LimitCORE|ulimit -c, DAEMON_COREFILE_LIMIT, and the soft limit that daemon sets
Service LimitMEMLOCK|ulimit -l
Service LimitSTACK|ulimit -s
Service LimitAS|ulimit -v
Service LimitDATA|ulimit -d
Service LimitFSIZE|ulimit -f
Service LimitCPU|ulimit -t
Service LimitRSS|ulimit -m
Service StandardInput|< FILE where the daemon reads it
Service StandardOutput|>> FILE on the daemon, from systemd 240
Service StandardError|2>> FILE on the daemon, from systemd 240
Service IgnoreSIGPIPE|a script leaves SIGPIPE alone, systemd ignores it
Service StartLimitInterval|init scripts had no limit on starts (systemd before 230)
Install WantedBy|the S links, else the run levels of the header
Install Alias|Provides with further names
Install Also|the parts of a script that starts several daemons
`;

/** Where a directive comes from. */
export interface DirectiveSource {
  readonly section: string;
  readonly name: string;
  readonly source: string;
}

/** Every directive that the mapping can write, with the construct of the script that it stands for. */
export const DIRECTIVE_SOURCES: readonly DirectiveSource[] = SOURCES.trim()
  .split('\n')
  .map(line => {
    const at = line.indexOf('|');
    const [section = '', name = ''] = line.slice(0, at).split(' ');
    return { section, name, source: line.slice(at + 1) };
  });

/** Look a directive up by name: `ExecStart`, `execstart=`. */
export function findDirective(name: string): DirectiveSource | undefined {
  const wanted = name.toLowerCase().replace(/=.*$/s, '');
  return DIRECTIVE_SOURCES.find(source => source.name.toLowerCase() === wanted);
}
