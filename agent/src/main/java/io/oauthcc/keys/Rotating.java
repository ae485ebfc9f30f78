package io.oauthcc.keys;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is read from files that may be replaced at any time. It is read again when one of them
 * changed. A replacement that cannot be used, as one half written, leaves the last good content in
 * use. Thread-safe.
 */
final class Rotating<T> {

  /** Reads all files. */
  interface Reading<T> {
    T read() throws KeyFailure;
  }

  private final List<File> files;
  private final Reading<T> reading;
  private final Consumer<String> warnings;

  private @Nullable T good;
  private @Nullable List<FileVersion> versionsOfGood;
  private @Nullable List<FileVersion> versionsSeen;

  Rotating(List<File> files, Reading<T> reading, Consumer<String> warnings) {
    this.files = files;
    this.reading = reading;
    this.warnings = warnings;
  }

  /** The files' content as of now, or the last good one; the same object while nothing changed. */
  synchronized T get() throws KeyFailure {
    // Before the files are read: one that is replaced meanwhile is read again the next time.
    List<FileVersion> versions = versions();
    boolean looked = versions.equals(versionsSeen);
    versionsSeen = versions;
    T last = good;
    if (last != null && versions.equals(versionsOfGood)) {
      return last;
    }
    try {
      T content = reading.read();
      good = content;
      versionsOfGood = versions;
      return content;
    } catch (KeyFailure e) {
      if (last == null) {
        throw e;
      }
      if (!looked) {
        warnings.accept(
            e.getMessage() + "; its last good content stays in use until it can be read again");
      }
      return last;
    }
  }

  /** Whether a file is another one than at the last {@link #get}; false if that never was. */
  synchronized boolean hasChanged() {
    return versionsSeen != null && !versions().equals(versionsSeen);
  }

  private List<FileVersion> versions() {
    List<FileVersion> versions = new ArrayList<>(files.size());
    for (File file : files) {
      versions.add(FileVersion.of(file));
    }
    return versions;
  }
}
