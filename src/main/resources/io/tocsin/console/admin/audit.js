// The audit log, the latest first. Looking at it is an entry of its own; the whole of it is a file for `tocsin audit verify`.
import { computed, h, ref, shallowRef } from '../lib/vue.js';
import { get } from '../app/api.js';
import { t, word } from '../app/i18n.js';
import { Field } from '../app/parts.js';
import { clock } from '../app/time.js';
import { sayProblem } from '../app/toast.js';

const PAGE = 300;
const BEYOND = 999999999;

const lines = text => text.split('\n').filter(Boolean).map(line => JSON.parse(line));
const ask = after => get('/v1/audit?after=' + after, { text: true, headers: { Accept: 'application/x-ndjson' }, patience: 60000 }).then(lines);

export default {
  setup() {
    const entries = shallowRef([]);
    const typed = ref('');
    const found = computed(() => {
      const words = typed.value.toLowerCase().split(/\s+/).filter(Boolean);
      return entries.value.filter(each => words.every(part => [each.who, each.act, each.subject, each.before, each.after, each.from, each.node]
        .some(text => String(text ?? '').toLowerCase().includes(part))));
    });

    async function latest() {
      try {
        // Behind the end there is only the entry of this very question, which says where the end is.
        const end = (await ask(BEYOND)).at(-1).seq;
        entries.value = (await ask(Math.max(0, end - PAGE))).reverse();
      } catch (problem) {
        sayProblem(problem);
      }
    }
    async function earlier() {
      const first = entries.value.at(-1).seq;
      const more = await ask(Math.max(0, first - 1 - PAGE)).catch(problem => { sayProblem(problem); return []; });
      entries.value = entries.value.concat(more.filter(each => each.seq < first).reverse());
    }
    latest();

    const line = each => h('tr', { key: each.seq }, [
      h('td', { class: 'num' }, each.seq), h('td', { class: 'num' }, clock(each.at)),
      h('td', [h('b', each.who), h('div', { class: 'dim' }, word('auditKind', each.kind) + (each.roles.length ? ' · ' + each.roles.map(role => word('role', role)).join(t('app.and')) : ''))]),
      h('td', word('act', each.act)), h('td', { class: 'break' }, each.subject),
      h('td', { class: 'break' }, [each.before, each.before && each.after ? ' → ' : '', each.after]), h('td', { class: 'num' }, [each.from, h('div', { class: 'dim' }, each.node)])
    ]);

    return () => h('main', { class: 'page' }, [
      h('header', { class: 'row' }, [h('h1', { class: 'grow' }, t('page.audit')), h('button', { onClick: latest }, t('act.refresh')),
        h('a', { class: 'button', href: '/v1/audit', download: 'audit.ndjson' }, t('audit.whole'))]),
      h('p', { class: 'dim' }, t('audit.hint')),
      h('div', { class: 'narrow' }, h(Field, { label: t('audit.filter'), modelValue: typed.value, type: 'search', 'onUpdate:modelValue': v => { typed.value = v; } })),
      h('section', { class: 'card tablecard tall', tabindex: '0', role: 'region', 'aria-label': t('page.audit') }, [h('table', [
        h('thead', h('tr', ['seq', 'at', 'who', 'act', 'subject', 'change', 'from'].map(each => h('th', t('audit.' + each))))),
        h('tbody', found.value.map(line))]),
      entries.value.length > 0 && entries.value.at(-1).seq > 1 && h('button', { class: 'quiet', onClick: earlier }, t('audit.earlier'))])
    ]);
  }
};
