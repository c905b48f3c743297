import type { GoProject } from '../go-project.ts';

/** `Dockerfile`: a static binary on a base image without a shell, run by an unprivileged user. */
export function dockerfile(go: GoProject): string {
  const { profile } = go;
  const minor = profile.goVersion.split('.').slice(0, 2).join('.');
  const image = `${profile.builderRegistry}golang:${minor}`;
  const as = profile.dockerKeywordsUpper ? 'AS' : 'as';
  const builder = profile.builderImageArgument
    ? `# Another image, such as one of a mirror: make docker-build BASE_IMAGE=mirror.example.com/golang:${minor}
ARG BASE_IMAGE=${image}
FROM \${BASE_IMAGE} ${as} builder`
    : `FROM ${image} ${as} builder`;
  return `# Build the manager.
${builder}
ARG TARGETOS
ARG TARGETARCH

WORKDIR /workspace
# The modules first: this layer is built again only when they change.
COPY go.mod go.mod
COPY go.sum go.sum
RUN go mod download

${COPIES[profile.dockerCopies]}
# TARGETARCH without a default: the image then has the platform of the machine that builds it, such as arm64.
RUN CGO_ENABLED=0 GOOS=\${TARGETOS:-linux} GOARCH=\${TARGETARCH} go build -a -o manager cmd/main.go

# https://github.com/GoogleContainerTools/distroless
FROM gcr.io/distroless/static:nonroot
WORKDIR /
COPY --from=builder /workspace/manager .
USER 65532:65532

ENTRYPOINT ["/manager"]
`;
}

const COPIES = {
  controllers: 'COPY cmd/main.go cmd/main.go\nCOPY api/ api/\nCOPY internal/controller/ internal/controller/\n',
  internal: 'COPY cmd/main.go cmd/main.go\nCOPY api/ api/\nCOPY internal/ internal/\n',
  context: '# .dockerignore says what the context holds.\nCOPY . .\n',
} as const;

/** Leaves vendored modules and embedded files in the context, which no list of endings could. */
const BUILD_INPUTS = `# What "go build" never reads. Whatever else is in the project stays in the context.
**/.*
**/*_test.go
/*.md
/bin/
/config/
/dist/
/hack/
/test/
Dockerfile
Makefile
PROJECT
`;

/** `.dockerignore`. */
export function dockerignore(go: GoProject): string {
  if (go.profile.dockerCopies !== 'context') return '# Tools and built binaries.\nbin/\n';
  if (go.profile.dockerContext === 'build-inputs') return BUILD_INPUTS;
  return `# Only what the build reads: Go sources without tests, and the module files.
# Add lines such as !vendor/modules.txt or !assets/** for what "go build" needs besides, and for Podman, which does not
# look into what ** leaves out, the directories by name: !cmd, !api and !internal.
**
!**/*.go
**/*_test.go
!go.mod
!go.sum
`;
}
