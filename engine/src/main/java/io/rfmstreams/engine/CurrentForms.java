package io.rfmstreams.engine;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The forms of this version of the program. It has one so far: the forms before kept too little to be
 * read on.
 *
 * @param written the form that is written
 */
record CurrentForms(int written) implements StateForms {

  @Override
  public SortedSet<Integer> readable() {
    return new TreeSet<>(Set.of(MemberStateCodec.VERSION));
  }

  @Override
  public byte[] encode(MemberState state) {
    return MemberStateCodec.encode(state);
  }

  @Override
  public MemberState decode(byte[] stored) {
    return MemberStateCodec.decode(stored);
  }

  @Override
  public StateForms writing(int form) {
    if (form != MemberStateCodec.VERSION) {
      throw new IllegalArgumentException(
          "this version of the program writes members' states in form %d, not in form %d"
              .formatted(MemberStateCodec.VERSION, form));
    }
    return new CurrentForms(form);
  }
}
