package io.rfmstreams.app;

import io.rfmstreams.app.cli.CommandLines;
import io.rfmstreams.service.settings.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Types command lines in a project's folder and keeps what they print. */
public final class Terminal {

  private final Settings.Places places;
  private final Map<String, String> environment = new HashMap<>();

  /** What a command printed, and its exit code. */
  public record Result(int code, String out, String err) {}

  public Terminal(Path home) {
    this.places = new Settings.Places(home, home, environment);
  }

  public Terminal with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  public Result run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        CommandLines.run(Rfm.commandLine(places), new PrintWriter(out), new PrintWriter(err), args);
    return new Result(code, out.toString(), err.toString());
  }
}
