package dev.whichhop.aws.ec2;

import dev.whichhop.aws.AwsCall;
import dev.whichhop.aws.AwsClients;
import dev.whichhop.aws.AwsException;
import dev.whichhop.aws.AwsSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * Asks EC2 and gives the answer as the AWS CLI prints it, under the names of the API, so that what
 * is read live and what is read from files are read by the same reader.
 */
public final class Descriptions implements AutoCloseable {
  private final Ec2Client client;
  private final AwsSettings settings;

  /**
   * @throws AwsException where the profile does not exist or no Region is known
   */
  public Descriptions(AwsSettings settings) throws AwsException {
    this.client = AwsClients.ec2(settings);
    this.settings = settings;
  }

  /** The Region that is asked. */
  public String region() {
    return client.serviceClientConfiguration().region().id();
  }

  /**
   * All pages of an answer as one; a list without members is there and empty.
   *
   * @return objects, lists, texts, numbers and truth values, for JSON
   */
  public Map<String, Object> ask(Description description) throws AwsException {
    return new AwsCall(description.action(), "*", settings.region())
        .answer(() -> {
          Map<String, Object> whole = new LinkedHashMap<>();
          for (SdkPojo page : description.pages(client)) {
            join(whole, page);
          }
          return whole;
        });
  }

  private static void join(Map<String, Object> whole, SdkPojo page) {
    for (SdkField<?> field : page.sdkFields()) {
      if (field.getValueOrDefault(page) instanceof List<?> list) {
        List<Object> all = new ArrayList<>();
        if (whole.get(field.memberName()) instanceof List<?> before) {
          all.addAll(before);
        }
        list.forEach(one -> all.add(value(one)));
        whole.put(field.memberName(), all);
      }
    }
  }

  private static Object value(Object value) {
    return switch (value) {
      case SdkPojo object -> object(object);
      case List<?> list -> list.stream().map(Descriptions::value).toList();
      case Map<?, ?> map -> {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, one) -> copy.put(String.valueOf(key), value(one)));
        yield copy;
      }
      case Number number -> number;
      case Boolean truth -> truth;
      default -> value.toString();
    };
  }

  private static Map<String, Object> object(SdkPojo object) {
    Map<String, Object> copy = new LinkedHashMap<>();
    for (SdkField<?> field : object.sdkFields()) {
      @Nullable Object value = field.getValueOrDefault(object);
      if (value != null) {
        copy.put(field.memberName(), value(value));
      }
    }
    return copy;
  }

  @Override
  public void close() {
    client.close();
  }
}
