// How today goes: what became of today's warnings, and what waits in which lane.
import { h } from '../lib/vue.js';
import { t, word } from '../app/i18n.js';
import { Empty, Grade } from '../app/parts.js';
import { number, span } from '../app/time.js';

const STATES = ['scheduled', 'ready', 'in-flight', 'awaiting-receipt', 'reached', 'unreached', 'suppressed', 'expired', 'cancelled'];

const lane = each => h('tr', { key: each.grade + each.channel + each.operator }, [h('td', h(Grade, { grade: each.grade })),
  h('td', word('channel', each.channel) + ' · ' + word('operator', each.operator)), h('td', { class: 'num right' }, number(each.depth)),
  h('td', { class: 'num right' }, span(each.oldestSeconds))]);

export const Lanes = ({ today }) => h('section', { class: 'card' }, [h('h2', t('duty.lanes')), h('table', [
  h('thead', h('tr', [h('th', t('batches.grade')), h('th', t('carrier.name')), h('th', { class: 'right' }, t('duty.depth')), h('th', { class: 'right' }, t('duty.oldest'))])),
  h('tbody', today ? today.lanes.map(lane) : [])]), today && !today.lanes.length && h(Empty, () => t('duty.noneWaits'))]);
Lanes.props = ['today'];

export const Funnel = ({ today }) => {
  const f = today ? today.funnel : {};
  const bar = (name, label) => h('tr', { key: name }, [h('td', label), h('td', { class: 'wide' }, h('div', { class: 'bars', 'aria-hidden': 'true' }, h('i', {
    class: ['accepted', 'reached'].includes(name) ? 'reached' : name === 'unreached' || name === 'flagged' ? 'unreached' : 'left',
    style: { width: (f.accepted ? Math.min(100, f[name] / f.accepted * 100) : 0) + '%' } }))), h('td', { class: 'num right' }, number(f[name]))]);
  return h('section', { class: 'card' }, [h('h2', t('duty.today', { day: today ? today.day : '', batches: number(f.batches) })), h('table', h('tbody', [
    bar('accepted', t('duty.accepted')), ...STATES.map(name => bar(name, word('warning', name))), bar('flagged', t('batches.flagged'))]))]);
};
Funnel.props = ['today'];

/** Warnings of today that are not final. */
export const openOf = today => STATES.slice(0, 4).reduce((n, name) => n + today.funnel[name], 0);
