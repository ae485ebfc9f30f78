/**
 * Programs that the tests run in JVMs of their own: one small driver per HTTP client, which does
 * what it is told on its standard input. Java 8, and no dependency but the client.
 */
package io.oauthcc.it.driver;
