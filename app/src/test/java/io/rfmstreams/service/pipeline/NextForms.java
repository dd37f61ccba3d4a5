package io.rfmstreams.service.pipeline;

import io.rfmstreams.engine.MemberState;
import io.rfmstreams.engine.StateForms;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The forms of a next version of the program, which there is only in tests: a state is stored as now, but
 * for its number and a byte at the end, and the form of today is read and can be written.
 *
 * @param written the form that is written
 */
record NextForms(int written) implements StateForms {
  private static final StateForms TODAY = StateForms.current();
  static final int NEXT = TODAY.written() + 1;
  private static final byte END = 42;

  @Override
  public SortedSet<Integer> readable() {
    SortedSet<Integer> forms = new TreeSet<>(TODAY.readable());
    forms.add(NEXT);
    return forms;
  }

  @Override
  public byte[] encode(MemberState state) {
    byte[] today = TODAY.encode(state);
    if (written != NEXT) {
      return today;
    }
    byte[] next = Arrays.copyOf(today, today.length + 1);
    next[0] = (byte) NEXT;
    next[today.length] = END;
    return next;
  }

  @Override
  public MemberState decode(byte[] stored) {
    if (stored[0] != NEXT) {
      return TODAY.decode(stored);
    }
    if (stored[stored.length - 1] != END) {
      throw new IllegalStateException("a stored state of the next form is damaged");
    }
    byte[] today = Arrays.copyOf(stored, stored.length - 1);
    today[0] = (byte) TODAY.written();
    return TODAY.decode(today);
  }

  @Override
  public StateForms writing(int form) {
    return new NextForms(form);
  }
}
