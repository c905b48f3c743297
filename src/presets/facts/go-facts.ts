/** Facts of the Go module and what is around it: sources, tests, Makefile, Dockerfile, workflows. */
export type GoFacts = object;
