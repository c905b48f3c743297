{{/*
Who provides the certificate of the webhook server: certManager, helm, existingSecret, serviceCA, operator; none without
webhooks.
*/}}
{{- define "<% chart %>.webhook.certificateSource" -}}
{{- if not .Values.webhook.enabled }}
{{- "none" }}
{{- else if .Values.webhook.certificate.source }}
{{- .Values.webhook.certificate.source }}
{{- else }}
{{- ternary "certManager" "<% fallback %>" (not (empty .Values.certManager.enabled)) }}
{{- end }}
{{- end }}

{{/*
The Secret with the certificate of the webhook server.
*/}}
{{- define "<% chart %>.webhook.secretName" -}}
{{- if eq (include "<% chart %>.webhook.certificateSource" $) "existingSecret" }}
{{- .Values.webhook.certificate.secretName }}
{{- else }}
{{- <% secretName %> }}
{{- end }}
{{- end }}

<%# hasOthers %>
{{/*
The Secret of another webhook server: list $ NAME. Of Helm and of an existing Secret there is one certificate for all.
*/}}
{{- define "<% chart %>.webhook.secretNameOf" -}}
{{- if has (include "<% chart %>.webhook.certificateSource" (index . 0)) (list "helm" "existingSecret") }}
{{- include "<% chart %>.webhook.secretName" (index . 0) }}
{{- else }}
{{- index . 1 }}
{{- end }}
{{- end }}

<%/ hasOthers %>
{{/*
One key of the certificate that Helm makes, in base64: list $ KEY. Made once for all templates of a rendering, and taken
from the cluster where a former release has made it.
*/}}
{{- define "<% chart %>.webhook.generated" -}}
{{- $key := index . 1 }}
{{- with index . 0 }}
{{- if not (hasKey .Values "generatedWebhookCertificate") }}
{{- $namespace := include "<% chart %>.namespace" . }}
{{- $secret := lookup "v1" "Secret" $namespace (include "<% chart %>.webhook.secretName" .) | default dict }}
{{- $data := $secret.data | default dict }}
{{- if not (and (index $data "ca.crt") (index $data "tls.crt") (index $data "tls.key")) }}
{{- $names := list }}
<%# names %>
{{- $service := <% service %> }}
{{- $names = concat $names (list (printf "%s.%s.svc" $service $namespace) (printf "%s.%s.svc.cluster.local" $service $namespace)) }}
<%/ names %>
{{- $days := .Values.webhook.certificate.validityDays | default 3650 | int }}
{{- $authority := genCA (printf "%s-webhook-ca" .Release.Name | trunc 63) $days }}
{{- $certificate := genSignedCert (first $names | default .Release.Name | trunc 63) nil $names $days $authority }}
{{- $data = dict "ca.crt" (b64enc $authority.Cert) "tls.crt" (b64enc $certificate.Cert) "tls.key" (b64enc $certificate.Key) }}
{{- end }}
{{- $_ := set .Values "generatedWebhookCertificate" $data }}
{{- end }}
{{- index .Values.generatedWebhookCertificate $key }}
{{- end }}
{{- end }}

{{/*
The authority that the API server trusts the webhook server by, in base64.
*/}}
{{- define "<% chart %>.webhook.caBundle" -}}
{{- if eq (include "<% chart %>.webhook.certificateSource" $) "helm" }}
{{- include "<% chart %>.webhook.generated" (list $ "ca.crt") }}
{{- else if contains "-----BEGIN" .Values.webhook.certificate.caBundle }}
{{- b64enc .Values.webhook.certificate.caBundle }}
{{- else }}
{{- .Values.webhook.certificate.caBundle }}
{{- end }}
{{- end }}
