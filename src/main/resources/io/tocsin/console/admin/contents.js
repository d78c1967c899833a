// Texts, dialogs, scripts, dispositions: what holds, what is proposed, what was published. One proposes, another approves.
import { h, reactive, ref } from '../lib/vue.js';
import { get, post, seg } from '../app/api.js';
import { t, word } from '../app/i18n.js';
import { Empty, Field, Sure, Tag } from '../app/parts.js';
import { has, state } from '../app/state.js';
import { clock } from '../app/time.js';
import { say, sayProblem } from '../app/toast.js';
import { Diff } from './diff.js';
import { Trial } from './trial.js';

const TONES = { open: 'warn', approved: 'good', refused: 'bad', retracted: 'plain' };
const KINDS = ['template', 'dialog', 'script', 'dispositions'];

export default {
  setup() {
    const all = ref([]);
    const open = ref([]);
    const done = ref([]);
    const chosen = ref(null);
    const form = reactive({ text: '', reason: '', name: '', problems: [], notes: [] });
    const note = reactive({});

    const load = () => Promise.all([
      get('/v1/contents').then(page => { all.value = page.items; }),
      get('/v1/proposals?state=open&limit=100').then(page => { open.value = page.items; }),
      get('/v1/proposals?state=decided&limit=20').then(page => { done.value = page.items; })
    ]).catch(sayProblem);
    load();

    async function choose(item) {
      Object.assign(form, { text: item.text || '', reason: '', name: '', problems: [], notes: [] });
      chosen.value = { ...item, versions: [] };
      if (item.name) {
        chosen.value = await get('/v1/contents/' + seg(item.kind) + '/' + seg(item.name)).catch(problem => { sayProblem(problem); return chosen.value; });
      }
    }
    const name = () => chosen.value.name || form.name.trim();
    async function attempt(run) {
      try {
        await run();
      } catch (problem) {
        sayProblem(problem);
      }
      await load();
    }
    const check = () => attempt(async () => {
      Object.assign(form, await post('/v1/contents/check', { kind: chosen.value.kind, name: name(), text: form.text }));
    });
    const propose = text => attempt(async () => {
      await post('/v1/proposals', { kind: chosen.value.kind, name: name(), text, reason: form.reason.trim() });
      say(t('contents.proposed'));
      chosen.value = null;
    });
    const said = proposal => (note[proposal.id] || '').trim();
    const decide = (proposal, what) => attempt(async () => {
      await post('/v1/proposals/' + seg(proposal.id) + '/' + what, ({ retract: {}, refuse: { note: said(proposal) },
        approve: { note: said(proposal), sha256: proposal.sha256, against: proposal.against } })[what]);
      say(t('contents.' + what + 'Done'));
      chosen.value = null;
    });

    const title = each => [h('b', each.name), ' ', h('span', { class: 'dim' }, word('content', each.kind))];

    const waiting = each => h('article', { key: each.id, class: 'card stack' }, [
      h('div', { class: 'row' }, [h('h2', title(each)), !each.text && h(Tag, { tone: 'warn' }, () => t('contents.takesBack')), h('span', { class: 'grow' }),
        h('span', { class: 'dim num' }, [each.author, ' ', clock(each.at)])]),
      h('p', each.reason), h(Diff, { before: each.before, after: each.text }),
      each.kind === 'dialog' && each.text && h(Trial, { text: each.text }),
      has('security-admin') && each.author !== state.session.user && h('div', { class: 'stack' }, [
        h(Field, { label: t('contents.note'), maxlength: 500, modelValue: note[each.id] || '', 'onUpdate:modelValue': v => { note[each.id] = v; } }),
        h('div', { class: 'row' }, [h(Sure, { label: t('contents.approve'), onSure: () => decide(each, 'approve') }),
          h('button', { type: 'button', onClick: () => decide(each, 'refuse') }, t('contents.refuse'))])]),
      has('system-admin') && each.author === state.session.user && h('div', h('button', { type: 'button', onClick: () => decide(each, 'retract') }, t('contents.retract')))
    ]);

    const version = each => h('tr', { key: each.id }, [h('td', { class: 'num' }, each.version), h('td', each.text ? h('code', each.sha256.slice(0, 12)) : t('contents.takesBack')),
      h('td', each.reason), h('td', each.author), h('td', each.by), h('td', { class: 'num' }, clock(each.decidedAt))]);

    const editor = () => h('section', { class: 'card stack', 'aria-label': t('contents.change') }, [
      h('div', { class: 'row' }, [h('h2', chosen.value.name ? title(chosen.value) : t('contents.newScript')), h('span', { class: 'grow' }),
        h('button', { type: 'button', onClick: () => { chosen.value = null; } }, t('act.close'))]),
      !chosen.value.name && h(Field, { label: t('contents.name'), name: 'contentName', maxlength: 64, modelValue: form.name, 'onUpdate:modelValue': v => { form.name = v; } }),
      h(Field, { label: t('contents.text'), name: 'content', area: true, class: 'yaml', rows: chosen.value.kind === 'template' ? 4 : 16, readonly: !has('system-admin'), spellcheck: 'false',
        modelValue: form.text, 'onUpdate:modelValue': v => { form.text = v; } }),
      form.problems.length > 0 && h('ul', { class: 'bad', role: 'alert' }, form.problems.map((each, i) => h('li', { key: i }, each))),
      form.notes.length > 0 && h('ul', { class: 'dim' }, form.notes.map((each, i) => h('li', { key: i }, each))),
      chosen.value.kind === 'dialog' && h(Trial, { text: form.text }),
      has('system-admin') && [
        form.text !== chosen.value.text && h(Diff, { before: chosen.value.text, after: form.text }),
        h(Field, { label: t('contents.reason'), name: 'reason', maxlength: 500, modelValue: form.reason, 'onUpdate:modelValue': v => { form.reason = v; } }),
        h('div', { class: 'row' }, [
          h('button', { type: 'button', onClick: check }, t('contents.check')),
          h('button', { type: 'button', class: 'primary', disabled: !form.reason.trim() || !form.text.trim() || form.text === chosen.value.text || !name(), onClick: () => propose(form.text) },
            t('contents.propose')),
          chosen.value.source === 'published' && h('button', { type: 'button', disabled: !form.reason.trim(), onClick: () => propose(null) }, t('contents.takeBack'))
        ])],
      chosen.value.versions.length > 0 && h('div', { class: 'tablecard' }, h('table', [
        h('thead', h('tr', ['version', 'hash', 'reason', 'author', 'by', 'at'].map(each => h('th', { key: each }, t('contents.' + each))))),
        h('tbody', chosen.value.versions.map(version))]))
    ]);

    const line = each => h('tr', { key: each.kind + each.name }, [h('td', word('content', each.kind)), h('td', h('b', each.name)),
      h('td', h(Tag, { tone: each.source === 'published' ? 'good' : 'plain' }, () => word('contentSource', each.source))), h('td', { class: 'num' }, each.version || ''),
      h('td', each.waits ? h(Tag, { tone: 'warn' }, () => t('contents.waits')) : ''),
      h('td', h('button', { type: 'button', onClick: () => choose(each), 'aria-label': t('contents.open', { name: each.name }) }, t(has('system-admin') ? 'contents.change' : 'contents.show')))]);

    const decided = each => h('tr', { key: each.id }, [h('td', { class: 'num' }, clock(each.decidedAt || each.at)), h('td', title(each)),
      h('td', h(Tag, { tone: TONES[each.state] }, () => word('proposal', each.state))), h('td', each.author), h('td', each.by || ''), h('td', { class: 'break' }, each.note || each.reason)]);

    return () => {
      return h('main', { class: 'page' }, [
        h('h1', t('page.contents')), h('p', { class: 'dim' }, t('contents.hint')),
        open.value.map(waiting), !open.value.length && h(Empty, () => t('contents.noneWaits')),
        chosen.value && editor(),
        h('section', { class: 'card tablecard', tabindex: '0', role: 'region', 'aria-label': t('page.contents') }, [h('table', [
          h('thead', h('tr', ['kind', 'name', 'source', 'version', 'state', 'act'].map(each => h('th', { key: each }, t('contents.' + each))))),
          h('tbody', KINDS.flatMap(kind => all.value.filter(each => each.kind === kind)).map(line))])]),
        has('system-admin') && h('div', h('button', { type: 'button', onClick: () => choose({ kind: 'script', name: '', source: 'none', text: 'match: [""]\nzh: ""\nen: ""\nsay:\n  zh:\n    - ""\n' }) },
          t('contents.newScript'))),
        done.value.length > 0 && h('section', { class: 'card tablecard', tabindex: '0', role: 'region', 'aria-label': t('contents.decided') }, [h('h2', t('contents.decided')), h('table', h('tbody', done.value.map(decided)))])
      ]);
    };
  }
};
