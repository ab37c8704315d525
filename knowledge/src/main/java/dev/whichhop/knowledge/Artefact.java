package dev.whichhop.knowledge;

/**
 * A piece of evidence that can be fetched.
 *
 * @param id word that checks use when they are blind without it
 * @param command the exact command, with {@code <placeholders>} where the user must fill in
 * @param cost 1 one quick read-only call … 5 needs a change, a wait or another team
 */
public record Artefact(String id, String command, int cost) {}
