import { once } from '../../../core/memo.ts';

/** Every letter with its other cases, itself among them; those that have none are left out. */
const families = once(readFamilies);

/**
 * The code points that are the same letter in whatever case (Unicode's simple case folding, as Go's
 * `unicode.SimpleFold` walks through it), the point itself among them.
 */
export function sameLetters(point: number): readonly number[] {
  if (point < 128) return ASCII[point]!;
  return families().get(point) ?? [point];
}

/** The sign of Kelvin is a k, the long s is an s. */
const ASCII: readonly (readonly number[])[] = Array.from({ length: 128 }, (_, point) => {
  const other = /[A-Za-z]/.test(String.fromCharCode(point)) ? [point ^ 0x20] : [];
  const more = { k: [0x212a], s: [0x17f] }[String.fromCharCode(point).toLowerCase()] ?? [];
  return [point, ...other, ...more];
});

/** Beyond this there are no letters with cases. */
const LAST_LETTER = 0x1ffff;
/** Letters that Unicode has had since 16.0 alone: Go has 15.0, and every engine should say the same. */
const LATER: readonly (readonly [number, number])[] = [
  [0x1c89, 0x1c8a],
  [0xa7cb, 0xa7cf],
  [0xa7d2, 0xa7d5],
  [0xa7da, 0xa7dc],
  [0x10d50, 0x10d85],
  [0x16ea0, 0x16ed3],
];
/** The dotless i: its capital is I, but I is no form of it. */
const DOTLESS_I = 0x131;

function readFamilies(): Map<number, number[]> {
  const found = new Map<number, number[]>();
  const join = (a: number, b: number) => {
    const left = found.get(a) ?? [a];
    const right = found.get(b) ?? [b];
    if (left === right) return;
    const all = [...left, ...right];
    for (const point of all) found.set(point, all);
  };
  for (let point = 0; point <= LAST_LETTER; point++) {
    if (point === DOTLESS_I || (point >= 0xd800 && point <= 0xdfff)) continue;
    if (LATER.some(([first, last]) => point >= first && point <= last)) continue;
    const text = String.fromCodePoint(point);
    for (const other of [text.toLowerCase(), text.toUpperCase()]) {
      const single = other.codePointAt(0)!;
      if (
        other !== text &&
        !LATER.some(([first, last]) => single >= first && single <= last) &&
        other.length === String.fromCodePoint(single).length
      )
        join(point, single);
    }
  }
  return found;
}
