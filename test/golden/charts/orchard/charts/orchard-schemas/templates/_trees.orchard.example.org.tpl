{{- define "orchard.schema.trees.orchard.example.org" }}
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec: {type: object, properties: {species: {type: string}, height: {type: integer}}}
      subresources: {status: {}}
    - name: v1beta1
      served: true
      storage: false
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec: {type: object, properties: {species: {type: string}}}
{{- end }}
