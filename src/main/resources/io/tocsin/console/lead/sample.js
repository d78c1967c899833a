// Quality: some of the closed cases, chosen by chance, read again; one that was closed wrongly is opened again.
import { h, reactive, ref } from '../lib/vue.js';
import { get, post, query, seg } from '../app/api.js';
import { t } from '../app/i18n.js';
import { Empty, Field, Grade } from '../app/parts.js';
import { state } from '../app/state.js';
import { clock, number } from '../app/time.js';
import { say, sayProblem } from '../app/toast.js';

const OF = 200;

export const Sample = {
  setup() {
    const form = reactive({ share: '5', note: '' });
    const cases = ref(null);
    const open = ref('');

    async function draw() {
      try {
        const rows = (await get('/v1/review/cases' + query({ state: 'done', limit: OF }))).items;
        const wanted = Math.max(1, Math.ceil(rows.length * Number(form.share) / 100));
        const left = [...rows];
        const taken = [];
        while (left.length && taken.length < wanted) {
          taken.push(...left.splice(crypto.getRandomValues(new Uint32Array(1))[0] % left.length, 1));
        }
        cases.value = await Promise.all(taken.map(row => get('/v1/review/cases/' + seg(row.id))));
      } catch (problem) {
        sayProblem(problem);
      }
    }
    async function reopen(e, item) {
      e.preventDefault();
      try {
        await post('/v1/review/cases/' + seg(item.id) + '/reopen', { note: form.note.trim() });
        say(t('sample.reopened', { name: item.name }));
        cases.value = cases.value.filter(each => each.id !== item.id);
        form.note = '';
      } catch (problem) {
        sayProblem(problem);
      }
    }
    const line = item => [h('tr', { key: item.id }, [
      h('td', h(Grade, { grade: item.grade })), h('td', [h('b', item.name), h('div', { class: 'dim num' }, item.phone)]),
      h('td', item.disposition ? [h('b', item.disposition[state.lang] || item.disposition.zh), h('div', item.disposition.note)] : ''),
      h('td', item.disposition ? [item.disposition.by, h('div', { class: 'dim num' }, clock(item.disposition.at))] : ''),
      h('td', { class: 'num right' }, item.disposition ? number(item.disposition.amountSaved) : ''),
      h('td', h('button', { 'aria-expanded': open.value === item.id, onClick: () => { open.value = open.value === item.id ? '' : item.id; } }, t('sample.reopen')))
    ]), open.value === item.id && h('tr', { key: item.id + '+' }, h('td', { colspan: 6 }, h('form', { class: 'row bottom', onSubmit: e => reopen(e, item) }, [
      h(Field, { label: t('sample.why'), modelValue: form.note, required: true, maxlength: 2000, 'onUpdate:modelValue': v => { form.note = v; } }),
      h('button', { class: 'primary' }, t('sample.reopen'))])))];
    return () => h('div', { class: 'stack' }, [
      h('form', { class: 'row bottom', onSubmit: e => { e.preventDefault(); draw(); } }, [h(Field, { label: t('sample.share', { of: OF }), modelValue: form.share, type: 'number', min: 1, max: 100,
        'onUpdate:modelValue': v => { form.share = v; } }), h('button', { class: 'primary' }, t('sample.draw'))]),
      cases.value && h('div', { class: 'tablecard', tabindex: '0', role: 'region', 'aria-label': t('lead.sample') }, [h('table', [
        h('thead', h('tr', ['grade', 'person', 'outcome', 'by', 'saved', 'act'].map(each => h('th', t('sample.' + each))))), h('tbody', cases.value.flatMap(line))]),
      !cases.value.length && h(Empty, () => t('list.empty'))])
    ]);
  }
};
