package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.testkit.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher in a project that is only pretended, with a Java and a Maven that say what they were asked. */
@Timeout(60)
class LauncherTest {

  private static final Path LAUNCHER = Path.of("..", "rfm");

  private final Map<String, String> environment = new HashMap<>();
  private Path project;
  private Path jdk;

  private record Result(int code, String out, String err) {}

  private record Running(Process process, Path out, Path err) {
    Result result() throws Exception {
      int code = process.waitFor();
      return new Result(code, Files.readString(out), Files.readString(err));
    }
  }

  @BeforeEach
  void pretend(@TempDir Path directory) throws IOException {
    project = Files.createDirectories(directory.resolve("a project"));
    Files.copy(LAUNCHER, project.resolve("rfm"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.copy(ProjectFiles.ROOT.resolve("pom.xml"), project.resolve("pom.xml"));
    for (String module : List.of("engine", "service", "app")) {
      Files.createDirectories(project.resolve(module).resolve("src/main/java"));
      Files.writeString(project.resolve(module).resolve("pom.xml"), "");
    }
    script(
        project.resolve("mvnw"),
        "echo built >>\"$0.log\"; mkdir -p app/target; : >app/target/rfm-streams.jar");
    jdk = directory.resolve("jdk 17");
    javaOfRelease("17.0.15");
  }

  @Test
  void buildsOnce_thenRuns_withTheArgumentsAsTheyAre() throws Exception {
    Result first = run(project, "./rfm", "a b", "", "*", "--x=\"y\"");
    Result second = run(project, "./rfm");

    assertThat(first.err()).contains("rfm: building");
    assertThat(first.code()).isEqualTo(7);
    assertThat(first.out().lines())
        .containsExactly(
            "-XX:+UseParallelGC",
            "-Drfm.home=" + project.toRealPath(),
            "-jar",
            project.toRealPath().resolve("app/target/rfm-streams.jar").toString(),
            "a b",
            "",
            "*",
            "--x=\"y\"");
    assertThat(second.err()).isEmpty();
    assertThat(builds()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"engine", "service", "app"})
  void buildsAgain_whenAnyModuleOfTheBuildHasANewerSource(String module) throws Exception {
    run(project, "./rfm");
    Path source = project.resolve(module).resolve("src/main/java/A.java");
    Files.writeString(source, "");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    run(project, "./rfm");

    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void buildsAgain_whenASourceIsNewer_orGone() throws Exception {
    Path source = project.resolve("engine/src/main/java/A.java");
    Files.writeString(source, "");
    run(project, "./rfm");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    run(project, "./rfm");
    assertThat(builds()).isEqualTo(2);

    Files.setLastModifiedTime(source, FileTime.from(Instant.EPOCH));
    run(project, "./rfm");
    assertThat(builds()).isEqualTo(2);

    Files.delete(source);
    Files.setLastModifiedTime(source.getParent(), FileTime.from(Instant.now().plusSeconds(9)));
    run(project, "./rfm");
    assertThat(builds()).isEqualTo(3);
  }

  @Test
  void saysWhy_andWhereTheRestIs_whenTheBuildFails() throws Exception {
    script(
        project.resolve("mvnw"),
        "echo noise; echo '[ERROR] A.java:[1,2] it does not compile'; exit 1");

    Result result = run(project, "./rfm");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .contains("[ERROR] A.java:[1,2] it does not compile")
        .contains("rfm: the build failed; all it said is in ")
        .doesNotContain("noise");
    assertThat(project.resolve("app/target/rfm-build.log")).content().contains("noise");
    assertThat(project.resolve("app/target/.builder")).doesNotExist();
  }

  @Test
  void waitsForABuilder_alsoIfItIsAnotherUsers() throws Exception {
    Path lock = lockOf(ProcessHandle.current().pid());
    allowEverybody();

    Running second = start(project, asAnotherUser("./rfm"));
    while (!Files.readString(second.err()).contains("rfm: waiting for process")) {
      assertThat(second.process().isAlive()).isTrue();
      Thread.sleep(20);
    }
    assertThat(project.resolve("mvnw.log")).doesNotExist();
    Files.delete(lock);

    assertThat(second.result().code()).isEqualTo(7);
    assertThat(builds()).isEqualTo(1);
    assertThat(lock).doesNotExist();
  }

  @Test
  void buildsInPlaceOfABuilderThatWasKilled() throws Exception {
    Process killed = new ProcessBuilder("true").start();
    killed.waitFor();
    lockOf(killed.pid());

    assertThat(run(project, "./rfm").code()).isEqualTo(7);
    assertThat(builds()).isEqualTo(1);
  }

  /** A lock that says later whose it is could be left behind in between, with nobody to wait for. */
  @Test
  void aLockIsItsOwnersFromTheMomentItIsThere() throws Exception {
    Files.createDirectories(project.resolve("app/target/.building")); // as earlier versions left it
    script(
        project.resolve("mvnw"),
        "readlink app/target/.builder >\"$0.log\"; : >app/target/rfm-streams.jar");

    Running builder = start(project, "./rfm");

    assertThat(builder.result().code()).isEqualTo(7);
    assertThat(project.resolve("mvnw.log")).hasContent(Long.toString(builder.process().pid()));
  }

  @Test
  void saysWhereItCannotWrite() throws Exception {
    Path target = Files.createDirectories(project.resolve("app/target"));
    allowEverybody();
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("r-xr-xr-x"));

    Result result = start(project, asAnotherUser("./rfm")).result();

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).isEqualTo("rfm: cannot write to " + target.toRealPath() + "\n");
  }

  private Path lockOf(long process) throws IOException {
    Path target = Files.createDirectories(project.resolve("app/target"));
    return Files.createSymbolicLink(target.resolve(".builder"), Path.of(Long.toString(process)));
  }

  private void allowEverybody() throws Exception {
    String everything = String.valueOf(project.getParent());
    assertThat(new ProcessBuilder("chmod", "-R", "a+rwX", everything).start().waitFor()).isZero();
  }

  /** For whom root's processes and files are another's: nobody, if the tests run as root. */
  private static String[] asAnotherUser(String command) {
    return System.getProperty("user.name").equals("root")
        ? new String[] {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", command}
        : new String[] {command};
  }

  @Test
  void findsItsProject_fromAnywhere_behindLinks(@TempDir Path elsewhere) throws Exception {
    Path link = Files.createSymbolicLink(elsewhere.resolve("link"), project.resolve("rfm"));
    Path second = Files.createSymbolicLink(elsewhere.resolve("second link"), Path.of("link"));

    for (Path command : List.of(project.resolve("rfm"), link, second)) {
      assertThat(run(elsewhere, command.toString()).out())
          .contains("-Drfm.home=" + project.toRealPath() + "\n");
    }
    Files.delete(link);
    Files.delete(second);
  }

  @ParameterizedTest
  @CsvSource({"1.8.0_402, 1", "11.0.2, 11", "16, 16"})
  void refusesAnOlderJava(String version, String release) throws Exception {
    javaOfRelease(version);

    Result result = run(project, "./rfm");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .startsWith("rfm: Java 17 or newer is needed; " + jdk + "/bin/java is " + release + "\n");
    assertThat(project.resolve("mvnw.log")).doesNotExist();
  }

  @Test
  void asksJavaItself_whereNoFileTellsTheRelease() throws Exception {
    Files.delete(jdk.resolve("release"));

    assertThat(run(project, "./rfm").code()).isEqualTo(7);
  }

  @Test
  void keepsANewerJavaQuiet() throws Exception {
    javaOfRelease("25.0.1");

    assertThat(run(project, "./rfm").out()).startsWith("--sun-misc-unsafe-memory-access=allow\n");
  }

  @Test
  void addsOptionsForJava() throws Exception {
    environment.put("JAVA_OPTS", "-Xmx1g -Dx=y");

    assertThat(run(project, "./rfm").out()).startsWith("-Xmx1g\n-Dx=y\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"JAVA_OPTS", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"})
  void leavesTheCollectorToWhoNamesOne(String variable) throws Exception {
    environment.put(variable, "-Xmx1g -XX:+UseSerialGC");

    assertThat(run(project, "./rfm").out()).doesNotContain("UseParallelGC");
  }

  @Test
  void givesJavaStandardStreams_thatWereClosed() throws Exception {
    run(project, "./rfm"); // builds
    script(
        jdk.resolve("bin/java"), "true 3<&0 && true 3>&1 && true 3>&2 && echo all >open; exit 7");

    for (String closed : List.of("<&-", ">&-", "2>&-", "<&- >&- 2>&-")) {
      assertThat(run(project, "sh", "-c", "exec ./rfm " + closed).code()).as(closed).isEqualTo(7);
      assertThat(project.resolve("open")).as(closed).hasContent("all");
      Files.delete(project.resolve("open"));
    }
  }

  /** As a remote shell may bring one along from where it is installed. */
  @ParameterizedTest
  @CsvSource({"xx_YY.UTF-8, C.UTF-8", "C, C.UTF-8", "C.utf8, C.utf8"})
  void givesJavaALocale_whereThereIsNone(String locale, String given) throws Exception {
    environment.put("LC_ALL", locale);
    run(project, "./rfm"); // builds
    script(jdk.resolve("bin/java"), "printf '%s\\n' \"$LC_ALL\"; exit 7");

    assertThat(run(project, "./rfm").out()).isEqualTo(given + "\n");
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    Files.delete(jdk.resolve("bin/javac"));
    assertThat(run(project, "./rfm").err()).startsWith("rfm: building takes a JDK");

    environment.put("JAVA_HOME", "/nowhere");
    assertThat(run(project, "./rfm").err())
        .startsWith("rfm: JAVA_HOME is /nowhere, and there is no bin/java in it");

    environment.put("JAVA_HOME", "");
    Path tools = Files.createDirectories(project.resolve("tools"));
    for (String tool : List.of("dirname", "readlink")) {
      script(tools.resolve(tool), "exec /usr/bin/" + tool + " \"$@\"");
    }
    environment.put("PATH", tools.toString());
    assertThat(run(project, "/bin/sh", "./rfm").err()).startsWith("rfm: there is no Java");
  }

  private void javaOfRelease(String version) throws IOException {
    Files.createDirectories(jdk.resolve("bin"));
    script(
        jdk.resolve("bin/java"),
        "[ \"$1\" != -version ] || { echo 'openjdk version \"17.0.15\" 2025-04-15' >&2; exit 0; }\n"
            + "printf '%s\\n' \"$@\"; exit 7");
    script(jdk.resolve("bin/javac"), "exit 9");
    Files.writeString(
        jdk.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
  }

  private static void script(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private long builds() throws IOException {
    return Files.readAllLines(project.resolve("mvnw.log")).size();
  }

  private Result run(Path workingDirectory, String... command) throws Exception {
    return start(workingDirectory, command).result();
  }

  private Running start(Path workingDirectory, String... command) throws IOException {
    Path out = Files.createTempFile(project.getParent(), "out", "");
    Path err = Files.createTempFile(project.getParent(), "err", "");
    ProcessBuilder process =
        new ProcessBuilder(command)
            .directory(workingDirectory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    process.environment().remove("JAVA_OPTS");
    process.environment().put("JAVA_HOME", jdk.toString());
    process.environment().putAll(environment);
    return new Running(process.start(), out, err);
  }
}
