// Go's package regexp: a JSON list of {"pattern", "texts"} on standard input; for each, on standard output, the list of
// whether each text matches, or null where the pattern is refused.
package main

import (
	"encoding/json"
	"log"
	"os"
	"regexp"
)

type question struct {
	Pattern string   `json:"pattern"`
	Texts   []string `json:"texts"`
}

func main() {
	var questions []question
	if err := json.NewDecoder(os.Stdin).Decode(&questions); err != nil {
		log.Fatal(err)
	}
	answers := make([][]bool, len(questions))
	for i, q := range questions {
		expression, err := regexp.Compile(q.Pattern)
		if err != nil {
			continue
		}
		answers[i] = []bool{}
		for _, text := range q.Texts {
			answers[i] = append(answers[i], expression.MatchString(text))
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		log.Fatal(err)
	}
}
