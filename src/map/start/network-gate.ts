import { note } from '../../base/finding.ts';
import { asksForNetwork } from '../../interpret/network-switch.ts';
import type { Condition } from '../../model/behaviour.ts';
import { literal } from '../../model/word.ts';
import { directiveAvailable } from '../../unit/availability.ts';
import { execLine } from '../../unit/exec-line.ts';
import { add, type Draft, type MapInput } from '../draft.ts';
import { conjuncts } from '../guards.ts';
import type { Gate } from '../timeline/timeline.ts';

const TEST = '[ -f /etc/sysconfig/network ] && . /etc/sysconfig/network; [ "$NETWORKING" != no ] || exit';

/**
 * `[ "$NETWORKING" = no ] && exit 0` as a line of its own, since EnvironmentFile= would give the daemon everything that
 * is in the file of the network scripts. Before ExecCondition= (243) the line fails a start that the script gave up
 * silently: a test in front of the program would cost the unit its PIDFile=.
 *
 * Gives the tests of the gate that are left; undefined where none of them asks for the network.
 */
export function networkGates(draft: Draft, input: MapInput, gate: Gate): readonly Condition[] | undefined {
  const tests = conjuncts(gate.require);
  if (!tests.some(asksForNetwork)) return undefined;
  const skips = gate.code === 0;
  const condition = skips && directiveAvailable('Service', 'ExecCondition', input.target);
  const line = execLine([literal('/bin/sh'), literal('-c'), literal(`${TEST} ${gate.code || 1}`)], input.target);
  if (!line.ok) return undefined;
  add(draft, 'Service', condition ? 'ExecCondition' : 'ExecStartPre', line.value.text, 'guards', [gate.span]);
  draft.notes.push(note('SV437', gate.span, { kept: skips && !condition ? 'the start fails' : 'nothing is started' }));
  return tests.filter(one => !asksForNetwork(one));
}
