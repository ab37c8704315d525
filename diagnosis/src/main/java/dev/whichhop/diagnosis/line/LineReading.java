package dev.whichhop.diagnosis.line;

import dev.whichhop.knowledge.Term;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.evidence.Evidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one line says.
 *
 * @param writer who wrote it and from which side it saw the request
 * @param fields in the order of the reading, not of the line
 * @param words what the line's flags, details, status, exit code and texts mean
 */
public record LineReading(
    Evidence line, Phrase writer, List<Field> fields, List<Word> words, List<Phrase> notes) {

  /**
   * One field.
   *
   * @param name key of the message {@code line.field.<name>}, or the key of a structured log as it
   *     stood when {@code known} is false
   * @param value untrusted
   */
  public record Field(String name, String value, boolean known) {}

  /**
   * One word of the vocabulary.
   *
   * @param here where the word points seen from the writer of this line; null when the word has no
   *     direction or the writer is no proxy
   */
  public record Word(Term term, @Nullable Phrase here) {}
}
