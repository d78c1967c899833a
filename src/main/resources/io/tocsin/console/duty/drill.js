// What a demonstration has to practise on: its carriers are simulated, and can be broken and mended here. Elsewhere there is none.
import { h, onMounted, reactive, ref } from '../lib/vue.js';
import { get, post, seg } from '../app/api.js';
import { t } from '../app/i18n.js';
import { Tag } from '../app/parts.js';
import { say, sayProblem } from '../app/toast.js';

const wordOf = fault => t('drill.fault.' + fault);

export const Drill = {
  emits: ['done'],
  setup(props, { emit }) {
    const parts = ref([]);
    const wanted = reactive({});
    onMounted(async () => {
      try {
        parts.value = (await get('/v1/drill', { background: true })).items;
      } catch (problem) {
        parts.value = [];
      }
    });
    async function befall(part, fault) {
      try {
        const now = await post('/v1/drill/' + seg(part.name), { fault });
        parts.value = parts.value.map(each => (each.name === now.name ? now : each));
        say(fault ? t('drill.did', { name: part.name, fault: wordOf(fault) }) : t('drill.mended', { name: part.name }));
        emit('done');
      } catch (problem) {
        sayProblem(problem);
      }
    }
    const line = part => {
      const fault = wanted[part.name] || part.faults[0];
      return h('li', { class: 'row', key: part.name }, [
        h('b', { class: 'drillname' }, part.name),
        h(Tag, { tone: part.fault ? 'bad' : 'good' }, () => (part.fault ? wordOf(part.fault) : t('drill.well'))),
        part.fault ? h('button', { class: 'primary', onClick: () => befall(part, '') }, t('drill.mend')) : [
          h('select', { 'aria-label': t('drill.which', { name: part.name }), value: fault, onChange: e => { wanted[part.name] = e.target.value; } },
            part.faults.map(each => h('option', { key: each, value: each, selected: each === fault }, wordOf(each)))),
          h('button', { onClick: () => befall(part, fault) }, t('drill.break'))]
      ]);
    };
    return () => (parts.value.length ? h('section', { class: 'card drill', id: 'drill' }, [h('h2', t('drill.title')), h('p', { class: 'dim' }, t('drill.hint')),
      h('ul', parts.value.map(line))]) : null);
  }
};
