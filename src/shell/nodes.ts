import type { ArithmeticCommand, Assignment, Command, CommandArgument, Redirection, TestCommand, Word } from 'unbash';

export type * from 'unbash';
export { forEachChild } from 'unbash';

/** The units of account: simple commands (assignments alone included), `[[ … ]]` and `(( … ))`. */
export type SimpleNode = Command | TestCommand | ArithmeticCommand;

export function isAssignment(argument: CommandArgument | Redirection): argument is Assignment {
  return argument.type === 'Assignment';
}

/** The words of a simple command in order, its name first; assignments among the arguments count as words. */
export function wordsOf(command: Command): readonly (Word | Assignment)[] {
  return command.name ? [command.name, ...command.args] : command.args;
}

/** Assignments that stand before the command word. */
export function prefixAssignments(command: Command): readonly Assignment[] {
  return command.prefix.filter(part => part.type === 'Assignment');
}

/** The literal name of a command, or undefined when it is computed. */
export function literalName(command: Command): string | undefined {
  const name = command.name;
  if (!name) return undefined;
  return name.parts === undefined || name.parts.every(part => part.type === 'Literal') ? name.value : undefined;
}
