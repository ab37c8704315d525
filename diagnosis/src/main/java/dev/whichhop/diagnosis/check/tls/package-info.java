/** TLS, mutual TLS, server names, certificates. */
@NullMarked
package dev.whichhop.diagnosis.check.tls;

import org.jspecify.annotations.NullMarked;
