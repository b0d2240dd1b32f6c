import { type Note, note } from '../../base/finding.ts';
import { canonical } from '../../interpret/paths.ts';
import { type Advice, flatten, textAt, type View } from './view.ts';

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
  const used = new Set([...trails, ...(own ? [own] : [])].map(canonical));
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
  const codesOf = (action: string): ReadonlyMap<number, Note['span']> =>
    new Map(
      flatten(input.actions.get(action)?.steps ?? [])
        .flatMap(step =>
          (step.kind === 'exit' || step.kind === 'return') && step.code !== undefined
            ? [[step.span.start, step] as const]
            : [],
        )
        .map(([, step]) => [step.code ?? 0, step.span] as const),
    );
  const shared = new Set(
    flatten(input.actions.get('start')?.steps ?? []).flatMap(step =>
      step.kind === 'exit' || step.kind === 'return' ? [step.span.start] : [],
    ),
  );
  const own = [...codesOf('status')].filter(
    ([code, span]) => ![0, 3, 4].includes(code) && span !== undefined && !shared.has(span.start),
  );
  const [first] = own;
  if (!first) return [];
  const codes = [...new Set(own.map(([code]) => code))].sort((a, b) => a - b);
  return [note('SV216', first[1], { codes: codes.join(', ') })];
}

const LEGACY = '/usr/libexec/initscripts/legacy-actions/';

/** Custom actions are files now; where `service` looks for them, the old script would hide them. */
function legacy({ input, draft }: View): readonly Note[] {
  const actions = draft.files.filter(file => file.kind === 'action');
  const found = actions.filter(file => file.path.startsWith(LEGACY));
  const notes = actions
    .filter(file => !found.includes(file))
    .map(file => note('SV508', file.evidence[0], { action: file.path.replace(/^.*\//, ''), path: file.path }));
  const names = found.map(file => file.path.replace(/^.*\//, '')).join(', ');
  return found.length === 0
    ? notes
    : [...notes, note('SV507', found[0]?.evidence[0], { path: `/etc/init.d/${input.name}`, actions: names })];
}
