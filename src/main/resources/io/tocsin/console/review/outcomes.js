// The right side: outcomes with their keys, the note, and what an outcome asks for besides.
import { h } from '../lib/vue.js';
import { t } from '../app/i18n.js';
import { Field, Key, KeyButton } from '../app/parts.js';
import { clock } from '../app/time.js';
import * as acts from './acts.js';
import { current, desk, keepDraft } from './desk.js';

const SNOOZES = [5, 15, 30, 60, 240];

function button(each, work) {
  return h('button', {
    key: each.code, type: 'button', class: ['outcome', each.effect, !each.key && 'small'], 'aria-pressed': Boolean(work && work.outcome === each.code),
    disabled: !work || Boolean(work.gone), onClick: () => acts.choose(each.code)
  }, [each.key && h('kbd', { 'aria-hidden': 'true' }, each.key), h('span', acts.labelOf(each))]);
}

const needs = (outcome, name) => (outcome.required || []).includes(name);
const marked = (outcome, name, label) => (needs(outcome, name) ? label + t('panel.must') : label);

const money = (work, name, outcome) => h(Field, {
  name, label: marked(outcome, name, t('panel.' + name)), modelValue: work[name], inputmode: 'decimal', autocomplete: 'off',
  required: needs(outcome, name), bad: work.wrong === name ? t(String(work[name]).trim() ? 'panel.badAmount' : 'panel.needed') : '', 'onUpdate:modelValue': v => { work[name] = v; work.wrong = ''; keepDraft(work); }
});

const station = work => h(Field, {
  name: 'station', label: t('panel.station'), modelValue: work.station, maxlength: 80, autocomplete: 'off', list: 'stations',
  bad: work.wrong === 'station' ? t('panel.needed') : '', 'onUpdate:modelValue': v => { work.station = v; work.wrong = ''; keepDraft(work); }
});

/** A field of the outcome's own. */
const other = (work, name, outcome) => h(Field, {
  name: 'of-' + name, label: marked(outcome, name, acts.fieldLabel(outcome, name)), modelValue: work.fields[name] || '', maxlength: 200, autocomplete: 'off',
  required: needs(outcome, name), bad: work.wrong === 'of-' + name ? t('panel.needed') : '', 'onUpdate:modelValue': v => { work.fields[name] = v; work.wrong = ''; keepDraft(work); }
});

const note = work => h('div', { class: 'field note' }, [
  h('label', { for: 'note' }, [t('panel.note'), h(Key, { code: 'KeyB' }), work.wrong === 'note'
    ? h('span', { class: 'savedat bad', role: 'alert' }, t('panel.noteNeeded'))
    : h('span', { class: 'savedat dim num' }, work.savedAt ? t('panel.savedAt', { time: clock(work.savedAt) }) : '')]),
  h('textarea', { id: 'note', name: 'note', rows: 3, maxlength: 2000, value: work.note, 'aria-invalid': work.wrong === 'note' ? 'true' : undefined,
    onInput: e => acts.noteTyped(work, e.target.value) })
]);

function extras(work, asks) {
  const outcome = acts.outcomeOf(work);
  if (asks === 'escalate' || (outcome && acts.asksStation(outcome))) {
    const stations = h('datalist', { id: 'stations' }, (desk.dictionary.stations || []).map(each => h('option', { value: each.name || each })));
    return [station(work), stations, ...(asks === 'escalate' ? [] : own(work, outcome))];
  }
  return outcome ? own(work, outcome) : [];
}

const own = (work, outcome) => [...outcome.amounts.map(each => money(work, each, outcome)), ...acts.ownFields(outcome).map(each => other(work, each, outcome))];

const choices = (title, items, run) => h('div', { class: 'choices' }, [h('h2', title),
  items.map(([text, value], i) => h('button', { type: 'button', key: text, onClick: () => run(value) }, [h('kbd', i + 1), text])),
  h('p', { class: 'dim' }, t('panel.esc'))]);

/** The approved messages; the one that is chosen with its text, and how it is sent. */
const texts = (work, picked, emit) => h('div', { class: 'choices' }, [h('h2', t('panel.sms')),
  acts.messages().map((each, i) => h('button', { type: 'button', key: each.name, 'aria-pressed': picked === each, disabled: Boolean(work.gone), onClick: () => emit('pick', each) },
    [h('kbd', i + 1), acts.labelOf(each), work.texted[each.name] && h('span', { class: 'badge tag good' }, t('panel.smsSent'))])),
  !acts.messages().length && h('p', { class: 'dim' }, t('panel.noMessages')),
  picked && h('blockquote', { class: 'smstext' }, acts.filled(picked, work.item)),
  picked && h(KeyButton, { code: 'Enter', class: 'primary', disabled: Boolean(work.gone), onClick: () => emit('send') }, () => t('panel.smsSend')),
  h('p', { class: 'dim' }, t('panel.smsHint'))]);

export const Outcomes = (props, { emit }) => {
  const work = current();
  const all = acts.outcomes();
  const chosen = work && acts.outcomeOf(work);
  return h('section', { class: 'panel', 'aria-label': t('panel.title') }, [
    h('div', { class: 'others' }, [['KeyE', 'escalate', 'station'], ['KeyS', 'snooze'], ['KeyM', 'sms']].map(([code, what, field]) => h(KeyButton, {
      key: what, code, disabled: !work, 'aria-pressed': props.asks === what, onClick: () => (what === 'sms' ? emit('text') : emit('ask', what, field))
    }, () => t('review.' + what))).concat(h(KeyButton, { code: 'KeyR', disabled: !work, onClick: acts.release }, () => t('review.release')))),
    props.asks === 'snooze' && work ? choices(t('panel.snooze'), SNOOZES.map(n => [t('review.snoozeFor', { n }), n]), n => { acts.snooze(n); emit('done'); })
      : props.asks === 'sms' && work ? texts(work, props.picked, emit)
        : h('div', { class: 'outcomes', tabindex: work && !work.gone ? undefined : '0', role: 'group', 'aria-label': t('panel.outcome') }, all.map(each => button(each, work))),
    h('div', { class: 'extras' }, work ? extras(work, props.asks) : []),
    work ? note(work) : h('div', { class: 'field note' }, h('p', { class: 'dim' }, t('panel.nobody'))),
    h('div', { class: 'go' }, [
      h('label', [h('input', { type: 'checkbox', checked: acts.flow.on, onChange: e => acts.setFlow(e.target.checked) }), t('panel.flow')]),
      work ? h(KeyButton, { code: 'Ctrl+Enter', class: 'primary', disabled: Boolean(work.gone) || (!chosen && props.asks !== 'escalate'), onClick: () => emit('save') },
        () => t('review.saveNext'))
        : h(KeyButton, { code: 'KeyN', class: 'primary', onClick: acts.next }, () => t('review.next'))
    ])
  ]);
};
Outcomes.props = ['asks', 'picked'];
Outcomes.emits = ['save', 'ask', 'done', 'text', 'pick', 'send'];
