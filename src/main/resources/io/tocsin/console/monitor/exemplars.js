// Points of a graph that are one warning each, and lead to its timeline.
import { warningOf } from '../app/ids.js';
import { go } from '../app/router.js';
import { pages } from '../app/pages.js';
import { t } from '../app/i18n.js';
import { format } from './units.js';
import { state } from '../app/state.js';

/** The most points of a graph: the longest of each stretch of time, which are those that somebody looks for. */
const MOST = 60;

/**
 * The exemplars in an answer of Prometheus, as {time, value, id}: of the curves that are drawn. Prometheus answers with those of all
 * series that an expression names, also of what it subtracts by `unless`.
 */
export function exemplars(answer, range, drawn) {
  const belongs = labels => drawn.some(one => Object.entries(one.labels).every(([label, value]) => labels[label] === value));
  const longest = new Map();
  for (const { seriesLabels = {}, exemplars: some = [] } of answer.data || []) {
    for (const each of belongs(seriesLabels) ? some : []) {
      const id = warningOf(String((each.labels || {}).trace_id || ''));
      const value = Number(each.value);
      const place = Math.floor((each.timestamp - range.from) / (range.to - range.from) * MOST);
      if (id && Number.isFinite(value) && place >= 0 && place <= MOST && !(longest.has(place) && longest.get(place).value >= value)) {
        longest.set(place, { time: each.timestamp, value, id });
      }
    }
  }
  return [...longest.values()];
}

/** Whether who looks may go on to a warning: who has no page of batches sees no points either. */
const mayOpen = () => pages().some(page => page.id === 'batches');

/** A series of diamonds over the curves; none where there is nothing to open. */
export function points(examples, color) {
  return mayOpen() && examples.length ? [{
    id: 'exemplars', name: t('monitor.exemplars'), type: 'scatter', symbol: 'diamond', symbolSize: 9, z: 5, cursor: 'pointer', itemStyle: { color },
    data: examples.map(each => ({ value: each.cell || [each.time * 1000, each.value], id: each.id, took: each.value }))
  }] : [];
}

/** What stands beside a point: which warning it is, and what it took. */
export const told = (point, unit) => '◆ ' + point.data.id + '  ' + format(point.data.took, unit, null, state.lang);

/** Where a click on a chart leads: to the warning of the point that was hit. */
export function open(hit) {
  if (hit.seriesId === 'exemplars') {
    go('batches', hit.data.id);
  }
}

/** The slowest of them as a link, for who has no mouse. */
export function slowest(examples) {
  return mayOpen() && examples.length ? [...examples].sort((a, b) => b.value - a.value)[0] : null;
}
