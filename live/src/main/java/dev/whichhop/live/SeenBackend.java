package dev.whichhop.live;

import java.util.List;

/**
 * Something that leads from names to other names: a route from host names to Services.
 *
 * @param hosts names that it answers to; {@code *} and {@code *.} allowed
 * @param services where it sends requests, {@code name} or {@code name.namespace…}
 */
record SeenBackend(String namespace, List<String> hosts, List<String> services) {}
