// All warnings of one number, whichever batch they are of. The number goes in a body, and the gateway notes who asked.
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
    const phone = ref('');
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
          const page = await post('/v1/warnings/lookup', { phone: phone.value.trim(), ...(cursor && { cursor }) });
          found.value = found.value.concat(page.items);
          cursor = page.next;
          if (!cursor || found.value.length >= 100) {
            break;
          }
        }
      } catch (problem) {
        sayProblem(problem);
        found.value = null;
      } finally {
        busy.value = false;
      }
    }
    const show = id => get('/v1/warnings/' + seg(id)).then(answer => { one.value = answer; }).catch(sayProblem);

    return () => h('section', { class: 'card stack' }, [
      h('form', { class: 'row', onSubmit: find }, [h('label', { for: 'number' }, t('find.title')), h('input', { id: 'number', class: 'phonefield', inputmode: 'tel', autocomplete: 'off',
        required: true, value: phone.value, onInput: e => { phone.value = e.target.value; } }), h('button', { disabled: busy.value }, t('find.find')),
      found.value && h('button', { type: 'button', class: 'quiet', onClick: () => { found.value = null; one.value = null; phone.value = ''; } }, t('act.close'))]),
      found.value && found.value.length > 0 && h('div', { class: 'twins' }, [h('ul', { class: 'foundlist' }, found.value.map(each => h('li', { key: each.id },
        h('button', { class: 'link', onClick: () => show(each.id) }, [h(Grade, { grade: each.grade }), ' ', each.ref, ' · ', each.name, ' · ', word('warning', each.state), ' · ', clock(each.accepted)])))),
      one.value && h(History, { item: { warnings: [one.value] } })]),
      found.value && !found.value.length && !busy.value && h(Empty, () => t('batches.noRows'))
    ]);
  }
};
