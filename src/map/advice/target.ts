import { type Note, note } from '../../base/finding.ts';
import type { Span } from '../../base/span.ts';
import type { OutputFile } from '../../model/service.ts';
import type { Target } from '../../unit/target.ts';
import type { Draft } from '../draft.ts';
import { type Advice, execsOf, programOf, type View } from './view.ts';

/** What the target has not, or forbids. */
export const targetAdvice: Advice = view => [...libraries(view), ...homes(view)];

/** Helpers, and shell text in the unit, that need an init library or a program of one: once for each. */
function libraries({ input, draft }: View): readonly Note[] {
  const notes = new Map<string, Note>();
  for (const { where, content, span } of shellTexts(draft)) {
    for (const library of librariesIn(content)) {
      const missing = missingOn(input.target, library);
      if (missing && !notes.has(library))
        notes.set(
          library,
          note('SV235', span, { library, helper: where, ...(missing.from && { package: missing.from }) }),
        );
    }
  }
  return [...notes.values()];
}

interface ShellText {
  readonly where: string;
  readonly content: string;
  readonly span?: Span | undefined;
}

function shellTexts(draft: Draft): readonly ShellText[] {
  const files = draft.files
    .filter(file => file.kind === 'helper' || file.kind === 'action')
    .map(file => ({ where: file.path, content: file.content, span: file.evidence[0] }));
  const lines = draft.directives
    .filter(({ name, value }) => name.startsWith('Exec') && /sh -\w*c /.test(value))
    .map(({ name, value, evidence }) => ({ where: `${name}=`, content: value, span: evidence[0] }));
  return [...files, ...lines];
}

/** Files that a shell text sources; where none is a library, programs of the one that has its functions as programs. */
function librariesIn(content: string): readonly string[] {
  const code = content.replace(/^[ \t]*#.*$/gm, '');
  const sourced = [...code.matchAll(/(?<![^\s;&|(){}'"])(?:\.|source)[ \t]+(\/[^\s;&|'"]+)/g)].map(
    ([, file = '']) => file,
  );
  const called = sourced.some(file => /(?:functions|rc\.status)$/.test(file))
    ? []
    : [
        ...code.matchAll(
          /(?<![^\s;&|(){}'"`])(?:\/sbin\/)?(startproc|start_daemon|killproc|checkproc|pidofproc)(?=\s)/g,
        ),
      ];
  // A function of the script may have that name.
  const own = (program: string): boolean => new RegExp(`(?<![\\w-])${program}\\s*\\(\\)`).test(code);
  return [...sourced, ...called.map(([, program = '']) => program).filter(program => !own(program))];
}

/** Does the unit itself need what no package of its target has? Then it does not do there what the script did. */
export function lacksLibrary(notes: readonly Note[], files: readonly OutputFile[]): boolean {
  const actions = new Set(files.filter(file => file.kind === 'action').map(file => file.path));
  return notes.some(({ code, params }) => code === 'SV235' && !params.package && !actions.has(params.helper ?? ''));
}

const SUSE_PROGRAM = /^\w+$/;

/** Does a plain installation lack the library, and which package has it? */
function missingOn({ family, major = 0 }: Target, library: string): { readonly from?: string } | undefined {
  const rhel = /^\/etc\/(?:rc\.d\/)?init\.d\/functions$/.test(library);
  const lsb = library === '/lib/lsb/init-functions';
  const debian = /^\/lib\/init\/(?:vars\.sh|init-d-script)$/.test(library);
  const suse = library === '/etc/rc.status' || SUSE_PROGRAM.test(library);
  switch (family) {
    case 'rhel':
      if (rhel) return major >= 9 ? { from: 'initscripts' } : undefined;
      if (lsb) return major <= 8 ? { from: 'redhat-lsb-core' } : {};
      return debian || suse ? {} : undefined;
    case 'debian':
    case 'ubuntu':
      return rhel || suse ? {} : debian ? { from: 'sysvinit-utils or initscripts' } : undefined;
    case 'suse':
      return rhel || debian ? {} : undefined;
    case 'upstream':
      return undefined;
  }
}

/** SELinux of RHEL: init_t may not execute user_home_t. */
function homes(view: View): readonly Note[] {
  if (view.input.target.family !== 'rhel') return [];
  const found = execsOf(view).find(({ effect }) => /^\/(?:home|root)\/./.test(programOf(effect)));
  return found ? [note('SV428', found.effect.span, { program: programOf(found.effect) })] : [];
}
