package io.oauthcc.benchmarks.plot;

import io.oauthcc.benchmarks.result.Results;
import java.util.Map;

/** What the page says of one benchmark. */
interface Section {

  /** Its charts, by the names of their files, without {@code .svg}; in the order of the page. */
  Map<String, Chart> charts(Results results);

  /** Its figures, as a table of Markdown. */
  String table(Results results);
}
