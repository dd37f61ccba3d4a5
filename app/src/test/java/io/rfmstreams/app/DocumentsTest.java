package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.testkit.ProjectFiles;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The project's documents: lines wrap, links lead somewhere, and tests they name are there. */
class DocumentsTest {
  private static final Path ROOT = ProjectFiles.ROOT;

  private final Map<Path, MarkdownText> documents = new TreeMap<>();
  private final Set<String> classes = new HashSet<>();

  @BeforeEach
  void read() throws IOException {
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return isOfTheProject(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String name = file.getFileName().toString();
            if (name.endsWith(".md")) {
              documents.put(file, new MarkdownText(Files.readString(file)));
            } else if (name.endsWith(".java")) {
              classes.add(name.substring(0, name.length() - ".java".length()));
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static boolean isOfTheProject(Path folder) {
    String name = folder.getFileName().toString();
    return folder.equals(ROOT) || !(name.startsWith(".") || name.equals("target"));
  }

  @Test
  void theDocumentsAreFound() {
    assertThat(documents)
        .containsKeys(
            ROOT.resolve("README.md"),
            ROOT.resolve("RATIONALE.md"),
            ROOT.resolve("docs/operating.md"));
  }

  @Test
  void linesWrap_butForTablesLinksAndCode() {
    List<String> problems = new ArrayList<>();
    documents.forEach(
        (file, text) ->
            text.tooLong()
                .forEach(
                    line ->
                        problems.add(
                            "%s: longer than %d characters, wrap it: %s"
                                .formatted(
                                    place(file, line.number()),
                                    MarkdownText.LONGEST_LINE,
                                    line.text()))));
    assertThat(problems).isEmpty();
  }

  /** Wrapped as if it were text, commands run into each other. */
  @Test
  void commandsStandInCodeBlocks() throws IOException {
    List<String> problems = new ArrayList<>();
    for (Path file : documents.keySet()) {
      List<String> lines = Files.readAllLines(file);
      boolean fenced = false;
      for (int i = 0; i < lines.size(); i++) {
        fenced ^= lines.get(i).startsWith("```");
        if (!fenced && lines.get(i).matches("\\./(rfm|mvnw) .*")) {
          problems.add("%s: a command outside a code block".formatted(place(file, i + 1)));
        }
      }
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void linksLeadToFilesAndHeadingsOfTheProject() {
    List<String> problems = new ArrayList<>();
    Map<Path, Set<String>> anchors = new HashMap<>();
    documents.forEach((file, text) -> anchors.put(file, text.anchors()));
    documents.forEach(
        (file, text) -> {
          for (MarkdownText.Mention link : text.links()) {
            if (!link.target().matches("(https?|mailto):.*")
                && !leadsSomewhere(file, link, anchors)) {
              problems.add(
                  "%s: the link to %s leads to no file or heading of the project"
                      .formatted(place(file, link.line()), link.target()));
            }
          }
        });
    assertThat(problems).isEmpty();
  }

  private static boolean leadsSomewhere(
      Path file, MarkdownText.Mention link, Map<Path, Set<String>> anchors) {
    int hash = link.target().indexOf('#');
    String path = hash < 0 ? link.target() : link.target().substring(0, hash);
    Path target = path.isEmpty() ? file : file.resolveSibling(path).normalize();
    if (!target.startsWith(ROOT) || !Files.exists(target)) {
      return false;
    }
    return hash < 0
        || anchors.getOrDefault(target, Set.of()).contains(link.target().substring(hash + 1));
  }

  @Test
  void testsThatDocumentsNameAreThere() {
    List<String> problems = new ArrayList<>();
    documents.forEach(
        (file, text) ->
            text.testClasses().stream()
                .filter(test -> !classes.contains(test.target()))
                .forEach(
                    test ->
                        problems.add(
                            "%s: there is no test %s"
                                .formatted(place(file, test.line()), test.target()))));
    assertThat(problems).isEmpty();
  }

  private static String place(Path file, int line) {
    return "%s, line %d".formatted(ROOT.relativize(file), line);
  }
}
