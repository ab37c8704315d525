package dev.whichhop.model.evidence;

/** One {@code key = value} of a system page (sysctl, conntrack -S, /proc/net/…). */
public record Setting(String key, String value, Evidence evidence) {}
