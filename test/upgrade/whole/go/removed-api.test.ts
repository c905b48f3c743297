import { expect, it } from 'vitest';
import { FileTree } from '../../../../src/core/file-tree.ts';
import { removedApiTasks } from '../../../../src/upgrade/whole/go/removed-api-tasks.ts';

const MODULE = (version: string) => `module a\n\nrequire sigs.k8s.io/controller-runtime ${version}\n`;
const PROGRAM = `package a

import (
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/envtest/printer"
	"sigs.k8s.io/controller-runtime/pkg/source"
	"sigs.k8s.io/controller-runtime/pkg/webhook"
)

var _ webhook.Defaulter = &Own{}

func run() {
	ctrl.NewManager(nil, ctrl.Options{
		Namespace: "own",
		Scheme:    nil,
	})
	watch(&source.Kind{Type: &Own{}})
	ctrl.NewWebhookManagedBy(mgr).For(&Own{})
	ctrl.NewWebhookManagedBy(mgr, &Own{})
	own.Kind{Type: printer.X}
}
`;

function told(from: string, to: string) {
  const [before, after] = [from, to].map((version) => FileTree.from({ 'go.mod': MODULE(version), 'a.go': PROGRAM }));
  return removedApiTasks(before!, after!).map(({ line, text }) => `${line} ${text.split(' ')[3]}`);
}

it('names what a newer controller-runtime no longer has, where the code has it', () => {
  expect(told('v0.12.1', 'v0.24.1')).toEqual([
    '5 envtest/printer',
    '10 webhook.Defaulter',
    '14 manager.Options.Namespace',
    '17 source.Kind.Type',
    '18 NewWebhookManagedBy(1)',
  ]);
  expect(told('v0.16.3', 'v0.19.0')).toEqual([]);
  expect(told('v0.16.3', 'v0.20.0')).toEqual(['10 webhook.Defaulter']);
  expect(told('v0.24.1', 'v0.24.1')).toEqual([]);
});
