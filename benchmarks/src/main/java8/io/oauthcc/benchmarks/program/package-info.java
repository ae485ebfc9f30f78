/** Programs that are measured, for Java 8 and later. */
package io.oauthcc.benchmarks.program;
