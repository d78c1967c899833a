// The report, in the words of those who read it; the workbook has the same.
import { h, reactive, shallowRef } from '../lib/vue.js';
import { get, query } from '../app/api.js';
import { t } from '../app/i18n.js';
import { Field } from '../app/parts.js';
import { number, shift } from '../app/time.js';
import { sayProblem } from '../app/toast.js';
import { BASES, Trend } from './trend.js';

const COLUMNS = ['warnings', 'reached', 'reachedShare', 'flagged', 'opened', 'closed', 'reviewedShare', 'dissuaded', 'dissuadedShare', 'escalated', 'amountSaved', 'amountLost', 'breaches'];
const OF_WARNINGS = ['warnings', 'reached', 'reachedShare', 'flagged'];
// How far back each kind of report looks at first: from a Monday on, from a first of a month on.
const SPANS = {
  day: today => shift(today, -6),
  week: today => shift(today, -21 - (new Date(today).getUTCDay() + 6) % 7),
  month: today => new Date(Date.UTC(new Date(today).getUTCFullYear(), new Date(today).getUTCMonth() - 5, 1)).toISOString().slice(0, 10)
};

/** A share of nothing is no share. */
function shown(column, row) {
  if (column in BASES) {
    return row[BASES[column]] ? (row[column] * 100).toFixed(1) + '%' : '–';
  }
  return number(row[column]);
}

export const Report = {
  setup() {
    const form = reactive({ from: '', to: '', period: 'day' });
    let today = '';
    const report = shallowRef(null);
    async function load() {
      const wanted = query(form);
      try {
        const answer = await get('/v1/review/report' + wanted);
        if (wanted === query(form)) {
          report.value = answer;
          if (!today) {
            today = answer.days.at(-1).last;
            Object.assign(form, { from: answer.days[0].day, to: today });
          }
        }
      } catch (problem) {
        sayProblem(problem);
      }
    }
    load();
    const back = period => { if (today) { Object.assign(form, { period, from: SPANS[period](today), to: today }); load(); } };
    const days = row => (row.day === row.last ? row.day : row.day + ' – ' + row.last.slice(5));
    const bind = (name, label) => h(Field, { label, type: 'date', modelValue: form[name], 'onUpdate:modelValue': v => { form[name] = v; } });
    const line = (row, title) => h('tr', { key: title }, [h('th', { class: 'num', scope: 'row' }, title), ...COLUMNS.map(column =>
      h('td', { class: 'num right', key: column }, shown(column, row)))]);
    const head = first => h('thead', h('tr', [h('th', first), ...COLUMNS.map(column => h('th', { class: 'right' }, t('report.col.' + column)))]));
    const unit = row => h('tr', { key: row.unit }, [h('th', { scope: 'row', class: 'unit', title: row.unit || '' }, row.unit ? h('span', { style: { paddingLeft: row.unit.split('/').length - 1 + 'em' } }, row.unit.split('/').at(-1)) : t('report.noUnit')),
      ...COLUMNS.map(column => h('td', { class: 'num right', key: column }, row.sends || !OF_WARNINGS.includes(column) ? shown(column, row) : '–')),
      h('td', { class: 'num right' }, number(row.waiting)), h('td', { class: ['num', 'right', row.breached > 0 && 'bad'] }, number(row.breached))]);
    return () => h('div', { class: 'stack' }, [
      h('form', { class: 'row bottom', onSubmit: e => { e.preventDefault(); load(); } }, [bind('from', t('report.from')), bind('to', t('report.to')), h('button', t('report.show')),
        ...Object.keys(SPANS).map(name => h('button', { type: 'button', key: name, 'aria-pressed': form.period === name, onClick: () => back(name) }, t('report.' + name))),
        h('a', { class: 'button', href: '/v1/review/report' + query({ ...form, format: 'xlsx' }), download: 'report-' + form.from + '-' + form.to + '.xlsx' }, t('report.xlsx'))]),
      report.value && report.value.days.length > 1 && h(Trend, { days: report.value.days }),
      report.value && h('div', { class: 'tablecard', tabindex: '0', role: 'region', 'aria-label': t('lead.report') }, h('table', { class: 'report' }, [
        head(t('report.col.date')), h('tbody', [...report.value.days.map(row => line(row, days(row))), line(report.value.sum, t('report.sum'))])
      ])),
      report.value && report.value.units.length > 0 && [h('h2', t('report.units')), h('div', { class: 'tablecard', tabindex: '0', role: 'region', 'aria-label': t('report.units') }, h('table', { class: 'report units' }, [
        h('thead', h('tr', [h('th', t('report.col.unit')), ...[...COLUMNS, 'waiting', 'late'].map(column => h('th', { class: 'right', key: column }, t('report.col.' + column)))])),
        h('tbody', report.value.units.map(unit))])), h('p', { class: 'dim' }, t('report.unitsHint'))]
    ]);
  }
};
