/** Access-log lines of proxies, load balancers and web servers as observations. */
@NullMarked
package dev.whichhop.records.access;

import org.jspecify.annotations.NullMarked;
