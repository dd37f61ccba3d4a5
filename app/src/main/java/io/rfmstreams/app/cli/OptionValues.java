package io.rfmstreams.app.cli;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How the values of options are read, and what is said to people of one that cannot be. */
final class OptionValues {

  private OptionValues() {}

  /** Has a command and all its subcommands read values like this. */
  static void register(CommandLine root) {
    String number = "a number such as 2.5";
    String whole = "a whole number";
    root.registerConverter(LocalDate.class, value(LocalDate::parse, "a day such as 2026-01-31"))
        .registerConverter(ZoneId.class, value(ZoneId::of, "a zone such as Europe/Berlin"))
        .registerConverter(Double.class, value(Double::valueOf, number))
        .registerConverter(double.class, value(Double::valueOf, number))
        .registerConverter(Integer.class, value(Integer::valueOf, whole))
        .registerConverter(int.class, value(Integer::valueOf, whole));
  }

  private static <T> ITypeConverter<T> value(Function<String, T> reader, String expected) {
    return text -> {
      try {
        return reader.apply(text);
      } catch (DateTimeException | NumberFormatException e) {
        throw new TypeConversionException("'%s', expected %s".formatted(text, expected));
      }
    };
  }
}
