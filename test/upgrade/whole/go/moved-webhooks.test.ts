import { describe, expect, it } from 'vitest';
import { goMoves } from '../../../../src/upgrade/whole/go/go-moves.ts';
import { mergeGo } from '../../../../src/upgrade/whole/go/merge-go.ts';
import { weather } from './weather.ts';

const OLD = 'api/v1/widget_webhook.go';
const NEW = 'internal/webhook/v1/widget_webhook.go';

function moved(edit: (text: string) => string, to: string) {
  const base = weather('4.2.0').get(OLD)!;
  return mergeGo({ path: NEW, base, yours: edit(base), theirs: weather(to).get(NEW)! });
}

/** Rules of a user's own, in the methods and beside them. */
function withRules(text: string): string {
  return `${text
    .replace('\t// TODO(user): set defaults.\n', '\tif r.Spec.Foo != "" {\n\t\treturn\n\t}\n\tr.Spec.Foo = "bar"\n')
    .replace('ValidateUpdate(_ runtime.Object)', 'ValidateUpdate(old runtime.Object)')
    .replace(
      '\t// TODO(user): return an error for what must not be updated.\n\n\treturn nil, nil',
      '\tbefore, ok := old.(*Widget)\n\tif !ok {\n\t\treturn nil, nil\n\t}\n\treturn nil, r.check(before.Spec)',
    )}
func (r *Widget) check(before WidgetSpec) error {
	if before == r.Spec {
		return nil
	}
	return apierrors.NewBadRequest("changed")
}
`.replace('import (\n', 'import (\n\tapierrors "k8s.io/apimachinery/pkg/api/errors"\n');
}

describe('webhooks that were methods of the types', () => {
  it('become methods of structs that get the object, with the rules that they had', () => {
    const { text, conflicts, manual } = moved(withRules, '4.16.0');
    expect([conflicts, manual]).toEqual([[], []]);
    expect(text).toContain(`func (d *WidgetDefaulter) Default(_ context.Context, r *shopv1.Widget) error {
	widgetlog.Info("Defaulting", "name", r.Name)

	if r.Spec.Foo != "" {
		return nil
	}
	r.Spec.Foo = "bar"

	return nil
}`);
    expect(text).toContain('ValidateUpdate(_ context.Context, before, r *shopv1.Widget) (admission.Warnings, error) {');
    expect(text).toContain('return nil, check(r, before.Spec)');
    expect(text).toContain('func check(r *shopv1.Widget, before shopv1.WidgetSpec) error {');
    expect(text).toContain('ctrl.NewWebhookManagedBy(mgr, &shopv1.Widget{}).\n\t\tWithValidator(&WidgetValidator{}).');
    expect(text).not.toMatch(/runtime\.Object|"fmt"/);
    expect(text).toContain(
      '\tapierrors "k8s.io/apimachinery/pkg/api/errors"\n\tctrl "sigs.k8s.io/controller-runtime"\n',
    );
    expect(text).toContain('name=vwidget-v1.kb.io');
  });

  it('assert the type first where the release hands them any object', () => {
    const { text } = moved(withRules, '4.3.0');
    expect(text).toContain(`	r, ok := obj.(*shopv1.Widget)
	if !ok {
		return fmt.Errorf("expected an object of kind Widget, got %T", obj)
	}
	widgetlog.Info("Defaulting", "name", r.Name)`);
    expect(text).toContain('var _ webhook.CustomValidator = &WidgetCustomValidator{}');
    expect(text).toContain('before, ok := old.(*shopv1.Widget)');
  });

  it('stay as they are, with a task, where they need what the package does not export', () => {
    const edit = (text: string) => text.replace('// TODO(user): set defaults.', 'setDefaults(r)');
    const { text, manual } = moved(edit, '4.16.0');
    expect(text).toBe(edit(weather('4.2.0').get(OLD)!));
    expect(manual).toHaveLength(1);
    expect(manual[0]).toMatchObject({ line: expect.any(Number), snippet: expect.stringContaining('WidgetDefaulter') });
  });

  it('are registered by their function, and looked for one directory further up', () => {
    const path = 'internal/webhook/v1/webhook_suite_test.go';
    const base = weather('4.2.0').get('api/v1/webhook_suite_test.go')!;
    const yours = `${base}\nvar started = true\n`;
    const { text } = mergeGo({ path, base, yours, theirs: weather('4.3.0').get(path)! });
    expect(text).toContain('err = SetupWidgetWebhookWithManager(mgr)');
    expect(text).toContain('shopv1.AddToScheme(scheme.Scheme)');
    expect(text).toContain('filepath.Join("..", "..", "..", "config", "crd", "bases")');
    expect(text).toContain('var started = true');
  });

  it('are called by the program', () => {
    const [base, theirs] = ['4.2.0', '4.16.0'].map((release) => weather(release).get('cmd/main.go')!) as [
      string,
      string,
    ];
    const { text } = mergeGo({ path: 'cmd/main.go', base, yours: `${base}\n// Mine.\n`, theirs });
    expect(text).toContain('webhookv1.SetupWidgetWebhookWithManager(mgr)');
    expect(text).toContain('webhookv1 "example.com/weather/internal/webhook/v1"');
  });
});

describe('goMoves', () => {
  it('pairs files by name and the directories that they keep', () => {
    const removed = ['api/v1/a_webhook.go', 'api/v2/a_webhook.go', 'api/v1/suite_test.go', 'api/v1/README.md'];
    const added = ['internal/webhook/v2/a_webhook.go', 'internal/webhook/v1/a_webhook.go', 'internal/other.go'];
    expect([...goMoves(removed, added)]).toEqual([
      ['api/v1/a_webhook.go', 'internal/webhook/v1/a_webhook.go'],
      ['api/v2/a_webhook.go', 'internal/webhook/v2/a_webhook.go'],
    ]);
  });
});
