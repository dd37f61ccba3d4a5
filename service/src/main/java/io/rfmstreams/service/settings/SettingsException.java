package io.rfmstreams.service.settings;

import java.util.List;

/** Settings that cannot be used: everything that is wrong with them, one problem a line. */
public final class SettingsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With a reason that is of interest to whoever asks for a stack trace. */
  public SettingsException(String problem, Throwable cause) {
    super(problem, cause);
  }

  SettingsException(List<String> problems) {
    super(String.join("\n", problems));
  }
}
