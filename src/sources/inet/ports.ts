import type { TextFile } from '../../host/text-file.ts';

/** Port of a service by name and protocol; undefined if nobody knows it. */
export type PortTable = (service: string, protocol: string) => string | undefined;

/** Ports assigned by IANA of services that inetd and xinetd packages bring, for an image without /etc/services. */
const WELL_KNOWN: ReadonlyMap<string, string> = new Map(
  'ftp 21,ssh 22,telnet 23,smtp 25,time 37,tftp 69,finger 79,http 80,pop3 110,auth 113,nntp 119,imap 143,pop3s 995,imaps 993,exec 512,login 513,shell 514,printer 515,talk 517,ntalk 518,klogin 543,kshell 544,rsync 873,ftps 990,telnets 992,cvspserver 2401,svn 3690,amanda 10080,echo 7,discard 9,daytime 13,chargen 19,nrpe 5666'
    .split(',')
    .map(pair => {
      const [name = '', port = ''] = pair.split(' ');
      return [name, port] as const;
    }),
);

/** Read /etc/services: `name port/protocol alias …`. */
export function portTable(file: Pick<TextFile, 'text'> | undefined): PortTable {
  const own = new Map<string, string>();
  for (const line of file?.text.split('\n') ?? []) {
    const [name, where = '', ...aliases] = line.replace(/#.*/, '').trim().split(/\s+/);
    const [port, protocol] = where.split('/');
    if (name === undefined || protocol === undefined || !/^\d+$/.test(port ?? '')) continue;
    for (const one of [name, ...aliases]) if (!own.has(`${one}/${protocol}`)) own.set(`${one}/${protocol}`, port ?? '');
  }
  return (service, protocol) =>
    /^\d+$/.test(service) ? service : (own.get(`${service}/${protocol}`) ?? WELL_KNOWN.get(service));
}
