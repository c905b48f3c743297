import { describe, expect, it } from 'vitest';
import { acmeChart, manager } from '../../support/acme-operator.ts';

describe('images', () => {
  const env = [
    { name: 'RELATED_IMAGE_DB', value: 'example.com/db:v2' },
    { name: 'OWN_IMAGE', value: 'example.com/acme:v1' },
    { name: 'PLACE', value: 'example.com/not:v1' },
  ];
  const chart = acmeChart([manager({ container: { env, args: ['--sidecar-image=example.com/side:v3'] } })]);

  it('are what variables and arguments name as images, by a key of the name', () => {
    expect(chart.values.images).toEqual({ db: 'example.com/db:v2', sidecar: 'example.com/side:v3' });
    expect(chart.template('_helpers.tpl')).toContain('include "acme.imageText" (list $ $.Values.images.db)');
    expect(chart.template('workloads/controller-manager-deployment.yaml')).toContain(
      '- "--sidecar-image={{ include "acme.imageText" (list $ $.Values.images.sidecar) }}"',
    );
  });

  it('follow the image of the operator where they are the same', () => {
    expect(chart.template('_helpers.tpl')).toMatch(
      /OWN_IMAGE\n {2}value: \{\{ include "acme\.image" \(list \$ \$\.Values\.image/,
    );
  });

  it('are none where nothing speaks of an image', () => {
    expect(chart.values.env).toEqual({ PLACE: 'example.com/not:v1' });
    expect(acmeChart([manager()]).has('images')).toBe(false);
  });
});
