// The whole number on the clipboard; shown first, which is an audited act.
import { t } from '../app/i18n.js';
import { say } from '../app/toast.js';
import { reveal } from './acts.js';

/** Where a page is not served over TLS, browsers have the old way only. */
function oldWay(text) {
  const area = Object.assign(document.createElement('textarea'), { value: text });
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}

export async function copyNumber() {
  const phone = await reveal();
  if (!phone) {
    return;
  }
  let done = false;
  try {
    await navigator.clipboard.writeText(phone);
    done = true;
  } catch {
    done = oldWay(phone);
  }
  say(done ? t('review.copied') : t('review.notCopied'), { kind: done ? 'ok' : 'warn', seconds: 3 });
}
