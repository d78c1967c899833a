// Batches: the list, one of them, or a file on its way in.
import { computed, h } from '../lib/vue.js';
import { t, word } from '../app/i18n.js';
import { Empty, Grade, Tag } from '../app/parts.js';
import { warningOf } from '../app/ids.js';
import { usePoll } from '../app/poll.js';
import { go, route } from '../app/router.js';
import { has } from '../app/state.js';
import { clock, number } from '../app/time.js';
import { One } from './one.js';
import { Upload } from './upload.js';
import { Find } from './find.js';
import { Progress } from './progress.js';
import { Warning } from './warning.js';

export const TONES = { running: 'good', accepting: 'good', paused: 'warn', cancelled: 'bad', done: 'plain' };

const line = batch => h('tr', { key: batch.id }, [
  h('td', [h('a', { href: '#/batches/' + batch.id }, batch.name || batch.id), h('div', { class: 'dim' }, batch.client)]),
  h('td', h(Grade, { grade: batch.grade })),
  h('td', h(Tag, { tone: TONES[batch.state] }, () => word('batch', batch.state))),
  h('td', { class: 'wide' }, h(Progress, { counts: batch.counts })),
  h('td', { class: 'num right' }, number(batch.counts.accepted)),
  h('td', { class: 'num right' }, number(batch.counts.duplicate)),
  h('td', { class: 'num right' }, number(batch.counts.rejected)),
  h('td', { class: 'num right' }, number(batch.counts.flagged)),
  h('td', { class: 'num right' }, batch.eta ? clock(batch.eta) : batch.finished ? clock(batch.finished) : '–')
]);

const List = {
  setup() {
    const page = usePoll(() => '/v1/batches?limit=100', 3000);
    return () => h('main', { class: 'page' }, [
      h('header', { class: 'row' }, [h('h1', { class: 'grow' }, t('page.batches')),
        has('submitter') && h('button', { class: 'primary', onClick: () => go('batches', 'new') }, t('batches.upload'))]),
      h(Find),
      h('div', { class: 'card tablecard', tabindex: '0', role: 'region', 'aria-label': t('page.batches') }, [h('table', [
        h('thead', h('tr', ['name', 'grade', 'state', 'progress'].map(each => h('th', t('batches.' + each)))
          .concat(['accepted', 'duplicate', 'rejected', 'flagged', 'eta'].map(each => h('th', { class: 'num right' }, t('batches.' + each)))))),
        h('tbody', page.value.value ? page.value.value.items.map(line) : [])
      ]), page.value.value && !page.value.value.items.length && h(Empty, () => t('batches.none'))])
    ]);
  }
};

export default {
  setup() {
    const shown = computed(() => (route.arg === 'new' && has('submitter') ? Upload : warningOf(route.arg) ? Warning : route.arg ? One : List));
    return () => h(shown.value, { key: route.arg, id: warningOf(route.arg) || route.arg });
  }
};
