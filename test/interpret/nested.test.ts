import { table } from './harness.ts';

const functions = '. /etc/rc.d/init.d/functions; . /etc/sysconfig/acmed; ';
const settings = { '/etc/sysconfig/acmed': 'A=1\nB="x y"\n' };

table(
  'text that is read twice keeps the value of a setting between single quotes',
  [
    [
      `${functions} daemon "acmed --a='from $A'"`,
      "exec daemon umask=022 CORE=0: env:PATH=/sbin:/usr/sbin:/bin:/usr/bin: acmed '--a=from ${A^2}'",
    ],
    [
      `${functions} daemon "acmed --a=\\"from $A\\" it\\\\'s $A"`,
      "exec daemon umask=022 CORE=0: env:PATH=/sbin:/usr/sbin:/bin:/usr/bin: acmed '--a=from ${A^2}' it's $A^2",
    ],
  ],
  { settings },
);
