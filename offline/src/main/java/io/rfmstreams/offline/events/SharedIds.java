package io.rfmstreams.offline.events;

import io.rfmstreams.offline.files.ScratchFile;
import io.rfmstreams.offline.files.TemporaryFolder;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts ids that several members have. Of an id and a member hashes are kept, on disk, spread over files
 * by the id's, so that one file at a time is held in memory: 16 bytes a record there, about twice that for
 * a 64th of the records here. 64 bits tell ten million ids apart but for one chance in 300,000.
 */
final class SharedIds implements AutoCloseable {
  private static final int FILES = 64;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private final Path directory;
  private final String name;
  private final List<DataOutputStream> files = new ArrayList<>(FILES);
  private final int[] recordsIn = new int[FILES];
  private long shared;
  private long firstLine = Long.MAX_VALUE;

  /**
   * @param directory where to keep them; the caller removes it
   * @param name what the files are called there
   */
  SharedIds(Path directory, String name) {
    this.directory = directory;
    this.name = name;
    try {
      for (int i = 0; i < FILES; i++) {
        files.add(ScratchFile.write(file(i)));
      }
    } catch (IOException e) {
      UncheckedIOException failure = TemporaryFolder.cannotWrite(directory, e);
      closeAfter(failure);
      throw failure;
    }
  }

  private void closeAfter(UncheckedIOException failure) {
    try {
      close();
    } catch (UncheckedIOException other) {
      failure.addSuppressed(other);
    }
  }

  /** Takes an id a member has on a line. */
  void add(String id, String memberId, long line) {
    long hash = hash(id);
    int index = (int) (hash >>> 58);
    try {
      DataOutputStream file = files.get(index);
      file.writeLong(hash);
      file.writeInt((int) (hash(memberId) >>> 32));
      file.writeInt((int) Math.min(Integer.MAX_VALUE, line));
      recordsIn[index]++;
    } catch (IOException e) {
      throw TemporaryFolder.cannotWrite(directory, e);
    }
  }

  /** Counts, once; none can be added any more. */
  void count() {
    close();
    for (int i = 0; i < FILES; i++) {
      Path file = file(i);
      try (DataInputStream in = ScratchFile.read(file)) {
        count(in, recordsIn[i]);
      } catch (IOException e) {
        throw TemporaryFolder.cannotReadBack(file, e);
      }
    }
  }

  private void count(DataInputStream in, int records) throws IOException {
    int size = Integer.highestOneBit(Math.max(1, records)) * 4;
    long[] ids = new long[size];
    int[] members = new int[size];
    boolean[] isShared = new boolean[size];
    for (int i = 0; i < records; i++) {
      long id = in.readLong() | 1; // 0 is a free place
      int member = in.readInt();
      int line = in.readInt();
      int at = (int) ((id * GOLDEN) >>> 33) & (size - 1);
      while (ids[at] != 0 && ids[at] != id) {
        at = (at + 1) & (size - 1);
      }
      if (ids[at] == 0) {
        ids[at] = id;
        members[at] = member;
      } else if (members[at] != member) {
        firstLine = Math.min(firstLine, line);
        shared += isShared[at] ? 0 : 1;
        isShared[at] = true;
      }
    }
  }

  /** How many ids several members have. */
  long shared() {
    return shared;
  }

  /** The first line with an id that another member had before. */
  long firstLine() {
    return firstLine;
  }

  private static long hash(String text) {
    long hash = GOLDEN;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    hash = (hash ^ (hash >>> 32)) * GOLDEN;
    return hash ^ (hash >>> 29);
  }

  private Path file(int index) {
    return directory.resolve(name + "-" + index);
  }

  @Override
  public void close() {
    try {
      for (DataOutputStream file : files) {
        file.close();
      }
    } catch (IOException e) {
      throw TemporaryFolder.cannotWrite(directory, e);
    }
  }
}
