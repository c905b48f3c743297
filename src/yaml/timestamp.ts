const FORM = /^(\d{4})-(\d\d?)-(\d\d?)(?:([Tt ])(\d\d?):(\d\d?):(\d\d?)(?:[.,](\d+))?(Z|[+-]\d\d:\d\d)?)?$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * A YAML timestamp as kustomize prints it (RFC 3339, nanoseconds at most), or undefined where the text is none.
 *
 * go-yaml takes a date, a date and time with a zone after `T` or `t`, and one without a zone after a space.
 */
export function timestampOf(text: string): string | undefined {
  if (text.charCodeAt(4) !== 0x2d /* - */) return undefined;
  const match = FORM.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, separator, hour = '0', minute = '0', second = '0', fraction = '', zone] = match;
  if (separator !== undefined && (zone === undefined) !== (separator === ' ')) return undefined;
  const days = month === '2' || month === '02' ? (isLeap(Number(year)) ? 29 : 28) : DAYS[Number(month) - 1];
  if (days === undefined || Number(day) < 1 || Number(day) > days) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const offset = zone === undefined || /^[+-]00:00$/.test(zone) ? 'Z' : zone;
  if (offset !== 'Z' && (Number(offset.slice(1, 3)) > 24 || Number(offset.slice(4)) > 59)) return undefined;
  const nanoseconds = fraction.slice(0, 9).replace(/(?<!0)0+$/, '');
  const pad = (part: string) => part.padStart(2, '0');
  return (
    `${year}-${pad(month as string)}-${pad(day as string)}T${pad(hour)}:${pad(minute)}:${pad(second)}` +
    `${nanoseconds === '' ? '' : `.${nanoseconds}`}${offset}`
  );
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
