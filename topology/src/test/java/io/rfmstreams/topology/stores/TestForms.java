package io.rfmstreams.topology.stores;

import io.rfmstreams.engine.MemberState;
import io.rfmstreams.engine.StateForms;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Forms by number alone; all of them are the current one. */
public record TestForms(int oldest, int newest, int written) implements StateForms {

  @Override
  public SortedSet<Integer> readable() {
    return IntStream.rangeClosed(oldest, newest)
        .boxed()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public byte[] encode(MemberState state) {
    return StateForms.current().encode(state);
  }

  @Override
  public MemberState decode(byte[] stored) {
    return StateForms.current().decode(stored);
  }

  @Override
  public StateForms writing(int form) {
    return new TestForms(oldest, newest, form);
  }
}
