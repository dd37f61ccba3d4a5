package io.rfmstreams.offline.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.engine.Rejection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LinesAheadTest {

  @Property(tries = 40)
  void linesComeInOrder_andAFailureAfterThem(
      @ForAll @IntRange(max = 5_000) int count,
      @ForAll @IntRange(max = 50_000) int characters,
      @ForAll boolean fails) {
    List<Long> taken = new ArrayList<>();
    LinesAhead ahead = new LinesAhead(new Counting(count, characters, fails));

    if (fails) {
      assertThatThrownBy(() -> ahead.forEach(line -> taken.add(line.number()), bytes -> {}))
          .isInstanceOf(IOException.class)
          .hasMessage("damaged");
    } else {
      assertThat(ahead)
          .satisfies(lines -> lines.forEach(line -> taken.add(line.number()), bytes -> {}));
    }

    assertThat(taken).isEqualTo(LongStream.rangeClosed(1, count).boxed().toList());
  }

  @Test
  @Timeout(60)
  void sinkThatFails_endsIt_howeverMuchThereIsToRead() {
    LinesAhead ahead = new LinesAhead(new Counting(Integer.MAX_VALUE, 1, false));

    assertThatThrownBy(
            () ->
                ahead.forEach(
                    line -> {
                      throw new IllegalStateException("the disk is full");
                    },
                    bytes -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the disk is full");
  }

  @Test
  void mistakeInTheReading_isNotSwallowed() {
    LinesAhead ahead =
        new LinesAhead(
            new LinesAhead.Source() {
              @Override
              public int read(Consumer<EventLine> sink) {
                throw new IllegalArgumentException("no such column");
              }

              @Override
              public long bytes() {
                return 0;
              }
            });

    assertThatThrownBy(() -> ahead.forEach(line -> {}, bytes -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no such column");
  }

  /** Tells a line a record, numbered from 1. */
  private static final class Counting implements LinesAhead.Source {
    private final int count;
    private final int characters;
    private final boolean fails;
    private int read;

    Counting(int count, int characters, boolean fails) {
      this.count = count;
      this.characters = characters;
      this.fails = fails;
    }

    @Override
    public int read(Consumer<EventLine> sink) throws IOException {
      if (read == count) {
        if (fails) {
          throw new IOException("damaged");
        }
        return -1;
      }
      sink.accept(
          new EventLine.Reject(++read, new Rejection(Rejection.Reason.MALFORMED, "a line")));
      return characters;
    }

    @Override
    public long bytes() {
      return read;
    }
  }
}
