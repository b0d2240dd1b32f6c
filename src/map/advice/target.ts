import { type Note, note } from '../../base/finding.ts';
import type { Target } from '../../unit/target.ts';
import { type Advice, execsOf, programOf, type View } from './view.ts';

/** What the target has not, or forbids. */
export const targetAdvice: Advice = view => [...libraries(view), ...homes(view)];

/** Helpers and lines of a shell that source an init library, once for each library. */
function libraries({ input, draft }: View): readonly Note[] {
  const notes = new Map<string, Note>();
  const helpers = draft.files
    .filter(({ kind }) => kind === 'helper' || kind === 'action')
    .map(({ path, content, evidence }) => ({ name: path, text: content, span: evidence[0] }));
  const lines = draft.directives
    .filter(({ name, value }) => name.startsWith('Exec') && /sh -l?c /.test(value))
    .map(({ name, value, evidence }) => ({ name: `${name}=`, text: value, span: evidence[0] }));
  for (const { name, text, span } of [...helpers, ...lines])
    for (const [, library = ''] of text.matchAll(/(?:^|['";&]\s*)[ \t]*(?:\.|source)[ \t]+(\/[^\s;&|'"]+)/gm)) {
      const missing = missingOn(input.target, library);
      if (missing && !notes.has(library))
        notes.set(
          library,
          note('SV235', span, { library, helper: name, ...(missing.from && { package: missing.from }) }),
        );
    }
  return [...notes.values()];
}

/** Does a plain installation lack the library, and which package has it? */
function missingOn({ family, major = 0 }: Target, library: string): { readonly from?: string } | undefined {
  const rhel = /^\/etc\/(?:rc\.d\/)?init\.d\/functions$/.test(library);
  const lsb = library === '/lib/lsb/init-functions';
  const debian = /^\/lib\/init\/(?:vars\.sh|init-d-script)$/.test(library);
  const suse = library === '/etc/rc.status';
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
