// The report, in the words of those who read it; the workbook has the same.
import { h, reactive, shallowRef } from '../lib/vue.js';
import { get, query } from '../app/api.js';
import { t } from '../app/i18n.js';
import { Field } from '../app/parts.js';
import { number, two } from '../app/time.js';
import { sayProblem } from '../app/toast.js';
import { Trend } from './trend.js';

const DAY = 86400000;
const COLUMNS = ['warnings', 'reached', 'reachedShare', 'flagged', 'opened', 'closed', 'reviewedShare', 'dissuaded', 'dissuadedShare', 'escalated', 'amountSaved', 'amountLost', 'breaches'];
const SPANS = { day: 1, week: 7, month: 30 };

const iso = time => {
  const d = new Date(time);
  return [d.getFullYear(), two(d.getMonth() + 1), two(d.getDate())].join('-');
};

function shown(column, value) {
  if (column.endsWith('Share')) {
    return (value * 100).toFixed(1) + '%';
  }
  return number(value);
}

export const Report = {
  setup() {
    const form = reactive({ from: iso(Date.now() - 6 * DAY), to: iso(Date.now()) });
    const report = shallowRef(null);
    const load = () => get('/v1/review/report' + query(form)).then(answer => { report.value = answer; }).catch(sayProblem);
    load();
    const back = days => { Object.assign(form, { from: iso(Date.now() - (days - 1) * DAY), to: iso(Date.now()) }); load(); };
    const bind = (name, label) => h(Field, { label, type: 'date', modelValue: form[name], 'onUpdate:modelValue': v => { form[name] = v; } });
    const line = (row, title) => h('tr', { key: title }, [h('th', { class: 'num', scope: 'row' }, title), ...COLUMNS.map(column =>
      h('td', { class: 'num right', key: column }, shown(column, row[column])))]);
    return () => h('div', { class: 'stack' }, [
      h('form', { class: 'row bottom', onSubmit: e => { e.preventDefault(); load(); } }, [bind('from', t('report.from')), bind('to', t('report.to')), h('button', t('report.show')),
        ...Object.keys(SPANS).map(name => h('button', { type: 'button', key: name, onClick: () => back(SPANS[name]) }, t('report.' + name))),
        h('a', { class: 'button', href: '/v1/review/report' + query({ ...form, format: 'xlsx' }), download: 'report-' + form.from + '-' + form.to + '.xlsx' }, t('report.xlsx'))]),
      report.value && report.value.days.length > 1 && h(Trend, { days: report.value.days }),
      report.value && h('div', { class: 'tablecard', tabindex: '0', role: 'region', 'aria-label': t('lead.report') }, h('table', { class: 'report' }, [
        h('thead', h('tr', [h('th', t('report.col.date')), ...COLUMNS.map(column => h('th', { class: 'right' }, t('report.col.' + column)))])),
        h('tbody', [...report.value.days.map(row => line(row, row.day)), line(report.value.sum, t('report.sum'))])
      ]))
    ]);
  }
};
