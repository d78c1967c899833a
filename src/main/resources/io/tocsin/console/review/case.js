// One case: who, why, what to say, what has happened. Held, or only looked at.
import { h } from '../lib/vue.js';
import { t, word } from '../app/i18n.js';
import { Grade, KeyButton, Tag } from '../app/parts.js';
import { state } from '../app/state.js';
import { clock, span, until } from '../app/time.js';
import * as acts from './acts.js';
import { alerted } from './alerted.js';
import { current, desk } from './desk.js';
import { copyNumber } from './number.js';
import { History } from './history.js';
import { scriptFor } from './scripts.js';
import { called } from './told.js';

function lease(work) {
  const left = until(work.leaseUntil);
  return h('span', { class: ['lease', 'num', left < 30 && 'warn'] }, left > 0 ? t('case.lease', { time: span(left) }) : t('case.leaseOver'));
}

function clocks(item) {
  if (item.state === 'done') {
    return h(Tag, { tone: 'good' }, () => item.disposition ? item.disposition[state.lang] || item.disposition.zh : t('state.done'));
  }
  const left = until(item.closeDueAt);
  return h(Tag, { tone: left < 0 ? 'bad' : left < 1800 ? 'warn' : 'plain' }, () => h('span', { class: 'num' },
    left < 0 ? t('case.closeLate', { time: span(-left) }) : t('case.closeIn', { time: span(left) })));
}

function head(item, work) {
  return h('header', { class: 'casehead' }, [
    h('div', { class: 'row' }, [
      h(Grade, { grade: item.grade }), h('h1', item.name || t('list.noName')),
      h('span', { class: 'kind' }, item.fraudType), clocks(item), alerted(item),
      // The station is what is looked for; the way to it would take a line of its own.
      h('span', { class: 'dim', title: item.unit || undefined }, (item.unit || '').split('/').pop()),
      h('span', { class: 'grow' }), !work && h(Tag, () => word('state', item.state))
    ]),
    h('div', { class: 'row' }, [
      h('span', { class: 'bigphone num', 'data-phone': '' }, work && work.phone ? work.phone : item.phone || t('list.noPhone')),
      work && h(KeyButton, { code: 'KeyV', disabled: Boolean(work.phone), onClick: acts.reveal }, () => t('review.reveal')),
      work && h(KeyButton, { code: 'KeyC', onClick: copyNumber }, () => t('review.copy')),
      !work && h('span', { class: 'dim' }, item.holder ? t('list.holder', { who: item.holder }) : t('case.enterToTake')),
      h('span', { class: 'grow' }), work && lease(work)
    ])
  ]);
}

const why = item => h('section', { class: 'why' }, [
  h('h2', t('case.why')),
  h('ul', item.reasons.map((reason, i) => h('li', { key: i }, [
    h('b', word('reason', reason.kind)), reason.text && h('span', called(reason.text)), h('time', { class: 'dim num' }, clock(reason.at))
  ])))
]);

function script(item) {
  const lines = scriptFor(item.fraudType, state.lang);
  return h('section', { class: 'script' }, [h('h2', t('case.script', { title: lines.title })),
    h('ol', lines.steps.map((step, i) => h('li', { key: i }, step)))]);
}

const lostBar = work => h('div', { class: 'lostbar', role: 'alert' }, [
  h('p', [h('b', work.gone.holder ? t('case.lostTo', { who: work.gone.holder }) : t('case.lost', { state: word('state', work.gone.state || 'open') })),
    ' ', t('case.lostKept')]),
  h('button', { onClick: () => acts.takeAgain(work) }, t('case.takeAgain')),
  h('button', { onClick: () => acts.forget(work.id) }, t('case.forget'))
]);

export const CaseView = () => {
  state.now; // counts seconds
  const work = current();
  const id = work ? work.id : desk.selected;
  const item = (id && desk.seen[id]) || (work && work.item) || shownRow(id);
  if (!item) {
    return h('div', { class: 'nocase empty' }, [h('p', t('case.none')), h('p', [h('kbd', 'N'), ' ', t('review.next')])]);
  }
  const full = { ...(work ? work.item : {}), ...item };
  return h('article', { class: ['case', !work && 'preview'], key: id }, [
    head(full, work), work && work.gone && lostBar(work),
    h('div', { class: 'casebody' }, [
      h('div', { class: 'left', tabindex: '0', role: 'region', 'aria-label': t('case.why') }, [why(full), script(full)]),
      h(History, { item: full })
    ])
  ]);
};
CaseView.emits = ['ask'];

function shownRow(id) {
  return (desk.found || desk.rows).find(row => row.id === id);
}
