// The supervisor's page: who works, what is late, cases given to others, samples, the report.
import { h, onUnmounted, ref } from '../lib/vue.js';
import { t } from '../app/i18n.js';
import { Empty, Tag } from '../app/parts.js';
import { usePoll } from '../app/poll.js';
import { useStream } from '../app/stream.js';
import { number, span } from '../app/time.js';
import { Counts } from '../review/counts.js';
import { Cases } from './cases.js';
import { Report } from './report.js';
import { Sample } from './sample.js';
import { Units } from './units.js';

const PARTS = { cases: Cases, units: Units, report: Report, sample: Sample };

/** Many changes are one look. */
const SOON = 1500;

const person = each => h('tr', { key: each.name }, [
  h('td', [h('b', each.name), h('div', { class: 'dim', title: each.unit }, each.unit.split('/').at(-1))]), h('td', h(Tag, { tone: each.online ? 'good' : 'plain' }, () => t(each.online ? 'lead.online' : 'lead.away'))),
  h('td', { class: 'num right' }, number(each.holding)), h('td', { class: 'num right' }, number(each.doneToday)),
  h('td', { class: 'num right' }, each.medianFirstTouchSeconds === null ? '–' : span(each.medianFirstTouchSeconds))
]);

export default {
  setup() {
    // Counts come as they change; they are asked for only while the stream is not there.
    const up = useStream('/v1/review/stream', { summary: told => { summary.value.value = told; later(); }, case: () => later() });
    const summary = usePoll(() => (up.value ? '' : '/v1/review/summary'), 3000);
    const reviewers = usePoll(() => '/v1/review/reviewers', 10000);
    /** Grows when cases have changed. */
    const changes = ref(0);
    let soon = 0;
    const later = () => { soon = soon || setTimeout(changed, SOON); };
    function changed() {
      soon = 0;
      changes.value++;
      reviewers.again();
    }
    onUnmounted(() => clearTimeout(soon));
    const shown = ref('cases');
    return () => {
      const people = reviewers.value.value ? reviewers.value.value.items : [];
      return h('main', { class: 'page lead' }, [
        h(Counts, { summary: summary.value.value }),
        summary.value.value && summary.value.value.uncovered > 0 && h('p', { class: 'card', role: 'status' }, [
          h(Tag, { tone: 'warn' }, () => t('lead.uncovered', { n: number(summary.value.value.uncovered) })), ' ', t('lead.uncoveredHint')]),
        h('div', { class: ['leadbody', shown.value !== 'cases' && 'wide'] }, [
          h('section', { class: 'card tablecard', tabindex: '0', role: 'region', 'aria-label': t('lead.people') }, [
            h('h2', { class: 'cardtitle' }, t('lead.peopleOnline', { n: people.filter(each => each.online).length })),
            h('table', [h('thead', h('tr', [h('th', t('batches.person')), h('th', t('batches.state')), ...['holding', 'doneToday', 'median'].map(each =>
              h('th', { class: 'right' }, t('lead.' + each)))])), h('tbody', people.map(person))]),
            reviewers.value.value && !people.length && h(Empty, () => t('lead.nobody'))]),
          h('section', { class: 'card stack' }, [
            h('div', { class: 'row', role: 'group', 'aria-label': t('page.lead') }, Object.keys(PARTS).map(name => h('button', {
              key: name, 'aria-pressed': shown.value === name, onClick: () => { shown.value = name; } }, t('lead.' + name)))),
            h(PARTS[shown.value], { people, changes: changes.value, key: shown.value })
          ])
        ])
      ]);
    };
  }
};
