// API keys of upstream systems: made, told once, taken back.
import { h, reactive, ref } from '../lib/vue.js';
import { get, post, seg } from '../app/api.js';
import { t, word } from '../app/i18n.js';
import { Empty, Field, Sure, Tag } from '../app/parts.js';
import { has } from '../app/state.js';
import { clock, number } from '../app/time.js';
import { say, sayProblem } from '../app/toast.js';
import { Once } from './once.js';

const SCOPES = ['submit', 'read', 'operate', 'review'];

export default {
  setup() {
    const keys = ref(null);
    const once = ref(null);
    const form = reactive({ client: '', scopes: ['submit', 'read'], note: '', days: '', rate: '' });
    const load = () => get('/v1/keys').then(page => { keys.value = page.items; }).catch(sayProblem);
    load();

    async function make(e) {
      e.preventDefault();
      try {
        once.value = await post('/v1/keys', { client: form.client.trim(), scopes: form.scopes, note: form.note.trim(), days: form.days ? Number(form.days) : null,
          rate: form.rate ? Number(form.rate) : null });
        await load();
      } catch (problem) {
        sayProblem(problem);
      }
    }
    const waits = key => key.approvedBy === null && !key.revoked;
    async function approve(key) {
      try {
        await post('/v1/keys/' + seg(key.id) + '/approve');
        say(t('keys.approved'));
      } catch (problem) {
        sayProblem(problem);
      }
      load();
    }
    async function revoke(key) {
      try {
        await post('/v1/keys/' + seg(key.id) + '/revoke');
        say(t('keys.revoked'));
      } catch (problem) {
        sayProblem(problem);
      }
      load();
    }
    const bind = (name, label, more) => h(Field, { label, modelValue: form[name], 'onUpdate:modelValue': v => { form[name] = v; }, ...more });
    const line = key => h('tr', { key: key.id }, [
      h('td', [h('b', key.client), h('div', { class: 'dim' }, key.note)]), h('td', [key.scopes.map(each => word('scope', each)).join(t('app.and')), key.rate !== null && h('div', { class: 'dim num' }, t('keys.rateOf', { n: number(key.rate) }))]), h('td', h('code', key.id)),
      h('td', { class: 'num' }, [clock(key.made), ' ', key.madeBy]), h('td', { class: 'num' }, key.expires ? clock(key.expires) : t('keys.never')),
      h('td', h(Tag, { tone: key.holds ? 'good' : 'bad' }, () => t(key.holds ? 'keys.holds' : key.revoked ? 'keys.isRevoked' : key.approvedBy === null ? 'keys.waits' : 'keys.isOver'))),
      h('td', [(key.holds || waits(key)) && has('security-admin') && h(Sure, { label: t('keys.revoke'), onSure: () => revoke(key) }),
        waits(key) && has('system-admin') && h(Sure, { label: t('keys.approve'), onSure: () => approve(key) })])
    ]);
    return () => h('main', { class: 'page' }, [
      h('h1', t('page.keys')),
      has('security-admin') && h('form', { class: 'card stack', onSubmit: make }, [h('h2', t('keys.new')),
        h('div', { class: 'options' }, [bind('client', t('users.client'), { required: true, maxlength: 64 }), bind('note', t('keys.note'), { maxlength: 200 }),
          bind('days', t('keys.days'), { type: 'number', min: 1, max: 3650 }), bind('rate', t('keys.rate'), { type: 'number', min: 1, max: 10000 })]),
        h('fieldset', { class: 'row' }, [h('legend', t('keys.scopes')), SCOPES.map(scope => h('label', { key: scope, class: 'check' }, [
          h('input', { type: 'checkbox', checked: form.scopes.includes(scope), onChange: e => {
            form.scopes = e.target.checked ? [...form.scopes, scope] : form.scopes.filter(each => each !== scope);
          } }), word('scope', scope)]))]),
        h('div', h('button', { class: 'primary', disabled: !form.scopes.length }, t('keys.make')))]),
      once.value && h(Once, { made: once.value, onClose: () => { once.value = null; } }),
      h('section', { class: 'card tablecard', tabindex: '0', role: 'region', 'aria-label': t('page.keys') }, [h('table', [
        h('thead', h('tr', ['client', 'scopes', 'id', 'made', 'expires', 'state', 'act'].map(each => h('th', t('keys.' + each))))),
        h('tbody', (keys.value || []).map(line))]), keys.value && !keys.value.length && h(Empty, () => t('keys.none'))])
    ]);
  }
};
