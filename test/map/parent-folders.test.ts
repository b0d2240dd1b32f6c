import { expect, test } from '@jest/globals';
import { mapService } from '../../src/map/service.ts';
import { checkUnit } from '../../src/unit/check.ts';
import { targetNamed } from '../samples.ts';
import { rhel } from './harness.ts';
import { inputOf } from './mapped.ts';

const START = 'cd /opt/acme/bin/.. && /opt/acme/bin/acmed > /opt/acme/bin/../acme.log 2>&1 &';

function linesFor(target: string) {
  const { directives, confidence, notes } = mapService(
    inputOf(rhel({ start: START, stop: 'killproc acmed' }), { target }),
  );
  const paths = directives.flatMap(({ name, value }) =>
    /Working|Output|Error/.test(name) ? [`${name}=${value}`] : [],
  );
  const unit = { name: 'acmed.service', directives };
  const refused = checkUnit(unit, targetNamed(target));
  return { paths, confidence, refused, told: notes.filter(({ code }) => code === 'SV258').map(({ params }) => params) };
}

test('a path through .. is taken apart where systemd refuses it, and that is told', () => {
  expect(linesFor('debian12')).toEqual({
    paths: [
      'WorkingDirectory=/opt/acme',
      'StandardOutput=truncate:/opt/acme/acme.log',
      'StandardError=truncate:/opt/acme/acme.log',
    ],
    confidence: 'inferred',
    refused: [],
    told: [
      { directive: 'WorkingDirectory=', written: '/opt/acme/bin/..', path: '/opt/acme' },
      { directive: 'StandardOutput=', written: '/opt/acme/bin/../acme.log', path: '/opt/acme/acme.log' },
      { directive: 'StandardError=', written: '/opt/acme/bin/../acme.log', path: '/opt/acme/acme.log' },
    ],
  });
});

test('it stays where systemd reads it', () => {
  const { paths, refused, told } = linesFor('rhel7');
  expect([paths[0], refused, told]).toEqual(['WorkingDirectory=/opt/acme/bin/..', [], []]);
});
