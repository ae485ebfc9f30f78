/** The same GET by one client and another. */
@NullMarked
package io.oauthcc.benchmarks.client;

import org.jspecify.annotations.NullMarked;
