/** The generated parts of the documents. Pure: takes the library and the files, gives the new files. */
import { GROUPS } from './constructs.js';
import { picture } from './picture.js';

const code = text => {
  const fence = text.includes('`') ? '``' : '`';
  const pad = fence === '``' ? ' ' : '';
  return `${fence}${pad}${text.replaceAll('|', '\\|')}${pad}${fence}`;
};
const cell = lines =>
  lines.map(line => (line.startsWith('/usr/libexec/') ? `file ${code(line)}` : code(line))).join('<br>');
const pathOf = ({ script }) => `/etc/init.d/${script.includes('relayd') ? 'relayd' : 'acmed'}`;

/** Convert one script from memory. */
export function convertText(api, { path, text, settings = {}, target }) {
  const wanted = api.resolveTarget(target);
  if (!wanted.ok) throw new Error(wanted.error.message);
  const { scripts } = api.discoverScripts(api.memorySource(new Map([[path, text]])), [path]);
  const migration = api.convert({ inputs: scripts, target: wanted.value, settings: file => settings[file] });
  return { migration, service: migration.services[0] };
}

/** What the unit says for a construct, for one target: lines as they stand in the unit file. */
export function unitLines(api, row, target) {
  const { script, show, settings } = row;
  const { service } = convertText(api, {
    path: pathOf(row),
    text: script,
    settings: settings === undefined ? {} : { '/etc/sysconfig/acmed': settings },
    target,
  });
  if (show === 'places') return [];
  const text = service.units.map(unit => api.serializeUnit(unit)).join('\n');
  return [
    ...text.split('\n').filter(line => show.includes(line.split('=')[0])),
    ...(show.includes('files') ? service.files.map(file => file.path) : []),
  ];
}

/** Why a construct needs no line: the reason that the report gives for its statement. */
function reason(api, row) {
  const { service } = convertText(api, { path: pathOf(row), text: row.script, target: 'rhel7' });
  const line = row.script.split('\n').indexOf(row.construct.split('\n')[0]) + 1;
  const found = service.statements.list.find(({ span }) => span.line === line);
  return found?.place === 'noise' ? `nothing (${found.detail})` : '';
}

/** The construct → directive table. */
export function constructTable(api) {
  return GROUPS.flatMap(({ title, rows }) => [
    `### ${title}`,
    '',
    '| in the script | in the unit for RHEL 7 (219) | for Debian 12 (252), where it differs |',
    '|---|---|---|',
    ...rows.map(row => {
      const [old, recent] = ['rhel7', 'debian12'].map(target => cell(unitLines(api, row, target)));
      const first = row.show === 'places' ? reason(api, row) : old;
      if (first === '') throw new Error(`nothing in the unit for: ${row.construct}`);
      return `| ${cell(row.construct.split('\n'))} | ${first} | ${recent === old ? '' : recent} |`;
    }),
    '',
  ])
    .join('\n')
    .trimEnd();
}

/** Put text between `<!-- name:begin -->` and `<!-- name:end -->`. */
export function between(document, name, text) {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`no ${begin} … ${end}`);
  return `${document.slice(0, from + begin.length)}\n${text}\n${document.slice(to)}`;
}

const fenced = (language, text) => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;

/** All generated documents by path; `read` gives the text of a file of the project. */
export function generate(api, read) {
  const script = read('samples/initd/acmed');
  const { service } = convertText(api, {
    path: '/etc/init.d/acmed',
    text: script,
    settings: { '/etc/sysconfig/acmed': read('samples/sysconfig/acmed') },
    target: 'rhel7',
  });
  const files = [
    ...service.units.map(unit => ['ini', `/etc/systemd/system/${unit.name}`, api.serializeUnit(unit)]),
    ...service.files.map(file => ['sh', file.path, file.content]),
  ];
  let readme = read('README.md');
  readme = between(readme, 'before', fenced('sh', script));
  readme = between(
    readme,
    'after',
    files.map(([language, path, text]) => `\`${path}\`:\n\n${fenced(language, text)}`).join('\n\n'),
  );
  return new Map([
    ['README.md', readme],
    ['MIGRATION.md', between(read('MIGRATION.md'), 'constructs', constructTable(api))],
    ['docs/report.svg', picture(report(api, read))],
  ]);
}

/** The report whose picture the README shows. */
function report(api, read) {
  const names = ['acmed', 'orders', 'relayd'];
  const files = new Map(names.map(name => [`samples/initd/${name}`, read(`samples/initd/${name}`)]));
  const settings = {
    '/etc/sysconfig/acmed': read('samples/sysconfig/acmed'),
    '/etc/default/relayd': read('samples/default/relayd'),
  };
  const target = api.resolveTarget('rhel7');
  const source = api.memorySource(new Map([...files].map(([path, text]) => [`/${path}`, text])));
  const inputs = api
    .discoverScripts(
      source,
      [...files.keys()].map(path => `/${path}`),
    )
    .scripts.map(input => ({ ...input, path: input.path.slice(1) }));
  const migration = api.convert({ inputs, target: target.value, settings: file => settings[file] });
  const { version } = JSON.parse(read('package.json'));
  return api.renderMarkdown(api.buildReport(migration, api.planTree(migration), { version }));
}
