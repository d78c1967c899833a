// How far a batch is: reached, ended without, not sent, still to come; in colours and in words.
import { h } from '../lib/vue.js';
import { t } from '../app/i18n.js';

export function parts(counts) {
  const c = counts;
  return [['reached', c.reached], ['unreached', c.unreached], ['left', c.suppressed + c.expired + c.cancelled],
    ['open', c.scheduled + c.ready + c['in-flight'] + c['awaiting-receipt']]];
}

export const Progress = ({ counts }) => {
  const all = counts.accepted || 1;
  const words = parts(counts).map(([name, n]) => t('progress.' + name) + ' ' + n).join('，');
  const ended = counts.accepted - parts(counts)[3][1];
  return h('div', { class: 'progress' }, [
    h('div', { class: 'bars', role: 'img', 'aria-label': words, title: words }, parts(counts).map(([name, n]) =>
      h('i', { key: name, class: name, style: { width: (n / all * 100) + '%' } }))),
    h('span', { class: 'num' }, Math.floor(ended / all * 100) + '%')
  ]);
};
Progress.props = ['counts'];
