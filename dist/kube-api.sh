#!/bin/sh
# Runs a real kube-apiserver with its etcd until it is told to end (or its standard input ends): for tests, benchmarks and
# trying things out. There are no nodes and no controllers in it; what is written there only stays there.
#
#   dist/kube-api.sh FOLDER   a folder that is empty or does not exist; keeps data, logs and certificates
#
# Prints `ready` once FOLDER/kubeconfig works: contexts `admin` (may do everything), and `looker`, `forwarder`, `nobody`, who
# may do nothing until a role is bound to the users of these names. FOLDER/audit.log has every request.

set -u
folder=${1:?usage: dist/kube-api.sh FOLDER}
parts=$(sh "$(dirname "$0")/kube-parts.sh") || exit 1
command -v openssl >/dev/null 2>&1 || {
  echo "kube-api: needs openssl, to make a key for service accounts" >&2
  exit 1
}
mkdir -p "$folder/certificates" || exit 1

# The kernel knows which ports are free; asked for by way of what every machine with these tests has.
free_ports() {
  if command -v python3 >/dev/null 2>&1; then
    python3 - <<'PYTHON'
import socket
held = [socket.socket() for _ in range(3)]
for one in held:
    one.bind(("127.0.0.1", 0))
print(*(one.getsockname()[1] for one in held))
PYTHON
  else
    echo "$((20000 + $$ % 4000)) $((24000 + $$ % 4000)) $((28000 + $$ % 4000))"
  fi
}
# shellcheck disable=SC2046 # three words
set -- $(free_ports)
etcd_port=$1 peer_port=$2 api_port=$3

openssl genrsa -out "$folder/service-accounts.key" 2048 2>/dev/null || exit 1
{
  echo 'admin-token,admin,1,"system:masters"'
  for user in looker forwarder nobody; do
    echo "$user-token,$user,$user"
  done
} >"$folder/tokens.csv"
cat >"$folder/audit-policy.yaml" <<'YAML'
apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules: [{level: Metadata}]
YAML

etcd_pid='' api_pid=''
# A server whose store has gone takes long to end by itself, and nothing of it is to be kept.
finish() {
  # shellcheck disable=SC2086 # one or two numbers
  kill -KILL $api_pid $etcd_pid 2>/dev/null
  wait
}
trap finish EXIT
trap 'exit 0' INT TERM HUP

"$parts/etcd" --name test --data-dir "$folder/etcd" --unsafe-no-fsync \
  --listen-client-urls "http://127.0.0.1:$etcd_port" --advertise-client-urls "http://127.0.0.1:$etcd_port" \
  --listen-peer-urls "http://127.0.0.1:$peer_port" --initial-advertise-peer-urls "http://127.0.0.1:$peer_port" \
  --initial-cluster "test=http://127.0.0.1:$peer_port" >"$folder/etcd.log" 2>&1 </dev/null &
etcd_pid=$!

"$parts/kube-apiserver" --etcd-servers "http://127.0.0.1:$etcd_port" --secure-port "$api_port" --bind-address 127.0.0.1 \
  --cert-dir "$folder/certificates" --service-cluster-ip-range 10.96.0.0/16 --authorization-mode RBAC \
  --token-auth-file "$folder/tokens.csv" --service-account-issuer https://kubernetes.default.svc \
  --service-account-key-file "$folder/service-accounts.key" \
  --service-account-signing-key-file "$folder/service-accounts.key" \
  --disable-admission-plugins ServiceAccount --kubelet-preferred-address-types InternalIP \
  --audit-policy-file "$folder/audit-policy.yaml" --audit-log-path "$folder/audit.log" \
  >"$folder/kube-apiserver.log" 2>&1 </dev/null &
api_pid=$!

{
  echo "apiVersion: v1"
  echo "kind: Config"
  echo "clusters: [{name: test, cluster: {server: 'https://127.0.0.1:$api_port', certificate-authority: certificates/apiserver.crt}}]"
  echo "users:"
  for user in admin looker forwarder nobody; do
    echo "- {name: $user, user: {token: $user-token}}"
  done
  echo "contexts:"
  for user in admin looker forwarder nobody; do
    echo "- {name: $user, context: {cluster: test, user: $user, namespace: shop}}"
  done
  echo "current-context: admin"
} >"$folder/kubeconfig"

waited=0
until curl -sf --cacert "$folder/certificates/apiserver.crt" -H 'Authorization: Bearer admin-token' \
  "https://127.0.0.1:$api_port/readyz" >/dev/null 2>&1; do
  waited=$((waited + 1))
  if [ "$waited" -gt 300 ] || ! kill -0 "$api_pid" 2>/dev/null; then
    echo "kube-api: the API server did not become ready; see $folder/kube-apiserver.log" >&2
    exit 1
  fi
  sleep 0.2
done
echo ready

# Ends with whoever started it, also where that one was killed: its end of the pipe closes.
cat >/dev/null
