// What Prometheus answers, as series: {labels, refId, name, points: [[seconds, value]]}.
import { word } from '../app/i18n.js';

/** Labels whose values are names. */
const NONE = [];

/** Which list of words knows the values of a label. */
const WORDS = { state: ['warning', 'carrier', 'state'], result: ['cause'], le: NONE, instance: NONE, carrier: NONE, client: NONE, command: NONE };

/** A label's value in the reader's language where there is a word for it. */
export function said(label, value) {
  for (const list of [...(WORDS[label] || [label]), 'board']) {
    const found = word(list, value);
    if (found !== value && WORDS[label] !== NONE) {
      return found;
    }
  }
  return value;
}

function nameOf(labels, legend, alone, expr) {
  if (legend && legend !== '__auto') {
    return legend.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (_, label) => said(label, labels[label] ?? ''));
  }
  const pairs = Object.entries(labels).filter(([label]) => label !== '__name__');
  if (!pairs.length) {
    return labels.__name__ || (alone ? '' : expr);
  }
  return pairs.length === 1 || legend === '__auto' ? pairs.map(([label, value]) => said(label, value)).join(' · ')
    : pairs.map(([label, value]) => label + '=' + value).join(', ');
}

const number = text => (text === '+Inf' ? Infinity : text === '-Inf' ? -Infinity : Number(text));

/** The series of one answer; a scalar is a series without labels. */
export function series(answer, target) {
  const { resultType, result } = answer.data;
  const rows = resultType === 'scalar' ? [{ metric: {}, value: result }] : resultType === 'string' ? [] : result;
  return rows.map(row => ({
    labels: row.metric, refId: target.refId, name: nameOf(row.metric, target.legendFormat, rows.length === 1, target.refId),
    points: (row.values || [row.value]).map(([at, value]) => [Number(at), number(value)])
  }));
}

/** Points with a gap where steps are missing: a curve must not look whole when nothing was measured. */
export function gapped(points, step) {
  const all = [];
  let before = null;
  for (const [at, value] of points) {
    if (before !== null && at - before > step * 1.5) {
      all.push([before + step, null]);
    }
    all.push([at, Number.isFinite(value) ? value : null]);
    before = at;
  }
  return all;
}

const real = points => points.map(([, value]) => value).filter(value => !Number.isNaN(value));
const sum = values => values.reduce((a, b) => a + b, 0);

/** One number of many, by Grafana's name of how. */
export function reduced(points, how = 'lastNotNull') {
  const values = real(points);
  if (!values.length) {
    return null;
  }
  switch (how) {
    case 'last': return points[points.length - 1][1];
    case 'first': case 'firstNotNull': return values[0];
    case 'min': return Math.min(...values);
    case 'max': return Math.max(...values);
    case 'mean': return sum(values) / values.length;
    case 'sum': return sum(values);
    case 'count': return values.length;
    case 'range': return Math.max(...values) - Math.min(...values);
    case 'delta': case 'diff': return values[values.length - 1] - values[0];
    default: return values[values.length - 1];
  }
}
