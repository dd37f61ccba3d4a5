package io.rfmstreams.benchmarks;

import io.rfmstreams.engine.Deployment;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.rules.RuleBooks;
import io.rfmstreams.rules.RuleFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** For trying. */
final class BenchMain {
  public static void main(String[] args) throws Exception {
    RuleBook rules =
        RuleBooks.of(
            List.of(RuleFile.read(Path.of("config/rules/default-retail.yaml"))),
            730,
            Deployment.Memory.DEFAULT);
    Path directory = Files.createTempDirectory("rfm-bench");
    int scale = Integer.parseInt(args[0]);
    Workload standard = Workload.standard();
    Workload workload =
        new Workload(
            standard.members() / scale,
            standard.events() / scale,
            standard.start(),
            Integer.parseInt(args[2]));
    try (Bench bench = new Bench(directory)) {
      long t = System.nanoTime();
      bench.write(workload, rules);
      System.out.printf("written in %.1f s%n", (System.nanoTime() - t) / 1e9);
      new ThroughputBenchmark(bench, workload, rules, directory)
          .run(Integer.parseInt(args[1]), pair -> System.out.println(pair + " " + pair.ratio()));
    }
  }
}
