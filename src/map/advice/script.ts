import { type Note, note } from '../../base/finding.ts';
import type { Span } from '../../base/span.ts';
import { canonical } from '../../interpret/paths.ts';
import type { Step } from '../../model/behaviour.ts';
import { type Advice, textAt, type View } from './view.ts';

/** What the script's first line, its comments and its other actions say. */
export const scriptAdvice: Advice = view => [
  ...shebang(view),
  ...pidFiles(view),
  ...kills(view),
  ...cleanUps(view),
  ...status(view),
  ...legacy(view),
];

const SHELLS = /^(?:sh|bash|dash|ash|ksh|ksh93|mksh|zsh|busybox|env|init-d-script|startpar|openrc-run)$/;

function shebang({ input }: View): readonly Note[] {
  const line = input.source.text.split('\n', 1)[0]?.trimEnd() ?? '';
  const program = /^#!\s*(\S*)/.exec(line)?.[1];
  const name = program?.slice(program.lastIndexOf('/') + 1) ?? '';
  const reason =
    program === undefined
      ? 'it names no interpreter'
      : !program.startsWith('/')
        ? 'the path of the interpreter is not absolute'
        : SHELLS.test(name)
          ? undefined
          : `${name} is no shell that is known here`;
  return reason === undefined
    ? []
    : [note('SV115', input.source.lines.span(0, line.length), { shebang: line, reason })];
}

/** A `pidfile:` comment that names another file than the code uses. */
function pidFiles({ input, started, draft }: View): readonly Note[] {
  const trails = ['start', 'stop'].flatMap(action => [...(input.actions.get(action)?.trail.pidFiles ?? [])]);
  const own = draft.directives.find(directive => directive.name === 'PIDFile')?.value;
  const used = new Set([...trails, ...(own ? [own] : [])].filter(path => path.startsWith('/')).map(canonical));
  const [first] = used;
  if (first === undefined || !started.main) return [];
  return input.header.pidFiles
    .filter(({ value }) => value.startsWith('/') && !used.has(canonical(value)))
    .map(({ value, span }) => note('SV231', span, { header: value, used: own ?? first }));
}

function kills({ input, stop }: View): readonly Note[] {
  const first = stop.items.find(item => item.effect.kind === 'signal')?.effect;
  if (first?.kind !== 'signal' || first.schedule.steps[0]?.signal !== 'KILL') return [];
  return [note('SV227', first.span, { command: input.source.text.slice(first.span.start, first.span.end) })];
}

/** What follows the kill in a helper runs after every end of the service. */
function cleanUps({ input, draft }: View): readonly Note[] {
  return draft.directives
    .filter(directive => directive.name === 'ExecStopPost' && directive.value.includes('/sysv2systemd/'))
    .flatMap(({ evidence: [span] }) => (span ? [note('SV228', span, { statement: textAt(input, span) })] : []));
}

/** Numbers that only the status action of this script gives; 0, 3 and 4 are systemctl's too. */
function status({ input }: View): readonly Note[] {
  const exits = exitsOf(input.actions.get('status')?.steps ?? [], false);
  const shared = new Set(exitsOf(input.actions.get('start')?.steps ?? [], false).map(one => one.span.start));
  // A failing command's own number is not known here: `exit $?`, `RETVAL=$?; exit $RETVAL`.
  const own = exits.filter(
    ({ code, span }) =>
      ![0, 3, 4].includes(code) && !shared.has(span.start) && /^(?:exit|return)\s+\d/.test(textAt(input, span)),
  );
  const codes = [...new Set(own.map(({ code }) => code))].sort((a, b) => a - b);
  return codes.length === 0 ? [] : [note('SV216', own[0]?.span, { codes: codes.join(', ') })];
}

/** Known codes with which an action ends. `returns`: a `return` is the last word, since nothing follows its function. */
function exitsOf(steps: readonly Step[], returns: boolean): readonly { readonly code: number; readonly span: Span }[] {
  return steps.flatMap((step, i) => {
    const next = steps[i + 1];
    switch (step.kind) {
      case 'exit':
        return step.code === undefined ? [] : [{ code: step.code, span: step.span }];
      case 'return':
        return !returns || step.code === undefined ? [] : [{ code: step.code, span: step.span }];
      case 'branch':
        return [...exitsOf(step.then, returns), ...exitsOf(step.otherwise, returns)];
      case 'call':
        return exitsOf(step.body, next === undefined || (next.kind === 'exit' && next.code === undefined));
      case 'loop':
        return exitsOf(step.body, returns);
      case 'pipe':
      case 'effect':
        return [];
    }
  });
}

const LEGACY = '/usr/libexec/initscripts/legacy-actions/';

/** Custom actions are files now; where `service` looks for them, the old script would hide them. */
function legacy({ input, draft }: View): readonly Note[] {
  // No command of service ever called a status that is kept (SV246).
  const actions = draft.files.filter(({ kind, path }) => kind === 'action' && !path.endsWith('/status'));
  const found = actions.filter(file => file.path.startsWith(LEGACY));
  const notes = actions
    .filter(file => !found.includes(file))
    .map(file => note('SV508', file.evidence[0], { action: file.path.replace(/^.*\//, ''), path: file.path }));
  const names = found.map(file => file.path.replace(/^.*\//, '')).join(', ');
  return found.length === 0
    ? notes
    : [...notes, note('SV507', found[0]?.evidence[0], { path: `/etc/init.d/${input.name}`, actions: names })];
}
