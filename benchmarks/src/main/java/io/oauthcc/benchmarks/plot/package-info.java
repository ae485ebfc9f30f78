/** Draws what was measured, and puts it into {@code docs/performance.md}. */
@NullMarked
package io.oauthcc.benchmarks.plot;

import org.jspecify.annotations.NullMarked;
