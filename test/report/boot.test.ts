import { describe, expect, test } from '@jest/globals';
import { bootOrder } from '../../src/report/boot.ts';

/** `a: After=b, WantedBy=t`: one service a line. */
function order(text: string) {
  const services = text
    .trim()
    .split('\n')
    .map(line => {
      const [name = '', rest = ''] = line.trim().split(': ');
      return {
        name,
        findings: /priority/.test(rest) ? [{ code: 'SV303', message: 'a number' }] : [],
        directives: [...rest.matchAll(/(\w+)=([^,]*)/g)].map(([, key = '', value = '']) => ({
          unit: name,
          section: key === 'WantedBy' ? 'Install' : 'Unit',
          name: key,
          value,
        })),
      };
    });
  const report = bootOrder(services);
  const names = report.nodes.map(({ units }) => units.join('+'));
  return {
    ...report,
    shown: report.edges.map(({ from, to, kind }) => `${names[from]} ${kind} ${names[to]}`),
    steps: report.nodes.map(({ step, kind }, at) => `${step} ${kind} ${names[at]}`),
  };
}

describe('the order of the boot', () => {
  test.each<[string, string, readonly string[]]>([
    ['After= and Before= are one relation', 'a: After=b\nc: Before=b\nb: ', ['c order b', 'b order a']],
    ['what follows from the rest is left out', 'a: \nb: After=a\nc: After=a b', ['a order b', 'b order c']],
    ['a target is reached after what it wants', 'a: WantedBy=m.target', ['a wanted m.target']],
    ['units of one order are one', 'a: After=x.target\nb: After=x.target', ['x.target order a+b']],
    ['the end of the boot is not shown', 'a: Before=shutdown.target', []],
    ['a unit does not wait for itself', 'a: After=a', []],
    ['a circle is marked', 'a: After=b\nb: After=a', ['a cycle b', 'b cycle a']],
    ['what leads into a circle is not', 'a: After=b\nb: After=a c\nc: ', ['c order b', 'a cycle b', 'b cycle a']],
  ])('%s', (_, text, expected) => {
    expect([...order(text).shown].sort()).toEqual([...expected].sort());
  });

  test('counts the steps of the longest way and says what lies outside', () => {
    expect(order('a: After=x.service, WantedBy=m.target\nb: After=a').steps).toEqual([
      '0 outside x.service',
      '1 services a',
      '2 services b',
      '2 target m.target',
    ]);
  });

  test('names what no unit can say', () => {
    expect(order('a: After=b, priority').lost).toEqual([{ service: 'a', code: 'SV303', message: 'a number' }]);
  });
});
