// The stop list: one number at a time, looked up, stopped, allowed again.
import { h, reactive, ref } from '../lib/vue.js';
import { post } from '../app/api.js';
import { t } from '../app/i18n.js';
import { Field } from '../app/parts.js';
import { clock } from '../app/time.js';
import { say, sayProblem } from '../app/toast.js';

export default {
  setup() {
    const form = reactive({ phone: '', reason: '' });
    const known = ref(null);
    const ask = (path, body) => post('/v1/stop-list' + path, { phone: form.phone.trim(), ...body });

    async function look() {
      try {
        known.value = await ask('/lookup');
      } catch (problem) {
        sayProblem(problem);
      }
    }

    async function change(path, body, words) {
      try {
        await ask(path, body);
        say(words);
      } catch (problem) {
        sayProblem(problem);
      }
      await look();
    }

    return () => h('main', { class: 'page' }, h('section', { class: 'card narrow' }, [
      h('h1', t('page.stops')),
      h('p', { class: 'dim' }, t('stops.hint')),
      h('form', { class: 'stack', onSubmit: e => { e.preventDefault(); look(); } }, [
        h(Field, { label: t('stops.phone'), modelValue: form.phone, inputmode: 'tel', required: true, autocomplete: 'off',
          'onUpdate:modelValue': v => { form.phone = v; known.value = null; } }),
        h('div', h('button', { class: 'primary' }, t('stops.look')))
      ]),
      known.value && h('p', { role: 'status', class: 'big' }, known.value.stopped
        ? t('stops.since', { since: clock(known.value.since), reason: known.value.reason }) : t('stops.none')),
      known.value && known.value.stopped && h('div', h('button', { onClick: () => change('/remove', {}, t('stops.removed')) },
        t('stops.remove'))),
      known.value && !known.value.stopped && h('form', {
        class: 'stack', onSubmit: e => { e.preventDefault(); change('', { reason: form.reason }, t('stops.added')); }
      }, [
        h(Field, { label: t('stops.reason'), modelValue: form.reason, required: true, maxlength: 200,
          'onUpdate:modelValue': v => { form.reason = v; } }),
        h('div', h('button', t('stops.add')))
      ])
    ]));
  }
};
