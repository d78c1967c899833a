// What carriers said against attempts of this node within the last hour; faults of their own first.
import { h } from '../lib/vue.js';
import { t, word } from '../app/i18n.js';
import { Empty, Tag } from '../app/parts.js';
import { state } from '../app/state.js';
import { clock, number } from '../app/time.js';

const SHOWN = 15;

const flat = carriers => carriers.flatMap(carrier => carrier.errors.map(error => ({ carrier: carrier.name, ...error })))
  .sort((a, b) => b.ofCarrier - a.ofCarrier || Date.parse(b.last) - Date.parse(a.last));

const meaning = error => (error.words && (error.words[state.lang] || error.words.en || error.words.zh)) || t('errors.unknown');

const line = error => h('tr', { key: error.carrier + ' ' + error.code }, [h('td', error.carrier), h('td', error.code || '–'),
  h('td', meaning(error)), h('td', h(Tag, { tone: error.ofCarrier ? 'bad' : 'plain' }, () => word('cause', error.cause))),
  h('td', { class: 'num right' }, number(error.count)), h('td', { class: 'num right' }, clock(error.last))]);

export const Errors = ({ carriers }) => {
  const all = flat(carriers);
  return h('section', { class: 'card stack errorlist' }, [h('h2', t('errors.title')), h('p', { class: 'dim' }, t('errors.hint')),
    all.length > 0 && h('table', [h('thead', h('tr', [h('th', t('carrier.name')), h('th', t('errors.code')), h('th', t('errors.meaning')), h('th', t('errors.cause')),
      h('th', { class: 'right' }, t('errors.count')), h('th', { class: 'right' }, t('errors.last'))])), h('tbody', all.slice(0, SHOWN).map(line))]),
    !all.length && h(Empty, () => t('errors.none')),
    all.length > SHOWN && h('p', { class: 'dim' }, t('errors.more', { n: all.length - SHOWN }))]);
};
Errors.props = ['carriers'];
