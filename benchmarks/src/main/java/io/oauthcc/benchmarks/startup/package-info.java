/** What an agent adds to a program's start and to its first request: whole processes. */
@NullMarked
package io.oauthcc.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
