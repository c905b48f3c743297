{{/*
The custom resources that helm test has the API server check: those of the values, or the samples of the manifests.
*/}}
{{- define "<% chart %>.testResources" -}}
{{- if kindIs "invalid" .Values.tests.customResources }}
{{- /* one line of JSON */ -}}
<% json %>
{{- else }}
{{- toJson .Values.tests.customResources }}
{{- end }}
{{- end }}
