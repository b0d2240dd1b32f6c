import { EXIT } from './exit.ts';
import type { ColorMode } from './options.ts';
import { chalks, type Session, usageError } from './session.ts';

interface Options {
  readonly color: ColorMode;
  readonly json?: boolean;
}

/** `explain`: a rule by code or name, or what a directive stands for. */
export async function explain(session: Session, topic: string, options: Options): Promise<number> {
  const { io } = session;
  const [{ findRule }, { findDirective }, { RULES }, { since }, render] = await Promise.all([
    import('../rules/render.ts'),
    import('../rules/directive-sources.ts'),
    import('../rules/index.ts'),
    import('../unit/availability.ts'),
    import('../report/explain.ts'),
  ]);
  const { out } = await chalks(session, options.color);
  const rule = findRule(topic);
  const directive = findDirective(topic);
  if (rule) io.stdout.write(render.renderRule(rule, out));
  else if (directive) {
    const speaks = RULES.filter(({ what, todo, why }) =>
      `${what({})} ${todo({})} ${why}`.includes(`${directive.name}=`),
    );
    io.stdout.write(render.renderDirective(directive, since(directive.name), speaks, out));
  } else return usageError(io, `${topic} is neither a rule nor a directive that units get; see: sysv2systemd rules`);
  return EXIT.ok;
}

/** `rules`: the whole catalogue. */
export async function rules({ io }: Session, { json }: Options): Promise<number> {
  const [{ RULES }, { renderRules }] = await Promise.all([import('../rules/index.ts'), import('../report/explain.ts')]);
  const list = RULES.map(({ code, name, severity, category, effort, why }) => ({
    code,
    name,
    severity,
    category,
    effort: effort.level,
    why,
  }));
  io.stdout.write(json ? `${JSON.stringify(list, undefined, 2)}\n` : renderRules(RULES));
  return EXIT.ok;
}
