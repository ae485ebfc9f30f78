/**
 * Authorization servers that others wrote, started for the tests on free ports of the loopback
 * interface and stopped after them. {@code it-tests/install-servers} brings them.
 */
package io.oauthcc.it.server;
