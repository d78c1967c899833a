// Cases that are late, or in whatever state: chosen many at a time and given to somebody, or back to the queue.
import { h, reactive, ref, watch } from '../lib/vue.js';
import { get, post, query } from '../app/api.js';
import { t, word } from '../app/i18n.js';
import { Empty, Field, Grade } from '../app/parts.js';
import { clock } from '../app/time.js';
import { say, sayProblem } from '../app/toast.js';
import { alerted } from '../review/alerted.js';

const MOST = 500;
const LISTS = { late: { breached: 'true' }, open: { state: 'open' }, leased: { state: 'leased' }, snoozed: { state: 'snoozed' }, escalated: { state: 'escalated' } };

export const Cases = {
  props: ['people', 'changes'],
  setup(props) {
    const form = reactive({ list: 'late', unit: '', to: '', note: '' });
    const rows = ref(null);
    const unit = ref(''); // as it was typed to its end
    const chosen = reactive(new Set());

    async function load() {
      const wanted = form.list;
      const within = unit.value;
      try {
        const page = await get('/v1/review/cases' + query({ ...LISTS[wanted], unit: within, limit: 200 }), { background: true });
        if (wanted !== form.list || within !== unit.value) {
          return; // another list was chosen meanwhile
        }
        rows.value = page.items;
        [...chosen].filter(id => !rows.value.some(row => row.id === id)).forEach(id => chosen.delete(id));
      } catch (problem) {
        sayProblem(problem);
      }
    }
    watch(() => form.list, load, { immediate: true });
    watch(() => props.changes, load);

    async function give() {
      try {
        const answer = await post('/v1/review/reassign', { ids: [...chosen].slice(0, MOST), to: form.to || null, note: form.note.trim() });
        say(t('lead.given', { n: answer.reassigned }), answer.errors.length ? { kind: 'warn' } : {});
        chosen.clear();
        await load();
      } catch (problem) {
        sayProblem(problem);
      }
    }
    const tick = (id, on) => (on ? chosen.add(id) : chosen.delete(id));
    const bind = (name, label, more) => h(Field, { label, modelValue: form[name], 'onUpdate:modelValue': v => { form[name] = v; }, ...more });

    const line = row => h('tr', { key: row.id, class: chosen.has(row.id) ? 'here' : '' }, [
      h('td', h('input', { type: 'checkbox', 'aria-label': t('lead.choose', { name: row.name || row.id }), checked: chosen.has(row.id), onChange: e => tick(row.id, e.target.checked) })),
      h('td', h(Grade, { grade: row.grade })), h('td', [h('b', row.name || t('list.noName')), h('div', { class: 'dim num' }, row.phone)]), h('td', row.fraudType),
      h('td', row.unit || ''), h('td', row.holder ? t('list.holder', { who: row.holder }) : word('state', row.state)),
      h('td', [row.breached.map(each => word('clock', each)).join(t('app.and')), ' ', alerted(row)]), h('td', { class: 'num' }, clock(row.openedAt))
    ]);

    return () => h('div', { class: 'stack' }, [
      h('div', { class: 'options' }, [
        bind('list', t('list.filters'), { options: Object.keys(LISTS).map(name => [name, t('filter.' + name)]) }),
        bind('unit', t('users.unit'), { onChange: () => { unit.value = form.unit.trim(); load(); }, hint: t('users.unitHint') }),
        bind('to', t('lead.to'), { options: [['', t('lead.queue')], ...props.people.map(each => [each.name, each.name])] }),
        bind('note', t('panel.note'), { maxlength: 500 })
      ]),
      h('div', { class: 'row' }, [
        h('button', { class: 'primary', disabled: !chosen.size, onClick: give }, t('lead.give', { n: chosen.size })),
        h('button', { disabled: !rows.value || !rows.value.length, onClick: () => rows.value.forEach(row => chosen.add(row.id)) }, t('lead.all')),
        h('button', { onClick: load }, t('act.refresh'))
      ]),
      h('div', { class: 'tablecard', tabindex: '0', role: 'region', 'aria-label': t('list.title') }, [h('table', [
        h('thead', h('tr', [h('th', t('lead.pick')), ...['grade', 'person', 'type', 'unit', 'holder', 'late', 'opened'].map(each => h('th', t('lead.col.' + each)))])),
        h('tbody', (rows.value || []).map(line))]), rows.value && !rows.value.length && h(Empty, () => t('list.empty'))])
    ]);
  }
};
