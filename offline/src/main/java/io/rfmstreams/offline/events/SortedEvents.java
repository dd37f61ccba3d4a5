package io.rfmstreams.offline.events;

import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.offline.files.ExternalSort;
import io.rfmstreams.offline.files.SortKey;
import io.rfmstreams.offline.files.TemporaryFolder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Events that come in any order, need not fit in memory, and leave in the order they are played. */
public final class SortedEvents {
  private final boolean asLogged;
  private final Path directory;
  private final ExternalSort sort;
  private final ExternalSort.Rows rows;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /**
   * Without events.
   *
   * @param asLogged whether lines count in the file's order instead of by time
   * @param directory where events are kept; the caller removes it
   */
  public SortedEvents(boolean asLogged, Path directory) {
    this.asLogged = asLogged;
    this.directory = directory;
    this.sort = new ExternalSort(directory, "events");
    this.rows = sort.rows();
  }

  /**
   * Takes a line.
   *
   * @throws UncheckedIOException if the disk does not
   */
  public void add(EventLine.Event line) {
    long at = asLogged ? 0 : line.event().occurredAt().toEpochMilli();
    rows.add(SortKey.of(at, "", line.number()), stored(line.event()));
  }

  private byte[] stored(MemberEvent event) {
    bytes.reset();
    try {
      StoredEvent.write(event, new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory takes everything
    }
    return bytes.toByteArray();
  }

  /** Hands on all events in order, once. */
  public void forEach(Consumer<MemberEvent> sink) {
    rows.close();
    try {
      sort.merge(
          row ->
              sink.accept(
                  StoredEvent.read(new DataInputStream(new ByteArrayInputStream(row.bytes())))));
    } catch (IOException e) {
      throw TemporaryFolder.cannotReadBack(directory, e);
    }
  }
}
