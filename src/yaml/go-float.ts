/**
 * The shortest text of a float as Go's `%g` writes it (strconv.FormatFloat with -1): with an exponent of at least two digits
 * below 1e-4 and from 1e6 on.
 */
export function goFloat(value: number): string {
  if (Object.is(value, -0)) return '-0';
  const [mantissa, exponent] = value.toExponential().split('e') as [string, string];
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(value);
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}
