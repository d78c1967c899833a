// A dialog tried out: what it says from the beginning, and the keys that go on from there. Nobody is called.
import { h, ref, watch } from '../lib/vue.js';
import { post } from '../app/api.js';
import { t, word } from '../app/i18n.js';
import { sayProblem } from '../app/toast.js';

const RINGS = ['answered', 'busy', 'no_answer'];
const MOST = 60;

export const Trial = {
  props: ['text'],
  setup(props) {
    const told = ref(null);
    const answers = ref([]);
    const typed = ref('');

    const busy = ref(false);
    const wrong = ref('');
    let asked = 0;

    async function go(next) {
      const mine = ++asked;
      busy.value = true;
      wrong.value = '';
      try {
        const answer = await post('/v1/contents/rehearsal', { text: props.text, answers: next });
        if (mine === asked) {
          told.value = answer;
          answers.value = next;
          typed.value = '';
        }
      } catch (problem) {
        if (mine === asked) {
          wrong.value = problem.silent ? t('trial.silent') : problem.body.detail || problem.body.title || '';
          sayProblem(problem);
        }
      } finally {
        if (mine === asked) {
          busy.value = false;
        }
      }
    }
    // What was tried is not what stands there now; an answer that is still on its way is of that too.
    watch(() => props.text, () => {
      asked++;
      told.value = null;
      answers.value = [];
      busy.value = false;
      wrong.value = '';
    });

    const full = () => answers.value.length >= MOST;
    const answer = given => !busy.value && !full() && go([...answers.value, given]);
    const button = (given, words) => h('button', { type: 'button', key: given, disabled: busy.value || full(), onClick: () => answer(given) }, words);

    function line(step, i) {
      switch (step.what) {
        case 'says': return h('li', { key: i, class: 'says' }, step.text);
        case 'answered': return h('li', { key: i, class: 'answered' }, /^[0-9*#]$/.test(step.text) ? t('trial.key', { key: step.text }) : word('trial', step.text));
        case 'rings': return h('li', { key: i, class: 'dim' }, t('trial.rings', { queue: step.text }));
        case 'flags': return h('li', { key: i, class: 'bad' }, t('trial.flags'));
        default: return null;
      }
    }

    function choices(now) {
      if (now.waits === 'transfer') {
        return [RINGS.map(each => button(each, word('trial', each))), button('hang-up', t('trial.hang-up'))];
      }
      const last = now.steps.at(-1);
      const keys = last && last.what === 'listens' ? [...last.text] : [...'0123456789'];
      return [keys.map(key => button(key, t('trial.key', { key }))), button('silence', t('trial.silence')), button('hang-up', t('trial.hang-up')),
        h('form', { class: 'row', onSubmit: e => { e.preventDefault(); typed.value.trim() && answer(typed.value.trim()); } },
          h('input', { name: 'said', 'aria-label': t('trial.said'), placeholder: t('trial.said'), maxlength: 40, autocomplete: 'off', value: typed.value, onInput: e => { typed.value = e.target.value; } }))];
    }

    const ending = end => h('p', [h('b', t('trial.outcome', { outcome: word('told', end.outcome) })),
      end.how === 'finished' ? '' : ' ' + t('trial.' + end.how), end.tags.length ? h('span', { class: 'dim' }, ' ' + end.tags.join(' ')) : '']);

    return () => h('section', { class: 'stack trial', 'aria-label': t('trial.title') }, [
      h('div', { class: 'row' }, [h('button', { type: 'button', disabled: busy.value, onClick: () => go([]) }, t(told.value ? 'trial.again' : 'trial.title')),
        answers.value.length > 0 && h('button', { type: 'button', disabled: busy.value, onClick: () => go(answers.value.slice(0, -1)) }, t('trial.back')),
        h('span', { class: 'dim' }, t('trial.hint'))]),
      wrong.value && h('p', { class: 'bad', role: 'alert' }, wrong.value),
      told.value && told.value.problems.length > 0 && h('ul', { class: 'bad', role: 'alert' }, told.value.problems.map((each, i) => h('li', { key: i }, each))),
      told.value && told.value.steps.length > 0 && h('ol', { class: 'talk', 'aria-live': 'polite' }, told.value.steps.map(line)),
      told.value && told.value.waits && (full() ? h('p', { role: 'status' }, t('trial.full', { most: MOST })) : h('div', { class: 'row' }, choices(told.value))),
      told.value && told.value.ending && ending(told.value.ending)
    ]);
  }
};
