/** Many threads that need the token in the same moment. */
@NullMarked
package io.oauthcc.benchmarks.herd;

import org.jspecify.annotations.NullMarked;
