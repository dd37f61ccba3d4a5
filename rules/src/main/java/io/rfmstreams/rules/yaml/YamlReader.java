package io.rfmstreams.rules.yaml;

import io.rfmstreams.rules.yaml.YamlNode.Entry;
import io.rfmstreams.rules.yaml.YamlNode.Items;
import io.rfmstreams.rules.yaml.YamlNode.Mapping;
import io.rfmstreams.rules.yaml.YamlNode.Scalar;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;

/**
 * Reads YAML into pieces that know their place.
 *
 * <p>It takes the part of YAML that such a file needs: one document of mappings, lists and texts,
 * no deeper than a person would nest them. Anchors, aliases and tags are refused: they would let a few lines
 * stand for millions, and make a reader of the file look elsewhere for what a line says.
 */
public final class YamlReader {
  /** Deeper than any file of ours goes, and far from where recursion hurts. */
  private static final int DEEPEST = 16;

  private static final String WELL_FORMED =
      "well-formed YAML; a text that begins with a special character or holds `: ` or ` #` goes in"
          + " quotes";

  private final String what;
  private final int[] file;
  private final Iterator<Event> events;

  private YamlReader(String text, String what) {
    this.what = what;
    this.file = text.codePoints().toArray();
    this.events = new Yaml().parse(new StringReader(text)).iterator();
  }

  /**
   * Reads a file.
   *
   * @param what what a person calls all that it holds, for instance "a rule set"
   * @return what it holds; empty if a problem was noted, the first one, since nothing after it can
   *     be trusted
   */
  public static Optional<YamlNode> read(String text, String what, Problems problems) {
    try {
      return Optional.of(new YamlReader(text, what).document());
    } catch (Refused refused) {
      problems.error(refused.at, refused.wrong, refused.expected);
    } catch (MarkedYAMLException malformed) {
      problems.error(position(malformed.getProblemMark()), wrong(malformed), WELL_FORMED);
    } catch (YAMLException | NumberFormatException malformed) {
      // The latter for an escape such as "\UFFFFFFFF", which the parser takes for a number.
      problems.error(Position.START, "this is not YAML: " + malformed.getMessage(), WELL_FORMED);
    }
    return Optional.empty();
  }

  private static String wrong(MarkedYAMLException malformed) {
    String context = malformed.getContext();
    return "this is not YAML: " + (context == null ? "" : context + ", ") + malformed.getProblem();
  }

  private YamlNode document() {
    Event event = events.next();
    while (!(event instanceof NodeEvent)) {
      if (event instanceof StreamEndEvent) {
        throw new Refused(Position.START, "the file is empty", what);
      }
      event = events.next();
    }
    YamlNode root = node(event, 1);
    while (events.hasNext()) {
      Event after = events.next();
      if (after instanceof DocumentStartEvent) {
        throw new Refused(
            position(after.getStartMark()),
            "a second document begins here",
            what + " in a file of its own");
      }
    }
    return root;
  }

  private YamlNode node(Event event, int depth) {
    Position at = position(event.getStartMark());
    refuseSharing(event, at);
    if (depth > DEEPEST) {
      throw new Refused(
          at, "lists and mappings are nested too deep", "no more than " + DEEPEST + " levels");
    }
    if (event instanceof ScalarEvent scalar) {
      return scalar(scalar, at);
    }
    return event instanceof MappingStartEvent ? mapping(at, depth) : items(at, depth);
  }

  private Scalar scalar(ScalarEvent event, Position at) {
    String text = event.getValue();
    return new Scalar(
        at,
        text,
        new WrittenText(file, event.getStartMark().getIndex(), at, event.getScalarStyle(), text));
  }

  private Mapping mapping(Position at, int depth) {
    List<Entry> entries = new ArrayList<>();
    Event event = events.next();
    while (!(event instanceof MappingEndEvent)) {
      if (!(node(event, depth + 1) instanceof Scalar key)) {
        throw new Refused(
            position(event.getStartMark()), "a key is a list or a mapping", "a word as the key");
      }
      entries.add(new Entry(key, node(events.next(), depth + 1)));
      event = events.next();
    }
    return new Mapping(at, List.copyOf(entries));
  }

  private Items items(Position at, int depth) {
    List<YamlNode> items = new ArrayList<>();
    Event event = events.next();
    while (!(event instanceof SequenceEndEvent)) {
      items.add(node(event, depth + 1));
      event = events.next();
    }
    return new Items(at, List.copyOf(items));
  }

  private static void refuseSharing(Event event, Position at) {
    if (event instanceof AliasEvent alias) {
      throw new Refused(
          at,
          "`*" + alias.getAnchor() + "` is an alias",
          "what it stands for written out; a text that begins with `*` goes in quotes");
    }
    if (event instanceof NodeEvent node && node.getAnchor() != null) {
      throw new Refused(
          at,
          "`&" + node.getAnchor() + "` is an anchor",
          "no anchors; a text that begins with `&` goes in quotes");
    }
    String tag = tag(event);
    if (tag != null) {
      throw new Refused(
          at, "`" + tag + "` is a tag", "no tags; a text that begins with `!` goes in quotes");
    }
  }

  private static @Nullable String tag(Event event) {
    if (event instanceof ScalarEvent scalar) {
      return scalar.getTag();
    }
    return event instanceof CollectionStartEvent collection ? collection.getTag() : null;
  }

  private static Position position(@Nullable Mark mark) {
    return mark == null ? Position.START : new Position(mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** Well-formed, but not what such a file may hold. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Position at;
    private final String wrong;
    private final String expected;

    Refused(Position at, String wrong, String expected) {
      super(wrong);
      this.at = at;
      this.wrong = wrong;
      this.expected = expected;
    }
  }
}
