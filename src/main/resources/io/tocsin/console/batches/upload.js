// A file becomes a batch: chosen, looked at, its columns named, sent with its progress, its faults to keep.
import { computed, h, reactive, shallowRef } from '../lib/vue.js';
import { query, upload } from '../app/api.js';
import { t, word } from '../app/i18n.js';
import { csv, keep } from '../app/files.js';
import { Field } from '../app/parts.js';
import { go } from '../app/router.js';
import { number } from '../app/time.js';
import { Forecast } from './dry.js';
import { build, decode, guess, look, parse } from './table.js';

const GRADES = ['low', 'medium', 'high', 'urgent'];
const MEANINGS = ['', 'ref', 'phone', 'grade', 'fraudType', 'name', 'unit', '='];
const SHOWN = 8;

const random = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), b => b.toString(16).padStart(2, '0')).join('');

export const Upload = {
  setup() {
    const table = shallowRef(null);
    const form = reactive({ name: '', grade: 'low', playbook: '', notBefore: '', expiresAt: '', meaning: [], key: '', sent: 0, of: 0, busy: false, wrong: '' });
    const answer = shallowRef(null);
    const forecast = shallowRef(null);
    const found = computed(() => (table.value ? look(table.value.rows, form.meaning) : null));

    async function choose(file) {
      if (file) {
        const [header, ...rows] = parse(await decode(file));
        form.meaning = guess(header || []);
        table.value = { header: header || [], rows };
        form.name = file.name.replace(/\.[^.]*$/, '');
        form.key = 'console-' + random();
        answer.value = null;
        forecast.value = null;
        form.wrong = '';
      }
    }

    async function send(dryRun) {
      form.busy = true;
      forecast.value = null;
      form.wrong = '';
      const zone = text => (text ? new Date(text).toISOString() : '');
      const body = new Blob([build(table.value.header, table.value.rows, form.meaning, form.name.replace(/\W/g, '') || 'row')]);
      try {
        (dryRun ? forecast : answer).value = await upload('/v1/batches' + query({ name: form.name, grade: form.grade, playbook: form.playbook,
          notBefore: zone(form.notBefore), expiresAt: zone(form.expiresAt), dryRun }), body,
        { 'Content-Type': 'text/csv; charset=utf-8', 'Idempotency-Key': form.key }, (sent, of) => Object.assign(form, { sent, of }));
      } catch (problem) {
        // The same key again: what has come counts once.
        const body = problem.body || {};
        form.wrong = problem.silent ? t('upload.cut') : [body.title, body.detail, ...(body.errors || []).map(e => e.message)].filter(Boolean).join('：');
      } finally {
        form.busy = false;
      }
    }

    function faults(of) {
      const rows = of.errors.map(e => [e.index === undefined ? '' : e.index + 2, e.ref, e.field, e.code, e.message,
        ...(e.index === undefined ? [] : table.value.rows[e.index] || [])]);
      keep('errors-' + form.name + '.csv', csv([[t('upload.row'), t('batches.ref'), t('upload.field'), t('upload.code'), t('upload.message'), ...table.value.header], ...rows]));
    }

    const preview = () => h('div', { class: 'card tablecard', tabindex: '0', role: 'region', 'aria-label': t('upload.preview') }, h('table', [
      h('thead', [h('tr', table.value.header.map((title, i) => h('th', { key: i }, [h('div', title || '–'), h('select', {
        'aria-label': t('upload.means', { column: title || i + 1 }), value: form.meaning[i], onChange: e => { form.meaning[i] = e.target.value; form.key = 'console-' + random(); }
      }, MEANINGS.map(m => h('option', { value: m, selected: form.meaning[i] === m }, t('upload.as.' + (m === '=' ? 'variable' : m || 'nothing')))))])))]),
      h('tbody', table.value.rows.slice(0, SHOWN).map((row, n) => h('tr', { key: n }, table.value.header.map((_, i) =>
        h('td', { class: form.meaning[i] ? '' : 'dim' }, row[i])))))
    ]));

    const facts = f => h('ul', { class: 'facts num' }, [
      h('li', t('upload.rows', { n: number(f.rows) })), f.blank > 0 && h('li', t('upload.blank', { n: number(f.blank) })),
      f.noPhone > 0 && h('li', { class: 'bad' }, t('upload.noPhone', { n: number(f.noPhone) })),
      f.oddPhone > 0 && h('li', { class: 'bad' }, t('upload.oddPhone', { n: number(f.oddPhone) })),
      f.again > 0 && h('li', { class: 'bad' }, t('upload.again', { n: number(f.again) })),
      !form.meaning.includes('ref') && h('li', t('upload.madeRefs'))
    ]);

    const field = (name, label, more) => h(Field, { label, modelValue: form[name], 'onUpdate:modelValue': v => { form[name] = v; form.key = 'console-' + random(); }, ...more });

    const result = a => h('section', { class: 'card stack', role: 'status' }, [
      h('h2', t('upload.done', { n: number(a.accepted) })),
      h('p', { class: 'num' }, t('batches.sum', { submitted: number(a.submitted), accepted: number(a.accepted), duplicate: number(a.duplicate), rejected: number(a.rejected), flagged: 0 })),
      h('div', { class: 'row' }, [h('button', { class: 'primary', onClick: () => go('batches', a.id) }, t('upload.follow')),
        a.errors.length > 0 && h('button', { onClick: () => faults(a) }, t('upload.errors', { n: number(a.errors.length) }))])
    ]);

    return () => h('main', { class: 'page' }, [
      h('a', { href: '#/batches' }, '← ' + t('page.batches')), h('h1', t('batches.upload')),
      h('section', { class: 'card stack' }, [h('label', { for: 'file' }, t('upload.file')),
        h('input', { id: 'file', type: 'file', accept: '.csv,.txt,.tsv,text/csv', onChange: e => choose(e.target.files[0]) }), h('p', { class: 'dim' }, t('upload.hint'))]),
      table.value && !answer.value && [
        preview(), facts(found.value),
        h('section', { class: 'card options' }, [field('name', t('batches.name'), { maxlength: 100 }),
          field('grade', t('upload.grade'), { options: GRADES.map(g => [g, word('grade', g)]) }), field('playbook', t('upload.playbook')),
          field('notBefore', t('upload.notBefore'), { type: 'datetime-local' }), field('expiresAt', t('upload.expiresAt'), { type: 'datetime-local' })]),
        h('div', { class: 'row' }, [h('button', { class: 'primary', disabled: form.busy || !form.meaning.includes('phone') || !found.value.rows, onClick: () => send() },
          t('upload.send', { n: number(found.value.rows) })),
        h('button', { disabled: form.busy || !form.meaning.includes('phone') || !found.value.rows, title: t('dry.hint'), onClick: () => send(true) }, t('dry.act')),
        h('progress', { value: form.sent, max: form.of || 1, 'aria-label': t('batches.progress') }), h('span', { class: 'wrong', role: 'alert' },
          form.wrong || (form.meaning.includes('phone') ? '' : t('upload.needsPhone')))])
      ],
      forecast.value && !answer.value && h(Forecast, { forecast: forecast.value }, () => forecast.value.errors.length > 0
        && h('button', { onClick: () => faults(forecast.value) }, t('dry.errors', { n: number(forecast.value.errors.length) }))),
      answer.value && result(answer.value)
    ]);
  }
};
