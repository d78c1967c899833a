// Lanes and states from the gateway's meters (Prometheus text), which every node has for all of them.
import { h } from '../lib/vue.js';
import { t, word } from '../app/i18n.js';
import { Grade } from '../app/parts.js';
import { number } from '../app/time.js';

const LINE = /^(tocsin_(?:lane_depth|lane_oldest_age_seconds|warnings_open|warnings_finished_total|reconcile_difference))(?:\{(.*)\})? (\S+)/;

/** The meters that this page shows: [{name, labels, value}]. */
export function read(text) {
  return text.split('\n').map(line => LINE.exec(line)).filter(Boolean).map(([, name, labels, value]) => ({
    name, value: Number(value), labels: Object.fromEntries([...(labels || '').matchAll(/(\w+)="([^"]*)"/g)].map(m => [m[1], m[2]]))
  }));
}

const sum = (all, name, key, what) => all.filter(each => each.name === name && (!key || each.labels[key] === what)).reduce((n, each) => n + each.value, 0);
const most = (all, name, key, what) => all.filter(each => each.name === name && each.labels[key] === what).reduce((n, each) => Math.max(n, each.value), 0);

/** How many wait in each lane, and for how long the first of them. */
export function lanes(all, span) {
  const names = ['urgent', 'high', 'medium', 'low'];
  return h('section', { class: 'card' }, [h('h2', t('duty.lanes')), h('table', [
    h('thead', h('tr', [h('th', t('batches.grade')), h('th', { class: 'num right' }, t('duty.depth')), h('th', { class: 'num right' }, t('duty.oldest'))])),
    h('tbody', names.map(name => h('tr', { key: name }, [h('td', h(Grade, { grade: name })),
      h('td', { class: 'num right' }, all ? number(sum(all, 'tocsin_lane_depth', 'lane', name)) : '–'),
      h('td', { class: 'num right' }, all ? span(most(all, 'tocsin_lane_oldest_age_seconds', 'lane', name)) : '–')])))
  ])]);
}

const OPEN = ['scheduled', 'ready', 'in-flight', 'awaiting-receipt'];
const FINAL = ['reached', 'unreached', 'suppressed', 'expired', 'cancelled'];

/** Warnings by state: {open, difference, card}. */
export function states(all) {
  const rows = OPEN.map(name => [name, sum(all, 'tocsin_warnings_open', 'state', name)])
    .concat(FINAL.map(name => [name, sum(all, 'tocsin_warnings_finished_total', 'state', name)]));
  const top = Math.max(1, ...rows.map(row => row[1]));
  return {
    open: sum(all, 'tocsin_warnings_open'), difference: sum(all, 'tocsin_reconcile_difference'),
    card: h('section', { class: 'card' }, [h('h2', t('duty.states')), h('table', h('tbody', rows.map(([name, n]) => h('tr', { key: name }, [
      h('td', word('warning', name)), h('td', { class: 'wide' }, h('div', { class: 'bars', 'aria-hidden': 'true' }, h('i', {
        class: name === 'reached' ? 'reached' : name === 'unreached' ? 'unreached' : 'left', style: { width: (n / top * 100) + '%' } }))),
      h('td', { class: 'num right' }, number(n))]))))])
  };
}
