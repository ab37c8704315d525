/** Load balancers in front: idle timeout, targets, client-IP preservation, deregistration. */
@NullMarked
package dev.whichhop.diagnosis.check.loadbalancer;

import org.jspecify.annotations.NullMarked;
