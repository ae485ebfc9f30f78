/** The other side of every call: a server as cheap as can be, in a process of its own. */
@NullMarked
package io.oauthcc.benchmarks.server;

import org.jspecify.annotations.NullMarked;
