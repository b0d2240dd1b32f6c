import { describe, expect, test } from '@jest/globals';
import { codes, services, unitText } from './harness.ts';

/** Statements that the file of RHEL 6 has. */
const OWN = '#!/bin/bash\nset -m\n. /etc/init.d/functions\ntouch /.autofsck &> /dev/null\n';
const sysinit = (text: string) => services({ '/etc/rc.d/rc.sysinit': text }).get('rc-sysinit');

describe('additions to rc.sysinit', () => {
  test('what Red Hat wrote is set aside, in any layout', () => {
    const service = sysinit(`${OWN}if [ -x /bin/plymouth ]; then\n      /bin/plymouth --sysinit\nfi\n`);
    expect(service).toMatchObject({ tier: 'not-a-service', units: [], statements: { places: { noise: 5, lost: 0 } } });
  });

  test('a command at its end is run early by a unit', () => {
    const service = sysinit(`${OWN}/opt/acme/bin/warm --all\n`);
    expect(unitText(service)).toBe(`[Unit]
Description=Additions to /etc/rc.d/rc.sysinit of the old host
DefaultDependencies=no
Conflicts=shutdown.target
Before=sysinit.target shutdown.target
After=local-fs.target systemd-modules-load.service

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=-/usr/libexec/sysv2systemd/rc-sysinit/start
IgnoreSIGPIPE=no

[Install]
WantedBy=sysinit.target
`);
    expect(service?.files[0]?.content).toBe(
      '#!/bin/bash\n# /etc/rc.d/rc.sysinit, lines 5: it was added to the script of the old boot\n/opt/acme/bin/warm --all\n',
    );
    expect(codes(service)).toEqual(['5: SV539']);
    expect(service?.enabled).toBe(true);
  });

  test.each([
    ['a test around it', 'if [ -d /opt/acme ]; then\n  /opt/acme/bin/warm\nfi\n'],
    ['a list', '[ -x /opt/acme/bin/warm ] && /opt/acme/bin/warm\n'],
    ['a redirection', 'echo 1 > /x\n/opt/acme/bin/warm > /var/log/warm 2>&1\n'],
    ['a variable of its own', 'dir=/opt/acme\n$dir/bin/warm\n'],
    ['a loop over words', 'for one in a b; do\n  /opt/acme/bin/warm $one\ndone\n'],
    ['a function of its own', 'warm() {\n  /opt/acme/bin/warm\n}\nwarm\n'],
    ['a here-document', 'cat >/proc/acme <<EOF\na\nEOF\n'],
    ['what goes on in the background', '/opt/acme/bin/watch &\n/opt/acme/bin/warm &\n'],
    ['a dollar in quotes', "awk '{ print $NF }' /opt/acme/list\n"],
  ])('%s goes with it', (_, text) => {
    const service = sysinit(`${OWN}${text}`);
    expect(service?.statements.places.lost).toBe(0);
    const [last = ''] = text.trimEnd().split('\n').slice(-1);
    expect(service?.files[0]?.content).toContain(last);
    expect(codes(service).map(one => one.slice(-5))).toEqual(['SV539']);
  });

  test.each([
    ['a variable of the file', '/opt/acme/bin/warm $SELINUX_STATE\n', '5: SV250', '$SELINUX_STATE'],
    ['a function of the library', 'action "warm" /opt/acme/bin/warm\n', '5: SV250', 'uses action'],
    [
      'a line inside of code of the boot',
      'if [ -x /bin/plymouth ]; then\n/bin/plymouth --sysinit\n/opt/acme/bin/warm\nfi\n',
      '7: SV250',
      'inside of code of the old boot',
    ],
  ])('%s is lost with its line', (_, text, code, message) => {
    const service = sysinit(`${OWN}${text}`);
    expect(codes(service)).toEqual([code]);
    expect(service?.findings[0]?.message).toContain(message);
    expect(service).toMatchObject({ tier: 'not-a-service', units: [] });
  });

  test('what can be kept is, beside what is lost', () => {
    const service = sysinit(`${OWN}/opt/acme/bin/warm $cmdline\n/opt/acme/bin/other\n`);
    expect(codes(service)).toEqual(['5: SV250', '6: SV539']);
    expect(service?.files[0]?.content).not.toContain('warm');
  });

  test('messages and comments are no additions', () => {
    expect(codes(sysinit(`${OWN}# ticket 4711\necho "Acme host"\n:\n`))).toEqual(['2: SV114']);
  });

  test('the greeting of a rebuild is none', () => {
    const text = 'if [[ "$system_release" =~ "CentOS" ]]; then\necho CentOS\nPRODUCT=$(sed "s/CentOS//" /etc/x)\nfi\n';
    expect(codes(sysinit(`${OWN}${text}`))).toEqual(['2: SV114']);
  });

  test('a syntax error is told with its line', () => {
    expect(codes(sysinit(`${OWN}if true; then\n`)).map(one => one.slice(-5))).toContain('SV140');
  });

  test('a file that has nothing of Red Hat’s is told once, and is no unit', () => {
    const service = sysinit('#!/bin/sh\n/opt/acme/boot\n/opt/acme/mount\n');
    expect(codes(service)).toEqual(['2: SV539']);
    expect(service).toMatchObject({ units: [], statements: { places: { lost: 2 } } });
  });

  test('an empty file is nothing', () => {
    expect(codes(sysinit('#!/bin/sh\n'))).toEqual(['0: SV114']);
  });
});

describe('files of modules', () => {
  const files = (text: string, path = '/etc/sysconfig/modules/acme.modules') =>
    [...services({ [path]: text }).values()][0];

  test.each([
    ['modprobe acme_ko\n', 'acme_ko\n'],
    ['#!/bin/sh\n# c\n/sbin/modprobe acme_ko >/dev/null 2>&1\nexit 0\n', 'acme_ko\n'],
    ['modprobe -q -b a\nmodprobe b\nmodprobe a\n', 'a\nb\n'],
    ['/usr/sbin/modprobe --quiet a-b\n:\n', 'a-b\n'],
  ])('%j is a list of modules', (text, list) => {
    const service = files(text);
    expect(service?.files.map(({ path, content, mode }) => [path, content, mode])).toEqual([
      [
        '/etc/modules-load.d/sysv2systemd-acme.conf',
        `# /etc/sysconfig/modules/acme.modules of the old host\n${list}`,
        0o644,
      ],
    ]);
    expect(service).toMatchObject({ tier: 'not-a-service', units: [], statements: { places: { lost: 0 } } });
    expect(codes(service)).toEqual([]);
  });

  test('parameters are options of modprobe', () => {
    expect(files('modprobe bonding mode=1 miimon=100\n')?.files.at(-1)).toMatchObject({
      path: '/etc/modprobe.d/sysv2systemd-acme.conf',
      content: '# /etc/sysconfig/modules/acme.modules of the old host\noptions bonding mode=1 miimon=100\n',
    });
  });

  test.each([
    ['a test', 'if [ -c /dev/x ]; then\n  modprobe a\nfi\n'],
    ['a test in a list', '[ -c /dev/x ] || modprobe a\n'],
    ['another program', 'modprobe a\necho 1 > /sys/module/a/parameters/b\n'],
    ['a module that is taken out', 'modprobe -r a\n'],
    ['a variable', 'modprobe $MODULE\n'],
    ['a file', 'insmod /opt/acme/acme.ko\n'],
    ['an environment', 'MODPROBE_OPTIONS=-q modprobe a\n'],
    ['no name', 'modprobe -q\n'],
    ['one in the background', 'modprobe a &\nwait\n'],
  ])('%s is a script of the early boot', (_, text) => {
    const service = files(text);
    expect(unitText(service)).toContain('Before=sysinit.target shutdown.target');
    expect(service?.files).toMatchObject([{ kind: 'script', content: `#!/bin/sh\n${text}` }]);
    expect(codes(service)).toEqual(['1: SV505']);
  });

  test('rc.modules is one of them, and what is not executable never ran', () => {
    expect(files('modprobe a\n', '/etc/rc.modules')?.files[0]?.path).toBe('/etc/modules-load.d/sysv2systemd-rc.conf');
    const off = services({ '/etc/rc.modules': { content: 'modprobe a\n', executable: false } }).get('rc-modules');
    expect(off).toMatchObject({ units: [], files: [] });
  });

  test.each(['.hidden.modules', 'acme.modules.bak', 'README'])('%s is not read', name => {
    expect(files('modprobe a\n', `/etc/sysconfig/modules/${name}`)).toBeUndefined();
  });

  test('a syntax error is told with its line, and the file kept', () => {
    const service = files('modprobe a\nif true; then\n');
    expect(service?.findings.map(({ code }) => code)).toContain('SV140');
    expect(service?.units).toHaveLength(1);
  });
});
