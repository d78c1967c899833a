// One number for one question: as large as its place, on the colour of its threshold, with the word for it.
import { h } from '../lib/vue.js';
import { t } from '../app/i18n.js';
import { optionsOf, shown } from './field.js';
import { fill, ink, toneOf } from './colours.js';
import { reduced } from './frames.js';

/** The curve behind a number, a hundred wide and a hundred high. */
export function spark(points) {
  const real = points.filter(([, value]) => Number.isFinite(value));
  if (real.length < 2) {
    return null;
  }
  const values = real.map(([, value]) => value);
  const [low, high] = [Math.min(...values, 0), Math.max(...values)];
  const [first, last] = [real[0][0], real[real.length - 1][0]];
  const path = real.map(([at, value], i) => (i ? 'L' : 'M') + ((at - first) / (last - first || 1) * 100).toFixed(2) + ' '
    + (96 - (value - low) / (high - low || 1) * 92).toFixed(2)).join('');
  return h('svg', { class: 'spark', viewBox: '0 0 100 100', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    [h('path', { class: 'under', d: path + 'L100 100L0 100Z' }), h('path', { class: 'over', d: path })]);
}

/** Wide letters take the place of two. */
export const widthOf = text => [...text].reduce((n, letter) => n + (letter.charCodeAt(0) > 0x2e7f ? 1.75 : /[.,: ]/.test(letter) ? 0.5 : 1), 0);

function tile(series, panel, alone) {
  const { options = {} } = panel;
  const own = optionsOf(panel, series);
  const value = reduced(series.points, ((options.reduceOptions || {}).calcs || [])[0]);
  const { text, color, judged } = shown(value, { noValue: t('monitor.noData'), ...own });
  const tone = judged ? toneOf(color) : '';
  const background = ['background', 'background_solid'].includes(options.colorMode);
  const name = own.displayName || series.name;
  const named = (options.textMode === 'value_and_name' || options.textMode === 'name' || !alone) && name;
  return h('div', {
    class: ['stat', background && value !== null ? 'filled' : 'bare', tone], key: series.name + series.refId,
    style: value === null ? {} : background ? { background: fill(color) } : { color: options.colorMode === 'none' ? undefined : ink(color) }
  }, [
    options.graphMode === 'area' && spark(series.points),
    named && h('span', { class: 'statname' }, name),
    h('b', { class: 'num', style: { '--letters': Math.max(2.5, widthOf(text)) } }, text),
    tone && t('monitor.' + tone) !== text && h('span', { class: 'verdict' }, t('monitor.' + tone))
  ]);
}

export const Stat = ({ data, panel }) => {
  const alone = data.all.length <= 1;
  const all = data.all.length ? data.all : [{ name: '', refId: '', labels: {}, points: [] }];
  return h('div', { class: ['stats', panel.options && panel.options.orientation === 'horizontal' && 'down'] }, all.slice(0, 24).map(series => tile(series, panel, alone)));
};
Stat.props = ['data', 'panel'];
