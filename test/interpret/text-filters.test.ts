import { words } from './harness.ts';

words('known texts through filters', '. /etc/sysconfig/acmed; A=acmed-2', [
  [`$(basename $0 | sed -e 's/^[SK][0-9][0-9]//')`, 'acmed'],
  [`$(echo S85acmed | sed 's/^[SK][0-9][0-9]*//')`, 'acmed'],
  [`$(echo a.b.c | sed -e 's/\\./-/g' -e 's/a/x/')`, 'x-b-c'],
  [`$(echo aab | sed -r 's/a+//')`, 'b'],
  [`$(echo a+b | sed 's/a+/x/')`, 'xb'],
  [`$(echo /opt/acme | sed 's|/opt/||')`, 'acme'],
  ['$(echo ${A}_OPTS | tr a-z A-Z | tr - _)', 'ACMED_2_OPTS'],
  [`$(echo $A | tr '[:lower:]' '[:upper:]')`, 'ACMED-2'],
  ['$(echo $A | tr -d 0-9)', 'acmed-'],
  ['`echo $A | cut -d- -f2`', '2'],
  ['$(echo $A | cut -f1 -d -)', 'acmed'],
  ['$(echo $A | cut -c 2-4)', 'cme'],
  [`$(echo $A | awk -F- '{print $2}')`, '2'],
  [`$(echo "a b  c" | awk '{ print $NF }')`, 'c'],
  // What more than a few rules would have to say is left to the run.
  [`$(echo $A | sed 's/\\(a\\)/\\1/')`, `<output of $(echo $A | sed 's/\\(a\\)/\\1/')>`],
  [`$(echo $A | sed -n '/a/p')`, `<output of $(echo $A | sed -n '/a/p')>`],
  [`$(echo $A | sed 's/a/&&/')`, `<output of $(echo $A | sed 's/a/&&/')>`],
  [`$(echo $A | sed 's/a/b/gp')`, `<output of $(echo $A | sed 's/a/b/gp')>`],
  [`$(echo $A | sed 's/a/b/2')`, `<output of $(echo $A | sed 's/a/b/2')>`],
  ['$(echo $A | grep a)', '<output of $(echo $A | grep a)>'],
  ['$(echo $B | tr a b)', '<output of $(echo $B | tr a b)>'],
  ['$(echo $A | tr a b > /x)'],
]);

words(
  'a filter in any of its places',
  'TR=/usr/bin/tr; [ -x $TR ] || TR=/bin/tr; SED=/usr/bin/sed; [ -x $SED ] || SED=awk',
  [
    ['$(uname -s | $TR "[A-Z]" "[a-z]" | $TR -d " ")', 'linux'],
    ['$(echo a | $SED s/a/b/)', '<output of $(echo a | $SED s/a/b/)>'],
  ],
);
