/**
 * One HTTP/1.1 exchange over a socket of our own: connect, TLS with host check, deadlines, limits.
 * Nothing the application may have weakened JVM-wide takes part in it. May use config, target,
 * keys, time and HttpCore 5's codec.
 */
package io.oauthcc.http;
