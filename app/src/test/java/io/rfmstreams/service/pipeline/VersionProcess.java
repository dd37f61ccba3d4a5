package io.rfmstreams.service.pipeline;

import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.engine.StateForms;
import io.rfmstreams.journal.JournalPartitions;
import io.rfmstreams.schemas.Registry;
import io.rfmstreams.schemas.RegistrySettings;
import io.rfmstreams.schemas.Topics;
import io.rfmstreams.topology.Slices;
import io.rfmstreams.topology.StreamsSettings;
import io.rfmstreams.topology.stores.RocksDbTuning;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A pipeline of one version of the program in a process of its own, until that is ended. */
final class VersionProcess {
  static final String RULES = "default-retail";
  static final int PARTITIONS = 4;

  /** Which version it is. */
  enum Version {
    /** This one. */
    TODAY,
    /** The next, while instances of this one run. */
    NEXT_WRITING_TODAYS,
    /** The next. */
    NEXT;

    StateForms forms() {
      return switch (this) {
        case TODAY -> StateForms.current();
        case NEXT_WRITING_TODAYS -> new NextForms(StateForms.current().written());
        case NEXT -> new NextForms(NextForms.NEXT);
      };
    }
  }

  private VersionProcess() {}

  /** Three processes start beside the registry: it may be slow at first. */
  static RegistrySettings registry(String url) {
    return RegistrySettings.at(url).withPatience(Duration.ofSeconds(30));
  }

  /** Takes version, brokers, registry, application, state folder and zone. */
  public static void main(String[] args) throws Exception {
    RuleBook rules = Journal.rules(RULES, args[5]);
    StreamsSettings settings =
        new StreamsSettings(
            args[3],
            args[1],
            Path.of(args[4]),
            1,
            0,
            StreamsSettings.Timing.DEFAULT,
            RocksDbTuning.DEFAULT_MEMBER_CACHE_BYTES,
            Map.of("session.timeout.ms", "6000", "heartbeat.interval.ms", "2000"));
    Registry registry = Registry.connect(registry(args[2]));
    Pipeline pipeline =
        new Pipeline(
            Topics.withPrefix(args[3] + "."),
            new JournalPartitions(PARTITIONS),
            rules,
            Version.valueOf(args[0]).forms(),
            registry,
            Slices.DEFAULT,
            settings.properties());
    Runtime.getRuntime().addShutdownHook(new Thread(pipeline::close));
    pipeline.start();
    pipeline.stopped().join();
  }
}
