// The reviewer's workbench: counts, list, case, outcomes; everything by keyboard.
import { h, nextTick, onMounted, onUnmounted, ref, watch } from '../lib/vue.js';
import { t } from '../app/i18n.js';
import { useKeys, isTyping } from '../app/keys.js';
import { beforeLeaving } from '../app/session.js';
import { state } from '../app/state.js';
import * as acts from './acts.js';
import { begin, current, desk, keepLeases, list, see, shownRows } from './desk.js';
import { live } from './live.js';
import { takeUp } from './outbox.js';
import { copyNumber } from './number.js';
import { Counts } from './counts.js';
import { List } from './list.js';
import { Make } from './make.js';
import { CaseView } from './case.js';
import { Outcomes } from './outcomes.js';
import { Refused } from './refused.js';

export default {
  setup() {
    /** What the panel asks for: outcome, snooze, escalate or sms. */
    const asks = ref('outcome');
    /** The message that is shown before it is sent. */
    const picked = ref(null);
    /** Whether a case is being made by hand. */
    const making = ref(false);
    const ends = [];

    const focus = name => nextTick(() => {
      const field = document.querySelector('[name="' + name + '"]');
      field && field.focus();
    });
    const move = by => {
      const rows = shownRows();
      const at = rows.findIndex(row => row.id === desk.selected);
      const row = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
      if (row) {
        desk.selected = row.id;
        current() || see(row.id);
        nextTick(() => { const el = document.getElementById('row-' + row.id); el && el.scrollIntoView({ block: 'nearest' }); });
      }
    };
    const text = () => {
      ask('sms');
      picked.value = acts.messages().length === 1 ? acts.messages()[0] : null;
    };
    /** A text cannot be taken back: it goes with Enter, after it was shown. */
    const sendText = () => {
      acts.sms(picked.value);
      asks.value = 'outcome';
    };
    const enter = () => {
      if (asks.value === 'sms') {
        picked.value && sendText();
      } else if (current() && current().outcome) {
        save();
      } else {
        acts.open(desk.selected);
      }
    };
    const save = () => {
      const wrong = asks.value === 'escalate' ? acts.escalate() : acts.save();
      if (wrong) {
        focus(wrong);
      } else {
        asks.value = 'outcome';
      }
    };
    const ask = (what, field) => {
      if (current()) {
        asks.value = asks.value === what ? 'outcome' : what;
        field && asks.value === what && focus(field);
      }
    };
    const leaves = () => isTyping(document.activeElement) || asks.value !== 'outcome' || desk.found;
    const leave = () => {
      if (isTyping(document.activeElement)) {
        document.activeElement.blur();
      } else if (asks.value !== 'outcome') {
        asks.value = 'outcome';
      } else if (desk.found) {
        desk.found = null;
      }
    };

    function digits() {
      const keys = {};
      if (asks.value === 'snooze') {
        [5, 15, 30, 60, 240].forEach((minutes, i) => {
          keys['Digit' + (i + 1)] = { label: t('review.snoozeFor', { n: minutes }), run: () => { acts.snooze(minutes); asks.value = 'outcome'; } };
        });
      } else if (asks.value === 'sms') {
        acts.messages().forEach((message, i) => {
          keys['Digit' + (i + 1)] = { label: acts.labelOf(message), run: () => { picked.value = message; } };
        });
      } else {
        acts.outcomes().filter(each => each.key).forEach(each => {
          keys['Digit' + each.key] = { label: word(each), run: () => { asks.value = 'outcome'; acts.choose(each.code); } };
        });
      }
      return keys;
    }

    useKeys(() => ({
      KeyN: { label: t('review.next'), run: acts.next },
      KeyJ: { label: t('review.down'), repeat: true, run: () => move(1) },
      KeyK: { label: t('review.up'), repeat: true, run: () => move(-1) },
      Enter: { label: t('review.enter'), run: enter },
      ...(current() && {
        ...digits(),
        KeyV: { label: t('review.reveal'), run: acts.reveal },
        KeyC: { label: t('review.copy'), run: copyNumber },
        KeyE: { label: t('review.escalate'), run: () => ask('escalate', 'station') },
        KeyS: { label: t('review.snooze'), run: () => ask('snooze') },
        KeyM: { label: t('review.sms'), run: text },
        KeyR: { label: t('review.release'), run: acts.release },
        ...(current().outcome && { KeyD: { label: t('review.details'), run: () => nextTick(() => { const field = document.querySelector('.extras input'); field && field.focus(); }) } }),
        KeyB: { label: t('review.note'), run: () => focus('note') },
        'Ctrl+Enter': { label: t('review.saveNext'), typing: true, run: save }
      }),
      KeyA: { label: t('make.title'), run: () => { making.value = true; } },
      KeyZ: { label: t('act.undo'), run: acts.undo },
      Slash: { label: t('review.search'), run: () => focus('search') },
      ...(leaves() && { Escape: { label: t('review.escape'), typing: true, run: leave } })
    }));

    watch(() => state.phase, phase => phase === 'in' && acts.unlocked());
    onMounted(async () => {
      takeUp();
      ends.push(keepLeases(), live(), beforeLeaving(acts.giveAllBack));
      await begin();
      move(0);
    });
    onUnmounted(() => { ends.forEach(end => end()); acts.giveSpareBack(); });

    return () => h('main', { class: 'review' }, [
      h(Counts, { summary: desk.summary }),
      h(List, { onPick: id => { desk.selected = id; current() || see(id); }, onOpen: acts.open, onMake: () => { making.value = true; }, onFilter: filter => {
        desk.filter = filter;
        desk.found = null;
        list();
      } }),
      h('section', { class: 'middle', 'aria-label': t('review.case') }, [making.value && h(Make, { onDone: () => { making.value = false; } }), h(Refused), h(CaseView, { onAsk: ask })]),
      h(Outcomes, { asks: asks.value, picked: picked.value, onSave: save, onAsk: ask, onText: text, onPick: message => { picked.value = message; },
        onSend: sendText, onDone: () => { asks.value = 'outcome'; } })
    ]);
  }
};

function word(outcome) {
  return t('review.outcomeKey', { outcome: acts.labelOf(outcome) });
}
