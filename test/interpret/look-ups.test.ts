import { table } from './harness.ts';

/** A start that goes on where the count says that the service does not run; `n` is what the count is compared with. */
const start = (count: string, test: string): string => `n=$(${count}); [ $n ${test} ] && exit 0; acmed`;
const RUNS = ['exec: acmed'] as const;

table('how many processes run: a start finds none', [
  [start('pgrep -f /usr/sbin/acmed | wc -l', '-gt 0'), ...RUNS],
  [start('pgrep acmed | wc -l', '-ne 0'), ...RUNS],
  [start('pgrep acmed | wc -l', '!= 0'), ...RUNS],
  [start('pgrep acmed | wc -l', '-gt 1'), ...RUNS],
  [start('pidof acmed | wc -w', '-ge 1'), ...RUNS],
  [start('ps ax | grep acmed | grep -v grep | wc -l', '-gt 0'), ...RUNS],
  [start('ps ax | grep -c "[a]cmed"', '-gt 0'), ...RUNS],
  ['n=$(pgrep acmed | wc -l); [ 0 -lt $n ] && exit 0; acmed', ...RUNS],
  ['n=$(pgrep acmed | wc -l); [ -n "$n" ] && acmed', ...RUNS],
  ['n() { pgrep acmed | wc -l; }; [ `n` -eq 0 ] && acmed', ...RUNS],
]);

table('what counts itself, or is no count, is left to the run', [
  [
    start('ps ax | grep acmed | wc -l', '-gt 1'),
    'if <<output of $(ps ax | grep acmed | wc -l)> -gt 1>',
    '  exit 0',
    'exec: acmed',
  ],
]);

table(
  'a stop finds some, and how many only the run knows',
  [
    ['n=$(pgrep acmed | wc -l); [ $n -gt 0 ] || exit 0; a', 'exec: a'],
    ['n=$(pgrep acmed | wc -l); [ $n -gt 1 ] && a', 'if <<number of processes named "acmed"> -gt 1>', '  exec: a'],
    ['n=$(pgrep acmed | wc -l); [ $n -lt 4 ] && a', 'if <<number of processes named "acmed"> -lt 4>', '  exec: a'],
    ['n=$(pgrep -f other | wc -l); [ $n -gt 0 ] && a', 'if <<output of $(pgrep -f other | wc -l)> -gt 0>', '  exec: a'],
  ],
  { action: 'stop' },
);
