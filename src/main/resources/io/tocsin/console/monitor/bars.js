// A bar for each series, the longest of them a whole line; what they are worth stands beside them.
import { h } from '../lib/vue.js';
import { optionsOf, shown } from './field.js';
import { fill } from './colours.js';
import { reduced } from './frames.js';

const MOST = 40;

export const Bars = ({ data, panel }) => {
  const how = ((panel.options && panel.options.reduceOptions) || {}).calcs || [];
  const rows = data.all.map(series => {
    const own = optionsOf(panel, series);
    const value = reduced(series.points, how[0]);
    return { name: own.displayName || series.name || panel.title, value, own, ...shown(value, own) };
  }).filter(row => row.value !== null);
  const most = Math.max(0, ...rows.map(row => row.value));
  return h('ul', { class: 'bargauge' }, rows.slice(0, MOST).map((row, i) => {
    const { min = 0, max } = row.own;
    const top = max === undefined || max === null ? most : max;
    const share = top > min ? Math.max(0, Math.min(1, (row.value - min) / (top - min))) : 0;
    return h('li', { key: row.name + i }, [h('span', { class: 'barname', title: row.name }, row.name),
      h('span', { class: 'barline', 'aria-hidden': 'true' }, h('i', { style: { width: share * 100 + '%', background: fill(row.color) } })),
      h('b', { class: 'num' }, row.text)]);
  }));
};
Bars.props = ['data', 'panel'];
