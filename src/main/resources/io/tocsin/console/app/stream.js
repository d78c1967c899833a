// Server-sent events while a page is shown: not in a hidden tab, not behind the lock. Nothing is promised; who was away asks again.
import { onMounted, onUnmounted, ref } from '../lib/vue.js';
import { state } from './state.js';

const LOOK = 5000;

/**
 * Listens while the component is there.
 *
 * @param path of the stream
 * @param events by name, a function of what was told
 * @returns whether it is open now, for those who ask by themselves otherwise
 */
export function useStream(path, events) {
  const up = ref(false);
  let source = null;
  let timer = 0;

  function close() {
    source && source.close();
    source = null;
    up.value = false;
  }

  function open() {
    source = new EventSource(path);
    source.onopen = () => { up.value = true; };
    source.onerror = () => {
      up.value = false;
      if (source && source.readyState === EventSource.CLOSED) {
        source = null;
      }
    };
    Object.entries(events).forEach(([name, heard]) => source.addEventListener(name, e => heard(JSON.parse(e.data))));
  }

  function look() {
    if (document.hidden || state.phase !== 'in') {
      close();
    } else if (!source) {
      open();
    }
  }

  onMounted(() => {
    look();
    timer = setInterval(look, LOOK);
    document.addEventListener('visibilitychange', look);
  });
  onUnmounted(() => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', look);
    close();
  });
  return up;
}
