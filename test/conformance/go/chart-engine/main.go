// Command chart-engine renders Helm charts in one process, with Helm's own loader, schema validation and template
// engine, so that a test can try thousands of values.
//
// It reads one JSON request a line and answers each with one line of JSON.
package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
	"runtime/debug"
	"sort"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"helm.sh/helm/v3/pkg/chart"
	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/engine"
	"helm.sh/helm/v3/pkg/releaseutil"
	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/yaml"
)

type request struct {
	// Op is load, render or parse.
	Op string `json:"op"`
	// Chart is a directory. It is read again by load, and at the first render.
	Chart string `json:"chart"`
	// Values are merged over the chart's own; a JSON object.
	Values    json.RawMessage `json:"values"`
	Release   string          `json:"release"`
	Namespace string          `json:"namespace"`
	// Revision is above 1 in an upgrade.
	Revision int `json:"revision"`
	// APIVersions are those of the cluster beside Helm's default set.
	APIVersions []string `json:"apiVersions"`
	// Distinct asks for the number of an earlier answer of the same chart instead of the same objects once more.
	Distinct bool `json:"distinct"`
	// SkipSchema leaves the values unchecked, which takes most of the time.
	SkipSchema bool `json:"skipSchema"`
	// YAML is the stream that parse reads.
	YAML string `json:"yaml"`
}

type object struct {
	// Source is the file of the chart.
	Source string          `json:"source"`
	Object json.RawMessage `json:"object"`
}

type answer struct {
	Objects []object `json:"objects,omitempty"`
	Notes   string   `json:"notes,omitempty"`
	// Seen is the number, from 1, of the distinct answer that this one equals.
	Seen  int    `json:"seen,omitempty"`
	Error string `json:"error,omitempty"`
}

func main() {
	debug.SetGCPercent(800)   // many short-lived trees, and memory enough
	log.SetOutput(io.Discard) // warnings about values that the schema refuses a moment later
	charts := map[string]*chart.Chart{}
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			return
		}
		var req request
		result := answer{}
		if err := json.Unmarshal(line, &req); err != nil {
			result.Error = err.Error()
		} else if result, err = handle(charts, req); err != nil {
			result = answer{Error: err.Error()}
		}
		encoded, err := json.Marshal(result)
		if err != nil {
			encoded = []byte(`{"error":"the answer cannot be written as JSON"}`)
		}
		out.Write(append(encoded, '\n'))
		out.Flush()
	}
}

// sumOf is the same for renders that have the same files.
func sumOf(files map[string]string, names []string) string {
	hash := sha256.New()
	for _, file := range names {
		fmt.Fprintf(hash, "%d %s %d ", len(file), file, len(files[file]))
		io.WriteString(hash, files[file])
	}
	return string(hash.Sum(nil))
}

// seen has the numbers of the answers of each chart that were given with their objects, by the sum of the files.
var seen = map[string]map[string]int{}

func handle(charts map[string]*chart.Chart, req request) (answer, error) {
	switch req.Op {
	case "parse":
		objects, err := stream(req.YAML)
		return answer{Objects: objects}, err
	case "load":
		delete(charts, req.Chart)
		_, err := load(charts, req.Chart)
		return answer{}, err
	case "render":
		loaded, err := load(charts, req.Chart)
		if err != nil {
			return answer{}, err
		}
		return render(loaded, req)
	}
	return answer{}, fmt.Errorf("unknown op %q", req.Op)
}

func load(charts map[string]*chart.Chart, path string) (*chart.Chart, error) {
	if loaded, ok := charts[path]; ok {
		return loaded, nil
	}
	loaded, err := loader.Load(path)
	if err == nil {
		charts[path] = loaded
	}
	return loaded, err
}

func render(loaded *chart.Chart, req request) (answer, error) {
	values := map[string]interface{}{}
	if len(req.Values) > 0 {
		if err := yaml.Unmarshal(req.Values, &values); err != nil {
			return answer{}, err
		}
	}
	working := loaded
	if len(loaded.Dependencies()) > 0 {
		var err error
		if working, err = copyOf(loaded); err != nil {
			return answer{}, err
		}
	}
	if err := chartutil.ProcessDependenciesWithMerge(working, values); err != nil {
		return answer{}, err
	}
	capabilities := chartutil.DefaultCapabilities.Copy()
	// A released Helm is linked with the version of its libraries; one that Go installed claims 1.20.
	capabilities.KubeVersion = chartutil.KubeVersion{Version: "v1.34.1", Major: "1", Minor: "34"}
	capabilities.APIVersions = append(capabilities.APIVersions, req.APIVersions...)
	options := chartutil.ReleaseOptions{
		Name: req.Release, Namespace: req.Namespace, Revision: max(req.Revision, 1),
		IsInstall: req.Revision < 2, IsUpgrade: req.Revision > 1,
	}
	known := schemaOf(working)
	skip := req.SkipSchema || known != nil
	input, err := chartutil.ToRenderValuesWithSchemaValidation(working, values, options, capabilities, skip)
	if err != nil {
		return answer{}, err
	}
	if known != nil && !req.SkipSchema && known.Validate(input["Values"].(chartutil.Values).AsMap()) != nil {
		// Helm's own message.
		_, err := chartutil.ToRenderValuesWithSchemaValidation(working, values, options, capabilities, false)
		return answer{}, err
	}
	files, err := engine.Render(working, input)
	if err != nil {
		return answer{}, err
	}
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	sort.Strings(names)
	sum := ""
	if req.Distinct {
		sum = sumOf(files, names)
		if number := seen[req.Chart][sum]; number > 0 {
			return answer{Seen: number}, nil
		}
	}
	result := answer{}
	for _, crd := range working.CRDObjects() {
		objects, err := parse(crd.Filename, string(crd.File.Data))
		if err != nil {
			return answer{}, err
		}
		result.Objects = append(result.Objects, objects...)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "NOTES.txt") {
			result.Notes += files[name]
			continue
		}
		objects, err := parse(name, files[name])
		if err != nil {
			return answer{}, err
		}
		result.Objects = append(result.Objects, objects...)
	}
	if req.Distinct {
		if seen[req.Chart] == nil {
			seen[req.Chart] = map[string]int{}
		}
		seen[req.Chart][sum] = len(seen[req.Chart]) + 1
	}
	return result, nil
}

var schemas = map[*chart.Chart]*jsonschema.Schema{}

// schemaOf is the schema of a chart, compiled once as Helm compiles it for every render; nil for a chart without one and
// for one with subcharts, whose schemas Helm asks as well.
func schemaOf(loaded *chart.Chart) *jsonschema.Schema {
	if loaded.Schema == nil || len(loaded.Dependencies()) > 0 {
		return nil
	}
	if known, ok := schemas[loaded]; ok {
		return known
	}
	var schema *jsonschema.Schema
	if document, err := jsonschema.UnmarshalJSON(bytes.NewReader(loaded.Schema)); err == nil {
		compiler := jsonschema.NewCompiler()
		if compiler.AddResource("file:///values.schema.json", document) == nil {
			schema, _ = compiler.Compile("file:///values.schema.json")
		}
	}
	schemas[loaded] = schema
	return schema
}

// Processing dependencies removes those that are switched off from the chart itself.
func copyOf(loaded *chart.Chart) (*chart.Chart, error) {
	files := make([]*loader.BufferedFile, 0, len(loaded.Raw))
	for _, file := range loaded.Raw {
		files = append(files, &loader.BufferedFile{Name: file.Name, Data: file.Data})
	}
	return loader.LoadFiles(files)
}

// parsed has the objects of texts by their sum: from one render to the next most files of a chart stay the same.
var parsed = map[[sha256.Size]byte][]json.RawMessage{}

// parse splits a rendered file as Helm does and refuses a key that stands twice in a mapping, as the API server's strict
// validation does.
func parse(source, text string) ([]object, error) {
	sum := sha256.Sum256([]byte(text))
	documents, known := parsed[sum]
	if !known {
		var err error
		if documents, err = documentsOf(source, text); err != nil {
			return nil, err
		}
		if len(parsed) == 20000 {
			clear(parsed)
		}
		parsed[sum] = documents
	}
	objects := make([]object, 0, len(documents))
	for _, document := range documents {
		objects = append(objects, object{Source: source, Object: document})
	}
	return objects, nil
}

func documentsOf(source, text string) ([]json.RawMessage, error) {
	split := releaseutil.SplitManifests(text)
	names := make([]string, 0, len(split))
	for name := range split {
		names = append(names, name)
	}
	sort.Sort(releaseutil.BySplitManifestsOrder(names))
	var documents []json.RawMessage
	for _, name := range names {
		// Helm writes a newline behind each document that it has split off and trimmed.
		encoded, err := toJSON(split[name] + "\n")
		if err != nil {
			return nil, fmt.Errorf("%s: %w\n%s", source, err, split[name])
		}
		if string(encoded) != "null" {
			documents = append(documents, encoded)
		}
	}
	return documents, nil
}

// stream splits a YAML stream as Kubernetes' own clients do. (Helm's own way takes the last newline of a document, which a
// block scalar may need.)
func stream(text string) ([]object, error) {
	var objects []object
	reader := utilyaml.NewYAMLReader(bufio.NewReader(strings.NewReader(text)))
	for {
		document, err := reader.Read()
		if err == io.EOF {
			return objects, nil
		}
		if err != nil {
			return nil, err
		}
		encoded, err := toJSON(string(document))
		if err != nil {
			return nil, fmt.Errorf("%w\n%s", err, document)
		}
		if string(encoded) != "null" {
			objects = append(objects, object{Object: encoded})
		}
	}
}

// toJSON keeps integers that JavaScript's numbers cannot hold, as text that begins with "int64:".
func toJSON(document string) ([]byte, error) {
	encoded, err := yaml.YAMLToJSONStrict([]byte(document))
	if err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(encoded))
	decoder.UseNumber()
	var value interface{}
	if err := decoder.Decode(&value); err != nil {
		return nil, err
	}
	return json.Marshal(guard(value))
}

func guard(value interface{}) interface{} {
	switch typed := value.(type) {
	case map[string]interface{}:
		for key, item := range typed {
			typed[key] = guard(item)
		}
	case []interface{}:
		for index, item := range typed {
			typed[index] = guard(item)
		}
	case json.Number:
		if integer, err := typed.Int64(); err == nil && (integer > 1<<53 || integer < -(1<<53)) {
			return "int64:" + typed.String()
		}
	}
	return value
}
