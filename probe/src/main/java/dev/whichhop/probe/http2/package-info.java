/** The same for HTTP/2: over TLS, and in clear text by prior knowledge. */
@NullMarked
package dev.whichhop.probe.http2;

import org.jspecify.annotations.NullMarked;
