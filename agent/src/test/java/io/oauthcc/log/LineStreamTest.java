package io.oauthcc.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LineStreamTest {

  private final ByteArrayOutputStream standardError = new ByteArrayOutputStream();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  private LineStream stream(Path file) {
    return new LineStream(file.toFile(), standardError);
  }

  private List<String> told() {
    return standardError.toString(Charset.defaultCharset()).lines().toList();
  }

  @Test
  void a_file_that_is_there_is_appended_to() throws IOException {
    Path file = Files.writeString(folder.resolve("a.log"), "before\n");

    stream(file).println("[oauthcc] line");

    assertThat(file).hasContent("before\n[oauthcc] line\n");
    assertThat(told()).isEmpty();
  }

  @Test
  void a_file_that_is_emptied_or_moved_away_begins_anew() throws IOException {
    Path file = folder.resolve("a.log");
    LineStream stream = stream(file);
    stream.println("first");
    Files.copy(file, folder.resolve("a.log.1"));
    Files.write(file, new byte[0]);
    stream.println("second");
    Files.move(file, folder.resolve("a.log.2"));
    stream.println("third");

    assertThat(folder.resolve("a.log.1")).hasContent("first");
    assertThat(folder.resolve("a.log.2")).hasContent("second");
    assertThat(file).hasContent("third");
  }

  @Test
  void several_writers_leave_whole_lines() throws Exception {
    Path file = folder.resolve("a.log");
    String longLine = String.join("", Collections.nCopies(500, "0123456789"));
    ExecutorService writers = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int writer = 0; writer < 4; writer++) {
        LineStream stream = stream(file);
        all.add(
            writers.submit(
                () -> {
                  for (int i = 0; i < 50; i++) {
                    stream.println(longLine);
                  }
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      writers.shutdownNow();
    }

    assertThat(Files.readAllLines(file)).hasSize(200).containsOnly(longLine);
  }

  @Test
  void without_its_directory_lines_go_to_standard_error_and_one_says_why() throws IOException {
    Path file = folder.resolve("logs/a.log");
    LineStream stream = stream(file);

    stream.println("first");
    stream.println("second");

    assertThat(told()).hasSize(3);
    assertThat(told().get(0)).startsWith("[oauthcc] WARN ").contains(file.toString());
    assertThat(told().subList(1, 3)).containsExactly("first", "second");

    Files.createDirectories(file.getParent());
    stream.println("third");
    assertThat(file).hasContent("third");
    Files.delete(file);
    Files.delete(file.getParent());
    stream.println("fourth");
    assertThat(told()).hasSize(5);
    assertThat(told().get(4)).isEqualTo("fourth");
  }

  @Test
  @Timeout(30)
  void a_pipe_in_its_place_is_not_opened() throws Exception {
    Path pipe = folder.resolve("a.log");
    LineStream stream = stream(pipe);
    stream.println("first");
    Files.delete(pipe);
    assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    stream.println("second");

    assertThat(told()).hasSize(2);
    assertThat(told().get(0)).startsWith("[oauthcc] WARN ").contains("no regular file");
    assertThat(told().get(1)).isEqualTo("second");
  }

  @Test
  void standard_output_is_not_opened_by_its_path() {
    assertThat(LogStream.isStandardOutput(new File("/dev/stdout"))).isTrue();
    assertThat(LogStream.isStandardOutput(new File("/dev/fd/1"))).isTrue();
    assertThat(LogStream.isStandardOutput(new File("/proc/self/fd/1"))).isTrue();
    assertThat(LogStream.isStandardOutput(new File("/dev/null"))).isFalse();
    assertThat(LogStream.isStandardOutput(null)).isFalse();
  }

  @Test
  void a_line_is_one_write() {
    List<String> writes = new ArrayList<>();
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int b) {
            writes.add(String.valueOf((char) b));
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            writes.add(new String(bytes, offset, length, Charset.defaultCharset()));
          }
        };

    new LineStream(null, out).println("[oauthcc] line");

    assertThat(writes).containsExactly("[oauthcc] line" + System.lineSeparator());
  }

  @Test
  void a_closed_standard_error_hurts_nobody() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("closed");
          }
        };

    new LineStream(folder.toFile(), closed).println("[oauthcc] line");
  }
}
