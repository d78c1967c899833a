// The list: who waits, most urgent first. What others hold says so; a number is found by typing it whole.
import { h, ref } from '../lib/vue.js';
import { post } from '../app/api.js';
import { t, word } from '../app/i18n.js';
import { Grade, Key, KeyButton } from '../app/parts.js';
import { alerted } from './alerted.js';
import { state } from '../app/state.js';
import { span, until } from '../app/time.js';
import { sayProblem } from '../app/toast.js';
import { desk, FILTERS, list, shownRows } from './desk.js';

function due(row) {
  if (row.state === 'snoozed' && row.snoozedUntil) {
    return { text: t('list.back', { time: span(until(row.snoozedUntil)) }) };
  }
  if (row.state === 'done') {
    return { text: t('state.done') };
  }
  const left = until(row.firstTouchAt ? row.closeDueAt : row.dueAt);
  return left >= 0 ? { text: t('list.left', { time: span(left) }), tone: left < 60 ? 'warn' : '' }
    : { text: t('list.late', { time: span(-left) }), tone: 'bad' };
}

function line(row, emit) {
  const own = Boolean(desk.held[row.id]);
  const at = due(row);
  return h('li', {
    key: row.id, id: 'row-' + row.id, role: 'option', 'aria-selected': desk.selected === row.id,
    class: ['line', desk.selected === row.id && 'here', desk.current === row.id && 'work'],
    onClick: () => emit('pick', row.id), onDblclick: () => emit('open', row.id)
  }, [
    h(Grade, { grade: row.grade }),
    h('b', { class: 'name' }, row.name || t('list.noName')),
    h('span', { class: ['due', 'num', at.tone] }, at.text),
    h('span', { class: 'phone num' }, row.phone || t('list.noPhone')), alerted(row),
    h('span', { class: 'why' }, [row.fraudType, row.reasons.length && word('reason', row.reasons.at(-1).kind)].filter(Boolean).join(' · ')),
    h('span', { class: 'who dim' }, row.state === 'leased' ? (own ? t('list.mine') : t('list.holder', { who: row.holder }))
      : [row.uncovered && t('list.uncovered'), row.flags > 1 && t('list.flags', { n: row.flags }), row.touches > 0 && t('list.touches', { n: row.touches })].filter(Boolean).join(' '))
  ]);
}

export const List = {
  emits: ['pick', 'open', 'filter', 'make'],
  setup(props, { emit }) {
    const typed = ref('');
    const text = () => typed.value.replace(/[\s-]/g, '');
    const isNumber = () => /^\+?\d{7,15}$/.test(text());
    /** What is in the list is narrowed while one types; a whole number is looked up by Enter. */
    function narrow() {
      const part = text();
      desk.found = !part || isNumber() ? null
        : desk.rows.filter(row => [row.name, row.fraudType, row.unit, row.phone].some(each => (each || '').includes(part)));
    }
    async function find(e) {
      e.preventDefault();
      if (isNumber()) {
        try {
          desk.found = (await post('/v1/review/lookup', { phone: text() })).items;
        } catch (problem) {
          sayProblem(problem);
        }
      } else {
        narrow();
      }
      desk.selected = desk.found && desk.found.length ? desk.found[0].id : desk.selected;
      typed.value = '';
      e.target.querySelector('input').blur();
    }
    return () => {
      state.now; // counts seconds
      return h('section', { class: 'list', 'aria-label': t('list.title') }, [
        h('form', { class: 'search', onSubmit: find }, [
          h('input', { name: 'search', type: 'search', value: typed.value, placeholder: t('list.search'), 'aria-label': t('list.search'),
            autocomplete: 'off', onInput: e => { typed.value = e.target.value; narrow(); } }),
          h(Key, { code: 'Slash' })
        ]),
        h('div', { class: 'filters', role: 'group', 'aria-label': t('list.filters') }, Object.keys(FILTERS).map(name => h('button', {
          type: 'button', 'aria-pressed': desk.filter === name && !desk.found, onClick: () => emit('filter', name)
        }, t('filter.' + name))).concat(h(KeyButton, { code: 'KeyA', class: 'makes', onClick: () => emit('make') }, () => t('make.short')))),
        desk.found && h('p', { class: 'found' }, [t('list.found', { n: desk.found.length }),
          h('button', { class: 'quiet', onClick: () => { desk.found = null; } }, t('act.close'))]),
        h('ul', { class: 'lines', role: 'listbox', tabindex: '0', 'aria-label': t('list.title'),
          'aria-activedescendant': shownRows().some(row => row.id === desk.selected) ? 'row-' + desk.selected : undefined }, shownRows().map(row => line(row, emit))),
        !shownRows().length && h('p', { class: 'empty' }, desk.loading ? '' : t('list.empty')),
        desk.more && !desk.found && h('button', { class: 'quiet', onClick: () => list(true) }, t('act.more'))
      ]);
    };
  }
};
