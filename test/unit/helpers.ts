import type { Field, Part } from '../../src/model/word.ts';
import { resolveTarget, type Target } from '../../src/unit/target.ts';
import type { Directive, Section, Unit } from '../../src/unit/unit.ts';

export function target(name: string): Target {
  const found = resolveTarget(name);
  if (!found.ok) throw new Error(found.error.message);
  return found.value;
}

/** One target for each grammar that differs. */
export const TARGETS = ['rhel7.0', 'rhel7', 'systemd-224', 'sles12', 'sles15', 'rhel8', 'debian11', 'rhel9', 'rhel10'];

export const text = (value: string): Field => ({ parts: value === '' ? [] : [{ kind: 'literal', text: value }] });
export const field = (...parts: readonly Part[]): Field => ({ parts });
export const lit = (value: string): Part => ({ kind: 'literal', text: value });
export const setting = (name: string): Part => ({ kind: 'setting', name });
export const quoted = (name: string): Part => ({ kind: 'setting', name, quoted: true });

export function directive(section: Section, name: string, value: string, comment?: string): Directive {
  const bare: Directive = { section, name, value, evidence: [], confidence: 'proved', by: 'test' };
  return comment === undefined ? bare : { ...bare, comment };
}

/** A service from `Section.Name=value` lines; without a section it is [Service]. */
export function service(...lines: readonly string[]): Unit {
  const directives = lines.map(line => {
    const [, section, name = '', value = ''] = /^(?:(Unit|Install)\.)?([\w-]+)=(.*)$/s.exec(line) ?? [];
    return directive(section === 'Unit' || section === 'Install' ? section : 'Service', name, value);
  });
  return { name: 'x.service', directives };
}
