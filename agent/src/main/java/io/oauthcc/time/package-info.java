/**
 * Time and the agent's own threads, behind interfaces, so that hours are tested in milliseconds.
 * Uses the JDK alone.
 */
package io.oauthcc.time;
