/**
 * The harness: JVMs of every version, the strict servers they talk to, and a record of what reached
 * the wire.
 */
package io.oauthcc.it;
