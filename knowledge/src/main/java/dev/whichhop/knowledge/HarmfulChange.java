package dev.whichhop.knowledge;

import java.util.List;

/**
 * A change that is often proposed and does harm or nothing.
 *
 * @param causes those whose symptoms it is proposed for
 * @param signs where it shows when somebody has made it
 */
public record HarmfulChange(String id, List<String> causes, List<Sign> signs) {

  /**
   * A field of an object.
   *
   * @param kind of the object
   * @param path keys below {@code spec}; lists on the way are searched
   * @param most largest number that counts; negative for no bound
   * @param least smallest number that counts; negative for no bound
   * @param prefix the text begins with this; empty for any text
   */
  public record Sign(String kind, List<String> path, long most, long least, String prefix) {}
}
