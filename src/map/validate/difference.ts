import type { Category } from '../../base/finding.ts';

/** One field in which the unit does not do what the script did. */
export interface Difference {
  readonly field: Category;
  /** Where it is not the start that differs. */
  readonly action?: 'stop' | 'reload';
  readonly script: string;
  readonly unit: string;
}
