interface Parts {
  /** Comment lines below the first line. */
  readonly header?: string;
  /** Statements before the functions. */
  readonly top?: string;
  readonly start?: string;
  readonly stop?: string;
  readonly restart?: string;
  /** More branches of the `case`. */
  readonly cases?: string;
}

const HEADER = `# chkconfig: 345 85 15
# description: Acme daemon
# pidfile: /var/run/acmed.pid`;

/** A small, complete init script for a rule's example: only the parts that the example is about need be given. */
export function initScript(parts: Parts = {}): string {
  return `#!/bin/sh
${parts.header ?? HEADER}
. /etc/rc.d/init.d/functions
${lines(parts.top, '')}start() {
${lines(parts.start ?? 'daemon --pidfile /var/run/acmed.pid /usr/sbin/acmed', '    ')}}
stop() {
${lines(parts.stop ?? 'killproc -p /var/run/acmed.pid acmed', '    ')}}
case "$1" in
    start) start ;;
    stop) stop ;;
    restart) ${parts.restart ?? 'stop; start'} ;;
    status) status -p /var/run/acmed.pid acmed ;;
${lines(parts.cases, '    ')}    *) echo "Usage: $0 {start|stop|restart|status}"; exit 2 ;;
esac
`;
}

function lines(text: string | undefined, indent: string): string {
  return text === undefined
    ? ''
    : `${text
        .split('\n')
        .map(line => `${indent}${line}\n`)
        .join('')}`;
}
