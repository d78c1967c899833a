// Batches: the list, one of them, or a file on its way in.
import { computed, h, ref, watch } from '../lib/vue.js';
import { get, query } from '../app/api.js';
import { t, word } from '../app/i18n.js';
import { Empty, Grade, Tag } from '../app/parts.js';
import { warningOf } from '../app/ids.js';
import { usePoll } from '../app/poll.js';
import { go, route } from '../app/router.js';
import { has } from '../app/state.js';
import { clock, number } from '../app/time.js';
import { sayProblem } from '../app/toast.js';
import { One } from './one.js';
import { Upload } from './upload.js';
import { Find } from './find.js';
import { Progress } from './progress.js';
import { toggled } from './states.js';
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

const AT_ONCE = 100;
/** Pages that one press looks through for batches of the chosen states, which may be few among many. */
const ROUNDS = 10;

const List = {
  setup() {
    const only = ref([]);
    // The first page is asked for again and again, what comes behind it once.
    const path = cursor => '/v1/batches' + query({ state: only.value.join(','), limit: AT_ONCE, cursor });
    const page = usePoll(() => path(), 3000);
    const older = ref(null);
    const busy = ref(false);
    watch(only, () => { older.value = null; page.value.value = null; page.again(); });
    const all = computed(() => {
      const first = page.value.value ? page.value.value.items : [];
      const known = new Set(first.map(each => each.id));
      return first.concat((older.value ? older.value.items : []).filter(each => !known.has(each.id)));
    });
    const next = computed(() => (older.value ? older.value.next : page.value.value && page.value.value.next));

    async function more() {
      const wanted = only.value;
      busy.value = true;
      try {
        let items = older.value ? older.value.items : [];
        let cursor = next.value;
        const enough = items.length + AT_ONCE / 2;
        for (let i = 0; i < ROUNDS && cursor && items.length < enough; i++) {
          const answer = await get(path(cursor));
          items = items.concat(answer.items);
          cursor = answer.next;
        }
        if (wanted === only.value) {
          older.value = { items, next: cursor };
        }
      } catch (problem) {
        sayProblem(problem);
      } finally {
        busy.value = false;
      }
    }

    return () => h('main', { class: 'page' }, [
      h('header', { class: 'row' }, [h('h1', { class: 'grow' }, t('page.batches')),
        has('submitter') && h('button', { class: 'primary', onClick: () => go('batches', 'new') }, t('batches.upload'))]),
      h(Find),
      h('div', { class: 'row', role: 'group', 'aria-label': t('batches.states') }, [h('button', { 'aria-pressed': !only.value.length, onClick: () => { only.value = []; } }, t('batches.anyState')),
        ...Object.keys(TONES).map(name => h('button', { key: name, 'aria-pressed': only.value.includes(name), onClick: () => { only.value = toggled(only.value, name); } }, word('batch', name)))]),
      h('div', { class: 'card tablecard', tabindex: '0', role: 'region', 'aria-label': t('page.batches') }, [h('table', [
        h('thead', h('tr', ['name', 'grade', 'state', 'progress'].map(each => h('th', t('batches.' + each)))
          .concat(['accepted', 'duplicate', 'rejected', 'flagged', 'eta'].map(each => h('th', { class: 'num right' }, t('batches.' + each)))))),
        h('tbody', all.value.map(line))
      ]), page.value.value && !all.value.length && h(Empty, () => t(only.value.length ? 'batches.noneSuch' : 'batches.none')),
      next.value && h('button', { class: 'quiet', disabled: busy.value, onClick: more }, t('batches.more'))])
    ]);
  }
};

export default {
  setup() {
    const shown = computed(() => (route.arg === 'new' && has('submitter') ? Upload : warningOf(route.arg) ? Warning : route.arg ? One : List));
    return () => h(shown.value, { key: route.arg, id: warningOf(route.arg) || route.arg });
  }
};
