// All warnings of one number, or the one of a reference, whichever batch they are of. It goes in a body, and the gateway notes who asked.
import { h, ref } from '../lib/vue.js';
import { get, post, seg } from '../app/api.js';
import { t, word } from '../app/i18n.js';
import { Empty, Grade } from '../app/parts.js';
import { clock } from '../app/time.js';
import { sayProblem } from '../app/toast.js';
import { History } from '../review/history.js';

const ROUNDS = 20;

export const Find = {
  setup() {
    const by = ref('phone');
    const wanted = ref('');
    const found = ref(null);
    const busy = ref(false);
    const one = ref(null);

    async function find(e) {
      e.preventDefault();
      busy.value = true;
      one.value = null;
      found.value = [];
      try {
        let cursor = null;
        // A page may be empty without being the last.
        for (let i = 0; i < ROUNDS; i++) {
          const page = await post('/v1/warnings/lookup', { [by.value]: wanted.value.trim(), ...(cursor && { cursor }) });
          found.value = found.value.concat(page.items);
          cursor = page.next;
          if (!cursor || found.value.length >= 100) {
            break;
          }
        }
        if (found.value.length === 1) {
          await show(found.value[0].id);
        }
      } catch (problem) {
        sayProblem(problem);
        found.value = null;
      } finally {
        busy.value = false;
      }
    }
    const show = id => get('/v1/warnings/' + seg(id)).then(answer => { one.value = answer; }).catch(sayProblem);

    function turn(to) {
      by.value = to;
      found.value = one.value = null;
      wanted.value = '';
    }

    return () => h('section', { class: 'card stack' }, [
      h('form', { class: 'row', onSubmit: find }, [h('label', { for: 'wanted' }, t('find.title')),
        h('span', { class: 'row', role: 'group', 'aria-label': t('find.title') }, ['phone', 'ref'].map(each =>
          h('button', { key: each, type: 'button', 'aria-pressed': by.value === each, disabled: busy.value, onClick: () => turn(each) }, t('find.' + each)))),
        // A number is told in digits, a reference may be anything.
        h('input', { id: 'wanted', class: 'phonefield', inputmode: by.value === 'phone' ? 'tel' : 'text', maxlength: by.value === 'phone' ? 40 : 128, autocomplete: 'off',
          required: true, value: wanted.value, onInput: e => { wanted.value = e.target.value; } }), h('button', { disabled: busy.value }, t('find.find')),
        found.value && h('button', { type: 'button', class: 'quiet', disabled: busy.value, onClick: () => turn(by.value) }, t('act.close'))]),
      found.value && found.value.length > 0 && h('div', { class: 'twins' }, [h('ul', { class: 'foundlist' }, found.value.map(each => h('li', { key: each.id },
        h('button', { class: 'link', onClick: () => show(each.id) }, [h(Grade, { grade: each.grade }), ' ', each.ref, ' · ', each.name, ' · ', word('warning', each.state), ' · ', clock(each.accepted)])))),
      one.value && h(History, { item: { warnings: [one.value] } })]),
      found.value && !found.value.length && !busy.value && h(Empty, () => t('batches.noRows'))
    ]);
  }
};
