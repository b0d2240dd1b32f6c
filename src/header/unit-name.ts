/**
 * Name of a unit without its suffix. In: a script's file name. Out: `.sh` at the end dropped, characters that unit
 * names cannot hold as `\xNN` per byte, as systemd-escape writes them (sysv-generator.c sysv_translate_name;
 * systemd unit-name.c do_escape). `@` is escaped too: `x@y.service` would be an instance of a template.
 */
export function unitStem(name: string): string {
  const plain = name.length > 3 && name.endsWith('.sh') ? name.slice(0, -3) : name;
  return [...new TextEncoder().encode(plain)]
    .map((byte, index) => {
      const char = String.fromCharCode(byte);
      const valid = byte < 128 && (/[A-Za-z0-9:_-]/.test(char) || (char === '.' && index > 0));
      return valid ? char : `\\x${byte.toString(16).padStart(2, '0')}`;
    })
    .join('');
}

/** File name of the unit with a name that `unitStem` made; `foo.service` is one already. */
export function unitOfStem(stem: string): string {
  return stem.endsWith('.service') && stem !== '.service' ? stem : `${stem}.service`;
}

/** File name of the unit of a script: `foo.sh` and `foo.service` are `foo.service`. */
export function unitName(name: string): string {
  return unitOfStem(unitStem(name));
}
