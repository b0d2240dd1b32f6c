import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV430',
  name: 'run-folder',
  severity: 'medium',
  category: 'files',
  confidence: 'assumed',
  effort: { level: 'minutes', because: 'owner and mode of one folder are looked up on the old host' },
  identity: ['folder'],
  params: ['folder', 'file', 'owner', 'path'],
  what: p => `nothing makes ${p.folder}, where ${p.file} is: ${p.path} makes it at boot for ${p.owner}`,
  why: 'On the old host /var/run was on the disk and the folder came with the package. /run is empty after each boot, and then the daemon cannot write there.',
  todo: p =>
    `Compare with the old host (ls -ld ${p.folder}): a daemon that changes its user by itself needs that user as the owner.`,
  command: p => ['ls', '-ld', `${p.folder}`],
  examples: [
    {
      script: initScript({
        start: 'daemon --pidfile /var/run/acme/acmed.pid /usr/sbin/acmed -p /var/run/acme/acmed.pid',
      }),
      reported: true,
    },
    {
      script: initScript({
        start:
          'mkdir -p /var/run/acme\ndaemon --pidfile /var/run/acme/acmed.pid /usr/sbin/acmed -p /var/run/acme/acmed.pid',
      }),
      reported: false,
    },
  ],
};

export default rule;
