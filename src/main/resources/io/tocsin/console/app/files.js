// Files that a person keeps.

/** Offers text as a file; CSV gets a byte order mark, so that spreadsheets read it as UTF-8. */
export function keep(name, text, type = 'text/csv') {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([type === 'text/csv' ? '\ufeff' : '', text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** Rows as CSV; what a spreadsheet would take for a formula begins with an apostrophe. */
export function csv(rows) {
  const cell = value => {
    const text = String(value ?? '');
    const safe = /^\s*[=+\-@\t\r＝＋－＠]/.test(text) ? "'" + text : text;
    return /[",\r\n]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
  };
  return rows.map(row => row.map(cell).join(',')).join('\r\n') + '\r\n';
}
