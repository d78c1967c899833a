// Log-in, the first password, and the lock.
import { h, onMounted, reactive, ref } from '../lib/vue.js';
import { setLanguage, t } from './i18n.js';
import { changePassword, logIn, logOut, unlock } from './session.js';
import { state } from './state.js';
import { Field } from './parts.js';

/** A form in the middle: its act is asked once at a time, what was wrong stands in it. */
function form(title, act, fields) {
  return {
    setup() {
      const values = reactive({});
      const wrong = ref('');
      const busy = ref(false);
      const root = ref(null);
      async function submit(e) {
        e.preventDefault();
        busy.value = true;
        wrong.value = '';
        try {
          await act.run(values);
        } catch (problem) {
          wrong.value = problem.silent ? t('net.silent') : words(problem);
          values.code = '';
        } finally {
          busy.value = false;
        }
      }
      onMounted(() => root.value.querySelector('input').focus());
      return () => h('main', { class: 'door' }, h('form', { ref: root, onSubmit: submit, class: 'card' }, [
        h('h1', title()), ...fields(values),
        h('p', { class: 'wrong', role: 'alert' }, wrong.value),
        h('button', { class: 'primary', disabled: busy.value }, act.label()),
        act.other && act.other(),
        h('button', { type: 'button', class: 'quiet', lang: state.lang === 'zh' ? 'en' : 'zh-CN',
          onClick: () => setLanguage(state.lang === 'zh' ? 'en' : 'zh') }, state.lang === 'zh' ? 'English' : '中文')
      ]));
    }
  };
}

function words(problem) {
  const wait = problem.retryAfter ? t('door.wait', { n: problem.retryAfter }) : '';
  const errors = problem.body.errors || [];
  return [problem.body.title || String(problem.status), wait, ...errors.map(e => e.message)].filter(Boolean).join('　');
}

const field = (values, name, label, more) => h(Field, {
  label, modelValue: values[name] || '', required: true, maxlength: 128,
  'onUpdate:modelValue': value => { values[name] = value; }, ...more
});

export const LogIn = form(() => t('app.title'), {
  label: () => t('door.in'), run: v => logIn(v.user.trim(), v.password, v.code.replace(/\s/g, ''))
}, v => [
  field(v, 'user', t('door.user'), { autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false' }),
  field(v, 'password', t('door.password'), { type: 'password', autocomplete: 'current-password' }),
  field(v, 'code', t('door.code'), { inputmode: 'numeric', autocomplete: 'one-time-code', hint: t('door.codeHint') })
]);

export const Unlock = form(() => t('door.locked', { who: state.session.display }), {
  label: () => t('door.unlock'), run: v => unlock(v.password),
  other: () => h('button', { type: 'button', onClick: logOut }, t('who.out'))
}, v => [
  h('p', { class: 'dim' }, t('door.lockedHint')),
  field(v, 'password', t('door.password'), { type: 'password', autocomplete: 'current-password' })
]);

export const NewPassword = form(() => t('door.newPassword'), {
  label: () => t('door.change'),
  run: v => {
    if (v.next !== v.again) {
      return Promise.reject({ body: { title: t('door.differ') } });
    }
    return changePassword(v.password, v.next);
  },
  other: () => (state.session.state === 'open'
    ? h('button', { type: 'button', onClick: () => { state.phase = 'in'; } }, t('act.back'))
    : h('button', { type: 'button', onClick: logOut }, t('who.out')))
}, v => [
  h('p', { class: 'dim' }, t('door.newPasswordHint')),
  field(v, 'password', t('door.oldPassword'), { type: 'password', autocomplete: 'current-password' }),
  field(v, 'next', t('door.nextPassword'), { type: 'password', autocomplete: 'new-password' }),
  field(v, 'again', t('door.again'), { type: 'password', autocomplete: 'new-password' })
]);
