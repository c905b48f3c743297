import { isSet, not } from './template/condition.ts';

/** Values that switch documents and fields of more than one feature. */
export const CREATES_RBAC = isSet('.Values.rbac.create');
export const CALLS_WEBHOOKS = isSet('.Values.webhook.enabled');
export const SERVES_METRICS = isSet('.Values.metrics.enabled');
/** Whether metrics are served over HTTPS, where that is a choice. */
export const IS_SECURE = isSet('.Values.metrics.secure');
export const WATCHES_SOME = isSet('.Values.watchNamespaces');
/** The namespaces as an operator reads them. */
export const WATCHED = 'join "," .Values.watchNamespaces';
/** Whether the chart makes an issuer, because the values name none. */
export const MAKES_ISSUER = not(isSet('.Values.certManager.issuerRef.name'));
