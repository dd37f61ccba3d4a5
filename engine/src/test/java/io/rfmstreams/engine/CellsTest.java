package io.rfmstreams.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Every combination has one number, and going through them counts. */
class CellsTest {

  @Property(tries = 100, seed = "41")
  void advancing_goesThroughAllNumbersInOrder(@ForAll @LongRange(min = 0) long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] sizes = random.ints(random.nextInt(5), 1, 6).toArray();
    Cells cells = new Cells(sizes);
    int[] choices = new int[sizes.length];
    int number = 0;
    do {
      assertThat(cells.number(choices)).isEqualTo(number++);
    } while (cells.advance(choices));
    assertThat(number).isEqualTo(cells.count());
    assertThat(choices).isEqualTo(new int[sizes.length]);
  }

  @Test
  void lastChoice_variesFastest() {
    assertThat(new Cells(2, 3).number(1, 2)).isEqualTo(5);
    assertThat(new Cells(2, 3).number(1, 0)).isEqualTo(3);
  }

  @Test
  void moreThanAnIntHolds_isRefused() {
    assertThatThrownBy(() -> new Cells(1 << 16, 1 << 16).count())
        .isInstanceOf(ArithmeticException.class);
  }
}
