// A file becomes a batch: chosen, looked at, its columns named, sent with its progress, its faults to keep.
import { computed, h, reactive, shallowRef } from '../lib/vue.js';
import { query, upload } from '../app/api.js';
import { t, word } from '../app/i18n.js';
import { csv, keep } from '../app/files.js';
import { Field } from '../app/parts.js';
import { go } from '../app/router.js';
import { number } from '../app/time.js';
import { Forecast } from './dry.js';
import { Preview } from './preview.js';
import { ACCEPTED, open } from './source.js';
import { build, guess, look } from './table.js';

const GRADES = ['low', 'medium', 'high', 'urgent'];

const random = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), b => b.toString(16).padStart(2, '0')).join('');

/** What a refusal says, with its single faults. */
function words(problem, silent) {
  const body = problem.body || {};
  return problem.silent ? silent : [body.title || problem.message, body.detail, ...(body.errors || []).map(e => e.message)].filter(Boolean).join('：');
}

export const Upload = {
  setup() {
    const table = shallowRef(null);
    const form = reactive({ name: '', grade: 'low', playbook: '', notBefore: '', expiresAt: '', meaning: [], key: '', sent: 0, of: 0, busy: false, wrong: '', over: false });
    const answer = shallowRef(null);
    const forecast = shallowRef(null);
    const found = computed(() => (table.value ? look(table.value.rows, form.meaning) : null));
    const told = (sent, of) => Object.assign(form, { sent, of });
    // What was tried, or begun to be sent, is not what stands there now.
    const changed = () => { form.key = 'console-' + random(); forecast.value = null; };

    async function choose(file) {
      if (!file || form.busy) {
        return;
      }
      Object.assign(form, { busy: true, wrong: '', sent: 0, of: 0 });
      table.value = answer.value = forecast.value = null;
      try {
        const read = await open(file, told);
        form.meaning = guess(read.header);
        form.name = file.name.replace(/\.[^.]*$/, '').slice(0, 100);
        changed();
        table.value = read;
      } catch (problem) {
        form.wrong = words(problem, t('upload.unread'));
      } finally {
        form.busy = false;
      }
    }

    async function send(dryRun) {
      Object.assign(form, { busy: true, wrong: '' });
      forecast.value = null;
      const zone = text => (text ? new Date(text).toISOString() : '');
      const body = new Blob([build(table.value.header, table.value.rows, form.meaning, form.name.replace(/\W/g, '') || 'row')]);
      try {
        (dryRun ? forecast : answer).value = await upload('/v1/batches' + query({ name: form.name, grade: form.grade, playbook: form.playbook,
          notBefore: zone(form.notBefore), expiresAt: zone(form.expiresAt), dryRun }), body,
        { 'Content-Type': 'text/csv; charset=utf-8', 'Idempotency-Key': form.key }, told);
      } catch (problem) {
        // The same key again: what has come counts once.
        form.wrong = words(problem, t('upload.cut'));
      } finally {
        form.busy = false;
      }
    }

    /** Those that were refused, and those that never were rows. */
    const faulty = of => of.errors.length + table.value.bad.length;
    function faults(of) {
      const { header, rows, bad, first } = table.value;
      const refused = of.errors.map(e => [e.index === undefined ? '' : e.index + first, e.ref, e.field, e.code, e.message,
        ...(e.index === undefined ? [] : rows[e.index] || [])]);
      const unread = bad.map(e => [e.index + first, '', '', 'bad-json', t('upload.badLine'), e.text]);
      keep('errors-' + form.name + '.csv', csv([[t('upload.row'), t('batches.ref'), t('upload.field'), t('upload.code'), t('upload.message'), ...header],
        ...refused, ...unread].sort((a, b) => a[0] - b[0] || 0)));
    }

    const facts = f => h('ul', { class: 'facts num' }, [
      h('li', t('upload.rows', { n: number(f.rows) })), f.blank - table.value.bad.length > 0 && h('li', t('upload.blank', { n: number(f.blank - table.value.bad.length) })),
      table.value.bad.length > 0 && h('li', { class: 'bad' }, t('upload.badLines', { n: number(table.value.bad.length), rows: table.value.bad.slice(0, 5).map(e => e.index + 1).join('、') })),
      f.noPhone > 0 && h('li', { class: 'bad' }, t('upload.noPhone', { n: number(f.noPhone) })),
      f.oddPhone > 0 && h('li', { class: 'bad' }, t('upload.oddPhone', { n: number(f.oddPhone) })),
      f.again > 0 && h('li', { class: 'bad' }, t('upload.again', { n: number(f.again) })),
      !form.meaning.includes('ref') && h('li', t('upload.madeRefs'))
    ]);

    const field = (name, label, more) => h(Field, { label, modelValue: form[name], 'onUpdate:modelValue': v => { form[name] = v; changed(); }, ...more });

    const result = a => h('section', { class: 'card stack', role: 'status' }, [
      h('h2', t('upload.done', { n: number(a.accepted) })),
      h('p', { class: 'num' }, t('upload.sum', { submitted: number(a.submitted), accepted: number(a.accepted), duplicate: number(a.duplicate), rejected: number(a.rejected) })),
      a.errors.length < a.rejected && h('p', t('upload.firstErrors', { n: number(a.errors.length) })),
      h('div', { class: 'row' }, [h('button', { class: 'primary', onClick: () => go('batches', a.id) }, t('upload.follow')),
        faulty(a) > 0 && h('button', { onClick: () => faults(a) }, t('upload.errors', { n: number(faulty(a)) }))])
    ]);

    const source = () => h('section', {
      class: ['card', 'stack', 'drop', form.over && 'over'], onDragover: e => { e.preventDefault(); form.over = true; }, onDragleave: () => { form.over = false; },
      onDrop: e => { e.preventDefault(); form.over = false; choose(e.dataTransfer.files[0]); }
    }, [h('label', { for: 'file' }, t('upload.file')),
      // Emptied first: the same file, mended, can be chosen again.
      h('input', { id: 'file', type: 'file', accept: ACCEPTED, disabled: form.busy, onClick: e => { e.target.value = ''; }, onChange: e => choose(e.target.files[0]) }),
      h('p', { class: 'dim' }, t('upload.hint')),
      form.busy && !table.value && h('p', { role: 'status' }, t('upload.reading')),
      form.wrong && !table.value && h('p', { class: 'wrong', role: 'alert' }, form.wrong)]);

    return () => {
      const ready = table.value && form.meaning.includes('phone') && found.value.rows > 0;
      return h('main', { class: 'page' }, [
        h('a', { href: '#/batches' }, '← ' + t('page.batches')), h('h1', t('batches.upload')),
        source(),
        table.value && !answer.value && [
          h(Preview, { table: table.value, meaning: form.meaning, onChange: (i, m) => { form.meaning[i] = m; changed(); } }), facts(found.value),
          h('section', { class: 'card options' }, [field('name', t('batches.name'), { maxlength: 100 }),
            field('grade', t('upload.grade'), { options: GRADES.map(g => [g, word('grade', g)]) }), field('playbook', t('upload.playbook')),
            field('notBefore', t('upload.notBefore'), { type: 'datetime-local' }), field('expiresAt', t('upload.expiresAt'), { type: 'datetime-local' })]),
          h('div', { class: 'row' }, [h('button', { class: 'primary', disabled: form.busy || !ready, onClick: () => send() }, t('upload.send', { n: number(found.value.rows) })),
            h('button', { disabled: form.busy || !ready, title: t('dry.hint'), onClick: () => send(true) }, t('dry.act')),
            form.busy && h('progress', { value: form.sent, max: form.of || 1, 'aria-label': t('batches.progress') }),
            h('span', { class: 'wrong', role: 'alert' }, form.wrong || (form.meaning.includes('phone') ? '' : t('upload.needsPhone')))])
        ],
        forecast.value && !answer.value && h(Forecast, { forecast: forecast.value }, () => faulty(forecast.value) > 0
          && h('button', { onClick: () => faults(forecast.value) }, t('dry.errors', { n: number(faulty(forecast.value)) }))),
        answer.value && result(answer.value)
      ]);
    };
  }
};
