package dev.whichhop.flows.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Log events in JSON: answers of {@code filter-log-events} and {@code get-log-events} ({@code
 * events[].message}), envelopes of subscriptions ({@code logEvents[].message}, one after the other
 * in a file of Firehose), rows of {@code get-query-results} ({@code results[][]} of field and
 * value), and the console's export of rows as a list of objects. Read as it comes, whatever its
 * length.
 */
final class CloudWatchMessages extends RowMessages {
  private final InputStream in;
  private final JsonParser json;
  private int line;
  private String log = "";
  private String envelopeStream = "";

  private boolean inList;

  /** CloudWatch Logs sends such envelopes to find out whether the destination can be reached. */
  private boolean control;

  CloudWatchMessages(InputStream in) {
    this.in = in;
    this.json = new JsonFactory().createParser(ObjectReadContext.empty(), in);
  }

  @Override
  public boolean next() throws IOException {
    try {
      while (true) {
        if (!inList && !enterList()) {
          return false;
        }
        inList = nextInList();
        if (inList) {
          return true;
        }
      }
    } catch (JacksonException damaged) {
      throw new IOException(
          "JSON is damaged at line "
              + damaged.getLocation().getLineNr()
              + ": "
              + damaged.getOriginalMessage(),
          damaged);
    }
  }

  /** Moves into the next list of events; false at the end of the file. */
  private boolean enterList() {
    for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
      if (token == JsonToken.START_ARRAY) {
        String name = json.streamReadContext().getParent().currentName();
        if (json.streamReadContext().getParent().inRoot() || isList(name) && !control) {
          return true;
        }
        json.skipChildren();
      } else if (token == JsonToken.START_OBJECT
          && !json.streamReadContext().getParent().inRoot()) {
        json.skipChildren();
      } else if (token == JsonToken.VALUE_STRING) {
        envelope(json.currentName(), json.getString());
      }
    }
    return false;
  }

  private static boolean isList(@Nullable String name) {
    return "events".equals(name) || "logEvents".equals(name) || "results".equals(name);
  }

  private void envelope(@Nullable String name, String value) {
    if ("messageType".equals(name)) {
      control = value.equals("CONTROL_MESSAGE");
    } else if ("logGroup".equals(name)) {
      log = value;
    } else if ("logStream".equals(name)) {
      envelopeStream = value;
    }
  }

  private boolean nextInList() {
    while (true) {
      JsonToken token = json.nextToken();
      if (token == null || token == JsonToken.END_ARRAY) {
        return false;
      }
      line = json.currentTokenLocation().getLineNr();
      if (token == JsonToken.START_OBJECT) {
        take(object(), envelopeStream);
        return true;
      }
      if (token == JsonToken.START_ARRAY) {
        take(row(), envelopeStream);
        return true;
      }
    }
  }

  private Map<String, String> object() {
    Map<String, String> values = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      if (json.nextToken().isScalarValue()) {
        values.put(name, String.valueOf(json.getValueAsString()));
      } else {
        json.skipChildren();
      }
    }
    return values;
  }

  /** A row of a query is a list of its fields. */
  private Map<String, String> row() {
    Map<String, String> values = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.START_OBJECT) {
      Map<String, String> one = object();
      values.put(one.getOrDefault("field", ""), one.getOrDefault("value", ""));
    }
    return values;
  }

  @Override
  public int line() {
    return line;
  }

  @Override
  public String log() {
    return log;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
