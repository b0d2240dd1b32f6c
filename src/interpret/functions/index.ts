import type { Model, Models } from '../call.ts';
import { type Context, noise } from '../context.ts';
import { isCalledTooEarly, librariesIn } from '../init-library.ts';
import type { Library } from '../state.ts';
import { FAILURE } from '../truth.ts';
import { framework } from './init-d-script.ts';
import { lsb } from './lsb.ts';
import { rhel } from './rhel.ts';
import { suse, suseTools } from './suse.ts';

const LIBRARIES: Readonly<Partial<Record<Library, Models>>> = { rhel, lsb, suse };

/** The model of a function that a sourced init library defines. */
export function libraryFunction(ctx: Context, name: string): Model | undefined {
  for (const library of ctx.state.libraries) {
    const models = library === 'init-d-script' ? framework : LIBRARIES[library];
    if (models && Object.hasOwn(models, name)) return models[name];
  }
  return undefined;
}

/** Names that mean the library's functions once it is sourced, whatever they meant before. SUSE's tools are programs. */
export function definedBy(library: Library): readonly string[] {
  return namesOf(library).filter(name => library !== 'suse' || !Object.hasOwn(suseTools, name));
}

/** A function of some system's init library, and none of those that were sourced: `type daemon` asks which one it is. */
export function isOtherSystems(ctx: Context, name: string): boolean {
  const libraries = Object.keys(LIBRARIES) as readonly Library[];
  return (
    ctx.state.libraries.size > 0 &&
    libraryFunction(ctx, name) === undefined &&
    libraries.some(library => definedBy(library).includes(name)) &&
    !Object.hasOwn(suseTools, name)
  );
}

/** Names that a library is needed for; SUSE's programs come with it. */
export function namesOf(library: Library): readonly string[] {
  return Object.keys(LIBRARIES[library] ?? {});
}

/**
 * The model of a function of a library that the script names and that its system does not have: a script for several
 * systems calls it where only the run decides (`$DISTRIB_ID` of /etc/lsb-release).
 */
export function otherSystemsFunction(ctx: Context, name: string): Model | undefined {
  for (const library of librariesIn(ctx.script)) {
    const models = LIBRARIES[library];
    if (!models || !Object.hasOwn(models, name)) continue;
    return definedBy(library).includes(name) && isCalledTooEarly(ctx, library) ? unknownCommand : models[name];
  }
  return undefined;
}

const unknownCommand: Model = ctx => {
  noise(ctx, 'no effect');
  return FAILURE;
};

/** The model of a program that an init library brings, called by its path: `/sbin/startproc`. */
export function libraryProgram(path: string): Model | undefined {
  const name = /^(?:\/usr)?\/sbin\/(\w+)$/.exec(path)?.[1];
  return name !== undefined && Object.hasOwn(suseTools, name) ? suseTools[name] : undefined;
}

/** Names of all functions of libraries that a script can source: a slice that still calls one must source its library. */
export const libraryNames: ReadonlySet<string> = new Set(
  Object.values(LIBRARIES).flatMap(models => Object.keys(models)),
);
