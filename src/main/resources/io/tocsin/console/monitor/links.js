// Links between boards: Grafana's /d/uid?var-x=y as the page's own address, #/monitor/uid?var-x=y.
import { state } from '../app/state.js';
import { filled } from './expression.js';

/** What stands in the address behind #/monitor/. */
export function parse(arg) {
  const [uid, rest = ''] = arg.split('?');
  const values = {};
  for (const [name, value] of new URLSearchParams(rest)) {
    (values[name] ||= []).push(value);
  }
  return { uid, values };
}

/** The address of a board: its uid, and names with lists of values. */
export function address(uid, values) {
  const pairs = Object.entries(values).flatMap(([name, all]) => all.map(value => [name, value]));
  return '#/monitor/' + encodeURIComponent(uid + (pairs.length ? '?' + new URLSearchParams(pairs) : ''));
}

/**
 * A link of a board.
 * @param labels of the series that was pointed at
 * @returns {title, href, outside}; null for what cannot be followed from here
 */
export function linkOf(link, view, labels = {}, raw = '') {
  const own = Object.fromEntries([...Object.entries(labels).map(([label, value]) => ['${__field.labels.' + label + '}', value]),
    ...Object.entries(labels).map(([label, value]) => ['${__data.fields.' + label + '}', value]),
    ...Object.entries(labels).map(([label, value]) => ['${__data.fields["' + label + '"]}', value])]);
  let url = Object.entries(own).reduce((all, [from, to]) => all.replaceAll(from, encodeURIComponent(to)), link.url || '');
  url = url.replaceAll('${__value.raw}', encodeURIComponent(raw));
  // The gateway's own pages are here, whatever address Grafana reaches it by.
  if (url.startsWith('${gateway}/')) {
    return { title: link.title, href: url.slice('${gateway}'.length).replace(/^\/runbook(?=#|$)/, '/runbook?lang=' + state.lang), outside: true };
  }
  url = url.replace(/[&?]?\$\{?__(?:url_time_range|all_variables)\}?/g, '')
    .replace(/\$\{(\w+):queryparam\}/g, (_, name) => (view.picked[name] || ['$__all']).map(value => 'var-' + name + '=' + encodeURIComponent(value)).join('&'));
  url = filled(url, view.variables, { __from: '', __to: '' });
  const found = /^\/?d\/([\w-]+)(?:\/[^?]*)?(?:\?(.*))?$/.exec(url);
  if (!found) {
    return /^https?:/.test(url) ? { title: link.title, href: url, outside: true } : null;
  }
  const { values } = parse(found[1] + '?' + (found[2] || ''));
  const wanted = Object.fromEntries(Object.entries(values).filter(([, all]) => all.some(value => value && !value.startsWith('${'))));
  return { title: link.title, href: address(found[1], { ...view.asked, ...wanted }), outside: false };
}
