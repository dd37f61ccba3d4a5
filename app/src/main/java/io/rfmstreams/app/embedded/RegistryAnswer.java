package io.rfmstreams.app.embedded;

import java.util.Map;

/**
 * What the registry replies.
 *
 * @param status the HTTP status
 * @param body what is written as JSON
 */
record RegistryAnswer(int status, Object body) {

  static RegistryAnswer ok(Object body) {
    return new RegistryAnswer(200, body);
  }

  /** A refusal in Confluent's form: a code whose first three digits are the HTTP status. */
  static RegistryAnswer refused(int code, String message) {
    int status = code > 999 ? code / 100 : code;
    return new RegistryAnswer(status, Map.of("error_code", code, "message", message));
  }
}
