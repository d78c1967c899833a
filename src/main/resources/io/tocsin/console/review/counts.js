// The bar of counts: what waits, what is late, what was done; and that nothing is lost (全部复核).
import { h } from '../lib/vue.js';
import { t } from '../app/i18n.js';
import { number, span } from '../app/time.js';

const count = (name, value, tone, below) => h('li', { class: ['count', value && tone], key: name }, [
  h('span', { class: 'what' }, t('counts.' + name)), h('b', { class: 'num' }, number(value)), h('span', { class: 'below num' }, below || '\u00a0')
]);

const oldest = grade => (grade && grade.oldestSeconds !== null ? t('counts.oldest', { time: span(grade.oldestSeconds) }) : '');

export const Counts = ({ summary }) => {
  const s = summary || {};
  const grades = s.byGrade || {};
  const of = name => (grades[name] ? grades[name].waiting : null);
  const late = s.breaches ? s.breaches.firstTouch + s.breaches.close : null;
  return h('ul', { class: 'counts', 'aria-label': t('counts.title') }, [
    count('waiting', s.waiting, 'plain', t('counts.held', { n: number(s.leased) })),
    count('urgent', of('urgent'), 'bad', oldest(grades.urgent)),
    count('high', of('high'), 'warn', oldest(grades.high)),
    count('late', late, 'bad', s.breaches ? t('counts.lateParts', { a: s.breaches.firstTouch, b: s.breaches.close }) : ''),
    count('snoozed', s.snoozed, 'plain'),
    count('escalated', s.escalated, 'plain'),
    count('mine', s.mine && s.mine.doneToday, 'good', s.mine ? t('counts.holding', { n: s.mine.leased }) : ''),
    h('li', { class: ['count', 'all', s.balanced === false ? 'bad' : 'good'] }, [
      h('span', { class: 'what' }, t('counts.all')),
      h('b', { class: 'num' }, s.flagged === undefined ? '–' : number(s.flagged)),
      h('span', { class: 'below num' }, s.flagged === undefined ? '\u00a0' : s.balanced
        ? t('counts.balanced', { done: number(s.done), open: number(s.open) }) : s.lost > 0 ? t('counts.lost', { n: number(s.lost) }) : t('counts.unbalanced'))
    ])
  ]);
};
Counts.props = ['summary'];
