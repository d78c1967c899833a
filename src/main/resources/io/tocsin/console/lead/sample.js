// Quality: a share of the closed cases of some days, drawn by lot and kept; each is read again and found good or not.
import { computed, h, reactive, ref, shallowRef } from '../lib/vue.js';
import { get, post, query, seg } from '../app/api.js';
import { t } from '../app/i18n.js';
import { Empty, Field, Grade, Tag } from '../app/parts.js';
import { state } from '../app/state.js';
import { clock, number } from '../app/time.js';
import { say, sayProblem } from '../app/toast.js';
import { History } from '../review/history.js';

const SAMPLES = '/v1/review/samples';
const LISTS = { open: each => !each.check, failed: each => each.check && !each.check.passed, all: () => true };

export const Sample = {
  setup() {
    const form = reactive({ from: '', to: '', percent: '5', list: 'open', who: '', remark: '', busy: false });
    const answer = shallowRef(null);
    const open = ref('');
    const whole = shallowRef(null);

    async function ask(how) {
      form.busy = true;
      try {
        answer.value = await how();
        Object.assign(form, { from: answer.value.from, to: answer.value.to });
      } catch (problem) {
        sayProblem(problem);
      } finally {
        form.busy = false;
      }
    }
    const load = () => ask(() => get(SAMPLES + query({ from: form.from, to: form.to })));
    const draw = () => ask(async () => {
      const drawn = await post(SAMPLES, { from: form.from, to: form.to, percent: Number(form.percent) });
      say(t('sample.drawn', { n: drawn.fresh }));
      return drawn;
    });
    load();

    const shown = computed(() => (answer.value ? answer.value.items : []).filter(each => LISTS[form.list](each) && (!form.who || each.closedBy === form.who)));

    async function look(item) {
      if (open.value === item.id) {
        open.value = '';
        return;
      }
      Object.assign(form, { remark: item.check ? item.check.remark : '' });
      whole.value = null;
      open.value = item.id;
      if (item.case) {
        const read = await get('/v1/review/cases/' + seg(item.case.id)).catch(sayProblem);
        if (open.value === item.id) {
          whole.value = read;
        }
      }
    }

    /** What was typed stays when it is refused, or nobody answers. */
    async function act(how, done) {
      form.busy = true;
      try {
        await how();
        say(done);
        open.value = '';
        await load();
      } catch (problem) {
        sayProblem(problem);
      } finally {
        form.busy = false;
      }
    }
    const check = (item, passed) => act(() => post(SAMPLES + '/' + seg(item.id), { passed, remark: form.remark.trim() }), t(passed ? 'sample.didPass' : 'sample.didFail', { by: item.closedBy }));
    const reopen = item => act(() => post('/v1/review/cases/' + seg(item.case.id) + '/reopen', { note: form.remark.trim() }), t('sample.reopened', { name: item.case.name }));

    const verdict = item => (item.check ? [h(Tag, { tone: item.check.passed ? 'good' : 'bad' }, () => t(item.check.passed ? 'sample.passed' : 'sample.failed')), ' ', item.check.by, h('div', { class: 'dim num' }, clock(item.check.at)),
      item.check.remark && h('div', item.check.remark)] : h(Tag, () => t('sample.unchecked')));

    const detail = item => h('tr', { key: item.id + '+' }, h('td', { colspan: 6 }, h('div', { class: 'stack checked' }, [
      whole.value && whole.value.disposition && h('p', [h('b', t('panel.note') + '：'), whole.value.disposition.note || t('sample.noNote'),
        whole.value.disposition.amountSaved > 0 && ' · ' + t('report.col.amountSaved') + ' ' + number(whole.value.disposition.amountSaved)]),
      whole.value && h(History, { item: whole.value }),
      h('div', { class: 'row bottom' }, [
        h(Field, { label: t('sample.remark'), modelValue: form.remark, maxlength: 2000, area: true, rows: 2, 'onUpdate:modelValue': v => { form.remark = v; } }),
        h('button', { class: 'primary', disabled: form.busy, onClick: () => check(item, true) }, t('sample.pass')),
        h('button', { class: 'danger', disabled: form.busy || !form.remark.trim(), title: t('sample.failHint'), onClick: () => check(item, false) }, t('sample.fail')),
        item.case && item.case.state === 'done' && h('button', { disabled: form.busy || !form.remark.trim(), title: t('sample.failHint'), onClick: () => reopen(item) }, t('sample.reopen'))])
    ])));

    const line = item => [h('tr', { key: item.id, class: open.value === item.id ? 'here' : '' }, [
      h('td', item.case ? h(Grade, { grade: item.case.grade }) : ''), h('td', item.case ? [h('b', item.case.name || t('list.noName')), h('div', { class: 'dim num' }, item.case.phone)] : t('sample.gone')),
      h('td', item.disposition[state.lang]), h('td', [item.closedBy, h('div', { class: 'dim num' }, clock(item.closedAt))]), h('td', verdict(item)),
      h('td', h('button', { 'aria-expanded': open.value === item.id, onClick: () => look(item) }, t(item.check ? 'sample.again' : 'sample.look')))
    ]), open.value === item.id && detail(item)];

    const person = each => h('tr', { key: each.name, class: form.who === each.name ? 'here' : '' }, [
      h('td', h('button', { class: 'link', 'aria-pressed': form.who === each.name, onClick: () => { form.who = form.who === each.name ? '' : each.name; } }, each.name)),
      ...[each.drawn, each.passed + each.failed, each.passed, each.failed].map((n, i) => h('td', { class: 'num right', key: i }, number(n))),
      h('td', { class: 'num right' }, each.passed + each.failed ? (each.passed / (each.passed + each.failed) * 100).toFixed(0) + '%' : '–')]);

    const bind = (name, label, more) => h(Field, { label, modelValue: form[name], 'onUpdate:modelValue': v => { form[name] = v; }, ...more });

    return () => h('div', { class: 'stack' }, [
      h('form', { class: 'row bottom', onSubmit: e => { e.preventDefault(); draw(); } }, [
        bind('from', t('report.from'), { type: 'date', required: true, onChange: load }), bind('to', t('report.to'), { type: 'date', required: true, onChange: load }),
        bind('percent', t('sample.percent'), { type: 'number', min: 1, max: 100, required: true }), h('button', { class: 'primary', disabled: form.busy }, t('sample.draw')),
        h('span', { class: 'dim' }, t('sample.hint'))]),
      answer.value && answer.value.reviewers.length > 0 && h('div', { class: 'tablecard', tabindex: '0', role: 'region', 'aria-label': t('sample.byReviewer') }, h('table', [
        h('thead', h('tr', [h('th', t('sample.by')), ...['nDrawn', 'nChecked', 'nPassed', 'nFailed', 'rate'].map(each => h('th', { class: 'right' }, t('sample.' + each)))])),
        h('tbody', answer.value.reviewers.map(person))])),
      h('div', { class: 'row', role: 'group', 'aria-label': t('lead.sample') }, Object.keys(LISTS).map(name => h('button', { key: name, 'aria-pressed': form.list === name, onClick: () => { form.list = name; } },
        t('sample.list.' + name) + (answer.value ? ' ' + answer.value.items.filter(LISTS[name]).length : '')))),
      answer.value && h('div', { class: 'tablecard', tabindex: '0', role: 'region', 'aria-label': t('lead.sample') }, [h('table', [
        h('thead', h('tr', ['grade', 'person', 'outcome', 'by', 'verdict', 'act'].map(each => h('th', t('sample.' + each))))), h('tbody', shown.value.flatMap(line))]),
      !shown.value.length && h(Empty, () => t(answer.value.items.length ? 'list.empty' : 'sample.none'))])
    ]);
  }
};
