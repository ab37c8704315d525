package dev.whichhop.model.evidence;

/** Which program wrote a log record. */
public enum Component {
  ISTIO_PROXY,
  ZTUNNEL,
  LINKERD_PROXY,
  QUEUE_PROXY,
  ACTIVATOR,
  AUTOSCALER,
  KNATIVE_CONTROLLER,
  ISTIOD,
  LOAD_BALANCER_CONTROLLER,
  KUBELET,
  KUBE_PROXY,
  CNI,
  KERNEL,
  CLIENT,
  APPLICATION
}
