/** The same authorized GET by the agent and by what stands in its place. */
@NullMarked
package io.oauthcc.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
