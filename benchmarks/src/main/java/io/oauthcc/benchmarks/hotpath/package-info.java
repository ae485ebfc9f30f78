/** What the agent does within each hop, by JMH. */
@NullMarked
package io.oauthcc.benchmarks.hotpath;

import org.jspecify.annotations.NullMarked;
