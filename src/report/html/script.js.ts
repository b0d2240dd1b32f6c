/**
 * What report.html can do with JavaScript on: search, filter, sort, group, links that light up, copy. Everything is
 * read from the page that is there without it. State is kept in the hash, so that a filtered view can be passed on.
 */
export const SCRIPT = String.raw`
'use strict';
(() => {
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const make = (tag, text, attributes = {}) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'];
  const table = document.querySelector('.list');
  const body = table.tBodies[0];

  // One entry for each service; its text is read when somebody searches.
  const services = all('.svc').map(details => ({ details, name: details.querySelector('h3').textContent }));
  for (const row of body.rows) {
    const service = services[Number(row.dataset.s)];
    service.row = row;
    service.cells = [...row.cells].map(cell => cell.textContent);
    service.tier = service.cells[2];
    service.findings = [...(service.details.querySelector('.findings')?.children ?? [])].map(item => {
      const [mark, link, axes] = item.children;
      const [category, confidence] = axes.textContent.split(', ');
      const standing = [...axes.querySelectorAll('b')].map(word => word.textContent);
      return { item, service, category, confidence, standing, severity: mark.textContent, code: link.textContent };
    });
  }
  const findings = services.flatMap(service => service.findings);
  const names = new Map(all('.rule summary').map(({ firstChild: code }) => [code.textContent, code.nextSibling.textContent.trim()]));
  const textOf = service => (service.text ??= service.details.textContent.toLowerCase());
  const findingText = finding => (finding.text ??= finding.item.textContent.toLowerCase());

  // The tools.
  const tools = document.getElementById('tools');
  const controls = {};
  const control = (key, name, element) => {
    const label = make('label', name);
    element.id = 'tool-' + key;
    label.append(element);
    tools.append(label);
    controls[key] = element;
    return element;
  };
  const choice = (key, name, values, none = 'any') => {
    const select = control(key, name, make('select'));
    if (none) select.append(make('option', none, { value: '' }));
    for (const value of values) select.append(make('option', value, { value }));
  };
  const unique = list => [...new Set(list)].sort();
  control('q', 'Search names, scripts, units, findings', make('input', undefined, { type: 'search' }));
  choice('severity', 'Severity', SEVERITIES);
  choice('category', 'Category', unique(findings.map(finding => finding.category)));
  choice('confidence', 'Confidence', unique(findings.map(finding => finding.confidence)));
  const standings = unique(findings.flatMap(finding => finding.standing));
  if (standings.length > 0) choice('standing', 'Standing', standings);
  choice('tier', 'Tier', unique(services.map(service => service.tier)));
  choice('group', 'Findings by', ['rule', 'severity'], 'service');
  const clear = make('button', 'Clear', { type: 'button', class: 'b' });
  const said = make('output', '', { 'aria-live': 'polite' });
  tools.append(clear, said);
  const groups = make('div', undefined, { id: 'groups' });
  table.before(groups);

  // Filter: a service is shown if it has what is looked for, a finding if it is one of those.
  let sorted = { column: 0, down: false };
  const hide = (element, hidden) => {
    if (element.hidden !== hidden) element.hidden = hidden;
  };
  function apply() {
    const q = controls.q.value.trim().toLowerCase();
    const { severity, category, confidence, standing, tier } = Object.fromEntries(Object.entries(controls).map(([key, { value }]) => [key, value]));
    const narrow = severity || category || confidence || standing;
    let shown = 0;
    const hits = [];
    for (const service of services) {
      const found = service.findings.filter(
        finding =>
          (!severity || finding.severity === severity) &&
          (!category || finding.category === category) &&
          (!standing || finding.standing.includes(standing)) &&
          (!confidence || finding.confidence === confidence),
      );
      const visible = (!tier || service.tier === tier) && (!narrow || found.length > 0) && (!q || textOf(service).includes(q));
      hide(service.row, !visible);
      hide(service.details, !visible);
      if (visible) {
        shown += 1;
        const own = new Set(found);
        for (const finding of service.findings) hide(finding.item, !own.has(finding));
        hits.push(...found);
      }
    }
    const matching = q && controls.group.value ? hits.filter(finding => findingText(finding).includes(q) || finding.service.name.toLowerCase().includes(q)) : hits;
    said.textContent = shown + ' of ' + services.length + ' services, ' + matching.length + (matching.length === 1 ? ' finding' : ' findings');
    regroup(matching);
  }

  // Findings by rule or severity: a list of links, made when a group is opened.
  function regroup(list) {
    groups.textContent = '';
    const by = controls.group.value;
    if (!by) return;
    const parts = new Map();
    for (const finding of list) {
      const key = by === 'rule' ? finding.code : finding.severity;
      if (!parts.has(key)) parts.set(key, []);
      parts.get(key).push(finding);
    }
    const order = by === 'rule' ? [...parts.keys()].sort() : SEVERITIES.filter(severity => parts.has(severity));
    for (const key of order) {
      const own = parts.get(key);
      const details = make('details', undefined, { class: 'group' });
      details.append(make('summary', key + (names.has(key) ? ' ' + names.get(key) : '') + ': ' + own.length));
      details.addEventListener('toggle', () => {
        if (!details.open || details.children.length > 1) return;
        const list = make('ul', undefined, { class: 'findings' });
        for (const { item, service } of own) {
          const entry = item.cloneNode(true);
          entry.hidden = false;
          for (const copy of all('button', entry)) copy.remove();
          const link = make('a', service.name, { href: '#' + service.details.querySelector('.body').id });
          entry.prepend(link, ' ');
          list.append(entry);
        }
        details.append(list);
      });
      groups.append(details);
    }
  }

  // Sort by a column; rank is the order of words that have one.
  const rank = value => {
    const at = ['none', 'info', 'low', 'medium', 'high', 'critical'].indexOf(value);
    return at < 0 ? undefined : at;
  };
  function sort(column, down) {
    sorted = { column, down };
    const key = service => {
      const cell = service.row.cells[column];
      const text = cell.dataset.v ?? service.cells[column];
      return rank(text) ?? (/^\d+$/.test(text) ? Number(text) : text);
    };
    const pairs = services.map(service => [key(service), service]);
    pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0) * (down ? -1 : 1));
    body.append(...pairs.map(([, service]) => service.row));
    for (const [at, head] of [...table.tHead.rows[0].cells].entries()) head.setAttribute('aria-sort', at !== column ? 'none' : down ? 'descending' : 'ascending');
  }
  for (const [at, head] of [...table.tHead.rows[0].cells].entries()) {
    const button = make('button', head.textContent, { type: 'button' });
    button.addEventListener('click', () => {
      sort(at, sorted.column === at && !sorted.down);
      save();
    });
    head.replaceChildren(button);
  }

  // State in the hash: "#?q=…". Other hashes are anchors.
  function save() {
    const state = new URLSearchParams();
    for (const [key, { value }] of Object.entries(controls)) if (value) state.set(key, value);
    if (sorted.column !== 0 || sorted.down) state.set('sort', (sorted.down ? '-' : '') + sorted.column);
    const text = state.toString();
    history.replaceState(null, '', text ? '#?' + text : location.pathname + location.search);
  }
  function load() {
    if (location.hash !== '' && !location.hash.startsWith('#?')) return reveal();
    const state = new URLSearchParams(location.hash.slice(2));
    for (const [key, element] of Object.entries(controls)) {
      const value = state.get(key) ?? '';
      element.value = value;
      if (element.value !== value) element.value = '';
    }
    const order = /^(-?)([0-8])$/.exec(state.get('sort') ?? '');
    if (order || sorted.column !== 0 || sorted.down) sort(order ? Number(order[2]) : 0, order?.[1] === '-');
    apply();
  }
  // An anchor in a service that the filter hides shows it again.
  function reveal() {
    const target = document.getElementById(location.hash.slice(1));
    const details = target?.closest('details');
    if (!details) return;
    if (details.hidden) hide(details, false);
    for (let at = details; at; at = at.parentElement?.closest('details')) at.open = true;
    target.scrollIntoView();
  }
  tools.addEventListener('input', () => {
    apply();
    save();
  });
  clear.addEventListener('click', () => {
    for (const element of Object.values(controls)) element.value = '';
    apply();
    save();
    controls.q.focus();
  });
  addEventListener('hashchange', load);

  // Hover or focus lights up the other side.
  let lit = [];
  function light(from) {
    for (const element of lit) element.classList.remove('lit');
    lit = [];
    const line = from?.closest?.('.unit > p[id], .src > li');
    if (!line) return;
    const links = all('a', line).map(link => document.getElementById(link.hash.slice(1)));
    lit = links.filter(target => target && !target.matches('h5'));
    if (lit.length > 0) lit.push(line);
    for (const element of lit) element.classList.add('lit');
  }
  document.addEventListener('mouseover', event => light(event.target));
  document.addEventListener('focusin', event => light(event.target));

  // Copy a command: a button for each when its service is opened.
  document.addEventListener('toggle', event => {
    if (!event.target.open) return;
    for (const command of all('kbd:not(:has(+ button))', event.target)) {
      const button = make('button', 'Copy', { type: 'button', class: 'b' });
      button.addEventListener('click', async () => {
        try {
          await navigator.clipboard.writeText(command.textContent);
          button.textContent = 'Copied';
        } catch {
          getSelection().selectAllChildren(command);
          button.textContent = 'Selected';
        }
      });
      command.after(button);
    }
  }, true);
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = all('details:not([open])');
    for (const details of closed) details.open = true;
  });
  addEventListener('afterprint', () => {
    for (const details of closed) details.open = false;
  });
  load();

  // The text to search is read while nothing else is to do.
  const queue = [...services];
  const idle = window.requestIdleCallback ?? (work => setTimeout(() => work({ timeRemaining: () => 5 }), 20));
  const read = deadline => {
    while (queue.length > 0 && deadline.timeRemaining() > 1) textOf(queue.pop());
    if (queue.length > 0) idle(read);
  };
  idle(read);
})();
`.trim();
