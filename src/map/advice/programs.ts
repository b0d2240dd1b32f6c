import { note } from '../../base/finding.ts';
import { textOf } from '../../model/word.ts';
import { directiveAvailable } from '../../unit/availability.ts';
import { isFollowed } from '../start/service-type.ts';
import { PROGRAMS } from './programs.data.ts';
import { type Advice, baseName, programOf } from './view.ts';

interface Program {
  /** Keeps it in the foreground. */
  readonly flag?: string;
  readonly traits: readonly string[];
}

const KNOWN: ReadonlyMap<string, Program> = new Map(
  PROGRAMS.trim()
    .split('\n')
    .map(line => {
      const [name = '', flag = '-', ...traits] = line.split(' ');
      return [name, { traits, ...(flag !== '-' && { flag: flag.replaceAll('_', ' ') }) }] as const;
    }),
);

/** Actions that look after a service from outside: cron or a cluster calls them. */
const WATCHES =
  /^(?:watch(?:dog)?|monitor|keep-?alive|ensure|cond-?start|check-?(?:and-?)?start|cron(?:start)?|guard)$/;

/** What is known of the program by its name, and what the script tells of its being watched. */
export const programAdvice: Advice = ({ input, started, draft }) => {
  const { main, type } = started;
  if (!main || !isFollowed(type)) return [];
  const { span } = main.effect;
  const program = baseName(programOf(main.effect));
  const known = KNOWN.get(program);
  const notes = [];
  const restarts = draft.directives.some(directive => directive.name === 'Restart');
  const watch = [...input.actions.keys()].find(action => WATCHES.test(action));
  const respawns = known?.traits.includes('respawns') === true;
  if (!restarts && (watch !== undefined || respawns))
    notes.push(
      note('SV420', span, {
        restart: 'on-failure',
        reason: watch !== undefined ? `the action "${watch}"` : `${program} starts its program again`,
      }),
    );
  if (known?.traits.includes('socket')) notes.push(note('SV422', span, { program }));
  if (known?.traits.includes('notify') && type !== 'notify') notes.push(note('SV423', span, { program }));
  const [first = ''] = known?.flag?.split(' ') ?? [];
  if (known?.flag !== undefined && type === 'forking' && !main.effect.argv.some(field => textOf(field) === first))
    notes.push(note('SV425', span, { program, flag: known.flag }));
  const root = main.effect.process.root
    ? textOf(main.effect.process.root)
    : chrootArgument(main.effect.argv.map(textOf));
  if (root !== undefined && root !== '/') {
    const directives = ['ProtectSystem=full', 'PrivateTmp=yes', 'NoNewPrivileges=yes'].filter(directive =>
      directiveAvailable('Service', directive.replace(/=.*/, ''), input.target),
    );
    if (directives.length > 0) notes.push(note('SV421', span, { directives: directives.join(' '), root }));
  }
  return notes;
};

/** `--chroot DIR` or `--chroot=DIR`. */
function chrootArgument(argv: readonly (string | undefined)[]): string | undefined {
  const i = argv.findIndex(text => text !== undefined && /^--?chroot(?:-?dir)?(?:=|$)/.test(text));
  if (i < 0) return undefined;
  return /=(.+)$/.exec(argv[i] ?? '')?.[1] ?? argv[i + 1];
}
