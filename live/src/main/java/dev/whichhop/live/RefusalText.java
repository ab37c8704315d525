package dev.whichhop.live;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What a {@code Status} object of the API server says in words; any other text as it is. */
final class RefusalText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RefusalText() {}

  static String message(String body) {
    try {
      String message = JSON.readTree(body).path("message").asString("");
      return message.isEmpty() ? body : message;
    } catch (JacksonException notJson) {
      return body;
    }
  }

  /**
   * The token with which a list goes on whose resource version has expired (410): the server gives
   * one, and what follows is of a later moment.
   */
  static String continuation(String body) {
    try {
      JsonNode status = JSON.readTree(body);
      return status.path("metadata").path("continue").asString("");
    } catch (JacksonException notJson) {
      return "";
    }
  }
}
