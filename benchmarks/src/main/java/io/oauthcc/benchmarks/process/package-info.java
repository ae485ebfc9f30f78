/** Programs that a benchmark starts and talks to. */
@NullMarked
package io.oauthcc.benchmarks.process;

import org.jspecify.annotations.NullMarked;
