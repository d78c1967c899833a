// Each unit now and today: who is there, what waits, what is late, what was done. Figures of a unit have those below it.
import { h, onMounted, onUnmounted, ref, watch } from '../lib/vue.js';
import { query } from '../app/api.js';
import { t } from '../app/i18n.js';
import { Empty } from '../app/parts.js';
import { usePoll } from '../app/poll.js';
import { number } from '../app/time.js';

const EVERY = 10000;
/** The day is the gateway's: asked for anew now and then, as it ends. */
const DAY = 300000;
const COLUMNS = ['waiting', 'breached', 'opened', 'touched', 'closed', 'dissuaded'];

const below = (unit, of) => of === unit || of.startsWith(unit + '/');

export const Units = {
  props: ['people', 'changes'],
  setup(props) {
    const today = ref('');
    const report = usePoll(() => '/v1/review/report' + query(today.value ? { period: 'day', from: today.value, to: today.value } : {}), EVERY);
    watch(report.value, answer => {
      if (answer && !today.value) {
        today.value = answer.days.at(-1).last;
        report.again();
      }
    });
    let timer = 0;
    let rows = null; // the latest of one day: it stays while the day is asked for anew
    onMounted(() => { timer = setInterval(() => { today.value = ''; }, DAY); });
    onUnmounted(() => clearInterval(timer));

    const there = unit => props.people.filter(each => each.online && unit && below(unit, each.unit)).length;
    const line = row => h('tr', { key: row.unit }, [
      h('th', { scope: 'row', class: 'unit', title: row.unit || '' }, row.unit
        ? h('span', { style: { paddingLeft: row.unit.split('/').length - 1 + 'em' } }, row.unit.split('/').at(-1)) : t('report.noUnit')),
      h('td', { class: 'num right' }, row.unit ? number(there(row.unit)) : '–'),
      ...COLUMNS.map(column => h('td', { key: column, class: ['num', 'right', column === 'breached' && row.breached > 0 && 'bad'] }, number(row[column])))]);

    return () => {
      const shown = report.value.value;
      rows = shown && shown.days.length === 1 ? shown.units : rows;
      const units = rows;
      return h('div', { class: 'stack' }, [
        h('div', { class: 'tablecard', tabindex: '0', role: 'region', 'aria-label': t('lead.units') }, [h('table', { class: 'report units' }, [
          h('thead', h('tr', [h('th', t('report.col.unit')), h('th', { class: 'right' }, t('lead.there')), ...COLUMNS.map(column => h('th', { key: column, class: 'right' }, t('lead.unit.' + column)))])),
          h('tbody', (units || []).map(line))]), units && !units.length && h(Empty, () => t('list.empty'))]),
        h('p', { class: 'dim' }, t('lead.unitsHint'))]);
    };
  }
};
