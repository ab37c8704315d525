package dev.whichhop.flows.chart;

/**
 * Names that a picture needs beside those of the answer, in the language of the reader.
 *
 * @param others the line of all that are too small to be shown, added up
 * @param leftOut the line of those that cannot be added up and go
 * @param none a group without a value
 * @param all the only group of stats without {@code by}
 */
public record Words(String others, String leftOut, String none, String all) {}
