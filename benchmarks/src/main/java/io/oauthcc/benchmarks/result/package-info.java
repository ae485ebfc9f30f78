/**
 * What a benchmark measured, and on what: one file each, {@code benchmarks/results/<name>.json},
 * which the plots of {@code docs/performance.md} are drawn from.
 */
@NullMarked
package io.oauthcc.benchmarks.result;

import org.jspecify.annotations.NullMarked;
