package io.rfmstreams.rules.yaml;

import java.util.List;

/** A piece of a YAML file with its place: a text, a list, or a mapping of keys to pieces. */
public sealed interface YamlNode {

  /** Where it begins. */
  Position at();

  /** What a person calls it. */
  String kind();

  /** A list, in its order. */
  record Items(Position at, List<YamlNode> items) implements YamlNode {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /** A mapping, in its order; a key may occur twice, which is for the reader to refuse. */
  record Mapping(Position at, List<Entry> entries) implements YamlNode {
    @Override
    public String kind() {
      return "a mapping";
    }
  }

  /** A key and what it stands for. */
  record Entry(Scalar key, YamlNode value) {}

  /**
   * A text as YAML understood it, be it plain, quoted or a block. Numbers and words such as {@code
   * no} are texts too: what they mean is for the reader of the key.
   */
  final class Scalar implements YamlNode {
    private final Position at;
    private final String text;
    private final Writing writing;

    /**
     * @param writing how the text was written
     */
    public Scalar(Position at, String text, Writing writing) {
      this.at = at;
      this.text = text;
      this.writing = writing;
    }

    /** What is read in place of a text that is missing or wrong, once that was noted. */
    public static Scalar placeholder(Position at) {
      return new Scalar(at, "", offset -> at);
    }

    @Override
    public Position at() {
      return at;
    }

    /** Where the code point at {@code offset} of the text stands in the file. */
    public Position at(int offset) {
      return writing.positionOf(offset);
    }

    public String text() {
      return text;
    }

    @Override
    public String kind() {
      return text.isEmpty() ? "nothing" : "the text `" + shortened(text) + "`";
    }

    private static String shortened(String text) {
      return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
  }

  /** Leads from a text back to the file, past quotes, escapes and folded lines. */
  @FunctionalInterface
  interface Writing {
    /** Where the code point at {@code offset} of the text was written. */
    Position positionOf(int offset);
  }
}
