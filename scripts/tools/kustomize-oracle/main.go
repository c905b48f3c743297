// The real kustomize as a service: one JSON request a line on standard input, one JSON answer a line on standard
// output, so that thousands of small trees cost one process.
//
//	{"op":"build","files":{"a/kustomization.yaml":"…"},"path":"a"}  what `kustomize build a` prints
//	{"op":"parse","text":"…"}                                       the documents of a resource file, as JSON
//	{"op":"parse11","text":"…"}                                     a kustomization file, as JSON
//	{"op":"print","json":"…"}                                       a JSON value in kustomize's text form
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"strings"

	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"
	"sigs.k8s.io/kustomize/kyaml/kio"
	"sigs.k8s.io/kustomize/kyaml/openapi"
	"sigs.k8s.io/yaml"
)

type request struct {
	Op    string            `json:"op"`
	Files map[string]string `json:"files"`
	Path  string            `json:"path"`
	Text  string            `json:"text"`
	JSON  string            `json:"json"`
}

type answer struct {
	Output *string `json:"output,omitempty"`
	Error  *string `json:"error,omitempty"`
	Log    string  `json:"log,omitempty"`
}

func main() {
	var warnings strings.Builder
	log.SetOutput(&warnings)
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			return
		}
		warnings.Reset()
		var reply answer
		text, err := serve(line)
		if err != nil {
			message := err.Error()
			reply.Error = &message
		} else {
			reply.Output = &text
		}
		reply.Log = warnings.String()
		if err := out.Encode(reply); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

func serve(line []byte) (text string, err error) {
	defer func() {
		if reason := recover(); reason != nil {
			err = fmt.Errorf("panic: %v", reason)
		}
	}()
	var asked request
	if err := json.Unmarshal(line, &asked); err != nil {
		return "", err
	}
	switch asked.Op {
	case "build":
		return build(asked.Files, asked.Path)
	case "parse":
		return parse(asked.Text)
	case "parse11":
		bytes, err := yaml.YAMLToJSON([]byte(asked.Text))
		return string(bytes), err
	case "print":
		return print(asked.JSON)
	}
	return "", fmt.Errorf("no such operation: %q", asked.Op)
}

func build(files map[string]string, path string) (string, error) {
	disk := filesys.MakeFsInMemory()
	for name, content := range files {
		if strings.Contains(content, "openapi") {
			// A schema of the user's own takes the place of the built-in one only where that has not been read yet.
			openapi.ResetOpenAPI()
			defer openapi.ResetOpenAPI()
		}
		if err := disk.WriteFile("/tree/"+name, []byte(content)); err != nil {
			return "", err
		}
	}
	options := krusty.MakeDefaultOptions()
	options.Reorder = krusty.ReorderOptionUnspecified // as the command leaves it without --reorder
	objects, err := krusty.MakeKustomizer(options).Run(disk, "/tree/"+path)
	if err != nil {
		return "", err
	}
	bytes, err := objects.AsYaml()
	return string(bytes), err
}

func parse(text string) (string, error) {
	nodes, err := kio.FromBytes([]byte(text))
	if err != nil {
		return "", err
	}
	documents := make([]string, 0, len(nodes))
	for _, node := range nodes {
		bytes, err := node.MarshalJSON()
		if err != nil {
			return "", err
		}
		documents = append(documents, string(bytes))
	}
	return "[" + strings.Join(documents, ",") + "]", nil
}

// print takes the way of a finished object: Go's own JSON, which escapes some characters, then YAML.
func print(text string) (string, error) {
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return "", err
	}
	bytes, err := json.Marshal(value)
	if err != nil {
		return "", err
	}
	bytes, err = yaml.JSONToYAML(bytes)
	return string(bytes), err
}
