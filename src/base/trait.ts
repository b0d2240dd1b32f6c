/**
 * What a script or its host has, as far as rules depend on it. A rule that needs what no script of the batch has is
 * reported as not applicable, which is something else than passed.
 */
export const TRAITS = [
  /** An init script: true of everything in a report that does not come from another source. */
  'script',
  /** It stood in inittab, xinetd.conf or another file that is no init script. */
  'other-source',
  /** It became a unit. */
  'unit',
  /** The unit says itself what to run, so that it can be compared with the script. */
  'own-commands',
  'chkconfig-header',
  'lsb-header',
  /** It reads settings files. */
  'settings-file',
  'custom-action',
  /** There is an image of the old host: links, modes, native units. */
  'host-image',
  /** Other scripts were converted with it. */
  'batch',
  /** The target's `service` command knows legacy actions. */
  'legacy-actions',
  'no-legacy-actions',
] as const;
export type Trait = (typeof TRAITS)[number];
