// Curves over time, and beside them their names with the latest values, which also choose what is drawn.
import { h, reactive } from '../lib/vue.js';
import { state } from '../app/state.js';
import { t } from '../app/i18n.js';
import { Chart } from '../charts/chart.js';
import { ink, nth } from './colours.js';
import { optionsOf, shown } from './field.js';
import { open, points as diamonds, slowest, told } from './exemplars.js';
import { gapped, reduced } from './frames.js';
import { at, moment } from './moment.js';
import { interval } from './ticks.js';
import { format } from './units.js';

const MOST = 30;
const TOLD = 12;
const MANY = 8;

const GRADES = { urgent: 'red', high: 'orange', medium: 'yellow', low: 'blue' };
const order = series => Object.keys(GRADES).indexOf(series.labels.grade);

/** Curves of grades have the grades' own colours and order wherever the grade is what tells them apart. */
function described(panel, data) {
  const byGrade = new Set(data.all.map(series => series.refId + series.labels.grade)).size === data.all.length && data.all.every(series => order(series) >= 0);
  // Of many, those that are more than nothing come first.
  const still = series => Number(series.points.every(([, value]) => !value));
  const sorted = byGrade ? [...data.all].sort((a, b) => order(a) - order(b)) : data.all.length > MANY ? [...data.all].sort((a, b) => still(a) - still(b)) : data.all;
  const all = sorted.slice(0, MOST).map((series, i) => {
    const own = optionsOf(panel, series);
    const fixed = (own.color && own.color.mode === 'fixed' && own.color.fixedColor) || (byGrade && GRADES[series.labels.grade]);
    return { ...series, own, custom: own.custom || {}, name: own.displayName || series.name || panel.title, color: fixed ? ink(fixed) : nth(i),
      latest: reduced(series.points) };
  });
  return all.filter(each => !(each.custom.hideFrom && each.custom.hideFrom.viz));
}

function curve(each, step, i) {
  const { custom, color } = each;
  const stack = custom.stacking && custom.stacking.mode !== 'none' && custom.stacking.mode;
  const bars = custom.drawStyle === 'bars';
  return {
    id: each.refId + each.name + i, name: each.name, type: bars ? 'bar' : 'line', color, symbol: custom.drawStyle === 'points' ? 'circle' : 'none', symbolSize: 5,
    showSymbol: custom.drawStyle === 'points', data: gapped(each.points, step).map(([time, value]) => [time * 1000, value]),
    stack: stack ? 'stack' + ((custom.stacking && custom.stacking.group) || '') : undefined,
    step: custom.lineInterpolation === 'stepAfter' ? 'end' : custom.lineInterpolation === 'stepBefore' ? 'start' : false,
    lineStyle: { width: Math.max(1.5, custom.lineWidth || 1), type: custom.lineStyle && custom.lineStyle.fill === 'dash' ? 'dashed' : 'solid' },
    areaStyle: !bars && custom.fillOpacity > 0 ? { opacity: Math.min(0.9, custom.fillOpacity / 100 + (stack ? 0.15 : 0)) } : undefined,
    yAxisIndex: custom.axisPlacement === 'right' ? 1 : 0, connectNulls: custom.spanNulls === true, emphasis: { disabled: true }, barMaxWidth: 24
  };
}

/** Lines at the thresholds, where the board asks for them. */
function marks(panel) {
  const { custom = {}, thresholds } = (panel.fieldConfig || {}).defaults || {};
  const mode = custom.thresholdsStyle && custom.thresholdsStyle.mode;
  if (!thresholds || !mode || mode === 'off') {
    return undefined;
  }
  return { silent: true, symbol: 'none', label: { show: false }, data: thresholds.steps.filter(step => step.value !== null && step.value !== undefined)
    .map(step => ({ yAxis: step.value, lineStyle: { color: ink(step.color), type: 'dashed', width: 1.5 } })) };
}

function optionOf(panel, data, all) {
  const { defaults = {} } = panel.fieldConfig || {};
  const words = value => format(value, defaults.unit, null, state.lang);
  const right = all.some(each => each.custom.axisPlacement === 'right');
  return shared => {
    const series = all.map((each, i) => curve(each, data.step, i));
    const mark = marks(panel);
    if (mark && series[0]) {
      series[0].markLine = mark;
    }
    const limit = n => (n === null || n === undefined ? undefined : n);
    const most = Math.max(0, ...all.flatMap(each => each.points.map(([, value]) => (Number.isFinite(value) ? value : 0))));
    const axis = { ...shared.axis, type: 'value', interval: limit(defaults.max) === undefined ? interval(most, defaults.unit) : (defaults.max - (defaults.min || 0)) / 4, min: limit(defaults.min), max: limit(defaults.max), splitNumber: 4,
      minInterval: ['short', 'none'].includes(defaults.unit) && defaults.decimals === 0 ? 1 : undefined, axisLine: { show: false }, axisTick: { show: false } };
    const rightUnit = right && all.find(each => each.custom.axisPlacement === 'right').own.unit;
    return {
      ...shared, series: [...series, ...diamonds(data.examples || [], shared.tooltip.textStyle.color)],
      xAxis: { ...shared.axis, type: 'time', min: data.range.from * 1000, max: data.range.to * 1000, splitLine: { show: false }, splitNumber: 5,
        axisLabel: { ...shared.axis.axisLabel, formatter: time => at(time / 1000, data.range) } },
      yAxis: [{ ...axis, axisLabel: { ...axis.axisLabel, formatter: words } },
        ...(right ? [{ ...axis, min: undefined, max: undefined, splitLine: { show: false }, axisLabel: { ...axis.axisLabel, formatter: value => format(value, rightUnit, null, state.lang) } }] : [])],
      tooltip: { ...shared.tooltip, trigger: 'axis', axisPointer: { lineStyle: { color: shared.textStyle.color } }, formatter: points => {
        const rows = points.filter(one => one.seriesId !== 'exemplars').filter(one => one.value[1] !== null && one.value[1] !== undefined).sort((a, b) => b.value[1] - a.value[1]);
        const lines = rows.slice(0, TOLD).map(one => one.marker + ' ' + one.seriesName + '  ' + shown(one.value[1], all[one.seriesIndex].own).text);
        const single = points.filter(one => one.seriesId === 'exemplars').map(one => told(one, defaults.unit));
        return [points.length ? moment(points[0].value[0] / 1000) : '', ...lines, ...(rows.length > TOLD ? [t('monitor.more', { n: rows.length - TOLD })] : []), ...single].join('\n');
      } }
    };
  };
}

export const Curves = {
  props: ['data', 'panel'],
  setup(props) {
    const off = reactive(new Set());
    const turn = name => (off.has(name) ? off.delete(name) : off.add(name));
    return () => {
      const { panel, data } = props;
      const all = described(panel, data);
      const drawn = all.filter(each => !off.has(each.name));
      const { legend = {} } = panel.options || {};
      const beside = legend.placement === 'right';
      const slow = slowest(data.examples || []);
      const said = all.slice(0, 6).map(each => each.name + ' ' + shown(each.latest, each.own).text).join('; ');
      return h('div', { class: ['curves', beside && 'beside'] }, [
        h(Chart, { hit: open, option: optionOf(panel, data, drawn), by: [data, [...off].join()], label: panel.title + ': ' + said }),
        legend.showLegend !== false && legend.displayMode !== 'hidden' && all.length > 0 && h('div', { class: 'legend', tabindex: '0', role: 'group', 'aria-label': t('monitor.legend') },
          all.map(each => h('button', { key: each.refId + each.name, 'aria-pressed': !off.has(each.name), onClick: () => turn(each.name) },
            [h('i', { style: { background: each.color }, 'aria-hidden': 'true' }), h('span', { class: 'legendname', title: each.name }, each.name),
              h('b', { class: 'num' }, shown(each.latest, each.own).text)])),
          slow && h('a', { class: 'exemplar', href: '#/batches/' + slow.id, title: slow.id }, '◆ ' + t('monitor.slowest', {
            value: format(slow.value, ((panel.fieldConfig || {}).defaults || {}).unit, null, state.lang) })))
      ]);
    };
  }
};
