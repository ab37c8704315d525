package dev.whichhop.evidence.document;

import dev.whichhop.model.evidence.Node;

/**
 * The two spellings of protobuf field names: Envoy's admin page prints {@code host_statuses},
 * istioctl {@code hostStatuses}.
 */
final class Camel {
  private Camel() {}

  /** The value below the snake_case key or its camelCase form. */
  static Node either(Node node, String snake) {
    return node.any(snake, toCamel(snake));
  }

  /** {@code host_statuses} to {@code hostStatuses}. */
  static String toCamel(String snake) {
    StringBuilder camel = new StringBuilder(snake.length());
    boolean upper = false;
    for (int i = 0; i < snake.length(); i++) {
      char letter = snake.charAt(i);
      if (letter == '_') {
        upper = true;
      } else {
        camel.append(upper ? Character.toUpperCase(letter) : letter);
        upper = false;
      }
    }
    return camel.toString();
  }

  /** {@code maxPendingRequests} to {@code max_pending_requests}; snake_case stays as it is. */
  static String toSnake(String camel) {
    StringBuilder snake = new StringBuilder(camel.length() + 4);
    for (int i = 0; i < camel.length(); i++) {
      char letter = camel.charAt(i);
      if (Character.isUpperCase(letter)) {
        snake.append('_');
      }
      snake.append(Character.toLowerCase(letter));
    }
    return snake.toString();
  }
}
