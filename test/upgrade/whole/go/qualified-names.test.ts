import { expect, it } from 'vitest';
import { parseGo } from '../../../../src/edit/go/parse.ts';
import { GoDraft } from '../../../../src/upgrade/whole/go/go-draft.ts';
import { qualify } from '../../../../src/upgrade/whole/go/qualified-names.ts';

const move = { kind: 'Order', alias: 'storev1', path: 'example.com/shop/api/v1' } as Parameters<typeof qualify>[1];

function qualified(spec: string) {
  const text = `package hooks\n\nimport (\n\t${spec}\n)\n\ntype Hook struct {\n\tOthers *fmt.State\n\tOrder  Order\n}\n`;
  const draft = new GoDraft(parseGo('hook.go', text)!);
  expect(qualify(draft, move, 'all')).toBe(true);
  return draft.text === text;
}

it('leaves a file as it is that imports the package by a name of its own', () => {
  expect(qualified('v1 "example.com/shop/api/v1"')).toBe(true);
  expect(qualified('"fmt"')).toBe(false);
});
