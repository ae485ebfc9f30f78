package io.oauthcc.benchmarks.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {

  private static Path write(Path folder) throws IOException {
    return Files.writeString(folder.resolve("p.md"), "a\n<!-- x -->\nold\n<!-- /x -->\nb\n");
  }

  @Test
  void onlyTheBlockIsReplaced(@TempDir Path folder) throws IOException {
    Path file = write(folder);
    Page page = new Page(file);
    page.replace("x", "new\n");
    page.write();
    assertThat(file).hasContent("a\n<!-- x -->\nnew\n<!-- /x -->\nb\n");
  }

  @Test
  void aPageWithoutTheBlockIsRefused(@TempDir Path folder) throws IOException {
    Page page = new Page(write(folder));
    assertThatThrownBy(() -> page.replace("y", "new\n")).hasMessageContaining("no place for y");
  }
}
