// Everything that has happened to this number: calls, keys, texts and receipts, what reviewers did, earlier cases.
import { h } from '../lib/vue.js';
import { t, word } from '../app/i18n.js';
import { state } from '../app/state.js';
import { clock } from '../app/time.js';
import { called } from './told.js';

/** Entries that say what the line below them says again. */
const QUIET = new Set(['fenced', 'next-step']);

function entries(item) {
  // Why a case was opened stands beside already.
  const known = new Set((item.reasons || []).map(reason => reason.text));
  const of = (item.timeline || []).map(each => ({ at: each.at, kind: 'case.' + each.kind, who: each.by,
    text: known.has(each.text) ? '' : word('clock', each.text), own: true }));
  for (const warning of item.warnings || []) {
    for (const each of warning.timeline || []) {
      if (!QUIET.has(each.kind)) {
        of.push({ at: each.at, kind: 'warning.' + each.kind, who: each.carrier || '', text: called(each.text), words: each.words });
      }
    }
  }
  return of.sort((a, b) => (a.at < b.at ? 1 : -1));
}

const entry = (each, i) => h('li', { key: i, class: [each.own ? 'own' : 'sent', each.kind.replace('.', '-')] }, [
  h('time', { class: 'num' }, clock(each.at)),
  h('b', word('tl', each.kind)),
  h('span', [each.who && h('span', { class: 'dim' }, each.who + ' '), each.text,
    each.words && ' ' + (each.words[state.lang] || each.words.zh)])
]);

const earlier = row => h('li', { key: row.id }, [
  h('time', { class: 'num' }, clock(row.closedAt || row.openedAt)),
  h('b', row.disposition ? row.disposition[state.lang] || row.disposition.zh : word('state', row.state || 'done')),
  h('span', row.fraudType || row.id)
]);

export const History = ({ item }) => {
  const all = entries(item);
  const before = (item.earlier || []);
  return h('div', { class: 'history', tabindex: '0', role: 'region', 'aria-label': t('case.history') }, [
    before.length > 0 && h('section', [h('h2', t('case.earlier', { n: before.length })), h('ul', { class: 'tl' }, before.map(earlier))]),
    h('section', [h('h2', t('case.history')), h('ul', { class: 'tl' }, all.map(entry)),
      !all.length && item.timeline && h('p', { class: 'dim' }, t('case.noHistory'))])
  ]);
};
History.props = ['item'];
