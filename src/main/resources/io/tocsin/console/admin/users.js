// Users: one administrator makes and locks accounts, the other asks for rights and takes them away; neither can give them alone.
import { h, reactive, ref } from '../lib/vue.js';
import { get, patch, post, seg } from '../app/api.js';
import { t, word } from '../app/i18n.js';
import { Empty, Field, Sure, Tag } from '../app/parts.js';
import { has } from '../app/state.js';
import { clock } from '../app/time.js';
import { say, sayProblem } from '../app/toast.js';
import { Once } from './once.js';

const ROLES = ['submitter', 'reviewer', 'supervisor', 'duty'];
const administers = user => user.roles.some(role => role.endsWith('-admin'));

export default {
  setup() {
    const users = ref(null);
    const once = ref(null);
    const form = reactive({ name: '', display: '', unit: '', client: '' });
    const rights = reactive({ of: '', roles: [], unit: '', client: '' });

    const damaged = ref([]);
    const load = () => get('/v1/users').then(page => { users.value = page.items; damaged.value = page.damaged; }).catch(sayProblem);
    load();

    async function act(promise, words) {
      try {
        const answer = await promise;
        words && say(words);
        await load();
        return answer;
      } catch (problem) {
        sayProblem(problem);
        return null;
      }
    }

    async function add(e) {
      e.preventDefault();
      const made = await act(post('/v1/users', { name: form.name.trim(), display: form.display.trim(), unit: form.unit.trim(), client: form.client.trim() || null }));
      if (made) {
        once.value = made;
        Object.assign(form, { name: '', display: '' });
      }
    }

    async function grant(e) {
      e.preventDefault();
      const user = await act(patch('/v1/users/' + seg(rights.of), { roles: rights.roles, unit: rights.unit.trim(), client: rights.client.trim() || null }));
      if (user) {
        say(t(user.asked ? 'users.waits' : 'users.granted'));
        rights.of = '';
      }
    }

    const open = user => Object.assign(rights, rights.of === user.name ? { of: '' }
      : { of: user.name, roles: [...user.roles], unit: user.unit, client: user.client || '' });
    const bind = (into, name, label, more) => h(Field, { label, modelValue: into[name], 'onUpdate:modelValue': v => { into[name] = v; }, ...more });

    const rightsForm = () => h('form', { class: 'stack', onSubmit: grant }, [
      h('fieldset', { class: 'row' }, [h('legend', t('users.roles')), ROLES.map(role => h('label', { key: role, class: 'check' }, [
        h('input', { type: 'checkbox', checked: rights.roles.includes(role), onChange: e => {
          rights.roles = e.target.checked ? [...rights.roles, role] : rights.roles.filter(each => each !== role);
        } }), word('role', role)]))]),
      h('div', { class: 'options' }, [bind(rights, 'unit', t('users.unit'), { required: true }), bind(rights, 'client', t('users.client'))]),
      h('div', { class: 'row' }, [h('button', { class: 'primary' }, t('users.grant')), h('span', { class: 'dim' }, t('users.grantHint'))])
    ]);

    const acts = user => (administers(user) ? h('span', { class: 'dim' }, t('users.commandOnly')) : h('div', { class: 'row' }, [
      has('system-admin') && [user.disabled
        ? h('button', { onClick: () => act(post('/v1/users/' + seg(user.name) + '/enable'), t('users.enabled')) }, t('users.enable'))
        : h(Sure, { label: t('users.disable'), onSure: () => act(post('/v1/users/' + seg(user.name) + '/disable'), t('users.disabled')) }),
      h(Sure, { label: t('users.reset'), onSure: async () => { once.value = await act(post('/v1/users/' + seg(user.name) + '/reset')); } })],
      has('security-admin') && [h('button', { 'aria-expanded': rights.of === user.name, onClick: () => open(user) }, t('users.rights')),
        h(Sure, { label: t('users.factor'), onSure: async () => { once.value = await act(post('/v1/users/' + seg(user.name) + '/second-factor')); } })]
    ]));

    const roles = of => of.roles.map(role => word('role', role)).join(t('app.and'));
    const asked = user => h('div', { class: 'stack' }, [
      h('div', [h(Tag, { tone: 'warn' }, () => t('users.waits')), ' ', t('users.asked', { by: user.asked.by, at: clock(user.asked.at), roles: roles(user.asked), unit: user.asked.unit }),
        user.asked.client && t('users.askedClient', { client: user.asked.client })]),
      h('div', [has('system-admin') && h(Sure, { label: t('users.approve'), onSure: () => act(post('/v1/users/' + seg(user.name) + '/approve', { at: user.asked.at }), t('users.approved')) }),
        has('security-admin') && h('button', { onClick: () => act(patch('/v1/users/' + seg(user.name), { roles: user.roles }), t('users.retracted')) }, t('users.retract'))])
    ]);
    const line = user => [h('tr', { key: user.name }, [
      h('td', [h('b', user.display), h('div', { class: 'dim' }, user.name)]), h('td', user.unit), h('td', user.client || ''),
      h('td', [roles(user) || t('users.noRoles'), user.asked && asked(user)]),
      h('td', [user.disabled ? h(Tag, { tone: 'bad' }, () => t('users.isDisabled')) : user.passwordDue ? h(Tag, { tone: 'warn' }, () => t('users.passwordDue'))
        : h(Tag, { tone: 'good' }, () => t('users.isWell'))]),
      h('td', acts(user))
    ]), rights.of === user.name && h('tr', { key: user.name + '+' }, h('td', { colspan: 6 }, rightsForm()))];

    /** Who cannot be read can do nothing, and stands in the way of one of the same name. */
    const broken = name => h('tr', { key: '!' + name }, [h('td', h('b', name)), h('td', { colspan: 3, class: 'dim' }, t('users.damagedHint')), h('td', h(Tag, { tone: 'bad' }, () => t('users.isDamaged'))),
      h('td', has('system-admin') && h(Sure, { label: t('users.remove'), onSure: () => act(post('/v1/users/' + seg(name) + '/remove'), t('users.removed')) }))]);

    return () => h('main', { class: 'page' }, [
      h('h1', t('page.users')),
      has('system-admin') && h('form', { class: 'card stack', onSubmit: add }, [h('h2', t('users.new')), h('div', { class: 'options' }, [
        bind(form, 'name', t('door.user'), { required: true, maxlength: 32, autocomplete: 'off' }), bind(form, 'display', t('batches.person'), { required: true, maxlength: 60 }),
        bind(form, 'unit', t('users.unit'), { required: true, hint: t('users.unitHint') }), bind(form, 'client', t('users.client'), { hint: t('users.clientHint') })]),
      h('div', h('button', { class: 'primary' }, t('users.add')))]),
      once.value && h(Once, { made: once.value, onClose: () => { once.value = null; } }),
      h('section', { class: 'card tablecard', tabindex: '0', role: 'region', 'aria-label': t('page.users') }, [h('table', [
        h('thead', h('tr', [t('door.user'), t('users.unit'), t('users.client'), t('users.roles'), t('batches.state'), t('carrier.act')].map(each => h('th', each)))),
        h('tbody', [...damaged.value.map(broken), ...(users.value || []).flatMap(line)])]), users.value && !users.value.length && h(Empty, () => t('users.none'))])
    ]);
  }
};
