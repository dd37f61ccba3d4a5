package io.rfmstreams.app.settings;

import java.util.List;

/** Settings that cannot be used: everything that is wrong with them, one problem a line. */
public final class SettingsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SettingsException(List<String> problems) {
    super(String.join("\n", problems));
  }
}
