/** A variable that the unit reads from its environment, and in which directives. */
export interface SettingUse {
  readonly name: string;
  readonly directives: readonly string[];
}

/** Directives in which systemd replaces variables (systemd.service(5), "COMMAND LINES"). */
const COMMANDS = /^Exec(?:Condition|StartPre|Start|StartPost|Reload|Stop|StopPost)$/;

/** Variables that systemd itself sets. */
const OWN = new Set(['MAINPID', 'MANAGERPID', 'SERVICE_RESULT', 'EXIT_CODE', 'EXIT_STATUS']);

/** The settings that the command lines of a unit read. `$$` is a dollar sign. */
export function settingsUsed(
  directives: readonly { readonly name: string; readonly value: string }[],
): readonly SettingUse[] {
  const uses = new Map<string, Set<string>>();
  for (const { name, value } of directives) {
    if (!COMMANDS.test(name)) continue;
    for (const [, braced, plain] of value.matchAll(/\$\$|\$\{([A-Za-z_]\w*)\}|\$([A-Za-z_]\w*)/g)) {
      const setting = braced ?? plain;
      if (setting === undefined || OWN.has(setting)) continue;
      uses.set(setting, (uses.get(setting) ?? new Set()).add(name));
    }
  }
  return [...uses].map(([name, where]) => ({ name, directives: [...where] }));
}
