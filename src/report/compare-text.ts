import type { ChalkInstance } from 'chalk';
import { type ComparedFinding, type Comparison, STATES } from './compare.ts';
import { visibleLine } from './escape.ts';

const MARKS = { new: '+', changed: '~', fixed: '-', unchanged: ' ' } as const;

/** A comparison for a terminal: what differs line by line, what does not as a number; all of it if `verbose`. */
export function renderComparison(comparison: Comparison, chalk: ChalkInstance, verbose = false): string {
  const { services, findings, summary } = comparison;
  const shown = STATES.filter(state => verbose || state !== 'unchanged');
  const lines = [
    ...services.added.map(({ name, tier }) => chalk.yellow(`+ service ${visibleLine(name)}: ${tier}`)),
    ...services.removed.map(({ name, tier }) => chalk.green(`- service ${visibleLine(name)}: ${tier}`)),
    ...services.changed.map(({ name, was, now }) => `~ service ${visibleLine(name)}: ${was}, now ${now}`),
    ...shown.flatMap(state => findings.filter(finding => finding.state === state).map(one => finding(one, chalk))),
    chalk.bold(STATES.map(state => `${summary[state]} ${state}`).join(', ')),
  ];
  return lines.map(line => `${line}\n`).join('');
}

function finding(one: ComparedFinding, chalk: ChalkInstance): string {
  const { state, service, code, severity, message, accepted, at } = one;
  const about = `${MARKS[state]} ${severity} ${code} ${visibleLine(service)}: ${visibleLine(message)}`;
  const text = `${about}${changes(one)}${accepted ? ' (accepted)' : ''}`;
  const where = at === undefined ? '' : chalk.dim(` at ${visibleLine(at)}`);
  if (state === 'new') return `${chalk.red(text)}${where}`;
  return `${state === 'fixed' ? chalk.green(text) : text}${where}`;
}

function changes({ was, severity, category, confidence, effort }: ComparedFinding): string {
  if (!was) return '';
  const pairs = [
    ['severity', was.severity, severity],
    ['category', was.category, category],
    ['confidence', was.confidence, confidence],
    ['effort', was.effort, effort],
  ].filter(([, then, now]) => then !== now);
  return ` (${pairs.map(([axis, then, now]) => `${axis} was ${then}, is ${now}`).join('; ')})`;
}
