import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV405',
  name: 'login-environment',
  severity: 'medium',
  // The unit keeps that shell: nothing differs, but what it gives nobody knows.
  category: 'process',
  effort: { level: 'hour', because: 'what the profile sets has to be found out and tried' },
  params: ['user'],
  what: p => `the daemon was started in a login shell of ${p.user}: its profile set the environment`,
  why: 'The profile of the user (PATH, JAVA_HOME, umask, limits) is not part of the script and can be anything. The unit keeps the login shell, since nothing here tells what is needed of it.',
  todo: p =>
    `List what the daemon needs ("su - ${p.user} -c env"), write it as Environment=, and start the program directly.`,
  command: p => ['su', '-l', '-c', 'env', '--', `${p.user}`],
  examples: [
    { script: initScript({ start: 'su - acme -c "/opt/acme/bin/acmed &"' }), reported: true },
    {
      script: initScript({ start: 'daemon --user acme --pidfile /var/run/acmed.pid /usr/sbin/acmed' }),
      reported: false,
    },
  ],
};

export default rule;
