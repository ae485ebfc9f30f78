package io.oauthcc.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What makes a file another one. Kubernetes swaps a link, and nothing else may differ. */
class FileVersionTest {

  private static final FileTime TIME = FileTime.fromMillis(1_800_000_000_000L);

  private final Path folder;

  FileVersionTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Path write(String name, String text) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, TIME);
    return file;
  }

  private static FileVersion of(Path file) {
    return FileVersion.of(file.toFile());
  }

  private void lead(Path link, String target) throws Exception {
    Path next = Files.createSymbolicLink(folder.resolve("..next"), Path.of(target));
    Files.move(next, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void nothingChanged() throws Exception {
    Path file = write("secret", "one");
    FileVersion before = of(file);

    assertThat(of(file)).isEqualTo(before).hasSameHashCodeAs(before);
  }

  /** The inode is the same too, as where a file system uses one again or tells none. */
  @Test
  void aLinkOnTheWayLeadsElsewhere() throws Exception {
    Path first = write("..1/secret", "one");
    Files.createLink(Files.createDirectory(folder.resolve("..2")).resolve("secret"), first);
    Path data = folder.resolve("..data");
    lead(data, "..1");
    Path file = Files.createSymbolicLink(folder.resolve("secret"), Path.of("..data/secret"));
    FileVersion before = of(file);

    lead(data, "..2");

    assertThat(of(file)).isNotEqualTo(before);
  }

  @Test
  void anotherFileOfTheSameSizeAndTimeTookItsPlace() throws Exception {
    Path file = write("secret", "one");
    FileVersion before = of(file);

    Files.move(write("next", "two"), file, StandardCopyOption.ATOMIC_MOVE);

    assertThat(of(file)).isNotEqualTo(before);
  }

  @Test
  void itWasWrittenAgainInItsPlace() throws Exception {
    Path file = write("secret", "one");
    FileVersion before = of(file);

    Files.setLastModifiedTime(file, FileTime.fromMillis(TIME.toMillis() + 1000));
    assertThat(of(file)).as("time").isNotEqualTo(before);
    write("secret", "longer");
    assertThat(of(file)).as("size").isNotEqualTo(before);
  }

  @Test
  void itIsGone() throws Exception {
    Path file = write("secret", "one");
    FileVersion before = of(file);

    Files.delete(file);

    assertThat(of(file)).isNotEqualTo(before).isEqualTo(of(file));
  }
}
