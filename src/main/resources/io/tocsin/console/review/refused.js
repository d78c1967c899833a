// Acts that came too late: who holds the case now, and everything that was typed.
import { h } from '../lib/vue.js';
import { t, word } from '../app/i18n.js';
import * as acts from './acts.js';
import { current, desk, hold, keepRefused, take } from './desk.js';
import { say } from '../app/toast.js';

async function again(act) {
  if (current()) {
    say(t('review.finishFirst'), { kind: 'warn' });
  } else if (await take(act.id)) {
    // What was typed is put where it was, with the new lease.
    const work = desk.held[act.id];
    hold({ ...work.item, token: work.token, leaseUntil: work.leaseUntil }, act.typed);
    drop(act);
  }
}

function drop(act) {
  desk.refused = desk.refused.filter(each => each.key !== act.key);
  keepRefused();
}

function words(act) {
  const body = act.problem.body;
  if (act.problem.code === 'lease-lost') {
    return body.holder ? t('refused.held', { who: body.holder }) : t('refused.state', { state: word('state', body.state) });
  }
  return [body.title, body.detail, ...(body.errors || []).map(e => e.message)].filter(Boolean).join('：');
}

/** All that was chosen and typed, so that nothing has to be remembered. */
function kept(typed) {
  const outcome = acts.outcomeOf(typed);
  const named = (name, value) => value && t('panel.' + name) + ' ' + value;
  return [outcome && acts.labelOf(outcome), (!outcome || (outcome.fields || []).includes('station')) && named('station', typed.station), named('saved', typed.saved), named('lost', typed.lost),
    ...(outcome ? acts.ownFields(outcome).map(name => typed.fields && typed.fields[name] && acts.fieldLabel(outcome, name) + ' ' + typed.fields[name]) : []), typed.note].filter(Boolean);
}

export const Refused = () => (desk.refused.length === 0 ? null : h('ul', { class: 'refused', role: 'alert' }, desk.refused.map(act => h('li', { key: act.key }, [
  h('p', [h('b', t('refused.title', { name: act.name || act.id, phone: act.phone || '' })), ' ', words(act)]),
  h('p', { class: 'dim kept' }, kept(act.typed || {}).join(t('refused.and'))),
  h('div', { class: 'row' }, [
    h('button', { onClick: () => again(act) }, t('case.takeAgain')),
    h('button', { onClick: () => drop(act) }, t('case.forget'))
  ])
]))));
