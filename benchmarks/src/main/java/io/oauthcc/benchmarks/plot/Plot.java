package io.oauthcc.benchmarks.plot;

import io.oauthcc.benchmarks.result.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Takes over the results of the last runs, draws them, and puts pictures and tables into the page.
 * A benchmark that was not run anew keeps the results that the page has.
 */
public final class Plot {

  private Plot() {}

  /**
   * Plots.
   *
   * @param arguments the folder of the last runs' results; the folder for results and pictures that
   *     the page shows, which stands beside it; the page
   */
  public static void main(String[] arguments) throws IOException {
    Path last = Path.of(arguments[0]);
    Path kept = Path.of(arguments[1]);
    Page page = new Page(Path.of(arguments[2]));
    Map<String, Section> sections = new LinkedHashMap<>();
    sections.put("start", new StartSection());
    sections.put("hot-path", new HotPathSection());
    sections.put("peers", new PeersSection());
    sections.put("herd", new HerdSection());
    for (Map.Entry<String, Section> section : sections.entrySet()) {
      String file = section.getKey() + ".json";
      if (Files.exists(last.resolve(file))) {
        Files.createDirectories(kept);
        Files.copy(last.resolve(file), kept.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
      if (Files.exists(kept.resolve(file))) {
        Results results = Results.read(kept.resolve(file));
        page.replace(section.getKey(), block(section.getValue(), results, kept));
      }
    }
    page.write();
  }

  private static String block(Section section, Results results, Path folder) throws IOException {
    StringBuilder block = new StringBuilder("\n");
    for (Map.Entry<String, Chart> chart : section.charts(results).entrySet()) {
      String picture = chart.getKey() + ".svg";
      Files.writeString(folder.resolve(picture), Svg.draw(chart.getValue()));
      block.append(
          "![%s](%s/%s)\n\n".formatted(chart.getValue().title(), folder.getFileName(), picture));
    }
    block.append("<details><summary>All figures</summary>\n\n");
    block.append(Page.origin(results)).append("\n\n").append(section.table(results));
    return block.append("\n</details>\n\n").toString();
  }
}
