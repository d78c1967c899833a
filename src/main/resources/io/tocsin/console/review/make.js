// A case by hand (人工建案): somebody walked in, or called. One open case a number: a second one joins the first, and that is said.
import { h, onMounted, reactive, ref } from '../lib/vue.js';
import { post } from '../app/api.js';
import { t, word } from '../app/i18n.js';
import { isTyping, useKeys } from '../app/keys.js';
import { Field, KeyButton } from '../app/parts.js';
import { say, sayProblem } from '../app/toast.js';
import { desk, list, see } from './desk.js';

const GRADES = ['urgent', 'high', 'medium', 'low'];
const FIELDS = ['phone', 'grade', 'fraudType', 'reason', 'name'];

/** Types of fraud that the scripts know, to choose from; any other can be typed. */
const types = () => ((desk.dictionary && desk.dictionary.scripts) || []).map(each => each.match[0]).filter(Boolean);

export const Make = {
  emits: ['done'],
  setup(props, { emit }) {
    const typed = reactive({ phone: '', name: '', grade: 'high', fraudType: '', reason: '' });
    const wrong = reactive({ field: '', text: '' });
    const busy = ref(false);
    const focus = name => document.querySelector('.making [name="' + name + '"]')?.focus();
    const refuse = (field, text) => {
      Object.assign(wrong, { field, text });
      focus(field);
    };

    async function save() {
      const missing = ['phone', 'reason'].find(name => !typed[name].trim());
      if (missing || busy.value) {
        return missing && refuse(missing, t('panel.needed'));
      }
      busy.value = true;
      try {
        const made = await post('/v1/review/cases', { phone: typed.phone.trim(), grade: typed.grade, fraudType: typed.fraudType.trim(),
          name: typed.name.trim(), reason: typed.reason.trim() });
        say(t(made.opened ? 'make.opened' : 'make.joined'), { kind: made.opened ? 'ok' : 'warn' });
        emit('done');
        await list();
        desk.found = null;
        desk.selected = made.id;
        see(made.id);
      } catch (problem) {
        const error = (problem.body.errors || []).find(each => FIELDS.includes(each.field));
        error ? refuse(error.field, error.code === 'invalid-phone' ? t('make.badPhone') : error.message) : sayProblem(problem);
      } finally {
        busy.value = false;
      }
    }

    useKeys(() => ({
      Escape: { label: t('act.close'), typing: true, run: () => (isTyping(document.activeElement) ? document.activeElement.blur() : emit('done')) },
      'Ctrl+Enter': { label: t('make.save'), typing: true, run: save }
    }));
    onMounted(() => focus('phone'));

    const field = (name, more) => h(Field, { name, label: t('make.' + name), modelValue: typed[name], autocomplete: 'off', bad: wrong.field === name ? wrong.text : '',
      'onUpdate:modelValue': v => { typed[name] = v; wrong.field = ''; }, ...more });

    return () => h('form', { class: 'making', 'aria-label': t('make.title'), onSubmit: e => { e.preventDefault(); save(); } }, [
      h('h2', t('make.title')),
      h('div', { class: 'makegrid' }, [
        field('phone', { inputmode: 'tel', maxlength: 40 }), field('name', { maxlength: 60 }),
        field('grade', { options: GRADES.map(grade => [grade, word('grade', grade)]) }),
        field('fraudType', { maxlength: 40, list: 'fraudtypes' })]),
      h('datalist', { id: 'fraudtypes' }, types().map(each => h('option', { value: each }))),
      field('reason', { maxlength: 200, hint: t('make.reasonHint') }),
      h('div', { class: 'row' }, [h('span', { class: ['dim', 'grow'] }, t('make.hint')), h('button', { type: 'button', onClick: () => emit('done') }, t('act.close')),
        h(KeyButton, { type: 'submit', code: 'Ctrl+Enter', class: 'primary', disabled: busy.value }, () => t('make.save'))])
    ]);
  }
};
