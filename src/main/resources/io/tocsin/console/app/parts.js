// Small things that every page is made of.
import { h } from '../lib/vue.js';
import { t, word } from './i18n.js';
import { shown } from './keys.js';

export const Grade = (props) => h('span', { class: ['badge', 'grade', props.grade] }, word('grade', props.grade));
Grade.props = ['grade'];

/** A state as a colour and a word. @param tone good, warn, bad or plain */
export const Tag = (props, { slots }) => h('span', { class: ['badge', 'tag', props.tone || 'plain'] }, slots.default());
Tag.props = ['tone'];

export const Key = (props) => h('kbd', { 'aria-hidden': 'true' }, shown(props.code));
Key.props = ['code'];

/** A button that shows its key. */
export const KeyButton = (props, { slots, attrs }) => h('button', { type: 'button', ...attrs },
  [slots.default(), props.code && h(Key, { code: props.code })]);
KeyButton.props = ['code'];
KeyButton.inheritAttrs = false;

let fields = 0;

/** An input with its label above it; `hint` below. */
export const Field = {
  inheritAttrs: false,
  props: ['label', 'modelValue', 'hint', 'bad', 'area', 'options'],
  emits: ['update:modelValue'],
  setup(props, { attrs, emit }) {
    const id = 'f' + ++fields;
    return () => {
      const own = {
        id, ...attrs, value: props.modelValue, 'aria-invalid': props.bad ? 'true' : undefined,
        'aria-describedby': props.hint || props.bad ? id + 'h' : undefined,
        onInput: e => emit('update:modelValue', e.target.value)
      };
      const input = props.options
        ? h('select', { ...own, onInput: undefined, onChange: own.onInput }, props.options.map(([value, text]) =>
          h('option', { value, selected: value === props.modelValue }, text)))
        : h(props.area ? 'textarea' : 'input', own);
      return h('div', { class: 'field' }, [
        h('label', { for: id }, props.label), input,
        (props.hint || props.bad) && h('p', { id: id + 'h', class: ['hint', props.bad && 'bad'] }, props.bad || props.hint)
      ]);
    };
  }
};

/** A button for what cannot be taken back: asks by turning into a second one, in its place. */
export const Sure = {
  props: ['label', 'disabled', 'tone'],
  emits: ['sure'],
  data: () => ({ asked: false }),
  render() {
    const press = () => {
      if (!this.asked) {
        this.asked = true;
        setTimeout(() => { this.asked = false; }, 4000);
        return;
      }
      this.asked = false;
      this.$emit('sure');
    };
    return h('button', { type: 'button', class: ['sure', this.asked && 'danger'], disabled: this.disabled, onClick: press },
      this.asked ? t('act.sure', { what: this.label }) : this.label);
  }
};

export const Empty = (props, { slots }) => h('p', { class: 'empty' }, slots.default());
