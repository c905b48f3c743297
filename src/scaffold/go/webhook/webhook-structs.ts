import type { GoProject, GoResource } from '../go-project.ts';

/** The names of the structs that default and validate a kind. `kubebuilder create webhook` looks for them. */
export function webhookStructs({ profile }: GoProject, { kind }: GoResource): { defaulter: string; validator: string } {
  const prefix = `${kind}${profile.webhookStructInfix}`;
  return { defaulter: `${prefix}Defaulter`, validator: `${prefix}Validator` };
}
