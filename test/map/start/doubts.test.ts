import { describe, expect, test } from '@jest/globals';
import { converted, rhel } from '../harness.ts';

/** The last lines of the start helper of a script that leaves its program running and looks for it. */
function end(look: string, lines: number): readonly string[] {
  const start = `su - acme -c "acmed &" >>/var/log/acmed 2>&1\nsleep 2\n${look}\nexit $RETVAL`;
  return converted(rhel({ start, stop: 'killproc acmed' }, 'RETVAL=0'))
    .helper('start')
    .slice(-lines);
}

describe('a start that looks for what it has left running', () => {
  test('and ends with an error without it', () => {
    expect(end('if pidof acmed >/dev/null; then success; else failure; RETVAL=1; fi', 3)).toEqual([
      'sleep 2',
      'pidof acmed >/dev/null || RETVAL=1',
      'exit $RETVAL',
    ]);
  });

  test('and for its pid file beside it', () => {
    expect(end('if pidof acmed && [ -f /srv/acme/acmed.pid ]; then success; else RETVAL=1; fi', 6)).toEqual([
      'if pidof acmed && [ -f /srv/acme/acmed.pid ]; then',
      '  :',
      'else',
      '  RETVAL=1',
      'fi',
      'exit $RETVAL',
    ]);
  });

  test('and only says so, goes without the look', () => {
    expect(end('if pidof acmed >/dev/null; then success; else failure; fi', 2)).not.toContain(
      'pidof acmed >/dev/null || RETVAL=1',
    );
    expect(end('if pidof acmed >/dev/null; then success; else failure; fi', 9).join('\n')).not.toContain('pidof');
  });

  test('and asks before whether it runs already: systemd has settled that', () => {
    const { helper } = converted(
      rhel(
        {
          start:
            'pidof acmed && exit 1\nsu - acme -c "acmed &" >>/var/log/acmed 2>&1\nsleep 2\npidof acmed || RETVAL=1\nexit $RETVAL',
          stop: 'killproc acmed',
        },
        'RETVAL=0',
      ),
    );
    expect(helper('start').filter(line => line.includes('pidof'))).toEqual(['pidof acmed || RETVAL=1']);
  });
});
