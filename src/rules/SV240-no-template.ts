import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV240',
  name: 'no-template',
  severity: 'medium',
  category: 'process',
  confidence: 'proved',
  effort: { level: 'hour', because: 'a template is written, and each instance tried' },
  params: ['reason'],
  what: p => `no template is made of the loop: ${p.reason}`,
  why: 'A template was asked for (--templates). It is made only where the word of the loop is all that is different between the daemons, since all else would change what is run.',
  todo: () => 'Take the unit as it is, or write a template by hand.',
  examples: [
    {
      script: initScript({
        start: 'mkdir -p /srv/acme\nfor i in a b; do /usr/sbin/acmed --name $i & done',
        stop: 'killall acmed',
      }),
      templates: true,
      reported: true,
    },
    {
      script: initScript({
        start: 'mkdir -p /srv/acme\nfor i in a b; do /usr/sbin/acmed --name $i & done',
        stop: 'killall acmed',
      }),
      reported: false,
    },
  ],
};

export default rule;
