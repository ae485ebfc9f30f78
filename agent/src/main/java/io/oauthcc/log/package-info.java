/**
 * The agent's log: one small interface, and SLF4J Simple behind it from the first line written.
 * Exceptions become one line of causes; every line starts with {@code [oauthcc]}. May use config
 * and SLF4J.
 */
package io.oauthcc.log;
