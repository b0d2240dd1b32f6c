import type { Finding } from '../base/finding.ts';
import type { Trait } from '../base/trait.ts';
import { RULES } from '../rules/index.ts';
import { ruleTexts } from '../rules/render.ts';
import { needsOf } from '../rules/rule.ts';
import type { RuleReport } from './document.ts';

/** What of a service the list depends on. */
interface Examined {
  readonly traits?: readonly Trait[];
  readonly findings: readonly Pick<Finding, 'code'>[];
}

/** Every rule, and whether it fired, passed, or had nothing that it could apply to. */
export function ruleReports(services: readonly Examined[]): readonly RuleReport[] {
  const fired = new Map<string, number>();
  for (const { code } of services.flatMap(({ findings }) => findings)) fired.set(code, (fired.get(code) ?? 0) + 1);
  const traits = services.map(service => new Set<Trait>(service.traits ?? ['script']));
  return RULES.map(rule => {
    const number = fired.get(rule.code) ?? 0;
    const services = traits.filter(own => needsOf(rule).every(trait => own.has(trait))).length;
    return {
      code: rule.code,
      name: rule.name,
      severity: rule.severity,
      category: rule.category,
      effort: rule.effort.level,
      status: number > 0 ? 'fired' : services > 0 ? 'passed' : 'not-applicable',
      fired: number,
      services,
      ...ruleTexts(rule),
      because: rule.effort.because,
    };
  });
}
