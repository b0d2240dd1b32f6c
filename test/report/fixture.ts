import { type Note, note } from '../../src/base/finding.ts';
import { lineMap } from '../../src/base/span.ts';
import type { Migration, Service } from '../../src/model/service.ts';
import { toFinding } from '../../src/rules/render.ts';

export const SCRIPT = `#!/bin/sh
# chkconfig: 345 85 15
case "$1" in
  start) daemon /usr/sbin/acmed $OPTIONS ;;
  configtest) /usr/sbin/acmed -t ;;
esac
`;

const span = lineMap('/etc/init.d/acmed', SCRIPT).span;
const startSpan = span(SCRIPT.indexOf('daemon'), SCRIPT.indexOf('daemon') + 10);
const testSpan = span(SCRIPT.indexOf('/usr/sbin/acmed -t'), SCRIPT.indexOf(' -t') + 3);

/** A service of one unit with one of everything, changed as a test needs it. */
export function service(change: Partial<Service> = {}, notes: readonly Note[] = []): Service {
  const custom = note('SV201', testSpan, { action: 'configtest', does: 'runs acmed -t', instead: 'the command' });
  return {
    name: 'acmed',
    source: { path: '/etc/init.d/acmed', sha256: 'a'.repeat(64) },
    text: SCRIPT,
    tier: 'native+helper',
    reason: 'custom action',
    disposition: 'deploy',
    confidence: 'inferred',
    units: [
      {
        name: 'acmed.service',
        directives: [
          directive('Unit', 'Description', 'Acme daemon'),
          directive('Service', 'EnvironmentFile', '-/etc/sysconfig/acmed'),
          directive('Service', 'ExecStart', '/usr/sbin/acmed $OPTIONS'),
          directive('Install', 'WantedBy', 'multi-user.target'),
        ],
      },
    ],
    files: [
      {
        path: '/usr/libexec/initscripts/legacy-actions/acmed/configtest',
        mode: 0o755,
        content: '#!/bin/sh\n/usr/sbin/acmed -t\n',
        kind: 'action',
        evidence: [testSpan],
        reason: 'custom action',
      },
    ],
    actions: [
      { name: 'start', kind: 'start', becomes: 'systemctl start acmed', evidence: [startSpan] },
      { name: 'configtest', kind: 'custom', becomes: 'service acmed configtest', evidence: [testSpan] },
    ],
    statements: {
      total: 2,
      places: { noise: 0, directive: 1, guard: 0, helper: 1, lost: 0, unreached: 0, definition: 0 },
      list: [
        { span: startSpan, place: 'directive', detail: 'ExecStart=', actions: ['start'] },
        { span: testSpan, place: 'helper', detail: 'configtest', actions: ['configtest'] },
      ],
    },
    findings: [note('SV410', startSpan), custom, custom, ...notes].map(one => toFinding(one, 'acmed')),
    ...change,
  };

  function directive(section: 'Unit' | 'Service' | 'Install', name: string, value: string) {
    return { section, name, value, evidence: [startSpan], confidence: 'proved', by: 'map/test' } as const;
  }
}

export function migration(...services: readonly Service[]): Migration {
  return { target: { name: 'rhel7', systemd: '219' }, services: services.length > 0 ? services : [service()] };
}
