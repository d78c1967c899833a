// One batch: how it stands, its warnings, one warning's timeline; pause, resume, cancel; results as files.
import { h, ref, watch } from '../lib/vue.js';
import { get, post, query, seg } from '../app/api.js';
import { t, word } from '../app/i18n.js';
import { Empty, Grade, Sure, Tag } from '../app/parts.js';
import { usePoll } from '../app/poll.js';
import { has, state } from '../app/state.js';
import { clock, number } from '../app/time.js';
import { say, sayProblem } from '../app/toast.js';
import { History } from '../review/history.js';
import { Progress } from './progress.js';
import { toggled } from './states.js';
import { TONES } from './page.js';

const STATES = ['scheduled', 'ready', 'in-flight', 'awaiting-receipt', 'reached', 'unreached', 'suppressed', 'expired', 'cancelled'];

export const One = {
  props: ['id'],
  setup(props) {
    const base = '/v1/batches/' + seg(props.id);
    const batch = usePoll(() => base, 2000);
    const only = ref([]);
    const rows = ref([]);
    const next = ref(null);
    const warning = ref(null);

    async function load(more) {
      const wanted = only.value;
      try {
        const page = await get(base + '/warnings' + query({ state: only.value.join(','), limit: 100, cursor: more ? next.value : '' }));
        if (wanted !== only.value) {
          return; // others were chosen meanwhile
        }
        rows.value = more ? rows.value.concat(page.items) : page.items;
        next.value = page.next;
      } catch (problem) {
        sayProblem(problem);
      }
    }
    async function steer(what) {
      try {
        batch.value.value = await post(base + '/' + what);
        say(t('batches.did.' + what));
      } catch (problem) {
        sayProblem(problem);
      }
    }
    async function show(id) {
      warning.value = await get('/v1/warnings/' + seg(id)).catch(problem => sayProblem(problem));
    }
    watch(only, () => load(false), { immediate: true });

    const files = () => ['xlsx', 'csv', 'ndjson'].map(format => h('a', {
      class: 'button', href: base + '/results' + query({ format, lang: state.lang }), download: 'results-' + props.id + '.' + format
    }, t('batches.results', { format: format.toUpperCase() })));

    const acts = b => has('submitter', 'duty') && !['done', 'cancelled'].includes(b.state) ? [
      b.state === 'paused' ? h('button', { class: 'primary', onClick: () => steer('resume') }, t('batches.resume'))
        : h('button', { onClick: () => steer('pause') }, t('batches.pause')),
      h(Sure, { label: t('batches.cancel'), onSure: () => steer('cancel') })
    ] : [];

    const count = (b, name) => h('button', {
      key: name, class: 'count', 'aria-pressed': only.value.includes(name), onClick: () => { only.value = toggled(only.value, name); }
    }, [h('span', { class: 'what' }, word('warning', name)), h('b', { class: 'num' }, number(b.counts[name]))]);

    const head = b => h('section', { class: 'card stack' }, [
      h('div', { class: 'row' }, [h(Grade, { grade: b.grade }), h('h1', b.name || b.id), h(Tag, { tone: TONES[b.state] }, () => word('batch', b.state)),
        b.abandoned && h(Tag, { tone: 'warn' }, () => t('batches.abandoned')), h('span', { class: 'grow' }), ...acts(b)]),
      h('p', { class: 'dim num' }, [b.client, ' · ', t('batches.made', { time: clock(b.created) }), ' · ', b.eta ? t('batches.until', { time: clock(b.eta) })
        : b.finished ? t('batches.finished', { time: clock(b.finished) }) : b.etaUnknown ? word('eta', b.etaUnknown) : '']),
      h(Progress, { counts: b.counts }),
      h('p', { class: 'num' }, t('batches.sum', { submitted: number(b.counts.submitted), accepted: number(b.counts.accepted),
        duplicate: number(b.counts.duplicate), rejected: number(b.counts.rejected), flagged: number(b.counts.flagged) })),
      h('div', { class: 'states', role: 'group', 'aria-label': t('batches.states') }, STATES.map(name => count(b, name))),
      h('div', { class: 'row' }, files())
    ]);

    const line = row => h('tr', { key: row.id, class: warning.value && warning.value.id === row.id ? 'here' : '' }, [
      h('td', h('button', { class: 'link', onClick: () => show(row.id) }, row.ref)), h('td', { class: 'num' }, row.phone), h('td', row.name),
      h('td', word('warning', row.state)), h('td', row.cause ? word('cause', row.cause) : ''), h('td', { class: 'num' }, row.attempts),
      h('td', row.carrier || ''), h('td', { class: 'num' }, clock(row.changed))
    ]);

    return () => h('main', { class: 'page' }, [
      h('a', { href: '#/batches' }, '← ' + t('page.batches')),
      batch.value.value ? head(batch.value.value) : h(Empty, () => (batch.missing.value ? t('batches.noSuch') : '')),
      h('div', { class: ['twins', warning.value && 'split'] }, [
        h('section', { class: 'card tablecard', tabindex: '0', role: 'region', 'aria-label': t('batches.warnings') }, [h('table', [
          h('thead', h('tr', ['ref', 'phone', 'person', 'state', 'cause', 'attempts', 'carrier', 'changed'].map(each => h('th', t('batches.' + each))))),
          h('tbody', rows.value.map(line))]),
        !rows.value.length && h(Empty, () => t('batches.noRows')),
        next.value && h('button', { class: 'quiet', onClick: () => load(true) }, t('act.more'))]),
        warning.value && h('section', { class: 'card stack' }, [
          h('div', { class: 'row' }, [h('h2', { class: 'grow' }, warning.value.ref), h('button', { onClick: () => { warning.value = null; } }, t('act.close'))]),
          h('p', { class: 'num' }, [warning.value.phone, ' · ', warning.value.name, ' · ', warning.value.fraudType, ' · ', word('warning', warning.value.state)]),
          warning.value.waitsFor && h('p', t('batches.noCarrier')),
          h(History, { item: { warnings: [warning.value] } })
        ])
      ])
    ]);
  }
};
