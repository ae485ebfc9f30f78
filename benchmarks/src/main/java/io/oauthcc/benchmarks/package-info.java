/** What the agent costs: each benchmark has one command, and writes one file of results. */
@NullMarked
package io.oauthcc.benchmarks;

import org.jspecify.annotations.NullMarked;
