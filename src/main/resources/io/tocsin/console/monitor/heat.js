// How the observations of a histogram spread over its buckets, by time.
import { h } from '../lib/vue.js';
import { state } from '../app/state.js';
import { t } from '../app/i18n.js';
import { Chart, colour } from '../charts/chart.js';
import { open, points as diamonds, slowest, told } from './exemplars.js';
import { at, moment } from './moment.js';
import { format } from './units.js';

const bound = series => (series.labels.le === '+Inf' ? Infinity : Number(series.labels.le));

/** Cumulative buckets as what is in each alone: {bounds, steps, cells: [[x, y, n]]}. */
export function cells(all) {
  const buckets = all.filter(series => series.labels.le !== undefined).sort((a, b) => bound(a) - bound(b));
  const steps = [...new Set(buckets.flatMap(series => series.points.map(([time]) => time)))].sort((a, b) => a - b);
  const found = [];
  const below = new Map();
  buckets.forEach((series, y) => series.points.forEach(([time, value]) => {
    const n = Math.max(0, value - (below.get(time) || 0));
    below.set(time, Math.max(value, below.get(time) || 0));
    if (n > 0) {
      found.push([steps.indexOf(time), y, n]);
    }
  }));
  return { bounds: buckets.map(bound), steps, cells: found };
}

/** Single warnings in the cells that they were counted in. */
function placed(examples, steps, bounds) {
  return examples.map(each => ({ ...each, cell: [steps.findIndex(time => time >= each.time), bounds.findIndex(most => each.value <= most)] }))
    .filter(({ cell }) => cell.every(n => n >= 0));
}

export const Heat = ({ data, panel }) => {
  const { bounds, steps, cells: found } = cells(data.all);
  const yUnit = ((panel.options || {}).yAxis || {}).unit || ((panel.fieldConfig || {}).defaults || {}).unit || 's';
  const words = bounds.map(each => '≤ ' + format(each, yUnit, null, state.lang));
  const most = Math.max(0, ...found.map(([, , n]) => n));
  const examples = placed(data.examples || [], steps, bounds);
  const slow = slowest(data.examples || []);
  return h('div', { class: 'curves' }, [h(Chart, {
    label: panel.title, by: data, hit: open, option: shared => ({
      ...shared,
      xAxis: { ...shared.axis, type: 'category', data: steps.map(time => at(time, data.range)), splitLine: { show: false } },
      yAxis: { ...shared.axis, type: 'category', data: words, splitLine: { show: false } },
      visualMap: { show: false, seriesIndex: 0, min: 0, max: most || 1, dimension: 2, inRange: { color: [colour('raised'), colour('heat-mid'), colour('heat-top')] } },
      tooltip: { ...shared.tooltip, formatter: one => one.seriesId === 'exemplars' ? told(one, yUnit) : moment(steps[one.value[0]]) + '\n' + t('monitor.bucket', {
        bound: words[one.value[1]], n: format(one.value[2], 'short', null, state.lang) }) },
      series: [{ type: 'heatmap', data: found, progressive: 0 }, ...diamonds(examples, shared.tooltip.textStyle.color)]
    })
  }), slow && h('div', { class: 'legend' }, h('a', { class: 'exemplar', href: '#/batches/' + slow.id, title: slow.id }, '◆ ' + t('monitor.slowest', {
    value: format(slow.value, yUnit, null, state.lang) })))]);
};
Heat.props = ['data', 'panel'];
