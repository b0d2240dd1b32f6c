import type { Models } from '../call.ts';
import { control } from './control.ts';
import { evaluation } from './evaluation.ts';
import { output } from './output.ts';
import { process } from './process.ts';
import { variables } from './variables.ts';

/** The shell's own commands, by name. */
export const builtins: Models = { ...control, ...evaluation, ...output, ...process, ...variables };
