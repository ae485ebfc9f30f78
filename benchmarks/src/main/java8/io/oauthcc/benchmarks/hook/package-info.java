/** The agent's hook, as woven code reaches it. */
package io.oauthcc.benchmarks.hook;
