// The course of the report's days: how much there was to do, and how well it was done. The table below says the same in figures.
import { h } from '../lib/vue.js';
import { t } from '../app/i18n.js';
import { Chart, colour } from '../charts/chart.js';
import { number } from '../app/time.js';

/** Of what each share is. */
export const BASES = { reachedShare: 'ended', reviewedShare: 'opened', dissuadedShare: 'closed' };

const WORK = { warnings: 'low', reached: 'good' };
const SHARES = { reachedShare: 'good', reviewedShare: 'accent', dissuadedShare: 'warn' };

const percent = value => +(value * 100).toFixed(1) + '%';

function optionOf(days, columns, words, more) {
  return shared => ({
    ...shared,
    grid: { ...shared.grid, top: 32 },
    legend: { top: 0, left: 0, itemHeight: 8, itemWidth: 14, textStyle: shared.textStyle },
    tooltip: { ...shared.tooltip, trigger: 'axis', valueFormatter: words },
    xAxis: { ...shared.axis, type: 'category', data: days.map(row => row.day.slice(5)), splitLine: { show: false } },
    yAxis: { ...shared.axis, type: 'value', splitNumber: 4, axisLine: { show: false }, axisTick: { show: false }, axisLabel: { ...shared.axis.axisLabel, formatter: words }, ...more },
    series: Object.entries(columns).map(([column, name]) => ({ name: t('report.col.' + column), type: column.endsWith('Share') ? 'line' : 'bar', color: colour(name),
      data: days.map(row => (column in BASES && !row[BASES[column]] ? null : row[column])), symbolSize: 5, barMaxWidth: 18, lineStyle: { width: 2 }, emphasis: { disabled: true } }))
  });
}

export const Trend = ({ days }) => h('div', { class: 'twins trend' }, [
  h(Chart, { by: days, label: t('report.work'), option: optionOf(days, WORK, number, { minInterval: 1 }) }),
  h(Chart, { by: days, label: t('report.shares'), option: optionOf(days, SHARES, percent, { min: 0, max: 1, interval: 0.25 }) })
]);
Trend.props = ['days'];
