#!/bin/sh
# Prints a folder with the programs kube-apiserver and etcd, for tests against the real API server; builds it once.
# Ends with 0 where they are there; else one line on stderr says what is missing. Tests skip then, and say so.
#
#   dist/kube-parts.sh          prints the folder where it is there, builds nothing
#   dist/kube-parts.sh --build  builds what is missing: about five minutes on two cores, 1.5 GB of Go's caches
#
# kube-apiserver comes from its sources by way of the Go module proxy; etcd is Debian's package, unpacked and not installed.
# The folder lies outside of the checkout and is named after this script's content, so that every clone shares it.

set -u
version=1.34.4

key=$(cksum <"$0" | tr -d ' ')
folder=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/whichhop/kube-$version-$key

there() {
  [ -x "$folder/kube-apiserver" ] && [ -x "$folder/etcd" ]
}

if ! there && [ "${1:-}" = --build ]; then
  command -v go >/dev/null 2>&1 || {
    echo "kube-parts: needs go, to build kube-apiserver" >&2
    exit 1
  }
  part=$folder.part-$$
  mkdir -p "$part/etcd-package" || exit 1
  trap 'rm -rf "$part"' EXIT
  trap 'exit 130' INT TERM HUP

  # The staging modules of Kubernetes have no versions of their own in its go.mod; v0.X.Y of each is the one of v1.X.Y.
  (
    cd "$part" || exit 1
    cat >main.go <<'GO'
package main

import (
	"os"

	"k8s.io/component-base/cli"
	_ "k8s.io/component-base/logs/json/register"
	"k8s.io/kubernetes/cmd/kube-apiserver/app"
)

func main() { os.Exit(cli.Run(app.NewAPIServerCommand())) }
GO
    {
      echo "module kubeparts"
      echo "go 1.24.0"
      echo "require k8s.io/kubernetes v$version"
      for module in api apiextensions-apiserver apimachinery apiserver cli-runtime client-go cloud-provider \
        cluster-bootstrap code-generator component-base component-helpers controller-manager cri-api cri-client \
        csi-translation-lib dynamic-resource-allocation endpointslice externaljwt kms kube-aggregator \
        kube-controller-manager kube-proxy kube-scheduler kubectl kubelet metrics mount-utils pod-security-admission \
        sample-apiserver; do
        echo "replace k8s.io/$module => k8s.io/$module v0.${version#*.}"
      done
    } >go.mod
    GOFLAGS=-mod=mod go mod tidy >build.log 2>&1 &&
      CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X k8s.io/component-base/version.gitVersion=v$version" \
        -o kube-apiserver . >>build.log 2>&1
  ) || {
    echo "kube-parts: kube-apiserver could not be built: $(tail -n 1 "$part/build.log" 2>/dev/null)" >&2
    exit 1
  }
  if command -v etcd >/dev/null 2>&1; then
    cp "$(command -v etcd)" "$part/etcd"
  else
    (
      cd "$part/etcd-package" && apt-get -qq download etcd-server && dpkg-deb -x etcd-server_*.deb . &&
        cp usr/bin/etcd ../etcd
    ) >/dev/null 2>&1 || {
      echo "kube-parts: etcd could not be had: no etcd on the PATH, and apt-get download etcd-server failed" >&2
      exit 1
    }
  fi
  rm -rf "$part/etcd-package" "$part/main.go" "$part/go.mod" "$part/go.sum"
  mkdir -p "$(dirname "$folder")" && rm -rf "$folder" && mv "$part" "$folder"
fi

there || {
  echo "kube-parts: not built; dist/kube-parts.sh --build makes them in about five minutes" >&2
  exit 1
}
printf '%s\n' "$folder"
