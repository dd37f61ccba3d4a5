package io.rfmstreams.app.commands;

import io.rfmstreams.app.cli.EventsFileParameter;
import io.rfmstreams.app.cli.ExitCode;
import io.rfmstreams.app.cli.Failure;
import io.rfmstreams.app.cli.SettingsOptions;
import io.rfmstreams.app.cli.ShownProgress;
import io.rfmstreams.app.cli.Shutdown;
import io.rfmstreams.app.cli.TallyText;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.offline.events.Account;
import io.rfmstreams.offline.events.EventsByMember;
import io.rfmstreams.offline.events.EventsFile;
import io.rfmstreams.offline.files.WholeFiles;
import io.rfmstreams.offline.replay.Replay;
import io.rfmstreams.offline.replay.ReplayFiles;
import io.rfmstreams.offline.replay.ReplayJson;
import io.rfmstreams.rules.RuleBooks;
import io.rfmstreams.rules.RuleFile;
import io.rfmstreams.service.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rfm replay}: the engine alone over a file. */
@Command(
    name = "replay",
    description = "Runs the engine alone over a file of events, without Kafka.",
    footer = {
      "",
      "The account of the revenue, which is purchases less refunds:",
      "  in members       what the members' lifetime monetary adds up to",
      "  waiting refunds  name an order that is not known, and lower nothing",
      "  excess           given back beyond the amount of the order",
      "  lapsed           waited until they left the member's memory",
      "  forgotten        revenue of members up to their erasure",
      "",
      "Exit status: 0 clean, 3 some input rejected, 2 wrong usage or settings, 1 failed, or the file not understood to its end."
    })
public final class ReplayCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private SettingsOptions options;
  @Mixin private EventsFileParameter input;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder for members, transitions, triggers and rejects, each a file of CSV.")
  private Path out = Path.of("");

  @Option(
      names = "--rules",
      paramLabel = "RULES",
      description =
          "A rule file, by default that of the settings; several hold one after the other by their effective day, the first of them also before it. They say zone and currency; the settings the longest window and the memory.")
  private List<Path> rules = List.of();

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description = "The last day played; by default the day of the latest well-formed line.")
  private @Nullable LocalDate asOf;

  @Option(
      names = "--as-logged",
      description = "Take the lines in the file's order, late ones late, instead of by time.")
  private boolean asLogged;

  @Option(names = "--json", description = "Print the account as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    EventsByMember.Order byTime = EventsByMember.Order.byTime(asOf, "--as-of");
    EventsByMember.Order order = asLogged ? byTime.inTheFilesOrder() : byTime;
    Settings settings = options.read();
    List<Path> chosen = rules.isEmpty() ? List.of(settings.rules()) : rules;
    RuleBook book =
        RuleBooks.of(chosen.stream().map(RuleFile::read).toList(), settings.deployment().bounds());
    EventsFile events = input.file();
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw Failure.usage("--out %s is a file, not a folder; name another".formatted(out));
    }
    ReplayFiles.requirePlaceOfItsOwn(out, options.filesRead(events, chosen));
    ReplayFiles.prepare(out);
    Account account = replay(events, book, order);
    print(account, book, events);
    if (endsInFuture(account, book)) {
      spec.commandLine()
          .getErr()
          .printf(
              "as of %s, set by line %,d: that is in the future, and every member has aged up to it; --as-of names another day%n",
              account.asOf(), account.asOfSetByLine());
    }
    if (account.differenceMinor() != 0) {
      throw new IllegalStateException(
          "the revenue in does not equal what members hold: off by %d minor units"
              .formatted(account.differenceMinor()));
    }
    String notReadToEnd = account.rejects().notReadToEnd(events.source());
    if (notReadToEnd != null) {
      throw Failure.failed(notReadToEnd);
    }
    return account.rejected() == 0 ? ExitCode.CLEAN : ExitCode.SOME_REJECTED;
  }

  private Account replay(EventsFile events, RuleBook book, EventsByMember.Order order)
      throws IOException, InterruptedException {
    return Shutdown.during(
        "rfm-replay",
        (shutdown, scratch) -> {
          try (ShownProgress progress = new ShownProgress(spec.commandLine().getErr())) {
            ReplayFiles files = new ReplayFiles(scratch, book);
            Account account = Replay.of(events, book, order, scratch, files, progress);
            files.writeTo(out, shutdown.closing("unfinished files", new WholeFiles()));
            return account;
          }
        });
  }

  /** Whether a line, and nobody else, took the replay beyond today: a mistyped year does. */
  private static boolean endsInFuture(Account account, RuleBook book) {
    LocalDate asOf = account.asOf();
    return asOf != null
        && account.asOfSetByLine() != null
        && asOf.isAfter(LocalDate.now(book.calendar().zone()));
  }

  private void print(Account account, RuleBook book, EventsFile events) {
    String currency = book.deployment().currency().getCurrencyCode();
    PrintWriter to = spec.commandLine().getOut();
    if (json) {
      to.println(
          new ReplayJson(account, events.rows(), endsInFuture(account, book), currency).text());
      return;
    }
    events.rows().ifPresent(counts -> to.printf("rows      %s%n", counts.asText()));
    account.asText(book.deployment().currency()).forEach(to::println);
    to.printf(
        "as of     %s%s: %,d members, %,d transitions%n",
        account.asOf() == null ? "no day" : account.asOf(),
        endsInFuture(account, book)
            ? " (in the future, set by line %,d)".formatted(account.asOfSetByLine())
            : "",
        account.members(),
        account.transitions());
    TallyText.lines(account.tally()).forEach(to::println);
    to.printf("written   %s%n", out.toAbsolutePath().normalize());
    if (account.rejected() > 0) {
      to.printf(
          "rejected  %,d records; each with its line and reason is in %s%n",
          account.rejected(), out.resolve("rejects.csv"));
      account.rejects().asText(events.source()).forEach(to::println);
    }
    account.notices().forEach(notice -> to.println("notice    " + notice.words()));
  }
}
